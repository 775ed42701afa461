"""The archive read again: what each run received counts, whatever that run had asked for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from requests.structures import CaseInsensitiveDict

from atlas.store import Store, open_store
from scrapers.answers import ArchivedAnswers
from scrapers.archive import Archive, Scope
from scrapers.catalogue import Source
from scrapers.http.faults import GoneFromAddress, ServerFault
from scrapers.http.request import Manners, Request, Response
from scrapers.keeping import OUTDATED, Keeping, descriptions
from scrapers.live import LiveRun
from scrapers.outcome import Outcome
from scrapers.reading.remember import Notebook
from scrapers.replay import Replay
from tests.scrapers.http.bounds import MB, little_memory
from tests.scrapers.invented_site import HOST, LIST, InventedSite, a_page, a_source, an_entry
from tests.scrapers.received import archived, received
from tests.scrapers.reports import report_of

SINCE = date(2026, 11, 1)
LONG_AGO = datetime(2020, 1, 2, tzinfo=UTC)
# A site whose question holds the first day wanted, as most search pages do.
SOURCE = a_source(urls=[f"{LIST}?from={{since}}"])
PAGE = a_page().encode()
BOT_CHECK = b"<html><body><script>check()</script></body></html>"


@dataclass
class Archiving:
    """A site whose answers are archived before they are read, as a fetcher does it."""

    site: InventedSite
    archive: Archive

    def fetch(self, request: Request, manners: Manners) -> Response:
        response = self.site.fetch(request, manners)
        self.archive.write(response)
        return response


@pytest.fixture
def store(store: Store) -> Store:
    store.keep_catalogue(descriptions({SOURCE.id: SOURCE}))
    return store


def run(store: Store, folder: Path, *, since: date | None) -> Outcome:
    """Read the invented site, whose list has an old notice and a new one."""
    old, new = an_entry("old", date="2026-03-04"), an_entry("new")
    first = since.isoformat() if since else SOURCE.history_from
    answers = {f"{LIST}?from={first}": [old, new], **{e["link"]: a_page() for e in (old, new)}}
    return run_over(store, folder, answers, SOURCE, since)


def run_over(
    store: Store, folder: Path, answers: dict[str, Any], source: Source, since: date | None = None
) -> Outcome:
    """Read a site with these answers, which are archived."""
    archive = Archive(folder, Scope(since))
    site = Archiving(InventedSite(answers), archive)
    read = LiveRun(Keeping(store), site, Notebook(), store.remembered([source.id]), since)
    outcome = read(source, lambda words: None)
    archive.close()
    return outcome


def replayed(store: Store, folder: Path, source: Source = SOURCE) -> Outcome:
    return Replay(Keeping(store), Archive(folder))(source, lambda words: None)


@pytest.mark.parametrize(("since", "notices"), [(None, 2), (SINCE, 1)])
def test_a_run_is_read_again_as_it_asked(
    store: Store, tmp_path: Path, since: date | None, notices: int
) -> None:
    first = run(store, tmp_path / "archive", since=since)
    again = replayed(store, tmp_path / "archive")
    assert (again.verdict, again.counts["seen"]) == ("ok", 2)
    assert again.counts["relevant"] == first.counts["relevant"] == notices
    assert (report_of(again).new, report_of(again).reread) == ((), ())


def test_what_a_run_since_a_day_found_comes_back_into_an_empty_store(
    store: Store, bare: Path, tmp_path: Path
) -> None:
    run(store, tmp_path / "archive", since=SINCE)
    with open_store(f"sqlite:///{shutil.copy(bare, tmp_path / 'another.db')}") as empty:
        empty.keep_catalogue(descriptions({SOURCE.id: SOURCE}))
        report = replayed(empty, tmp_path / "archive").report
    assert report
    assert len(report.new) == 1


def test_what_runs_could_read_in_part_is_read_again_and_what_they_could_not_is_told(
    store: Store, tmp_path: Path
) -> None:
    one, two = f"{LIST}/one", f"{LIST}/two"
    source = a_source(SOURCE.id, urls=[one, two])
    entry = an_entry("a")
    answers = {one: [entry], entry["link"]: a_page()}

    def run_and_replay() -> tuple[Outcome, Outcome]:
        first = run_over(store, tmp_path / "archive", answers, source)
        return first, replayed(store, tmp_path / "archive", source)

    first, again = run_and_replay()
    assert (first.in_part, again.in_part, again.verdict) == (True, True, "outage")
    assert again.message.startswith("Only 1 of 2 addresses could be read. GoneFromAddress: no ans")
    assert (again.counts["relevant"], again.counts["addresses_read"]) == (1, 1)
    (record,) = store.sources()
    assert (record.failures, record.message) == (1, first.message), "no health of the source's"
    # What the latest run received counts.
    answers[two] = [an_entry("b")]
    answers[an_entry("b")["link"]] = a_page()
    first, again = run_and_replay()
    assert (first.verdict, again.verdict, again.message) == ("ok", "ok", "")
    assert again.counts["relevant"] == 2


@pytest.mark.parametrize("is_empty", [False, True], ids=["the same store", "an empty one"])
def test_a_notice_whose_page_failed_in_a_later_run_does_not_shrink_to_what_the_list_said(
    store: Store, bare: Path, tmp_path: Path, is_empty: bool
) -> None:
    source = a_source(SOURCE.id)
    entry = an_entry("a")
    answers: dict[str, Any] = {LIST: [entry], entry["link"]: a_page("Burnt exosome lots.")}
    changed = an_entry("a", date="2026-11-05")
    for _ in range(2):
        assert run_over(store, tmp_path / "archive", answers, source).verdict == "ok"
        answers |= {LIST: [changed], entry["link"]: ServerFault("status 503")}

    # Nor is the page in the archive under its address any more.
    class WithoutPages(Archive):
        def newest_from(self, url: str) -> Iterator[Response]:
            return iter(())

    same = tmp_path / "atlas.db"
    kept_in = shutil.copy(bare, tmp_path / "another.db") if is_empty else same
    with open_store(f"sqlite:///{kept_in}") as kept:
        kept.keep_catalogue(descriptions({source.id: source}))
        replay = Replay(Keeping(kept), WithoutPages(tmp_path / "archive"))
        report = report_of(replay(source, lambda words: None))
        assert len(report.new) == is_empty
        notices = kept.read_edition().notices
    (summary,) = notices[notices["source_id"] == source.id]["summary"]
    assert "Burnt" in summary


@pytest.mark.parametrize(
    ("status", "marks"),
    [(206, {}), (301, {}), (403, {}), (503, {}), (202, {"x-amzn-waf-action": "challenge"})],
)
def test_a_refusal_stands_in_for_no_answer_of_another_run(
    tmp_path: Path, status: int, marks: dict[str, str]
) -> None:
    page = an_entry("a")["link"]
    archived(tmp_path, received(page, b"good", source=SOURCE.id))
    refused = received(page, b"refused", source=SOURCE.id, status=status)
    archived(tmp_path, replace(refused, headers=CaseInsensitiveDict(marks)))
    last = archived(tmp_path, received(LIST, source=SOURCE.id))
    answers = ArchivedAnswers(Archive(tmp_path), last, SOURCE)
    assert answers.fetch(Request(page), Manners()).body == b"good"


@pytest.mark.parametrize(
    ("purpose", "source"),
    [("list", SOURCE), ("detail", SOURCE), ("document", a_source(SOURCE.id, detail=None))],
)
def test_a_bot_check_that_says_200_stands_in_for_no_answer_that_can_be_read(
    tmp_path: Path, purpose: Any, source: Source
) -> None:
    good = PAGE if purpose == "detail" else json.dumps({"items": [an_entry("a")]}).encode()
    asked = Request(LIST, purpose=purpose)
    for body in (b"older", good, BOT_CHECK):
        archived(tmp_path, received(asked.url, body, source=SOURCE.id, purpose=asked.purpose))
    last = archived(tmp_path, received(f"{LIST}/b", source=SOURCE.id))
    answers = ArchivedAnswers(Archive(tmp_path), last, source)
    assert answers.fetch(asked, Manners()).body == good


def test_a_bot_check_stands_in_for_no_answer_that_is_not_in_the_archive_any_more(
    tmp_path: Path,
) -> None:
    """A run was told "not modified", and the archive has lost what had been said before."""
    good = json.dumps({"items": [an_entry("a")]}).encode()
    lost = received(LIST, b"lost", source=SOURCE.id)
    told = replace(lost, status=304, body=b"", not_modified=True)
    for answer in (received(LIST, good, source=SOURCE.id), received(LIST, BOT_CHECK)):
        archived(tmp_path, answer)
    answers = ArchivedAnswers(Archive(tmp_path), archived(tmp_path, told), SOURCE)
    assert answers.fetch(Request(LIST), Manners()).body == good


def test_what_was_not_modified_stands_where_it_was_asked_for(tmp_path: Path) -> None:
    """Another address answered with the same, and links may be meant from where they stand."""
    first = received(LIST, b"rows", source=SOURCE.id)
    archived(tmp_path, first, received(f"{HOST}/other/list", b"rows", source=SOURCE.id))
    run = archived(tmp_path, replace(first, status=304, body=b"", not_modified=True))
    answer = ArchivedAnswers(Archive(tmp_path), run, SOURCE).fetch(Request(LIST), Manners())
    assert (answer.body, answer.url) == (b"rows", LIST)


def test_of_what_one_run_was_answered_the_newest_that_can_be_read_counts(tmp_path: Path) -> None:
    """In one round its page was read, and in a later one a bot check came."""
    page, check = (
        received(f"{LIST}/a", body, source=SOURCE.id, purpose="detail")
        for body in (PAGE, BOT_CHECK)
    )
    archive = Archive(tmp_path)
    for answers, body in (([page, check], page.body), ([check], check.body)):
        run = archived(tmp_path, *answers)
        found = ArchivedAnswers(archive, run, SOURCE).fetch(page.request, Manners())
        assert found.body == body


def test_a_status_that_the_source_accepts_is_an_answer_of_its_run(tmp_path: Path) -> None:
    source = a_source(manners={"accept_statuses": [404]})
    for status, body in ((404, b"none"), (200, b"rows")):
        archived(tmp_path, received(LIST, body, source=source.id, status=status))
    archive = Archive(tmp_path)
    first, _ = (ArchivedAnswers(archive, run, source) for run in archive.runs())
    assert first.has_answered(Request(LIST))
    assert first.fetch(Request(LIST), source.manners.for_fetching()).body == b"none"


def test_what_a_run_received_is_not_held_in_memory_at_once(tmp_path: Path) -> None:
    pages = [received(f"{LIST}/{number}", bytes([number]) * MB) for number in range(30)]
    run = archived(tmp_path, *pages)
    with little_memory(10):
        answers = ArchivedAnswers(Archive(tmp_path), run, a_source(pages[0].request.source))
        assert all(answers.fetch(each.request, Manners()).body == each.body for each in pages)


def test_an_archive_without_the_latest_run_replaces_nothing_that_it_gave(
    store: Store, tmp_path: Path
) -> None:
    run(store, tmp_path / "earlier", since=None)
    run(store, tmp_path / "archive", since=None)
    outcome = replayed(store, tmp_path / "earlier")
    assert (report_of(outcome).outdated, outcome.message) == (True, OUTDATED)
    again = report_of(replayed(store, tmp_path / "archive"))
    assert (again.outdated, again.unchanged) == (False, 2)


def test_captures_in_the_archive_stand_back_behind_what_the_source_itself_said(
    store: Store, tmp_path: Path
) -> None:
    source, entry = a_source(SOURCE.id), an_entry("a")
    answers: dict[str, Any] = {LIST: [entry], entry["link"]: a_page()}
    run_over(store, tmp_path / "archive", answers, source)
    # Read later, of years before: the notice spoke of something else then.
    archive_capture(tmp_path / "archive", an_entry("a", "Recall of peanut butter"), an_entry("b"))
    report = report_of(replayed(store, tmp_path / "archive", source))
    assert (report.withdrawn, report.reread, len(report.new)) == ((), (), 1)


def test_captures_in_the_archive_withdraw_nothing_that_a_run_elsewhere_found(
    store: Store, tmp_path: Path
) -> None:
    source = a_source(SOURCE.id)
    for folder, entry in (("another", an_entry("a")), ("archive", an_entry("b"))):
        run_over(store, tmp_path / folder, {LIST: [entry], entry["link"]: a_page()}, source)
    archive_capture(tmp_path / "archive", an_entry("a", "Recall of peanut butter"))
    report = report_of(replayed(store, tmp_path / "archive", source))
    assert (report.outdated, report.withdrawn, report.unchanged) == (False, (), 2)


@pytest.mark.parametrize("titles", [("Exosome recall", "Peanut butter"), ("Peanuts", "Exosomes")])
def test_of_captures_the_latest_counts_whichever_was_read_last(
    store: Store, tmp_path: Path, titles: tuple[str, str]
) -> None:
    source = a_source(SOURCE.id)
    for title, year in zip(titles, (2021, 2020), strict=True):
        moment = datetime(year, 1, 2, tzinfo=UTC)
        archive_capture(tmp_path / "archive", an_entry("a", title), moment=moment)
    report = report_of(replayed(store, tmp_path / "archive", source))
    assert len(report.new) == (titles[0] == "Exosome recall")


def test_a_late_capture_does_not_let_an_old_run_pass_for_the_latest(
    store: Store, tmp_path: Path
) -> None:
    run(store, tmp_path / "earlier", since=None)
    run(store, tmp_path / "archive", since=None)
    archive_capture(tmp_path / "earlier", moment=datetime.now(UTC))
    report = report_of(replayed(store, tmp_path / "earlier"))
    assert report.outdated


def test_captures_of_lists_by_year_are_read_again_from_the_year_that_was_asked_for(
    store: Store, tmp_path: Path
) -> None:
    source, body = a_source(SOURCE.id, urls=[f"{LIST}/{{year}}"]), {"items": [an_entry("a")]}
    capture = received(f"{LIST}/2024", json.dumps(body).encode(), source=SOURCE.id)
    archive = Archive(tmp_path / "archive", Scope(first_capture=date(2024, 1, 1)))
    archive.write(received("https://web.archive.org/cdx/search/cdx", source=SOURCE.id))
    archive.write(replace(capture, fetched_at=LONG_AGO, via="wayback"))
    archive.close()
    assert len(report_of(replayed(store, tmp_path / "archive", source)).new) == 1


def archive_capture(folder: Path, *entries: Any, moment: datetime = LONG_AGO) -> None:
    """Write what a run through the Internet Archive would have received of the list."""
    body = json.dumps({"items": entries}).encode()
    url = LIST if entries else f"{LIST}?from={SOURCE.history_from}"
    capture = received(url, body, source=SOURCE.id)
    archived(folder, replace(capture, fetched_at=moment, via="wayback"))


def test_without_a_run_of_the_source_there_is_nothing_to_read(store: Store, tmp_path: Path) -> None:
    with pytest.raises(GoneFromAddress, match="no list of it in the archive"):
        replayed(store, tmp_path / "archive")
