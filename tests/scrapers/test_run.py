"""A run: sources side by side, each kept in one transaction or not at all, none harming another."""

from __future__ import annotations

import json
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from atlas.corrections import Correction
from atlas.facts import read_facts
from atlas.notices import found_id
from atlas.store import Store, StoreError, StoreLocked, open_store
from scrapers.archive import ArchiveFault
from scrapers.catalogue import Source
from scrapers.desk import urgency
from scrapers.http.faults import Forbidden, GoneFromAddress, LayoutChanged, ServerFault
from scrapers.http.turns import RunStopped
from scrapers.keeping import Keeping, descriptions
from scrapers.live import LiveRun
from scrapers.outcome import Outcome
from scrapers.remember import Notebook
from scrapers.run import ENDED, RunInterrupted, run_sources
from tests.scrapers.invented_site import HOST, InventedSite, a_page, a_source, an_entry


class Regulators:
    """Some invented regulators, and runs over them."""

    def __init__(self, store: Store) -> None:
        self.store, self.keeping = store, Keeping(store)
        self.notebook = Notebook()
        self.site = InventedSite(memory=self.notebook)
        self.sources: dict[str, Source] = {}

    def add(self, name: str, *entries: dict[str, Any], **changes: Any) -> None:
        url = f"{HOST}/{name}"
        source = a_source(f"us-{name}", **{"urls": [url], **changes})
        self.sources[source.id] = source
        self.site.answers[url] = list(entries)
        for entry in entries:
            self.site.answers.setdefault(entry["link"], a_page())
        self.store.keep_catalogue(descriptions(self.sources))

    def add_lists(self, name: str, lists: dict[str, Any]) -> None:
        """A regulator with several lists: by address, the keys of entries, or what is wrong."""
        self.add(name, urls=list(lists))
        for url, listed in lists.items():
            self.site.answers[url] = listed
            if isinstance(listed, str):
                entries = [an_entry(key, f"Exosome recall {key}") for key in listed]
                self.site.answers[url] = entries
                self.site.answers |= {entry["link"]: a_page() for entry in entries}

    def run(self, **changes: Any) -> dict[str, Outcome]:
        remembered = self.store.remembered(self.sources)
        work = LiveRun(self.keeping, self.site, self.notebook, remembered, **changes)
        outcomes = run_sources(list(self.sources.values()), work, self.keeping)
        return {outcome.source_id: outcome for outcome in outcomes}

    def notices(self) -> Any:
        notices = self.store.read_edition().notices
        return notices[notices["source_id"].notna()].set_index("title")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store filled from data/, to be copied: filling takes seconds."""
    path = tmp_path_factory.mktemp("filled") / "atlas.db"
    with open_store(f"sqlite:///{path}") as store:
        store.ensure_filled()
    return path


@pytest.fixture
def regulators(filled: Path, tmp_path: Path) -> Iterator[Regulators]:
    copy = tmp_path / "atlas.db"
    copy.write_bytes(filled.read_bytes())
    with open_store(f"sqlite:///{copy}") as store:
        yield Regulators(store)


def test_what_is_found_stands_machine_read_under_its_source(regulators: Regulators) -> None:
    regulators.add("one", an_entry("a", "Recall of exosome serum A"))
    outcome = regulators.run()["us-one"]
    assert (outcome.verdict, outcome.failed) == ("ok", False)
    assert outcome.counts["seen"] == outcome.counts["relevant"] == 1
    row = regulators.notices().loc["Recall of exosome serum A"]
    assert (row.review, row.source_id, row.kind) == ("machine_read", "us-one", "recall")
    assert (row.regulator, row.published) == ("Invented Authority", "2026-11-02")
    assert "not authorised" in row.summary
    assert len(row.sha256) == 64
    assert row.confidence in ("low", "medium")


def test_a_row_that_was_held_back_stands_once_its_date_is_corrected(
    regulators: Regulators,
) -> None:
    regulators.add("one", an_entry("a", date="2062-01-03"))
    outcome = regulators.run()["us-one"]
    assert outcome.counts["held"] == 1
    (record,) = (record for record in regulators.store.sources() if record.id == "us-one")
    correction = Correction(
        notice=found_id("us-one", record.held[0]["key"]),
        field="published",
        expect="2062-01-03",
        value="2026-01-03",
        reason="Two digits are turned round.",
        reference=f"{HOST}/notice/a",
        corrected_on="2026-11-22",
    )
    facts = replace(read_facts(), corrections=(correction,), digest="with a correction")
    regulators.store.fill(facts)
    regulators.keeping = Keeping(regulators.store)
    outcome = regulators.run()["us-one"]
    assert (outcome.counts["held"], outcome.message) == (0, "")
    assert list(regulators.notices()["published"]) == ["2026-01-03"]


def test_the_faults_of_one_source_do_not_reach_the_others(regulators: Regulators) -> None:
    regulators.add("good", an_entry("a"))
    regulators.add("down")
    regulators.add("moved")
    regulators.add("off", enabled=False, off_because="terms forbid it")
    regulators.add("slip", an_entry("b"))
    regulators.site.answers[f"{HOST}/down"] = ServerFault("status 503")
    regulators.site.answers[f"{HOST}/moved"] = "<html>Moved</html>"
    regulators.site.answers[f"{HOST}/slip"] = object()
    outcomes = regulators.run()
    assert {id_: outcome.verdict for id_, outcome in outcomes.items()} == {
        "us-good": "ok",
        "us-down": "outage",
        "us-moved": "broken",
        "us-off": "off",
        "us-slip": "broken",
    }
    assert "status 503" in outcomes["us-down"].message
    health = {source.id: source for source in regulators.store.sources()}
    assert (health["us-down"].failures, health["us-good"].failures) == (1, 0)
    assert "503" in (health["us-down"].message or "")
    assert len(regulators.notices()) == 1


def test_a_failed_run_leaves_what_the_last_good_one_gave(regulators: Regulators) -> None:
    regulators.add("one", an_entry("a"), an_entry("b"), rows={"min": 2, "max": 9})
    regulators.run()
    regulators.site.answers[f"{HOST}/one"] = [an_entry("a", "Title of an error page, exosome")]
    assert regulators.run()["us-one"].message.startswith("TooFewRows")
    assert list(regulators.notices().index) == ["Recall of exosome serum"] * 2
    assert regulators.notices()["delisted_on"].isna().all()


ONE, TWO, THREE = (f"{HOST}/{name}" for name in ("one", "two", "three"))
GONE = GoneFromAddress("status 404", url=TWO)


def test_a_source_read_in_part_keeps_what_it_gave_and_counts_as_failed(
    regulators: Regulators,
) -> None:
    regulators.add_lists("several", {ONE: "abc", TWO: "de"})
    regulators.run()
    (good,) = regulators.store.sources()
    regulators.add_lists("several", {ONE: "nac", TWO: GONE})
    for failures in (1, 2):
        outcome = regulators.run()["us-several"]
        assert (outcome.verdict, outcome.failed, outcome.in_part) == ("outage", True, True)
        assert outcome.message == (
            f"Only 1 of 2 addresses could be read. GoneFromAddress: status 404 at {TWO}. "
            "Look for the page's new address on the publisher's site and mend its YAML."
        )
        assert outcome.report
        assert (len(outcome.report.new), outcome.report.delisted) == (2 - failures, ())
        (now,) = regulators.store.sources()
        assert (now.verdict(datetime.now(UTC)), now.failures) == ("outage", failures)
        assert (now.message, now.good_at) == (outcome.message, good.good_at)
        assert now.counts["seen"] == 3
        assert (now.counts["addresses"], now.counts["addresses_read"]) == (2, 1)
    assert str(outcome).startswith("outage, 3 listed, nothing new. Only 1 of 2 addresses")
    notices = regulators.notices()
    assert set(notices.index) == {f"Exosome recall {key}" for key in "nabcde"}
    assert notices["delisted_on"].isna().all()
    regulators.add_lists("several", {ONE: "nac", TWO: "de"})
    outcome = regulators.run()["us-several"]
    assert (outcome.verdict, outcome.in_part, outcome.message) == ("ok", False, "")
    assert outcome.report
    assert list(outcome.report.delisted) == [notices.loc["Exosome recall b"].id]
    (mended,) = regulators.store.sources()
    assert (mended.failures, mended.fault, mended.message) == (0, None, None)
    assert mended.good_at is not None
    assert good.good_at is not None
    assert mended.good_at > good.good_at


def test_a_first_run_may_be_one_in_part(regulators: Regulators) -> None:
    regulators.add_lists("several", {ONE: "a", TWO: GONE})
    assert regulators.run()["us-several"].in_part
    (record,) = regulators.store.sources()
    assert (record.good_at, record.failures, record.notices) == (None, 1, 1)
    assert record.verdict(datetime.now(UTC)) == "outage"


def test_the_worst_of_several_faults_gives_the_verdict_and_each_is_told(
    regulators: Regulators,
) -> None:
    regulators.add_lists("several", {ONE: "a", TWO: GONE, THREE: None})
    regulators.site.answers[THREE] = '{"rows": []}'
    outcome = regulators.run()["us-several"]
    assert outcome.verdict == "broken"
    assert outcome.message.startswith("Only 1 of 3 addresses could be read. GoneFromAddress: ")
    assert f"LayoutChanged: no list (keys rows) at {THREE}" in outcome.message


@pytest.mark.parametrize("other", ["a", GONE], ids=["read in part", "not read at all"])
def test_a_key_in_an_address_is_not_written_down(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch, other: Any
) -> None:
    monkeypatch.setenv("INVENTED_KEY", "s3cr+t")
    key = {"env": "INVENTED_KEY", "where": HOST}
    regulators.add("keyed", urls=[f"{ONE}?key={{key}}", TWO], key=key)
    regulators.site.answers[f"{ONE}?key=s3cr%2Bt"] = '{"rows": []}'
    regulators.site.answers[TWO] = [an_entry(other)] if other == "a" else other
    outcome = regulators.run()["us-keyed"]
    (record,) = regulators.store.sources()
    assert outcome.in_part == (other == "a")
    assert outcome.message == record.message
    assert f"LayoutChanged: no list (keys rows) at {ONE}?key=KEY" in outcome.message
    assert "s3cr" not in outcome.message


def test_an_address_that_holds_a_key_is_not_remembered(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVENTED_KEY", "s3cr+t")
    key = {"env": "INVENTED_KEY", "where": HOST}
    regulators.add("keyed", an_entry("a"), urls=[f"{ONE}?key={{key}}"], key=key)
    regulators.site.answers[f"{ONE}?key=s3cr%2Bt"] = [an_entry("a")]
    assert regulators.run()["us-keyed"].verdict == "ok"
    assert "s3cr" not in json.dumps(regulators.store.remembered(["us-keyed"])["us-keyed"].memory)
    # What differs then does so because the source changed it.
    regulators.site.answers[f"{ONE}?key=s3cr%2Bt"] = [an_entry("a", date="2026-11-05")]
    report = regulators.run()["us-keyed"].report
    assert report
    assert len(report.amended) == 1


def test_a_notice_without_an_address_does_not_publish_the_one_with_a_key(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVENTED_KEY", "s3cr+t")
    options = a_source().options
    regulators.add(
        "keyed",
        urls=[f"{ONE}?key={{key}}"],
        key={"env": "INVENTED_KEY", "where": HOST},
        options={**options, "fields": {**options["fields"], "key": "{link}", "url": "{address}"}},
    )
    regulators.site.answers[f"{ONE}?key=s3cr%2Bt"] = [an_entry("a", "Recall of exosome serum A")]
    assert regulators.run()["us-keyed"].verdict == "ok"
    row = regulators.notices().loc["Recall of exosome serum A"]
    assert row.read_url == f"{HOST}/"


def test_a_key_reaches_no_table_of_the_store_whatever_a_site_says_back(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("INVENTED_KEY", "s3cr+t")
    key = {"env": "INVENTED_KEY", "where": HOST}
    regulators.add("keyed", urls=[f"{ONE}?key={{key}}", f"{TWO}?key={{key}}"], key=key)
    echo = "You asked for exosomes with s3cr+t"
    link = f"{HOST}/notice/a?key=s3cr%2Bt"
    lacking = {"id": "c s3cr+t", "title": None, "link": link, "text": echo}
    regulators.site.answers |= {
        f"{ONE}?key=s3cr%2Bt": [
            an_entry("a s3cr+t", echo, link=link, text=echo),
            an_entry("b", f"{echo}, again", date="soon s3cr+t"),
            lacking,
        ],
        f"{TWO}?key=s3cr%2Bt": LayoutChanged("no list for s3cr+t", url=f"{TWO}?key=s3cr%2Bt"),
        link: a_page(echo),
    }
    outcome = regulators.run()["us-keyed"]
    assert (outcome.in_part, outcome.counts["held"]) == (True, 2)
    regulators.site.answers[f"{TWO}?key=s3cr%2Bt"] = Forbidden("status 403 for s3cr+t")
    regulators.site.answers[f"{ONE}?key=s3cr%2Bt"] = Forbidden("status 403 for s3cr+t")
    outcome = regulators.run()["us-keyed"]
    assert "status 403 for KEY" in outcome.message
    with sqlite3.connect(tmp_path / "atlas.db") as connection:
        written = "\n".join(connection.iterdump())
    assert "exosomes with KEY" in written
    assert "s3cr" not in written


def test_where_no_address_can_be_read_nothing_is_kept(regulators: Regulators) -> None:
    regulators.add_lists("several", {ONE: "ab", TWO: "c"})
    regulators.run()
    revision = regulators.store.revision()
    regulators.add_lists("several", {ONE: GONE, TWO: GONE})
    outcome = regulators.run()["us-several"]
    assert (outcome.verdict, outcome.in_part, outcome.report) == ("outage", False, None)
    assert outcome.message.startswith("GoneFromAddress: status 404")
    assert regulators.store.revision() == revision
    (record,) = regulators.store.sources()
    assert (record.failures, record.counts["addresses_read"]) == (1, 2)


def test_a_database_that_fails_keeps_nothing_of_a_source_read_in_part(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    regulators.add_lists("several", {ONE: "a", TWO: GONE})

    def breaks(*_arguments: Any, **_named: Any) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("atlas.store.harvest.record_health", breaks)
        assert regulators.run()["us-several"].report is None
    assert len(regulators.notices()) == 0
    outcome = regulators.run()["us-several"]
    assert outcome.report
    assert len(outcome.report.new) == 1


def test_a_run_since_a_day_may_be_one_in_part(regulators: Regulators) -> None:
    regulators.add_lists("several", {ONE: "ab", TWO: GONE})
    outcome = regulators.run(since=date(2026, 11, 1))["us-several"]
    assert (outcome.verdict, outcome.in_part) == ("outage", True)
    assert outcome.report
    assert len(outcome.report.new) == 2


def test_amended_gone_and_new_notices_are_told_apart(regulators: Regulators) -> None:
    before = [an_entry(key, f"Exosome recall {key}") for key in "abc"]
    regulators.add("one", *before)
    first = regulators.run()["us-one"]
    assert first.report
    assert len(first.report.new) == 3
    changed = an_entry("a", "Exosome recall a, corrected", date="2026-11-03")
    regulators.add("one", an_entry("d", "Exosome recall d"), changed, before[2])
    report = regulators.run()["us-one"].report
    assert report
    (fields,) = report.amended.values()
    assert {(change.field, change.after) for change in fields} >= {
        ("title", "Exosome recall a, corrected"),
        ("published", "2026-11-03"),
    }
    notices = regulators.notices()
    assert list(report.new) == [notices.loc["Exosome recall d"].id]
    assert list(report.delisted) == [notices.loc["Exosome recall b"].id]
    assert report.unchanged == 1


def test_a_row_that_does_not_hold_is_held_back_with_the_reason_and_tried_again(
    regulators: Regulators,
) -> None:
    regulators.add("one", an_entry("a", date="1970-01-01"), an_entry("b"))
    assert regulators.run()["us-one"].counts["held"] == 1
    (source,) = regulators.store.sources()
    assert source.held[0]["key"] == "a"
    assert "1970" in source.held[0]["reason"]
    assert regulators.run()["us-one"].counts["held"] == 1
    assert len(regulators.notices()) == 1


def test_a_second_run_with_nothing_new_moves_nothing(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    regulators.add("one", an_entry("a"), an_entry("b", "Recall of peanut butter"))
    regulators.run()
    revision = regulators.store.revision()
    monkeypatch.setattr("scrapers.classify.classify", None)
    outcome = regulators.run()["us-one"]
    assert outcome.report
    assert (outcome.verdict, outcome.report.moved, outcome.report.unchanged) == ("ok", False, 1)
    assert regulators.store.revision() == revision
    assert regulators.site.not_modified == 2


def test_a_mended_program_makes_versions_but_no_changes_of_the_source(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    regulators.add("one", an_entry("a"))
    regulators.run()
    monkeypatch.setattr("scrapers.live.program_digest", lambda: "mended")
    monkeypatch.setattr("scrapers.normalise.records.SUMMARY_LENGTH", 20)
    report = regulators.run()["us-one"].report
    assert report
    assert (report.amended, len(report.reread)) == ({}, 1)


def test_a_look_for_the_latest_does_not_pass_for_a_whole_one(regulators: Regulators) -> None:
    regulators.add("one", an_entry("a"), an_entry("b", date="2026-01-05"))
    first = regulators.run(since=date(2026, 11, 1))["us-one"]
    assert first.report
    assert len(first.report.new) == 1
    second = regulators.run()["us-one"]
    assert second.report
    assert (len(second.report.new), second.report.unchanged) == (1, 1)


def test_a_database_that_fails_is_named_and_the_next_run_makes_up_for_it(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    regulators.add("one", an_entry("a"))

    def locked(*_arguments: Any, **_named: Any) -> None:
        raise StoreError("atlas.db: database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "keep_run", locked)
        outcome = regulators.run()["us-one"]
    assert (outcome.verdict, outcome.failed) == ("broken", True)
    assert "locked" in outcome.message
    report = regulators.run()["us-one"].report
    assert report
    assert len(report.new) == 1


def test_what_a_host_that_is_asked_most_gives_is_the_most_urgent(regulators: Regulators) -> None:
    urgent: dict[str, float] = {}

    def work(source: Source, _tell: Any) -> Outcome:
        urgent[source.id] = urgency.get()
        return Outcome(source.id, "ok")

    alone = {"urls": ["https://alone.example/list"], "manners": {"delay_seconds": 1}}
    slow = {"urls": ["https://slow.example/list"], "manners": {"delay_seconds": 30}}
    sources = [
        a_source("us-alone", **alone),
        a_source("us-shared", manners={"delay_seconds": 1}),
        a_source("us-sharing", manners={"delay_seconds": 1}),
        a_source("us-slow", **slow),
    ]
    run_sources(sources, work)
    assert sorted(urgent, key=lambda id_: -urgent[id_])[0] == "us-slow"
    assert urgent["us-shared"] == urgent["us-sharing"] > urgent["us-alone"]


def test_what_reads_is_loaded_in_advance_only_where_something_is_sure_to_be_read(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr("scrapers.live.load_in_advance", lambda: loaded.append("loaded"))
    regulators.add("one", an_entry("a"))
    regulators.add("down")
    regulators.site.answers[f"{HOST}/down"] = ServerFault("status 500")
    regulators.run()
    assert len(loaded) == 2, "neither was ever asked before"
    regulators.run()
    assert len(loaded) == 2, "what fails every time is no news"
    regulators.run(code="another program")
    assert len(loaded) == 3


def test_an_archive_that_cannot_keep_anything_stops_the_run(regulators: Regulators) -> None:
    stopped = threading.Event()

    def work(source: Source, _tell: Any) -> Outcome:
        if source.id == "us-full":
            raise ArchiveFault("no space left on device")
        assert stopped.wait(10)
        raise RunStopped

    regulators.add("full")
    regulators.add("waits")
    sources = list(regulators.sources.values())
    outcomes = run_sources(sources, work, regulators.keeping, stop=stopped.set)
    assert [outcome.verdict for outcome in outcomes] == ["broken", "stopped"]
    assert "no space left" in outcomes[0].message


def test_a_locked_store_is_waited_for_once_and_told_once_and_the_next_run_makes_up_for_it(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        regulators.add(f"r{number}", an_entry(f"a{number}", f"Exosome recall {number}"))
    regulators.add("down")
    regulators.site.answers[f"{HOST}/down"] = ServerFault("status 503")
    waited: list[str] = []

    def locked(*_arguments: Any, **_named: Any) -> None:
        waited.append(threading.current_thread().name)
        raise StoreLocked("atlas.db: database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "keep_run", locked)
        patch.setattr(Store, "keep_failure", locked)
        outcomes = regulators.run()
    assert len(waited) == 1
    assert all(outcome.failed and not outcome.in_part for outcome in outcomes.values())
    told = [outcome for outcome in outcomes.values() if "locked" in outcome.message]
    assert [outcome.source_id for outcome in told] == waited
    assert told[0].message.endswith(ENDED)
    others = {id_: outcome.verdict for id_, outcome in outcomes.items() if id_ not in waited}
    others.pop("us-down", None)
    assert set(others.values()) == {"stopped"}
    regulators.keeping = Keeping(regulators.store)
    outcomes = regulators.run()
    assert sum(outcome.verdict == "ok" for outcome in outcomes.values()) == 8
    assert len(regulators.notices()) == 8


def test_who_does_not_end_when_nothing_more_can_be_kept_is_not_waited_for(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    regulators.add("locked")
    regulators.add("silent")
    over = threading.Event()

    def work(source: Source, _tell: Any) -> Outcome:
        if source.id == "us-locked":
            raise StoreLocked("atlas.db: database is locked")
        over.wait(30)  # a site that is slow to answer
        raise RunStopped

    monkeypatch.setattr("scrapers.run.GRACE_SECONDS", 0.2)
    began = time.monotonic()
    outcomes = run_sources(list(regulators.sources.values()), work)
    over.set()
    assert time.monotonic() - began < 10
    assert [outcome.verdict for outcome in outcomes] == ["broken", "stopped"]


def test_ctrl_c_ends_the_run_and_says_what_had_ended(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    import _thread

    # A shell starts what runs in its background deaf to Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    stopped = threading.Event()

    def work(source: Source, _tell: Any) -> Outcome:
        if source.id == "us-done":
            return Outcome(source.id, "ok")
        if source.id == "us-waits":
            time.sleep(0.3)
            _thread.interrupt_main()
            assert stopped.wait(10)
            raise RunStopped
        time.sleep(30)  # a site that never answers
        raise AssertionError

    monkeypatch.setattr("scrapers.run.GRACE_SECONDS", 0.2)
    for name in ("done", "waits", "silent"):
        regulators.add(name)
    began = time.monotonic()
    with pytest.raises(RunInterrupted) as interrupted:
        run_sources(list(regulators.sources.values()), work, stop=stopped.set)
    assert time.monotonic() - began < 10
    assert [outcome.verdict for outcome in interrupted.value.outcomes] == [
        "ok",
        "stopped",
        "stopped",
    ]
