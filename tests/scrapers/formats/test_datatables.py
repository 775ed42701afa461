"""Rows of HTML cells: as Drupal wraps them, and as WordPress wants them to be asked for."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

import pytest

from scrapers.catalogue import Source
from scrapers.formats.page import Page
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Request
from tests.scrapers.invented_site import HOST, a_source
from tests.scrapers.recorded import asked_first, parsed

FIELDS = {"key": "{Firm}", "title": "{Firm}", "url": "{Firm link}", "text": ["{Note}"]}
NONCE = {
    "page": f"{HOST}/table",
    "input": "input#nonce",
    "url": f"{HOST}/ajax",
    "parameter": "number",
    "form": {"draw": "1", "length": "-1"},
}
ROW = ['<a href="/a">Example &amp; Co.</a>', "2 May"]


def source_of(**options: Any) -> Source:
    columns = {"columns": ["Firm", "Date"], "optional": ["Note"], "fields": FIELDS}
    return a_source(format="datatables", options={**columns, **options})


def read(body: Any, *, request: Request | None = None, **options: Any) -> Page:
    source = source_of(**options)
    raw = body if isinstance(body, str) else json.dumps(body)
    return parsed(source, raw, request or asked_first(source)[0], content_type="text/html")


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_row_is_read_by_its_cells_whether_or_not_the_answer_is_wrapped(wrapped: bool) -> None:
    table = {"data": [ROW, ["Bare", None, "<p>Lot 7</p>"]]}
    named, bare = read([table] if wrapped else table).items
    assert (named.title, named.url, named.text) == ("Example & Co.", f"{HOST}/a", "")
    assert (bare.title, bare.url, bare.text) == ("Bare", None, "Lot 7")


@pytest.mark.parametrize(
    "body", [[], [{"data": []}, {}], {"rows": []}, {"data": None}, ["data"], 7]
)
def test_an_answer_without_rows_is_a_changed_layout_and_one_with_none_is_empty(body: Any) -> None:
    with pytest.raises(LayoutChanged, match=r"no list of rows.*expected rows under 'data'"):
        read(body)
    assert not read({"data": []}).items


@pytest.mark.parametrize(("row", "seen"), [(["a"], "1"), ("a row", "str"), (None, "NoneType")])
def test_what_is_no_row_of_the_table_is_a_changed_layout_where_most_are_none(
    row: Any, seen: str
) -> None:
    with pytest.raises(LayoutChanged, match=rf"a row of {seen} cells.*at least 2: Firm, Date"):
        read({"data": [ROW, row, row]})
    whole, broken = read({"data": [row, ROW]}).items
    assert (whole.title, broken.whole) == ("Example & Co.", False)


def test_a_table_of_wordpress_is_asked_for_with_the_number_on_its_page() -> None:
    page = read('<main><input id="nonce" value="a&amp;b"></main>', nonce=NONCE)
    (request,) = page.next
    assert (request.url, request.method, request.source) == (f"{HOST}/ajax", "POST", "us-invented")
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qsl((request.body or b"").decode()) == [
        ("draw", "1"), ("length", "-1"), ("number", "a&b"),
    ]  # fmt: skip
    (item,) = read({"data": [ROW]}, request=request, nonce=NONCE,
                   fields={**FIELDS, "url": "{@list}"}).items  # fmt: skip
    assert item.url == f"{HOST}/table"
    with pytest.raises(LayoutChanged, match="'input#nonce' without value"):
        read('<main><input id="nonce" value=""></main>', nonce=NONCE)
    assert asked_first(source_of(nonce=NONCE))[0].headers["Accept"] == "text/html, */*;q=0.1"
    assert asked_first(source_of())[0].headers["Accept"] == "application/json, */*;q=0.1"


def test_a_server_that_wants_each_column_named_gets_it_as_from_a_browser() -> None:
    page = read('<input id="nonce" value="1">', nonce={**NONCE, "width": 2})
    form = dict(parse_qsl((page.next[0].body or b"").decode(), keep_blank_values=True))
    columns = [
        {
            f"columns[{number}][data]": str(number),
            f"columns[{number}][name]": "",
            f"columns[{number}][searchable]": "true",
            f"columns[{number}][orderable]": "true",
            f"columns[{number}][search][value]": "",
            f"columns[{number}][search][regex]": "false",
        }
        for number in range(2)
    ]
    assert form == {
        "search[value]": "",
        "search[regex]": "false",
        "order[0][column]": "0",
        "order[0][dir]": "desc",
        **columns[0],
        **columns[1],
        "draw": "1",
        "length": "-1",
        "number": "1",
    }
