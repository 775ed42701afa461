"""Runs that are killed, at any moment: the store stays whole, and the next run ends where an
undisturbed one would have. Real processes, real servers, SIGKILL.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from atlas.store import open_store
from tests.atlas.store.databases import FreshUrl
from tests.bundled import recorded_facts
from tests.scrapers.received import responses
from tests.scrapers.served_regulators import SOURCES, Regulator, run_once, serving

KILLS = 3

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.scrapers.killed.warm", __name__])


@pytest.fixture(scope="module", autouse=True)
def _ready_to_fork() -> None:
    """What runs are forked from loads all libraries first: the first run is not to be timed so."""
    first = processes.Process(target=int)
    first.start()
    first.join()


@pytest.fixture
def regulators(tmp_path: Path) -> Iterator[list[Regulator]]:
    (tmp_path / "sources").mkdir()
    with serving(tmp_path / "sources") as at_work:
        yield at_work


@pytest.fixture(scope="module")
def copied(fresh_url: FreshUrl) -> Callable[[str], str]:
    """Gives the URL of a copy of a store without law and notices: what is found stands alone."""
    bare: dict[str, str] = {}

    def copy(dialect: str) -> str:
        if dialect not in bare:
            bare[dialect] = fresh_url(dialect)
            with open_store(bare[dialect]) as store:
                store.fill(replace(recorded_facts(), positions=(), notices=()))
        return fresh_url(dialect, copy_of=bare[dialect])

    return copy


class Runs:
    """Runs over the regulators of a test, into one store and one archive."""

    def __init__(self, url: str, folder: Path, name: str) -> None:
        self.url, self.sources, self.archive = url, folder / "sources", folder / name
        self.report = folder / f"{name}.report"

    def start(self) -> Any:
        self.report.unlink(missing_ok=True)
        arguments = (self.url, str(self.sources), str(self.archive), str(self.report))
        process = processes.Process(target=run_once, args=arguments)
        process.start()
        return process

    def to_its_end(self) -> float:
        """One undisturbed run; how long it took."""
        began = time.monotonic()
        process = self.start()
        process.join(60)
        assert self.report.read_text() == "0"
        return time.monotonic() - began

    def ended_after(self, seconds: float, how: signal.Signals) -> None:
        process = self.start()
        process.join(seconds)
        if process.is_alive():
            os.kill(process.pid, how)
        process.join(60)
        assert process.exitcode in (-how, 0)


def what_it_says(url: str) -> dict[str, Any]:
    """Everything in the store that a reader, or the next run, can see; without moments."""
    with open_store(url) as store:
        edition = store.read_edition()
        scraped = edition.notices[edition.notices["source_id"].notna()]
        hosts = scraped["url"].str.extract(r"(:\d+)")[0]
        assert hosts.notna().all()
        changes = edition.notice_changes
        ids = scraped["id"]
        return {
            "notices": scraped.sort_values("id").astype(str).to_dict("records"),
            "versions": {
                id_: [(v.version, v.record["title"]) for v in store.versions(id_)] for id_ in ids
            },
            "changes": sorted(changes.astype(str).itertuples(index=False, name=None)),
            "found": sorted(store.search("exosome recall")),
            "sources": [
                (source.id, source.notices, source.fault, source.failures, dict(source.counts))
                for source in store.sources()
            ],
            "memory": [
                known.memory
                for known in store.remembered([source.id for source in store.sources()]).values()
            ],
        }


def is_whole(url: str) -> bool:
    """Each source is as it was before a run or as it is after it; the database is sound."""
    if url.startswith("sqlite"):
        with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    with open_store(url) as store:
        edition = store.read_edition()
        for source in store.sources():
            # Day 0 has a, b and d; day 1 adds e. Anything else is half of a run.
            assert source.notices in (0, 3, 4)
            assert len(store.remembered([source.id])[source.id].keys) in (0, 3, 4)
            assert (source.good_at is None) == (source.notices == 0)
        assert len(store.search("exosome recall")) >= int((edition.notices.source_id.notna()).sum())
    return True


def test_killed_runs_leave_the_store_whole_and_the_next_one_makes_up_for_them(
    dialect: str,
    copied: Callable[[str], str],
    regulators: list[Regulator],
    tmp_path: Path,
) -> None:
    seed = random.randrange(1_000_000)
    chance = random.Random(seed)
    print(f"seed {seed}")
    calm = Runs(copied(dialect), tmp_path, "calm")
    killed = Runs(copied(dialect), tmp_path, "killed")
    for day in (0, 1):
        for regulator in regulators:
            regulator.on_day(day)
        seconds = calm.to_its_end()
        for _ in range(KILLS):
            killed.ended_after(chance.uniform(0.0, seconds), signal.SIGKILL)
            assert is_whole(killed.url)
        # What is told to stop keeps what it has read of a source, and nothing by halves.
        killed.ended_after(chance.uniform(0.0, seconds), signal.SIGTERM)
        killed.to_its_end()
        expected, found = what_it_says(calm.url), what_it_says(killed.url)
        for unchanged in ("sources", "memory"):
            # Which pages had changed depends on which run had read them before.
            expected.pop(unchanged), found.pop(unchanged)
        for what in expected:
            assert found[what] == expected[what], what
        assert len(found["notices"]) == (3 + day) * SOURCES
    # What was archived before each kill can be read.
    assert len(list(responses(tmp_path / "killed"))) >= SOURCES * 5
    again = Runs(killed.url, tmp_path, "again")
    again.to_its_end()
    assert what_it_says(killed.url)["changes"] == expected["changes"]


def test_a_run_that_is_told_to_stop_ends_at_once_and_keeps_what_it_has(
    copied: Callable[[str], str], regulators: list[Regulator], tmp_path: Path
) -> None:
    runs = Runs(copied("sqlite"), tmp_path, "stopped")
    original = regulators[0].answers["/list"]
    regulators[0].answers["/list"] = ("application/json", b'{"items": []}')
    process = runs.start()
    time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    process.join(30)
    assert process.exitcode is not None
    assert is_whole(runs.url)
    regulators[0].answers["/list"] = original
    runs.to_its_end()
    assert len(what_it_says(runs.url)["notices"]) == 3 * SOURCES
