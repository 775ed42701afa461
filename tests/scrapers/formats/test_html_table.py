"""Tables in HTML: which rows are notices, and what a page without its table is."""

from __future__ import annotations

from typing import Any

import pytest

from scrapers.formats.page import Page
from scrapers.http.faults import LayoutChanged
from tests.scrapers.invented_site import a_source
from tests.scrapers.recorded import catalogue, parsed

TABLE = {
    "headers": ["Product", "Date"],
    "fields": {
        "key": "{Product}",
        "title": "{Product}",
        "url": "{Product link}",
        "published": "{Date}",
    },
}
WORDS = "<p>Words of a page.</p>" * 60
HEAD = "<tr><th>Product</th><th>Date</th></tr>"


def read(content: str, **options: Any) -> Page:
    source = a_source(format="html_table", options={"tables": [TABLE], **options})
    body = f"<html><body><main>{WORDS}{content}</main></body></html>".encode()
    return parsed(source, body)


def row(product: str, day: str = "2 May") -> str:
    return f'<tr><td><a href="/{product}">{product}</a></td><td>{day}</td></tr>'


def test_a_caption_and_an_empty_row_are_no_notices_and_no_doubt() -> None:
    captions = '<tr><td colspan="2">Of May</td></tr><tr><td></td><td> </td></tr>'
    page = read(f"<table>{HEAD}{captions}{row('serum')}</table>")
    assert [item.title for item in page.items] == ["serum"]
    assert page.warnings == []


def test_a_cell_that_reaches_down_belongs_to_each_of_its_rows() -> None:
    rows = (
        '<tr><td>serum</td><td rowspan=" 2">2 May</td></tr><tr><td>cream</td></tr>'
        '<tr><td rowspan="x">gel</td><td rowspan="1">1 May</td></tr>'
        '<tr><td rowspan="2">vial</td><td>30 April</td></tr><tr><td>29 April</td></tr>'
    )
    page = read(f"<table>{HEAD}{rows}</table>")
    assert [(item.title, item.published) for item in page.items] == [
        ("serum", "2 May"), ("cream", "2 May"), ("gel", "1 May"),
        ("vial", "30 April"), ("vial", "29 April"),
    ]  # fmt: skip
    assert page.warnings == []


def test_a_cell_beyond_the_table_reaches_into_no_row_below() -> None:
    wide = "<tr><td>a note</td><td>at</td><td rowspan=9999>the side</td></tr>"
    items = read(f"<table>{HEAD}{wide}<tr><td>serum</td><td>2 May</td></tr></table>").items
    assert [(item.key, item.title) for item in items] == [
        ("serum", "serum"), ("", "a note at the side"),
    ]  # fmt: skip


def test_a_row_of_another_width_is_held_and_not_left_out_unless_most_are_so() -> None:
    odd = "<tr><td>cream</td><td>2 May</td><td>?</td></tr>"
    items = read(f"<table>{HEAD}{odd}{row('serum')}</table>").items
    assert [(item.whole, item.title) for item in items] == [
        (True, "serum"), (False, "cream 2 May ?"),
    ]  # fmt: skip
    with pytest.raises(LayoutChanged, match=r"a row of 3 cells.*expected 2"):
        read(f"<table>{HEAD}{odd}{odd}{row('serum')}</table>")


def test_a_cell_of_several_columns_stands_in_each_of_them() -> None:
    """A footer is no row of another width: one in each page would keep entries nameless."""
    three = {**TABLE, "headers": ["Product", "Date", "Class"]}
    head = "<tr><th>Product</th><th>Date</th><th>Class</th></tr>"
    spanning = (
        '<tr><td colspan="2">Recalls of May</td><td>2 in all</td></tr>'
        '<tr><td>cream</td><td rowspan="2" colspan="2">2 May, II</td></tr><tr><td>gel</td></tr>'
        "<tr><td></td><td>&nbsp;</td></tr>"
    )
    page = read(
        f"<table>{head}{spanning}<tr><td>vial</td><td>1 May</td><td>I</td></tr></table>",
        tables=[three],
    )
    assert [(item.whole, item.title, item.published) for item in page.items] == [
        (True, "Recalls of May", "Recalls of May"), (True, "cream", "2 May, II"),
        (True, "gel", "2 May, II"), (True, "vial", "1 May"),
    ]  # fmt: skip
    assert page.warnings == []


def test_a_row_of_as_many_cells_as_the_header_is_read_as_that_whatever_both_span() -> None:
    head = '<tr><th colspan="2">Product</th><th>Date</th></tr>'
    rows = '<tr><td colspan="2">cream</td><td rowspan="2">2 May</td></tr><tr><td colspan="2">gel'
    page = read(f"<table>{head}{rows}</table>")
    assert [(item.title, item.published) for item in page.items] == [
        ("cream", "2 May"), ("gel", "2 May"),
    ]  # fmt: skip


def test_a_cell_reaches_no_further_for_a_caption_that_lies_over_it() -> None:
    rows = (
        '<tr><td>cream</td><td rowspan="2">2 May</td></tr><tr><td colspan="2">Of June</td></tr>'
        '<tr><td>gel</td><td rowspan="3">1 June</td></tr><tr><td colspan="2">Serums</td></tr>'
        "<tr><td>serum</td></tr><tr><td>vial</td><td>1 July</td></tr>"
    )
    page = read(f"<table>{HEAD}{rows}</table>")
    assert [(item.title, item.published) for item in page.items] == [
        ("cream", "2 May"), ("gel", "1 June"), ("serum", "1 June"), ("vial", "1 July"),
    ]  # fmt: skip


def test_what_is_marked_within_a_cell_is_no_header_of_the_table() -> None:
    inner = "<table><tr><th>Product</th></tr></table>"
    table = f"<table><tr><td>{inner}</td></tr><tr><th>Class</th></tr></table>"
    with pytest.raises(LayoutChanged, match=r"headers \['Class', 'Product'\]"):
        read(table)


def test_a_page_without_its_table_is_empty_only_if_it_says_so() -> None:
    assert read("<p>No results.</p>", empty_when="no results").items == ()
    with pytest.raises(LayoutChanged, match=r"no table with a header.*expected Product \| Date"):
        read("<table><tr><td>Search</td></tr></table>", empty_when="no results")


def test_further_columns_of_a_table_are_no_harm_and_said() -> None:
    table = (
        "<table><tr><th>No.</th><th>CLASS</th><th>Report</th><th>Type</th>"
        "<th>Product Name</th></tr>"
        "<tr><td>1</td><td>II</td><td><a href='/a.pdf'>Notice 1</a></td><td>Recall</td>"
        "<td>Exosome</td></tr><tr><td>2</td><td>half a row</td></tr></table>"
    )
    page = parsed(catalogue()["eg-eda"], table)
    assert [item.title for item in page.items] == ["Recall: Exosome (Notice 1)", "2 half a row"]
    assert [item.whole for item in page.items] == [True, False]
    assert page.warnings == ["columns that are not read: No."]


@pytest.mark.parametrize(
    "header",
    [
        "<tr><td><strong>Class</strong></td><td>Report</td><td>TYPE</td>"
        "<td> Product&nbsp;</td></tr>",
        '<tr><th colspan="4">Recalls</th></tr>'
        "<tr><th>Class</th><th>Report</th><th>Type</th><th>Product name</th></tr>",
    ],
    ids=["unmarked", "under a caption"],
)
def test_the_header_of_a_table_is_the_row_with_its_words(header: str) -> None:
    rows = (
        '<tr><th>II</th><td><a href="/media/1.pdf">No. 1</a></td><td>Recall</td><td>Vial</td></tr>'
        "<tr><th>Class</th><th>Report</th><th>Type</th><th>Product name</th></tr>"
        '<tr><td>-</td><td><a href="/media/2.pdf">No. 2</a></td><td>Alert</td><td>Cream</td></tr>'
    )
    table = f"<table><tbody>{header}{rows}</tbody></table>"
    page = parsed(catalogue()["eg-eda"], f"<table><tr><td>{table}</td></tr></table>")
    assert [item.title for item in page.items] == ["Recall: Vial (No. 1)", "Alert: Cream (No. 2)"]
    assert page.warnings == []
