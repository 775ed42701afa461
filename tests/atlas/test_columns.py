"""Columns are described once, and as the tables have them."""

from __future__ import annotations

import pytest

from atlas import columns
from atlas.columns import Column, Columns
from atlas.edition import Edition
from atlas.law import Position

TABLES = {
    name: value
    for name, value in vars(columns).items()
    if isinstance(value, tuple) and value and isinstance(value[0], Column)
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_table_has_a_column_twice_or_a_code_without_its_vocabulary(
    edition: Edition, table: Columns
) -> None:
    assert len(set(columns.names(table))) == len(table)
    assert {column.of for column in table if column.of} <= set(edition.vocabularies)
    assert all(column.says.endswith(".") for column in table)


def test_only_some_columns_can_be_chosen_in_another_order() -> None:
    assert columns.names(columns.chosen(columns.PAGE, "facts", "url")) == ("facts", "url")
    with pytest.raises(KeyError):
        columns.chosen(columns.PAGE, "fact")


def test_every_field_of_a_position_is_a_column_but_what_was_wrong_once() -> None:
    described = set(columns.names(columns.POSITION))
    assert set(Position.model_fields) - described == {"recoded"}
    assert described - set(Position.model_fields) == {"entry", "replaced_from"}


def test_addresses_are_known_by_name_in_whatever_table() -> None:
    assert {"url", "read_url", "instrument_url", "homepage", "site"} < columns.ADDRESSES
    for table in TABLES.values():
        for column in table:
            assert (column.kind == "address") == (column.name in columns.ADDRESSES)
