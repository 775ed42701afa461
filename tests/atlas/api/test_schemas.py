"""Columns as JSON Schema: what may be null, and what never is."""

from __future__ import annotations

from typing import Any

import pytest

from atlas.api.schemas import fields
from atlas.columns import Column

NULL = {"type": "null"}


def schema(column: Column) -> dict[str, Any]:
    return fields((column,))[column.name]


@pytest.mark.parametrize(
    ("column", "null"),
    [
        (Column("a", "Invented.", required=True), False),
        (Column("a", "Invented."), True),
        (Column("a", "Invented.", blank=True), False),
        (Column("a", "Invented.", "list"), False),
        (Column("a", "Invented.", of="status"), True),
        # What is no http(s) address is left out of the answer.
        (Column("a", "Invented.", "address", required=True), True),
    ],
)
def test_what_is_not_always_there_may_be_null(column: Column, null: bool) -> None:
    assert (NULL in schema(column).get("anyOf", ())) == null
    assert schema(column)["description"] == "Invented."


def test_codes_are_those_of_their_vocabulary() -> None:
    (one, several) = (
        schema(Column("a", "", kind, of="use", required=True)) for kind in ("text", "list")
    )
    assert one == {"$ref": "#/components/schemas/use"}
    assert several == {"type": "array", "items": one}


def test_a_place_says_in_which_codes_it_is_written() -> None:
    place = schema(Column("a", "Where.", "place", required=True))
    assert place["description"] == "Where. A code: ISO 3166, a bloc's, or INT."
