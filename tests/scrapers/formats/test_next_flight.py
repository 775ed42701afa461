"""Lists in the data of Next.js: which list is meant, and what is left of one that is cut off."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scrapers.formats.page import Page
from scrapers.http.faults import LayoutChanged, NotTheFormat
from tests.scrapers.invented_site import a_source
from tests.scrapers.recorded import parsed, source_in

ENTRY = {"id": "a", "title": "Exosome recall"}


def read(*pieces: str, end: str = '"])</script></main></body></html>') -> Page:
    """A page whose data came in these pieces; `end` closes the last of them."""
    source = a_source(
        format="next_flight",
        options={"list_key": "notices", "fields": {"key": "{id}", "title": "{title}"}},
    )
    scripts = '"])</script><script>'.join(
        f'self.__next_f.push([1,"{json.dumps(piece)[1:-1]}' for piece in pieces
    )
    words = "<p>Words of a page.</p>" * 60
    body = f"<html><body><main>{words}<script>{scripts}{end}".encode()
    return parsed(source, body)


def listed(*entries: Any, key: str = "notices") -> str:
    return f'"{key}":{json.dumps(entries)}'


def test_a_list_may_be_cut_into_pieces_anywhere() -> None:
    data = listed(ENTRY, {**ENTRY, "id": "b"})
    for at in range(len(data)):
        assert [item.key for item in read(data[:at], data[at:]).items] == ["a", "b"]


def test_a_menu_of_the_same_name_is_not_the_list() -> None:
    menu = listed({"label": "Home"}, {"label": "About"})
    assert [item.key for item in read(f"{menu},{listed(ENTRY)}").items] == ["a"]
    assert read(f"{listed()},{listed(ENTRY)}").items


def test_a_list_of_other_objects_only_is_a_changed_layout_and_not_an_empty_one() -> None:
    assert read(listed()).items == ()
    with pytest.raises(LayoutChanged, match=r"without key \(fields label\)"):
        read(f"{listed({'label': 'Home'})},{listed()}")


@pytest.mark.parametrize("cut", ["", ",", ', {"id"', ', {"id": "b", "title": "Half'])
def test_of_a_page_that_breaks_off_the_whole_entries_are_read(cut: str) -> None:
    page = read(f'"notices":[{json.dumps(ENTRY)}{cut}', end="")
    assert [item.key for item in page.items] == ["a"]
    assert page.warnings == ["the page is cut off: 1 whole entries were read"]


@pytest.mark.parametrize("cut", ["", " ", '{"id": "a"'])
def test_a_page_that_breaks_off_before_its_first_entry_is_no_empty_list(cut: str) -> None:
    with pytest.raises(NotTheFormat, match="breaks off before its first whole entry"):
        read(f'"notices":[{cut}', end="")


@pytest.mark.parametrize(
    "piece",
    [r"\x41", r"{\"announcements\":[" + "[" * 200_000, r"{\"announcements\":[" + "9" * 5000 + "]"],
    ids=["escape", "deep", "a long number"],
)
def test_malformed_data_of_next_js_are_a_fault_of_the_page(piece: str) -> None:
    source = source_in("next_flight")
    piece = piece.replace("announcements", source.options["list_key"])
    page = f'<html><body><script>self.__next_f.push([1,"{piece}"])</script></body></html>'
    with pytest.raises(NotTheFormat):
        parsed(source, page)
