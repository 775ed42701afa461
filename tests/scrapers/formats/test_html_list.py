"""Lists in HTML: what is one notice, what is called by what, and what is no list at all."""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest

from scrapers.formats import html_list
from scrapers.formats.page import Item, Page, format_of
from scrapers.http.faults import Blocked, LayoutChanged
from tests.scrapers.invented_site import HOST, a_source
from tests.scrapers.recorded import CHALLENGES, PAGES, answer, asked_first, catalogue, parsed

OWN_DATE = {"selector": "time", "required": False}


def read(entries: str, *, upgrade_links: bool = False, **options: Any) -> Page:
    """A page with these entries, of a source with these options beside its items and titles."""
    source = a_source(
        format="html_list",
        upgrade_links=upgrade_links,
        options={"items": "li", "title": {"selector": ""}, **options},
    )
    page = f"<html><body><main><ul>{entries}</ul></main></body></html>"
    return parsed(source, page)


def entry(title: str, href: str = "/a", more: str = "") -> str:
    return f'<li><a href="{href}">{title}</a>{more}</li>'


def titles(page: Page) -> list[str]:
    return [item.title for item in page.items]


def only(page: Page) -> Item:
    (item,) = page.items
    return item


def test_a_list_with_entries_is_not_empty_whatever_else_the_page_says() -> None:
    assert titles(read(entry("No results of a trial"), empty_when="no results")) == [
        "No results of a trial"
    ]
    assert not read("<p>No results</p>", empty_when="no results").items
    for empty_when in ("no results", None):
        with pytest.raises(LayoutChanged, match=r"0 of 'li'.*expected at least 1"):
            read("<p>Words of a page.</p>" * 60, empty_when=empty_when)


def test_a_picture_beside_its_caption_is_no_notice_of_its_own() -> None:
    picture = '<li><a href="/a"><img src="/a.png"></a></li>'
    assert titles(read(picture + entry("Recall of a serum"))) == ["Recall of a serum"]
    assert titles(read(entry("Recall of a serum") + entry("More"))) == ["Recall of a serum"]
    with pytest.raises(LayoutChanged, match=r"none with a title.*expected a title and a link in"):
        read(picture * 3)


def test_entries_that_mostly_lack_what_each_must_have_are_a_changed_layout() -> None:
    bare = "<li>Recall</li>"
    assert [item.whole for item in read(entry("A") + bare).items] == [True, False]
    with pytest.raises(LayoutChanged, match=r"no 'a\[href\]' in an item.*one in every item"):
        read(entry("A") + bare * 2)


@pytest.mark.parametrize(
    ("first", "second", "options", "number"),
    [
        ("A recall <time>2 May</time>", "A ban <time>2 May</time>", {"published": OWN_DATE}, 2),
        ("A recall <time>2 May</time>", "Read it", {"published": OWN_DATE}, 1),
        ("A recall", "Read it <time>2 May</time>", {"published": OWN_DATE}, 1),
        ("A recall", "A ban", {}, 1),
    ],
    ids=["each dated", "first dated", "second dated", "no dates"],
)
@pytest.mark.parametrize("turned", [False, True])
def test_one_link_twice_is_two_notices_only_if_each_has_its_own_date(
    first: str, second: str, options: dict[str, Any], number: int, turned: bool
) -> None:
    both = [entry(first), entry(second)]
    assert len(read("".join(both[::-1] if turned else both), **options).items) == number


def test_a_date_around_several_entries_is_that_of_each_and_makes_no_two_notices_of_one() -> None:
    around: dict[str, Any] = {"published": {**OWN_DATE, "within": "around"}}
    entries = entry("A recall") + entry("A ban") + entry("Another", "/b")
    items = read(f"<div><time>2 May</time>{entries}</div>", **around).items
    assert [(item.title, item.published) for item in items] == [
        ("A recall", "2 May"), ("Another", "2 May"),
    ]  # fmt: skip
    assert only(read(entry("A"), **around)).published is None


def test_an_entry_may_be_the_link_itself() -> None:
    item = only(read('<a href="/a">A recall</a>', items="ul > a"))
    assert (item.title, item.url) == ("A recall", f"{HOST}/a")
    assert item.detail
    assert item.detail.url == item.url


def test_what_is_dropped_is_neither_an_entry_nor_part_of_one() -> None:
    page = read(entry("A <b>NEW</b>") + '<li class="ad">B</li>', drop=["li.ad", "b"])
    assert titles(page) == ["A"]
    with pytest.raises(LayoutChanged, match="0 of 'li'"):
        read('<li class="ad">B</li>' + "<p>Words of a page.</p>" * 60, drop=["li.ad"])


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_dated_links_one_of_which_repeats_the_other_the_longer_stays(turned: bool) -> None:
    both = [entry("<time>2 May</time> A recall"), entry("<time>2 May</time> A recall of a serum")]
    found = read("".join(both[::-1] if turned else both), published=OWN_DATE)
    assert titles(found) == ["2 May A recall of a serum"]


def test_hundreds_of_notices_under_one_link_are_not_each_compared_with_all_others() -> None:
    entries = "".join(entry(f"<time>2 May</time> Recall {number}.") for number in range(300))
    with mock.patch.object(html_list, "_are_two", side_effect=html_list._are_two) as compared:
        assert len(read(entries, published=OWN_DATE).items) == 300
    assert compared.call_count < 300 * 50


@pytest.mark.parametrize(
    ("key", "href", "expected"),
    [
        ("url", "/a?id=7", f"{HOST}/a?id=7"),
        ("url", "javascript:void(0)", "A"),
        ("parameter:id", "/a?id=7", "7"),
        ("parameter:id", "/a?no=7", f"{HOST}/a?no=7"),
        ("parameter:id", "javascript:void(0)", "A"),
        (r"pattern:no-(\d+)", "/no-7/x", "7"),
        (r"pattern:no-(\d+)", "/x", f"{HOST}/x"),
        (r"pattern:no-(\d+)", "javascript:void(0)", "A"),
    ],
)
def test_a_notice_whose_address_has_no_number_is_known_by_its_address_or_title(
    key: str, href: str, expected: str
) -> None:
    assert only(read(entry("A", href), key=key)).key == expected


def test_links_are_upgraded_where_the_source_is_known_to_answer_there() -> None:
    http = entry("A", "http://regulator.example/a")
    assert only(read(http)).url == "http://regulator.example/a"
    assert only(read(http, upgrade_links=True)).url == f"{HOST}/a"


def test_what_an_entry_may_lack_is_left_out_and_what_it_must_have_may_be_empty() -> None:
    also = {"firm": {"selector": "b", "required": False}, "lot": {"selector": "i"}}
    with_both = only(read(entry("A", more="<b> Example  Co. </b><i>7</i>"), also=also))
    assert with_both.fields == {"firm": "Example Co.", "lot": "7"}
    assert only(read(entry("A", more="<i> </i>"), also=also)).fields == {}
    with pytest.raises(LayoutChanged, match="no 'i' in an item"):
        read(entry("A"), also=also)


def test_an_attribute_or_a_pattern_that_finds_nothing_gives_nothing() -> None:
    options: dict[str, Any] = {
        "published": {"selector": "time", "attribute": "data-day", "required": False},
        "text": {"selector": "p", "pattern": r"Lot (\d+)", "required": False},
    }
    found = only(read(entry("A", more='<time data-day=" 2026 "></time><p>Lot 7</p>'), **options))
    assert (found.published, found.text) == ("2026", "7")
    found = only(read(entry("A", more="<time>2 May</time><p>No lot</p>"), **options))
    assert (found.published, found.text) == (None, "")


@pytest.mark.parametrize(
    ("time", "published"),
    [
        ('<time datetime="2026-05-02">2 May</time>', "2026-05-02"),
        ('<time datetime="">2 May</time>', "2 May"),
        ("<time>2 May</time>", "2 May"),
        ("<time></time>", None),
    ],
)
def test_a_time_without_its_attribute_is_read_as_it_is_shown(
    time: str, published: str | None
) -> None:
    pick = {"selector": "time", "attribute": "datetime"}
    assert only(read(entry("A", more=time), published=pick)).published == published


def test_doubts_about_the_letters_of_a_page_are_kept_with_its_entries() -> None:
    source = a_source(format="html_list", options={"items": "li", "title": {"selector": ""}})
    for body in (entry("A \udcff"), "<p>\udcff no results</p>"):
        options = {**source.options, "empty_when": "no results"}
        asked = source.model_copy(update={"options": options})
        response = answer(
            asked_first(asked)[0],
            f"<html><body>{body}</body></html>".encode("utf-8", "surrogateescape"),
            content_type="text/html; charset=utf-8",
        )
        assert any(
            "not valid utf-8" in each for each in format_of(asked).parse(asked, response).warnings
        )


def test_a_page_after_the_last_of_a_list_is_the_end() -> None:
    source = catalogue()["ar-anmat"]
    later = parsed(source, PAGES / source.id / "normal.html").next[0]
    assert parsed(source, PAGES / source.id / "empty.html", later).items == ()
    with pytest.raises(Blocked):
        parsed(source, CHALLENGES[0], later)
