"""Sources read live: what is new since the last time, and what is remembered for the next."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from atlas.notices import found_id
from scrapers.http.faults import ServerFault
from scrapers.http.request import Request
from scrapers.http.turns import RunStopped
from scrapers.live import ListsAskedOnce, LiveRun
from tests.scrapers.corrections import a_correction
from tests.scrapers.invented_regulators import GONE, ONE, TWO, Regulators
from tests.scrapers.invented_site import HOST, PLAIN, a_page, an_entry
from tests.scrapers.reports import report_of


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
    report = report_of(regulators.run()["us-keyed"])
    assert len(report.amended) == 1


def test_a_run_since_a_day_may_be_one_in_part(regulators: Regulators) -> None:
    regulators.add_lists("several", {ONE: "ab", TWO: GONE})
    outcome = regulators.run(since=date(2026, 11, 1))["us-several"]
    assert (outcome.verdict, outcome.in_part) == ("outage", True)
    assert len(report_of(outcome).new) == 2


def test_a_second_run_with_nothing_new_moves_nothing(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    regulators.add("one", an_entry("a"), an_entry("b", "Recall of peanut butter"))
    regulators.run()
    revision = regulators.store.revision()
    monkeypatch.setattr("scrapers.classify.classify", None)
    report = report_of(regulators.run()["us-one"])
    assert (report.moved, report.unchanged) == (False, 1)
    assert regulators.store.revision() == revision
    assert regulators.site.not_modified == 2


def test_a_mended_program_makes_versions_but_no_changes_of_the_source(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    regulators.add("one", an_entry("a"))
    regulators.run()
    monkeypatch.setattr("scrapers.live.program_digest", lambda: "mended")
    monkeypatch.setattr("scrapers.normalise.records.SUMMARY_LENGTH", 20)
    report = report_of(regulators.run()["us-one"])
    assert (report.amended, len(report.reread)) == ({}, 1)


@pytest.mark.parametrize(
    ("edited", "not_modified"), [("its YAML", 2), ("a correction", 2), ("notes", 4)]
)
def test_what_a_source_is_read_by_lets_it_alone_be_read_again(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch, edited: str, not_modified: int
) -> None:
    for name in ("one", "two"):
        regulators.add(name, an_entry("a"))
    regulators.run()
    if edited == "its YAML":
        regulators.add("one", an_entry("a"), languages=["en", "fr"])
    elif edited == "notes":
        regulators.add("one", an_entry("a"), notes="Seen on 30 November 2026.")
    else:
        put_right = a_correction(
            notice=found_id("us-one", "a"), field="title", expect="Recall of exosome serum",
            value="Recall of exosome serum, lot 2",
        )  # fmt: skip
        monkeypatch.setattr(regulators.keeping, "corrections", [put_right])
    regulators.site.not_modified = 0
    report = report_of(regulators.run()["us-one"])
    assert (report.amended, len(report.reread)) == ({}, edited == "a correction")
    assert regulators.site.not_modified == not_modified, "of each a list and a notice"


def test_a_look_for_the_latest_does_not_pass_for_a_whole_one(regulators: Regulators) -> None:
    regulators.add("one", an_entry("a"), an_entry("b", date="2026-01-05"))
    first = regulators.run(since=date(2026, 11, 1))["us-one"]
    assert len(report_of(first).new) == 1
    second = regulators.run()["us-one"]
    assert (len(report_of(second).new), report_of(second).unchanged) == (1, 1)


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
    regulators.run(program="another")
    assert len(loaded) == 3


def test_what_was_read_by_the_list_alone_or_by_another_program_is_so_after_runs_since_a_day(
    regulators: Regulators,
) -> None:
    """Neither the runs since a day nor the whole one after them tells it as a change."""
    old, new = an_entry("old", date="2026-03-04"), an_entry("new")
    regulators.add("one", old, new)
    regulators.site.answers[new["link"]] = ServerFault("status 503")
    regulators.run(program="another")
    regulators.run(since=date(2026, 11, 1))
    regulators.site.answers |= {new["link"]: a_page(), old["link"]: a_page("Exosomes, reworded.")}
    for since in (date(2026, 11, 1), date(2026, 1, 1), None):
        report = report_of(regulators.run(since=since)["us-one"])
        assert report.amended == {}


def test_a_run_since_a_day_takes_no_change_from_the_next_whole_one(regulators: Regulators) -> None:
    before = [an_entry(key, f"Exosome recall {key}") for key in "abc"]
    regulators.add("one", *before)
    regulators.run()
    regulators.run(since=date(2026, 11, 1))
    corrected = an_entry("c", "Exosome recall c, corrected")
    regulators.add("one", before[0], corrected)
    report = report_of(regulators.run()["us-one"])
    assert (len(report.amended), report.reread) == (1, ())
    assert list(report.delisted) == [regulators.notices().loc["Exosome recall b"].id]


def test_what_another_run_kept_meanwhile_does_not_let_a_change_back_pass_for_unchanged(
    regulators: Regulators,
) -> None:
    first, second = an_entry("a", "Exosome recall"), an_entry("a", "Exosome recall, corrected")
    regulators.add("one", first)
    regulators.run()
    remembered = regulators.store.remembered(regulators.sources)
    # What this run saw is kept while the next one is under way; the site has changed it back.
    regulators.add("one", second)
    regulators.run()
    regulators.add("one", first)
    work = LiveRun(regulators.keeping, regulators.site, regulators.notebook, remembered)
    report = report_of(work(regulators.sources["us-one"], lambda words: None))
    assert (report.outdated, len(report.amended)) == (False, 1)
    assert list(regulators.notices().index) == ["Exosome recall"]


def test_what_a_clock_that_was_ahead_kept_gives_way_to_what_the_site_says_now(
    regulators: Regulators,
) -> None:
    """Else nothing would be kept until that day, and the source would pass for read in time."""
    ahead = datetime(2999, 1, 1, tzinfo=UTC)
    regulators.add("one", an_entry("a", "Exosome recall"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scrapers.live.datetime", SimpleNamespace(now=lambda zone: ahead))
        regulators.run()
    assert regulators.notices().loc["Exosome recall"].last_checked == "2999-01-01"
    now = datetime.now(UTC)
    regulators.add("one", an_entry("a", "Exosome recall"), an_entry("b", "Exosome letter"))
    report = report_of(regulators.run()["us-one"])
    assert (report.outdated, len(report.new)) == (False, 1)
    assert regulators.site.asked.count(ONE) == 2
    assert set(regulators.notices().last_checked) == {f"{now:%Y-%m-%d}"}
    regulators.site.answers[ONE] = ServerFault("status 503")
    regulators.run()
    (record,) = regulators.store.sources()
    assert (record.verdict(now), record.failures) == ("outage", 1)


class Killed(BaseException):
    """As a process is, without a word."""


class SlowRegulator:
    """A regulator that wants 30 seconds between two requests, and opens all of its notices.

    `killed_at` is the number of the page of a notice at which the run ends; with `stopped_at` it is
    told so (Ctrl-C), and may keep what it has.
    """

    def __init__(self, regulators: Regulators, monkeypatch: pytest.MonkeyPatch) -> None:
        self.regulators, self.clock = regulators, 0.0
        self.killed_at = self.stopped_at = 0
        self.pages: list[str] = []
        self.kept_before: list[int] = []  # notices, at each page of one
        manners, detail = {"delay_seconds": 30}, {"selector": ["main"], "when": "all"}
        plain = [an_entry(key, f"{PLAIN} {key}") for key in "abcdefg"]
        regulators.add("slow", *plain, an_entry("z"), manners=manners, detail=detail)
        fetch = regulators.site.fetch

        def slowly(request: Request, manners: Any) -> Any:
            self.clock += 30
            if request.url != f"{HOST}/slow":
                self.pages.append(request.url[-1])
                self.kept_before.append(len(regulators.notices()))
                if len(self.pages) == self.killed_at:
                    raise Killed
                if self.stopped_at and len(self.pages) >= self.stopped_at:
                    raise RunStopped
            return fetch(request, manners)

        monkeypatch.setattr(regulators.site, "fetch", slowly)
        clock = SimpleNamespace(monotonic=lambda: self.clock)
        monkeypatch.setattr("scrapers.reading.judging.time", clock)
        monkeypatch.setattr("scrapers.live.SECONDS_OF_A_ROUND", 90)

    def run(self) -> Any:
        self.pages.clear()
        self.kept_before.clear()
        return self.regulators.run()["us-slow"]


def test_a_slow_site_is_kept_by_its_list_first_and_then_every_few_pages_without_being_asked_twice(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowRegulator(regulators, monkeypatch)
    outcome = slow.run()
    assert (outcome.verdict, outcome.message, len(report_of(outcome).new)) == ("ok", "", 8)
    assert (report_of(outcome).amended, report_of(outcome).reread) == ({}, ())
    assert slow.kept_before == [1, 1, 1, 4, 4, 4, 7, 7]
    assert slow.pages == list("abcdefgz")
    assert regulators.site.asked.count(f"{HOST}/slow") == 1
    # What marked its answers is remembered of all rounds.
    again = slow.run()
    assert (report_of(again).unchanged, regulators.site.not_modified) == (8, 9)


def test_a_run_of_a_slow_site_holds_its_lists_and_no_page_of_a_notice(
    regulators: Regulators,
) -> None:
    regulators.add("one", an_entry("a"))
    site = ListsAskedOnce(regulators.site, regulators.notebook)
    manners = regulators.sources["us-one"].manners.for_fetching()

    def asked(times: int) -> int:
        before = regulators.site.asked.count(ONE)
        for _ in range(times):
            site.fetch(Request(ONE), manners)
        return regulators.site.asked.count(ONE) - before

    site.is_first_round = False
    assert asked(2) == 2
    site.is_first_round = True
    assert asked(2) == 1
    site.is_first_round = False
    assert asked(1) == 0


def test_a_run_of_a_slow_site_that_is_killed_loses_the_last_few_pages_alone(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowRegulator(regulators, monkeypatch)
    slow.killed_at = 6
    remembered = regulators.store.remembered(regulators.sources)
    work = LiveRun(regulators.keeping, regulators.site, regulators.notebook, remembered)
    with pytest.raises(Killed):
        work(regulators.sources["us-slow"], lambda words: None)
    assert len(regulators.notices()) == 4
    slow.killed_at = 0
    report = report_of(slow.run())
    assert (len(report.new), len(regulators.notices())) == (4, 8)
    assert slow.pages[:4] == list("defg"), "what was kept comes behind what is new"
    assert sorted(slow.pages[4:]) == ["a", "b", "c", "z"]
    assert regulators.site.not_modified == 4, "the list, and the pages of what was kept"


def test_a_slow_site_is_left_after_half_an_hour_and_says_what_waits(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowRegulator(regulators, monkeypatch)
    clock = SimpleNamespace(monotonic=lambda: slow.clock)
    monkeypatch.setattr("scrapers.live.time", clock)
    monkeypatch.setattr("scrapers.live.SECONDS_FOR_PAGES", 150)
    outcome = slow.run()
    assert (outcome.verdict, slow.pages) == ("ok", list("abcd"))
    assert outcome.message == "Pages of notices that wait for the next run: 4."


def test_what_is_known_of_a_slow_site_is_asked_again_as_far_as_there_is_time_each_day_another_part(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowRegulator(regulators, monkeypatch)
    slow.run()
    clock = SimpleNamespace(monotonic=lambda: slow.clock)
    monkeypatch.setattr("scrapers.live.time", clock)
    monkeypatch.setattr("scrapers.live.SECONDS_FOR_PAGES", 100)
    asked: list[tuple[str, ...]] = []
    for day in range(1, 9):
        today = datetime(2026, 12, day, tzinfo=UTC)
        monkeypatch.setattr("scrapers.live._today", lambda today=today: today.date())
        report = report_of(slow.run())
        assert (report.unchanged, report.moved) == (8, False)
        asked.append(tuple(slow.pages))
    assert {len(each) for each in asked} == {3}
    assert set().union(*asked) == set("abcdefgz")
    # What was not asked for longest keeps what marked its last answer.
    assert regulators.site.not_modified == 8 + 8 * 3, "the list and three pages, each time"
    reworded = a_page("The exosome product is not authorised, as was said before.")
    regulators.site.answers |= {f"{HOST}/notice/{key}": reworded for key in "abcdefgz"}
    monkeypatch.setattr("scrapers.live.SECONDS_FOR_PAGES", 1000)
    report = report_of(slow.run())
    assert len(report.amended) == 8


@pytest.mark.parametrize("is_first", [True, False])
def test_a_run_of_a_slow_site_that_is_stopped_asks_nothing_more(
    is_first: bool, regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowRegulator(regulators, monkeypatch)
    if not is_first:
        slow.run()
    slow.stopped_at = 2
    outcome = slow.run()
    assert (outcome.verdict, len(slow.pages)) == ("ok", 2)
    assert len(regulators.notices()) == (2 if is_first else 8)


def test_of_a_slow_site_with_one_list_that_fails_the_pages_of_the_others_are_read(
    regulators: Regulators,
) -> None:
    regulators.add_lists("several", {ONE: [an_entry("a", PLAIN)], TWO: GONE})
    regulators.site.answers[f"{HOST}/notice/a"] = a_page()
    slow = {"delay_seconds": 30}, {"selector": ("main",), "when": "all"}
    of_several = regulators.sources["us-several"]
    manners = of_several.manners.model_copy(update=slow[0])
    detail = of_several.detail and of_several.detail.model_copy(update=slow[1])
    changes = {"manners": manners, "detail": detail}
    regulators.sources["us-several"] = of_several.model_copy(update=changes)
    outcome = regulators.run()["us-several"]
    assert (outcome.verdict, outcome.in_part) == ("outage", True)
    assert len(report_of(outcome).new) == 1
    assert regulators.site.asked.count(TWO) == 1, "once a run, not once a round"
