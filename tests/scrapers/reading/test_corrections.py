"""What a source says wrongly is put right as long as it says so; everything here is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from atlas.notices import found_id
from scrapers.formats.page import Item
from scrapers.reading.corrections import corrected
from scrapers.reading.look import Look
from tests.scrapers.corrections import a_correction
from tests.scrapers.invented_site import an_entry
from tests.scrapers.looks import Looks

ITEM = Item("a", "Recall of exosome serum", None, "2062-01-03")


@pytest.mark.parametrize(
    ("field", "expect", "value"),
    [
        ("published", "2062-01-03", "2026-01-03"),
        ("title", "Recall of exosome serum", "Recall of exosome serum, lot 2"),
        ("url", None, "https://regulator.example/notice/a"),
        ("language", None, "fr"),
    ],
)
def test_each_field_is_put_right_and_nothing_else(
    field: str, expect: str | None, value: str
) -> None:
    item, remarks = corrected(ITEM, [a_correction(field=field, expect=expect, value=value)])
    put_right: dict[str, Any] = {field: value}
    assert item == replace(ITEM, **put_right)
    assert remarks == []


def test_a_correction_that_the_source_made_itself_is_said_to_be_needless() -> None:
    item, (remark,) = corrected(replace(ITEM, published="2026-01-03"), [a_correction()])
    assert item.published == "2026-01-03"
    assert "put it right" in remark
    assert f"published of {found_id('us-invented', 'a')}" in remark


def test_what_was_not_expected_is_left_as_the_source_has_it() -> None:
    item, (remark,) = corrected(replace(ITEM, published="2026-02-03"), [a_correction()])
    assert item.published == "2026-02-03"
    assert "says '2026-02-03' where '2062-01-03' was expected" in remark


def date_of(look: Look) -> str | None:
    (found,) = look.found
    return found.item.published


def test_a_look_corrects_the_notice_that_is_meant_and_no_other() -> None:
    looks = Looks()
    looks.listing(an_entry("a", date="2062-01-03"), an_entry("b", date="2062-01-03"))
    look = looks.look(corrections=[a_correction()])
    dates = {found.item.key: found.item.published for found in look.found}
    assert dates == {"a": "2026-01-03", "b": "2062-01-03"}
    assert look.remarks == []


def test_a_correction_that_does_not_hold_is_told_of_in_every_look() -> None:
    looks = Looks()
    looks.listing(an_entry("a", date="2026-02-03"))
    for _ in range(3):
        look = looks.look(corrections=[a_correction()])
        assert date_of(look) == "2026-02-03"
        assert len(look.remarks) == 1
    # Once it is taken out, nothing has to be read again.
    looks.look()
    assert looks.look().found == []


def test_one_that_holds_leaves_nothing_to_be_read_again() -> None:
    looks = Looks()
    looks.listing(an_entry("a", date="2062-01-03"))
    assert date_of(looks.look(corrections=[a_correction()])) == "2026-01-03"
    assert looks.look(corrections=[a_correction()]).found == []


def test_what_stands_on_the_page_of_a_notice_is_corrected_too() -> None:
    looks = Looks(detail={"selector": ["main"], "published": "time"})
    looks.listing(an_entry("a", date=None))
    looks.site.answers[an_entry("a")["link"]] = (
        "<html><body><main><p>The exosome product is not authorised. Lot recalled.</p>"
        "<time>2062-01-03</time></main></body></html>"
    )
    assert date_of(looks.look(corrections=[a_correction()])) == "2026-01-03"


def test_a_correction_of_a_notice_that_nobody_has_is_told_of_in_every_whole_look() -> None:
    looks = Looks()
    looks.listing(an_entry("a", date="2062-01-03"))
    looks.known = {"dropped off the end of the list"}
    made = [
        a_correction(),
        a_correction(notice=found_id("us-invented", "dropped off the end of the list")),
        a_correction(notice=found_id("us-invented-too", "another source's")),
    ]
    lost = a_correction(notice=found_id("us-invented", "mistyped"))
    assert looks.look(corrections=made).remarks == []
    for _ in range(2):
        (remark,) = looks.look(corrections=[*made, lost]).remarks
        assert f"published of {lost.notice}: no such notice" in remark
    for less in ({"partial": True}, {"since": date(2026, 11, 1)}):
        assert looks.look(corrections=[lost], **less).remarks == []
