"""What is kept of a source: in one transaction or not at all, in part too, and never a key."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from atlas.corrections import Correction
from atlas.notices import found_id
from atlas.store import Store, StoreError
from scrapers.http.faults import Forbidden, LayoutChanged
from scrapers.http.keys import Keys
from scrapers.http.memory import RobotsText
from scrapers.http.robots import GOOD_FOR
from scrapers.keeping import Keeping, take_out_keys
from tests.bundled import recorded_facts
from tests.scrapers.invented_regulators import GONE, ONE, THREE, TWO, Regulators
from tests.scrapers.invented_site import HOST, PLAIN, a_page, a_source, an_entry
from tests.scrapers.reports import report_of


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


def test_what_a_look_came_to_is_counted(regulators: Regulators) -> None:
    of_something_else, undatable = an_entry("b", PLAIN), an_entry("c", date="1970-01-01")
    regulators.add("one", an_entry("a"), of_something_else, undatable)
    first = regulators.run()["us-one"].counts
    again = regulators.run()["us-one"].counts
    assert first == again == {
        "seen": 3, "relevant": 1, "irrelevant": 1, "held": 1, "pages": 1, "unchanged_pages": 0,
        "addresses": 1, "addresses_read": 1,
    }  # fmt: skip
    (record,) = regulators.store.sources()
    assert record.counts == again


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
    facts = replace(recorded_facts(), corrections=(correction,), digest="with a correction")
    regulators.store.fill(facts)
    regulators.keeping = Keeping(regulators.store)
    outcome = regulators.run()["us-one"]
    assert (outcome.counts["held"], outcome.message) == (0, "")
    assert list(regulators.notices()["published"]) == ["2026-01-03"]


def test_a_failed_run_leaves_what_the_last_good_one_gave(regulators: Regulators) -> None:
    regulators.add("one", an_entry("a"), an_entry("b"), rows={"min": 2, "max": 9})
    regulators.run()
    regulators.site.answers[f"{HOST}/one"] = [an_entry("a", "Title of an error page, exosome")]
    assert regulators.run()["us-one"].message.startswith("TooFewRows")
    assert list(regulators.notices().index) == ["Recall of exosome serum"] * 2
    assert regulators.notices()["delisted_on"].isna().all()


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
        assert (len(report_of(outcome).new), report_of(outcome).delisted) == (2 - failures, ())
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
    assert list(report_of(outcome).delisted) == [notices.loc["Exosome recall b"].id]
    (mended,) = regulators.store.sources()
    assert (mended.failures, mended.fault, mended.message) == (0, None, None)
    assert mended.good_at is not None
    assert good.good_at is not None
    assert mended.good_at > good.good_at


def test_doubts_are_told_beside_what_could_not_be_read(regulators: Regulators) -> None:
    regulators.add_lists("several", {ONE: "a", TWO: GONE})
    del regulators.site.answers[f"{HOST}/notice/a"]
    outcome = regulators.run()["us-several"]
    assert outcome.message.startswith("Only 1 of 2 addresses could be read. GoneFromAddress: ")
    assert " YAML. 'Exosome recall a' was judged by the list alone; its own page" in outcome.message


def test_of_very_many_doubts_the_first_are_told_and_how_many_more_there_are(
    regulators: Regulators,
) -> None:
    entries = [an_entry(str(number), f"Exosome recall {number}") for number in range(45)]
    regulators.add("one", *entries)
    for entry in entries:
        regulators.site.answers[entry["link"]] = "<html><body><p>Another layout.</body></html>"
    message = regulators.run()["us-one"].message
    assert message.count("by the list alone") == 20
    assert message.endswith("; and 25 more")


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
    with closing(sqlite3.connect(tmp_path / "atlas.db")) as connection:
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
        patch.setattr("atlas.store.health.record_health", breaks)
        assert regulators.run()["us-several"].report is None
    assert len(regulators.notices()) == 0
    outcome = regulators.run()["us-several"]
    assert len(report_of(outcome).new) == 1


def test_amended_gone_and_new_notices_are_told_apart(regulators: Regulators) -> None:
    before = [an_entry(key, f"Exosome recall {key}") for key in "abc"]
    regulators.add("one", *before)
    first = regulators.run()["us-one"]
    assert len(report_of(first).new) == 3
    changed = an_entry("a", "Exosome recall a, corrected", date="2026-11-03")
    regulators.add("one", an_entry("d", "Exosome recall d"), changed, before[2])
    report = report_of(regulators.run()["us-one"])
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


def test_why_a_row_is_held_back_names_its_source_in_the_command(regulators: Regulators) -> None:
    entry = an_entry("a")
    regulators.add("one", entry)
    regulators.run()
    regulators.site.answers[entry["link"]] = LayoutChanged("no text")
    regulators.add("one", an_entry("a", "Exosome recall, amended"))
    assert regulators.run()["us-one"].counts["held"] == 1
    (source,) = regulators.store.sources()
    assert "its own page: no text" in source.held[0]["reason"]
    assert "scrapers show us-one --raw`" in source.held[0]["reason"]


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
    report = report_of(regulators.run()["us-one"])
    assert len(report.new) == 1


def test_keys_that_an_older_version_wrote_down_are_taken_out_of_what_is_kept(
    regulators: Regulators, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = regulators.store
    # Without its variable nobody knows that it is a key: so it stood before keys were hidden.
    key = {"env": "INVENTED_KEY", "where": HOST}
    for title in ("Exosome recall s3cr+t", "Exosome recall s3cr%2Bt, amended"):
        regulators.add("one", an_entry("a s3cr+t", title, text="Invented: s3cr+t."), key=key)
        source = regulators.sources["us-one"]
        regulators.sources["us-one"] = source.model_copy(update={"key": None})
        regulators.run()
        regulators.sources["us-one"] = source
    regulators.site.answers[f"{HOST}/one"] = Forbidden("status 403 for s3cr+t")
    monkeypatch.setenv("INVENTED_KEY", "s3cr+t")
    with monkeypatch.context() as patch:
        patch.setattr(Keys, "hide", lambda _, text: text)
        regulators.run()

    def written() -> str:
        with closing(sqlite3.connect(tmp_path / "atlas.db")) as connection:
            return "\n".join(connection.iterdump())

    assert "s3cr" in written()
    (before,) = regulators.notices().itertuples()
    revision = store.revision()
    for _ in range(2):
        take_out_keys(store, regulators.sources.values())
        assert "s3cr" not in written()
        assert store.revision() == revision + 1
    (notice,) = regulators.notices().itertuples()
    assert (notice.Index, notice.version) == ("Exosome recall KEY, amended", before.version)
    assert store.search("KEY") == [notice.id]
    (version,) = store.versions(notice.id)
    assert version.record["title"] == "Exosome recall KEY"
    assert "status 403 for KEY." in str(store.sources()[0].message)
    # The source goes on where it stood.
    regulators.add("one", an_entry("a s3cr+t", "Exosome recall"), key=key)
    report = report_of(regulators.run()["us-one"])
    assert (list(report.amended), report.new) == ([notice.id], ())


SITE = "https://x.example"


def test_what_robots_txt_said_is_kept_at_the_end_of_a_run_and_for_a_day(
    regulators: Regulators,
) -> None:
    now = datetime.now(UTC)
    rules = RobotsText("User-agent: *\n", now)
    with regulators.keeping.robots() as robots:
        assert robots == {}
        robots[SITE] = rules
        robots["https://old.example"] = RobotsText("User-agent: *\n", now - GOOD_FOR)
        assert regulators.store.robots(now - 2 * GOOD_FOR) == {}
    with regulators.keeping.robots() as robots:
        assert robots == {SITE: rules}


def test_a_run_that_ends_in_a_fault_keeps_what_robots_txt_said(regulators: Regulators) -> None:
    rules = RobotsText("User-agent: *\n", datetime.now(UTC))
    with suppress(KeyboardInterrupt), regulators.keeping.robots() as robots:
        robots[SITE] = rules
        raise KeyboardInterrupt
    assert regulators.store.robots(rules.read_at - GOOD_FOR) == {SITE: rules}


def test_a_run_that_read_no_robots_txt_writes_nothing(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = RobotsText("User-agent: *\n", datetime.now(UTC))
    with regulators.keeping.robots() as robots:
        robots[SITE] = rules
    monkeypatch.setattr(Store, "keep_robots", lambda *_: pytest.fail("it writes"))
    with regulators.keeping.robots() as robots:
        assert robots == {SITE: rules}


def test_no_run_fails_because_robots_txt_could_not_be_kept(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(Store, "keep_robots", full)
    with regulators.keeping.robots() as robots:
        robots[SITE] = RobotsText("User-agent: *\n", datetime.now(UTC))
    assert "could not be kept: the disk is full" in caplog.text
