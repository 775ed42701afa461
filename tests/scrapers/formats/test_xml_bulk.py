"""Reports in XML: which of an index are read, and what a record of one says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scrapers.catalogue import Source
from scrapers.formats.page import Page, format_of
from scrapers.http.faults import LayoutChanged
from tests.scrapers.invented_site import HOST, LIST, a_source
from tests.scrapers.recorded import PAGES, SEEN_ON, asked_first, catalogue, parsed

OPTIONS: dict[str, Any] = {
    "reports": "report",
    "report_url": "URL",
    "report_date": "day",
    "records": "notice",
    "newest": 2,
    "fields": {"key": "{no}", "title": "{name}", "published": "{published}", "text": ["{risk}"]},
}
SOURCE: Source = a_source(format="xml_bulk", options=OPTIONS)


def report(day: str, url: str = "/{}.xml") -> str:
    return f"<report><day> {day} </day><URL> {url.format(day)} </URL></report>"


def index(*reports: str, since: date | None = None) -> Page:
    """An index of these reports, asked for from a day on."""
    (request,) = format_of(SOURCE).first_requests(SOURCE, [], since, today=SEEN_ON)
    body = f"<reports>{''.join(reports)}</reports>"
    return parsed(SOURCE, body, request, content_type="application/xml")


def records(body: str) -> Page:
    request = replace(
        asked_first(SOURCE)[0], url=f"{HOST}/a.xml#published=2026-01-02", purpose="document"
    )
    return parsed(SOURCE, body, request, content_type="application/xml")


DAYS = ("2026-01-02", "2026-01-16", "2025-12-26", "2026-01-09")


@pytest.mark.parametrize(
    ("since", "read"),
    [
        (None, ["2026-01-16", "2026-01-09"]),
        (date(2026, 1, 2), ["2026-01-16", "2026-01-09", "2026-01-02"]),
        (date(2026, 1, 3), ["2026-01-16", "2026-01-09"]),
        (date(2026, 2, 1), []),
        (date(2020, 1, 1), ["2026-01-16", "2026-01-09", "2026-01-02", "2025-12-26"]),
    ],
)
def test_the_newest_reports_are_read_or_all_since_a_day(
    since: date | None, read: list[str]
) -> None:
    page = index(*map(report, DAYS), since=since)
    assert [each.url for each in page.next] == [f"{HOST}/{day}.xml#published={day}" for day in read]
    assert {each.purpose for each in page.next} <= {"document"}
    assert page.warnings == []


def test_the_day_from_which_on_is_wanted_is_never_sent() -> None:
    (request,) = format_of(SOURCE).first_requests(SOURCE, [], date(2026, 1, 2), today=SEEN_ON)
    assert request.url.partition("#")[0] == LIST


@pytest.mark.parametrize(
    ("faulty", "why"),
    [
        ("<report><day>2026-01-01</day></report>", "no 'URL' (report has day)"),
        ("<report><URL>/a</URL></report>", "no 'day' (report has URL)"),
        ("<report/>", "no 'URL' (report has nothing)"),
        (report("soon"), "soon"),
        (report("2026-01-01", "http://[x"), "a link that is no address"),
    ],
)
def test_few_reports_that_lead_nowhere_are_left_out_and_most_are_a_changed_layout(
    faulty: str, why: str
) -> None:
    page = index(report("2026-01-02"), faulty)
    assert len(page.next) == 1
    (warning,) = page.warnings
    assert warning.startswith("reports that were left out: 1 (")
    assert why in warning
    with pytest.raises(LayoutChanged) as changed:
        index(report("2026-01-02"), faulty, faulty)
    assert why in str(changed.value)


def test_a_record_has_the_day_of_its_report_and_nothing_where_nothing_is_said() -> None:
    first, second = records(
        "<x:all xmlns:x='urn:x'><x:notice><x:no>1</x:no><x:name> Serum </x:name>"
        "<x:risk>null Cells.</x:risk></x:notice>"
        "<x:notice><x:no>2</x:no><x:name>Toy</x:name><x:risk>Unknown</x:risk></x:notice></x:all>"
    ).items
    assert (first.title, first.published, first.text) == ("Serum", "2026-01-02", "Cells.")
    assert (second.title, second.text) == ("Toy", "")


@pytest.mark.parametrize("nothing", ["Unknown", "None", "null", " ", ""])
def test_words_for_nothing_are_nothing(nothing: str) -> None:
    (item,) = records(
        f"<notice><no>1</no><name>Serum</name><risk>{nothing}</risk><lot/></notice>"
    ).items
    assert item.text == ""


def test_a_report_may_be_empty_and_one_of_other_records_is_a_changed_layout() -> None:
    assert not records("<all/>").items
    with pytest.raises(
        LayoutChanged, match=r"no 'notice' \(all has alert\).*expected at least one"
    ):
        records("<all><alert/></all>")
    with pytest.raises(LayoutChanged, match=r"no 'report' \(reports has nothing\)"):
        index()


def test_a_namespace_changes_no_name() -> None:
    source = catalogue()["eu-safety-gate-weekly-xml"]
    normal = (PAGES / source.id / "normal.xml").read_text(encoding="utf-8")
    bare = re.sub(r"<(\w[\w-]*)", r"<x:\1", normal).replace("</", "</x:")
    named = re.sub(r"<x:(\w[\w-]*)", r'<x:\1 xmlns:x="urn:example"', bare, count=1)
    assert parsed(source, named).next == parsed(source, normal).next
