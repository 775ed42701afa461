"""Tables in HTML: which rows are notices, and what a page without its table is."""

from __future__ import annotations

from typing import Any

import pytest

from scrapers.formats.page import Page, format_of
from scrapers.http.faults import LayoutChanged
from tests.scrapers.invented_site import a_source
from tests.scrapers.recorded import answer, asked_first

TABLE = {
    "headers": ["Product", "Date"],
    "fields": {
        "key": "{Product}",
        "title": "{Product}",
        "url": "{Product link}",
        "published": "{Date}",
    },
}
HEAD = "<tr><th>Product</th><th>Date</th></tr>"


def read(content: str, **options: Any) -> Page:
    source = a_source(format="html_table", options={"tables": [TABLE], **options})
    words = "<p>Words of a page.</p>" * 60
    body = f"<html><body><main>{words}{content}</main></body></html>".encode()
    return format_of(source).parse(source, answer(asked_first(source)[0], body))


def row(product: str, day: str = "2 May") -> str:
    return f'<tr><td><a href="/{product}">{product}</a></td><td>{day}</td></tr>'


def test_a_caption_and_an_empty_row_are_no_notices_and_no_doubt() -> None:
    captions = '<tr><td colspan="2">Of May</td></tr><tr><td></td><td> </td></tr>'
    page = read(f"<table>{HEAD}{captions}{row('serum')}</table>")
    assert [item.title for item in page.items] == ["serum"]
    assert page.warnings == []


def test_rows_of_another_width_are_left_out_and_counted() -> None:
    wide = "<tr><td>a</td><td>b</td><td>c</td></tr>"
    page = read(f"<table>{HEAD}{wide * 2}{row('serum')}</table>")
    assert [item.title for item in page.items] == ["serum"]
    assert page.warnings == ["2 rows of another width than the header were left out"]


def test_what_is_marked_within_a_cell_is_no_header_of_the_table() -> None:
    inner = "<table><tr><th>Product</th></tr></table>"
    table = f"<table><tr><td>{inner}</td></tr><tr><th>Class</th></tr></table>"
    with pytest.raises(LayoutChanged, match=r"headers \['Class', 'Product'\]"):
        read(table)


def test_a_page_without_its_table_is_empty_only_if_it_says_so() -> None:
    assert read("<p>No results.</p>", empty_when="no results").items == ()
    with pytest.raises(LayoutChanged, match=r"no table with a header.*expected Product \| Date"):
        read("<table><tr><td>Search</td></tr></table>", empty_when="no results")
