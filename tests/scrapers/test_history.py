"""Reading through the Internet Archive: every capture, the latest word on each notice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from requests.structures import CaseInsensitiveDict

from atlas.store import open_store
from scrapers.history import HistoryRun
from scrapers.http.faults import (
    GoneFromAddress,
    LayoutChanged,
    RequestNotUnderstood,
    TruncatedBody,
)
from scrapers.http.request import Manners, Request, Response
from scrapers.keeping import Keeping
from scrapers.wayback import Capture
from tests.scrapers.invented_site import LIST, a_source, an_entry


@dataclass
class InventedWayback:
    """Captures of the list by day; None: a capture that cannot be had. No notice has any."""

    lists: dict[str, Any] = field(default_factory=dict)

    def captures(self, request: Request, _manners: Manners) -> list[Capture]:
        if request.method != "GET":
            raise RequestNotUnderstood("a POST request", url=request.url)
        return [Capture(_moment(day), request.url, "") for day in sorted(self.lists)]

    def read(self, capture: Capture, request: Request, _manners: Manners) -> Response:
        entries = self.lists[f"{capture.taken_at:%Y-%m-%d}"]
        if entries is None:
            raise TruncatedBody("half a capture", url=request.url)
        body = json.dumps(entries if isinstance(entries, dict) else {"items": entries}).encode()
        return Response(
            request, request.url, 200, CaseInsensitiveDict({"Content-Type": "application/json"}),
            body, capture.taken_at, sha256(body).hexdigest(), via="wayback",
        )  # fmt: skip

    def fetch(self, request: Request, _manners: Manners) -> Response:
        raise GoneFromAddress("no capture", url=request.url)


def _moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)


@pytest.fixture
def keeping(filled: Path, tmp_path: Path) -> Iterator[Keeping]:
    with open_store(f"sqlite:///{shutil.copy(filled, tmp_path / 'atlas.db')}") as store:
        yield Keeping(store)


def test_the_latest_capture_speaks_for_each_notice_and_says_that_it_is_one(
    keeping: Keeping,
) -> None:
    wayback = InventedWayback(
        {
            "2024-01-05": [an_entry("old", "Exosome recall, old", date="2024-01-02")],
            "2024-06-05": None,
            "2024-07-05": {"moved": True},
            "2025-01-05": [
                an_entry("new", "Exosome recall, first text", date="2025-01-02"),
            ],
            "2025-02-05": [
                an_entry("new", "Exosome recall, last text", date="2025-01-02"),
            ],
        }
    )
    work = HistoryRun(keeping, wayback)  # type: ignore[arg-type]  # offers what is asked of it
    outcome = work(a_source(), lambda _words: None)
    assert outcome.report
    assert len(outcome.report.new) == 2
    assert "2024-07-05" in outcome.message
    notices = keeping.store.read_edition().notices.set_index("title")
    row = notices.loc["Exosome recall, last text"]
    assert (row.via, row.review) == ("wayback", "machine_read")
    assert row.read_url == f"https://web.archive.org/web/20250205120000/{LIST}"
    assert "Exosome recall, old" in notices.index
    # A live run judges the source's health, and only it.
    assert keeping.store.sources() == []
    again = work(a_source(), lambda _words: None)
    assert again.report
    assert not again.report.moved


def test_notices_whose_own_pages_were_never_captured_are_known_by_the_lists(
    keeping: Keeping,
) -> None:
    entries = [an_entry(key, f"Exosome recall {key}", date="2025-01-02") for key in "abcdefgh"]
    work = HistoryRun(keeping, InventedWayback({"2025-01-05": entries}))  # type: ignore[arg-type]
    report = work(a_source(), lambda _words: None).report
    assert report
    assert len(report.new) == 8


def test_captures_that_all_look_otherwise_fail_the_source(keeping: Keeping) -> None:
    wayback = InventedWayback({"2024-01-05": {"moved": True}, "2025-01-05": {"moved": True}})
    work = HistoryRun(keeping, wayback)  # type: ignore[arg-type]
    with pytest.raises(LayoutChanged):
        work(a_source(), lambda _words: None)


def test_a_list_that_was_never_captured_is_not_taken_for_an_empty_one(keeping: Keeping) -> None:
    work = HistoryRun(keeping, InventedWayback())  # type: ignore[arg-type]
    outcome = work(a_source(rows={"min": 0, "max": 9, "may_be_empty": True}), lambda _words: None)
    assert outcome.message == f"the Internet Archive has no capture of {LIST}"


def test_what_the_internet_archive_cannot_be_asked_for_hides_no_other_address(
    keeping: Keeping,
) -> None:
    wayback = InventedWayback({"2025-01-05": [an_entry("a", date="2025-01-02")]})
    work = HistoryRun(keeping, wayback)  # type: ignore[arg-type]
    outcome = work(a_source(posts=[{"url": f"{LIST}/search"}]), lambda _words: None)
    assert (outcome.verdict, outcome.in_part) == ("broken", True)
    assert outcome.message.startswith("Only 1 of 2 addresses could be read. RequestNotUnderstood")
    assert outcome.report
    assert len(outcome.report.new) == 1
    assert keeping.store.sources() == []


def test_what_was_published_before_the_first_day_is_left_out(keeping: Keeping) -> None:
    wayback = InventedWayback(
        {"2025-01-05": [an_entry("a", date="2020-01-02"), an_entry("b", date="2025-01-02")]}
    )
    work = HistoryRun(keeping, wayback, _moment("2024-01-01").date())  # type: ignore[arg-type]
    outcome = work(a_source(), lambda _words: None)
    assert outcome.report
    assert len(outcome.report.new) == 1
