"""Reading through the Internet Archive: every capture, the latest word on each notice."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from requests.structures import CaseInsensitiveDict

from atlas.corrections import Correction
from atlas.notices import found_id
from atlas.store import Harvest, Store
from scrapers import history
from scrapers.archive import Archive
from scrapers.catalogue import Source
from scrapers.history import HistoryRun, read_history
from scrapers.http.faults import (
    GoneFromAddress,
    LayoutChanged,
    RequestNotUnderstood,
    SourceFault,
    TruncatedBody,
)
from scrapers.http.fetch import FetchSettings
from scrapers.http.request import Manners, Request, Response
from scrapers.keeping import Keeping
from scrapers.outcome import Outcome
from scrapers.progress import NoProgress
from scrapers.reading.look import Question
from scrapers.reading.remember import Notebook, SourceMemory
from scrapers.reading.source import look_at
from tests.bundled import recorded_facts
from tests.scrapers.invented_site import LIST, a_source, an_entry
from tests.scrapers.received import received
from tests.scrapers.reports import report_of


@dataclass
class InventedWayback:
    """Captures of the list by day; None: a capture that cannot be had. No notice has any."""

    lists: dict[str, Any]

    def captures(self, request: Request, _manners: Manners) -> list[tuple[date, Any]]:
        if request.method != "GET":
            raise RequestNotUnderstood("a POST request", url=request.url)
        return [
            (date.fromisoformat(day), partial(self._read, day, request))
            for day in sorted(self.lists)
        ]

    def _read(self, day: str, request: Request) -> Response:
        entries = self.lists[day]
        if entries is None:
            raise TruncatedBody("half a capture", url=request.url)
        body = json.dumps(entries if isinstance(entries, dict) else {"items": entries}).encode()
        return Response(
            request, request.url, 200, CaseInsensitiveDict({"Content-Type": "application/json"}),
            body, _moment(day), sha256(body).hexdigest(), via="wayback",
        )  # fmt: skip

    def fetch(self, request: Request, _manners: Manners) -> Response:
        raise GoneFromAddress("no capture", url=request.url)


def _moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)


@pytest.fixture
def keeping(store: Store) -> Keeping:
    return Keeping(store)


def read(
    keeping: Keeping, lists: dict[str, Any], source: Source | None = None, since: date | None = None
) -> Outcome:
    """A run through an Internet Archive with these captures."""
    work = HistoryRun(keeping, InventedWayback(lists), since)  # type: ignore[arg-type]  # is asked no more
    return work(source or a_source(), lambda _words: None)


def test_the_latest_capture_speaks_for_each_notice_and_says_that_it_is_one(
    keeping: Keeping,
) -> None:
    lists = {
        "2024-01-05": [an_entry("old", "Exosome recall, old", date="2024-01-02")],
        "2024-06-05": None,
        "2024-07-05": {"moved": True},
        "2025-01-05": [an_entry("new", "Exosome recall, first text", date="2025-01-02")],
        "2025-02-05": [an_entry("new", "Exosome recall, last text", date="2025-01-02")],
    }
    outcome = read(keeping, lists)
    assert len(report_of(outcome).new) == 2
    assert (outcome.verdict, outcome.in_part) == ("ok", False)
    assert outcome.seconds < 60
    assert "capture of 2024-06-05: half a capture" in outcome.message
    assert "capture of 2024-07-05: no list" in outcome.message
    notices = keeping.store.read_edition().notices.set_index("title")
    row = notices.loc["Exosome recall, last text"]
    assert (row.via, row.review) == ("wayback", "machine_read")
    assert row.read_url == f"https://web.archive.org/web/20250205120000/{LIST}"
    assert "Exosome recall, old" in notices.index
    # A live run judges the source's health, and only it.
    assert keeping.store.sources() == []
    again = read(keeping, lists)
    assert not report_of(again).moved


def test_of_a_site_with_a_list_a_year_those_of_the_years_of_the_captures_are_read(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [an_entry("old", "Exosome recall, old", date="2019-01-02")]

    class Archiving(InventedWayback):
        def __init__(self, _settings: Any, archive: Archive, *, since: date) -> None:
            super().__init__({f"{since}": old})
            archive.write(received())

        def stop(self) -> None: ...

        close = stop

    monkeypatch.setattr(history, "Wayback", Archiving)
    source, first = a_source(urls=[f"{LIST}/{{year}}"]), date(2024, 5, 1)
    (outcome,) = read_history(
        store, [source], tmp_path, FetchSettings(), None, NoProgress(), first_capture=first
    )
    assert outcome.counts["addresses"] == datetime.now(UTC).year - 2023
    assert len(report_of(outcome).new) == 1, "captured later, though published earlier"
    archive = Archive(tmp_path)
    assert [archive.scope(run).first_capture for run in archive.runs()] == [first]


def test_of_other_sites_the_first_capture_asks_for_no_other_list(keeping: Keeping) -> None:
    asked: set[str] = set()

    class Noting(InventedWayback):
        def captures(self, request: Request, manners: Manners) -> list[tuple[date, Any]]:
            asked.add(request.url)
            return super().captures(request, manners)

    old = [an_entry("old", "Exosome recall, old", date="2019-01-02")]
    source = a_source(urls=[f"{LIST}?from={{since}}"])
    for first_capture in (None, date(2024, 5, 1)):
        site = Noting({"2024-06-05": old})
        HistoryRun(keeping, site, None, first_capture)(source, lambda _words: None)  # type: ignore[arg-type]  # is asked no more
    assert asked == {f"{LIST}?from={source.history_from}"}


def test_notices_whose_own_pages_were_never_captured_are_known_by_the_lists(
    keeping: Keeping,
) -> None:
    entries = [an_entry(key, f"Exosome recall {key}", date="2025-01-02") for key in "abcdefgh"]
    report = report_of(read(keeping, {"2025-01-05": entries}))
    assert len(report.new) == 8


@pytest.mark.parametrize(
    ("capture", "fault"), [({"moved": 1}, LayoutChanged), (None, TruncatedBody)]
)
def test_captures_that_all_look_otherwise_or_cannot_be_had_fail_the_source(
    keeping: Keeping, capture: Any, fault: type[SourceFault]
) -> None:
    with pytest.raises(fault):
        read(keeping, {"2024-01-05": capture, "2025-01-05": capture})


def test_an_archive_in_trouble_is_left_alone_and_what_it_gave_before_is_kept(
    keeping: Keeping,
) -> None:
    had = [an_entry("a", date="2019-01-02")]
    lists: dict[str, Any] = {
        "2019-01-05": had, "2019-02-05": None, "2019-03-05": None, "2020-01-05": had,
        "2021-01-05": None, "2022-01-05": None, "2023-01-05": None, "2024-01-05": None,
        "2025-01-05": [an_entry("b", date="2025-01-02")],
    }  # fmt: skip
    outcome = read(keeping, lists)
    assert (outcome.verdict, outcome.in_part) == ("outage", True)
    assert outcome.message.count("half a capture") == 5
    assert len(report_of(outcome).new) == 1


def test_no_body_of_a_capture_is_held_until_all_are_read() -> None:
    source = a_source(detail=None)
    wayback = InventedWayback({"2025-01-05": [an_entry("a", date="2025-01-02")]})
    question = Question(date(2026, 11, 23), partial=True, captures=wayback.captures)
    look = look_at(source, wayback, question, SourceMemory(), Notebook())
    assert [each.response.body for each in look.found] == [b""]


def test_what_a_later_capture_says_otherwise_is_a_change_of_the_source(keeping: Keeping) -> None:
    lists = {"2025-01-05": [an_entry("a", "Exosome recall", date="2025-01-02")]}
    source = a_source(detail=None)
    read(keeping, lists, source)
    lists["2025-02-05"] = [an_entry("a", "Exosome recall, amended", date="2025-01-02")]
    # A live run that has begun since does not make what was said earlier outdated.
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    keeping.store.keep_run(Harvest("us-invented", tomorrow, tomorrow.date(), ()))
    report = report_of(read(keeping, lists, source))
    (amended,) = report.amended.values()
    assert "Exosome recall, amended" in {change.after for change in amended}


def test_a_capture_may_have_fewer_rows_than_the_source_has_today(keeping: Keeping) -> None:
    lists = {"2015-01-05": [an_entry("a", date="2015-01-02")]}
    outcome = read(keeping, lists, a_source(rows={"min": 5, "max": 9}))
    assert len(report_of(outcome).new) == 1


def test_what_a_source_said_wrongly_is_put_right_in_its_captures_too(keeping: Keeping) -> None:
    correction = Correction(
        notice=found_id("us-invented", "a"), field="title", expect="Exosome recal",
        value="Exosome recall", reason="A letter is missing.", reference=f"{LIST}/a",
        corrected_on="2026-11-22",
    )  # fmt: skip
    facts = replace(recorded_facts(), corrections=(correction,), digest="with a correction")
    keeping.store.fill(facts)
    read(keeping, {"2025-01-05": [an_entry("a", "Exosome recal", date="2025-01-02")]})
    assert "Exosome recall" in set(keeping.store.read_edition().notices["title"])


def test_a_list_that_was_never_captured_is_not_taken_for_an_empty_one(keeping: Keeping) -> None:
    outcome = read(keeping, {}, a_source(rows={"min": 0, "max": 9, "may_be_empty": True}))
    assert outcome.message == f"the Internet Archive has no capture of {LIST}"


def test_what_the_internet_archive_cannot_be_asked_for_hides_no_other_address(
    keeping: Keeping,
) -> None:
    lists = {"2025-01-05": [an_entry("a", date="2025-01-02")]}
    outcome = read(keeping, lists, a_source(posts=[{"url": f"{LIST}/search"}]))
    assert (outcome.verdict, outcome.in_part) == ("broken", True)
    assert outcome.message.startswith("Only 1 of 2 addresses could be read. RequestNotUnderstood")
    assert len(report_of(outcome).new) == 1
    assert keeping.store.sources() == []


def test_what_was_published_before_the_first_day_is_left_out(keeping: Keeping) -> None:
    entries = [an_entry("a", date="2020-01-02"), an_entry("b", date="2025-01-02")]
    outcome = read(keeping, {"2025-01-05": entries}, since=date(2024, 1, 1))
    assert len(report_of(outcome).new) == 1
