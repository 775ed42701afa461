"""Records to items: what of a field is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scrapers.formats.page import Item
from scrapers.formats.records import further_columns
from scrapers.http.faults import LayoutChanged
from tests.scrapers.invented_site import HOST, LIST, a_source, an_entry
from tests.scrapers.recorded import parsed


def read(*entries: Any, upgrade_links: bool = False, **fields: Any) -> list[Item]:
    """The items of a list with these entries, of a source with these fields beside its own."""
    options = a_source().options
    source = a_source(
        options={**options, "fields": {**options["fields"], **fields}}, upgrade_links=upgrade_links
    )
    body = json.dumps({"items": entries}).encode()
    return list(parsed(source, body).items)


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [(r"\d{4}", "2026"), (r"(\d{4})-11", "2026"), (r"2027", None), (r"2026(?:/(\d))?", None)],
    ids=["all", "the first group", "not found", "a group that is not there"],
)
def test_a_pattern_keeps_its_first_group_or_all_that_it_finds(
    pattern: str, kept: str | None
) -> None:
    (item,) = read(an_entry("a"), patterns={"published": pattern})
    assert item.published == kept


def test_a_pattern_cuts_a_further_field_too_and_one_without_text_is_left_out() -> None:
    (item,) = read(
        an_entry("a", firm=" Example  Co. (7) ", lot=""),
        also={"issuer": "{firm}", "lot": "{lot}"},
        patterns={"issuer": r"\((\d)\)"},
    )
    assert item.fields == {"issuer": "7"}


def test_records_of_another_kind_are_skipped_by_what_they_say() -> None:
    items = read(
        an_entry("a", kind="job"),
        an_entry("b", kind="recall"),
        an_entry("c", kind="event"),
        skip={"{kind}": ["job", "event"]},
    )
    assert [item.key for item in items] == ["b"]


def test_lines_without_text_are_no_lines() -> None:
    (item,) = read(
        an_entry("a", text="<p>One</p>", more=" ", last="Two"),
        text=["{text}", "Reason: {more}", "{last}"],
    )
    assert item.text == "One\nTwo"


def test_a_notice_is_read_where_the_record_says_and_else_at_its_address() -> None:
    plain = f"http{HOST.removeprefix('https')}/notice"
    first, second = read(
        an_entry("a", link=f"{plain}/a", page="/page/a"),
        an_entry("b", link=f"{plain}/b"),
        upgrade_links=True,
        detail="{page}",
    )
    assert (first.url, second.url) == (f"{HOST}/notice/a", f"{HOST}/notice/b")
    assert [item.detail and item.detail.url for item in (first, second)] == [
        f"{HOST}/page/a",
        f"{HOST}/notice/b",
    ]
    (item,) = read(an_entry("a"), url="{@page}")
    assert item.url == LIST


def test_records_that_mostly_lack_a_title_are_a_changed_layout_and_a_few_are_not() -> None:
    bare = {**an_entry("a"), "title": " "}
    assert [item.whole for item in read(an_entry("a"), bare)] == [True, False]
    with pytest.raises(
        LayoutChanged,
        match=r"without title \(fields date, id, link, text, title\).*expected text in \{title\}",
    ):
        read(an_entry("a"), bare, bare)
    with pytest.raises(
        LayoutChanged, match=r"without key \(fields title\).*expected text in \{id\}"
    ):
        read({"title": "Recall"})
    with pytest.raises(LayoutChanged, match=r"without key \(a str\)"):
        read("Recall")


def test_columns_that_nothing_is_read_from_are_named() -> None:
    assert further_columns(["a", "b", "c"], ["b"]) == ["columns that are not read: a, c"]
    assert further_columns(["b"], ["b", "c"]) == []
