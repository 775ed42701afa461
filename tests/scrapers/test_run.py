"""A run: sources side by side, none harming another, and what ends it for all."""

from __future__ import annotations

import errno
import signal
import threading
import time
from typing import Any

import pytest

from atlas.store import Store, StoreLocked
from scrapers.archive import ArchiveFault
from scrapers.catalogue import Source
from scrapers.classify.terms import BadTerms
from scrapers.desk import urgency
from scrapers.http.faults import ServerFault
from scrapers.http.turns import RunStopped
from scrapers.keeping import Keeping
from scrapers.outcome import Outcome
from scrapers.progress import NoProgress
from scrapers.run import ENDED, RunInterrupted, Work, run_sources
from tests.scrapers.invented_regulators import Regulators
from tests.scrapers.invented_site import HOST, a_source, an_entry


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
    assert max(urgent, key=lambda id_: urgent[id_]) == "us-slow"
    assert urgent["us-shared"] == urgent["us-sharing"] > urgent["us-alone"]


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


@pytest.mark.parametrize("to_tell", ["tell", "end"])
@pytest.mark.parametrize(
    "fault", [OSError(errno.ENOSPC, "No space left on device"), ValueError("closed file")]
)
def test_a_run_ends_though_nobody_can_be_told_how_it_goes_on(
    regulators: Regulators,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    to_tell: str,
    fault: Exception,
) -> None:
    def full_disk(_self: NoProgress, source_id: str, words: str) -> None:
        raise fault

    def work(source: Source, tell: Any) -> Outcome:
        tell("at work")
        return Outcome(source.id, "ok")

    monkeypatch.setattr(NoProgress, to_tell, full_disk)
    regulators.add("one")
    regulators.add("two")
    assert [outcome.verdict for outcome in ended_run(regulators, work)] == ["ok", "ok"]
    (told,) = caplog.records
    assert told.exc_info
    assert told.exc_info[1] is fault, "once, with what went wrong"


def test_half_a_letter_in_what_a_site_says_ends_no_run_and_is_recorded(
    regulators: Regulators,
) -> None:
    regulators.add("one")
    regulators.site.answers[f"{HOST}/one"] = r'{"list \ud83e": []}'
    (outcome,) = ended_run(regulators, regulators.live())
    assert (outcome.verdict, "list \ufffd" in outcome.message) == ("broken", True)
    (record,) = regulators.store.sources()
    assert record.message == outcome.message


def test_a_failure_that_cannot_be_recorded_for_whatever_reason_ends_its_source(
    regulators: Regulators, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slip(*_arguments: Any, **_named: Any) -> None:
        raise ValueError("a slip of ours")

    monkeypatch.setattr(Store, "keep_failure", slip)
    regulators.add("one")
    regulators.site.answers[f"{HOST}/one"] = ServerFault("status 503")
    (outcome,) = ended_run(regulators, regulators.live())
    assert (outcome.verdict, "status 503" in outcome.message) == ("outage", True)
    assert outcome.message.endswith("It could not be recorded either: a slip of ours")


def test_a_faulty_file_that_reading_goes_by_is_told_with_what_shows_its_mend(
    regulators: Regulators,
) -> None:
    def work(source: Source, _tell: Any) -> Outcome:
        raise BadTerms("data/terms/sv.yaml: terms: Field required")

    regulators.add("one")
    (outcome,) = ended_run(regulators, work)
    assert (outcome.verdict, outcome.message) == (
        "broken",
        "data/terms/sv.yaml: terms: Field required; "
        "`python -m scrapers validate` shows every fault and its mend",
    )


def ended_run(regulators: Regulators, work: Work) -> list[Outcome]:
    """How a run ended; nothing where it does not end."""
    ended: list[Outcome] = []

    def run() -> None:
        sources = list(regulators.sources.values())
        ended.extend(run_sources(sources, work, regulators.keeping))

    at_work = threading.Thread(target=run, daemon=True)
    at_work.start()
    at_work.join(10)
    return ended


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
