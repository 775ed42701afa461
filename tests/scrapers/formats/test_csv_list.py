"""Tables in CSV: where they begin, what divides their cells, and which rows are none."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from scrapers.formats.page import Page
from scrapers.http.faults import LayoutChanged, NotTheFormat
from tests.scrapers.invented_site import a_source
from tests.scrapers.recorded import PAGES, asked_first, catalogue, parsed

OPTIONS: dict[str, Any] = {
    "headers": ["Product", "Reason"],
    "fields": {"key": "{Product}", "title": "{Product}", "text": ["{Reason}"]},
}


@pytest.fixture(autouse=True)
def limit_is_left_as_it_was() -> Iterator[None]:
    limit = csv.field_size_limit()
    yield
    csv.field_size_limit(limit)


def read(text: str | bytes) -> Page:
    source = a_source(format="csv_list", options=OPTIONS)
    body = text.encode() if isinstance(text, str) else text
    return parsed(source, body, content_type="text/csv; charset=utf-8")


def rows(text: str | bytes) -> list[tuple[str, str]]:
    return [(item.title, item.text) for item in read(text).items]


@pytest.mark.parametrize("divider", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "above", ["", "\ufeff", "\n\n", "Recalls of 2026\n\n", "As of: 2 May; Product list\n"]
)
def test_a_table_is_read_from_its_header_on_whatever_divides_its_cells(
    divider: str, end: str, above: str
) -> None:
    lines = [f" Product {divider}Reason", f"Serum{divider}Unapproved", divider, f" {divider} "]
    assert rows(above + end.join(lines) + end) == [("Serum", "Unapproved")]


def test_a_cell_may_hold_lines_and_what_divides_cells() -> None:
    assert rows('Product,Reason\n"Serum, 5 ml","One\r\ntwo"\n') == [("Serum, 5 ml", "One\ntwo")]


@pytest.mark.parametrize("body", ["<html></html>", '{"rows": []}', "[1]", "\n {"])
def test_what_begins_as_another_format_is_not_the_table(body: str) -> None:
    with pytest.raises(NotTheFormat, match="CSV"):
        read(body)


def test_a_cell_may_be_long() -> None:
    assert rows(f"Product,Reason\nA,{'x' * 200_000}\n") == [("A", "x" * 200_000)]


def test_a_quote_that_is_never_closed_is_malformed_and_no_endless_cell() -> None:
    with pytest.raises(NotTheFormat, match="malformed CSV"):
        read('Product,Reason\n"' + "x" * 1_000_001)
    with pytest.raises(NotTheFormat, match="malformed CSV"):
        read('"Product,Reason\n' + "A,b\n" * 300_000)


def test_a_row_of_another_width_is_named_by_its_number() -> None:
    with pytest.raises(LayoutChanged, match=r"row 2 with another number.*expected 2 cells"):
        read("Product,Reason\nA,b\nB\n")
    with pytest.raises(LayoutChanged, match=r"columns Product, Cause .*expected Product, Reason"):
        read("Product,Cause\nA,b\n")


def test_a_row_that_is_divided_wrongly_does_not_hide_the_others() -> None:
    items = read("Product,Reason\nA,b\nC, with exosomes,d\nE\nF,g\nH,i\n").items
    assert [item.title for item in items] == ["A", "F", "H", "C with exosomes d", "E"]
    assert [item.whole for item in items] == [True, True, True, False, False]
    with pytest.raises(LayoutChanged, match="row 1 with another number"):
        read("Product,Reason\nA\nB\nC,d\n")


def test_doubts_about_letters_and_further_columns_are_said() -> None:
    assert read(b"Product,Reason,Lot\nA,b,7\n\xff,c,8\n").warnings == [
        "1 places were not valid utf-8 and were replaced by U+FFFD",
        "columns that are not read: Lot",
    ]


def test_a_csv_may_lack_a_column_that_is_optional() -> None:
    source = catalogue()["it-aifa"]
    file = (PAGES / source.id / "next.csv").read_bytes()
    asked = replace(asked_first(source)[0], purpose="document")
    without = file.replace(b";Link Provvedimento", b"").replace(
        b";https://www.aifa.gov.it/esempio", b""
    )
    page = parsed(source, without, asked)
    assert [(item.key[:6], item.url) for item in page.items] == [("000000", None)]
    assert not page.warnings
    with pytest.raises(LayoutChanged, match=r"expected .*Numero Lotto"):
        parsed(source, file.replace(b"Numero Lotto", b"Lotto"), asked)


def test_delimiters_after_the_last_cell_of_a_row_are_no_cells() -> None:
    source = catalogue()["it-aifa"]
    file = (PAGES / source.id / "next.csv").read_bytes()
    asked = replace(asked_first(source)[0], purpose="document")
    head, row, *_ = file.splitlines()
    ended = parsed(source, head + b"\n" + row + b";; \n", asked)
    assert ended.items == parsed(source, head + b"\n" + row + b"\n", asked).items
    with pytest.raises(LayoutChanged, match="another number of cells"):
        parsed(source, head + b"\n" + row + b";;x\n", asked)
