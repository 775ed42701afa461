"""The machine itself fails: a full disk, a locked database, a run that is killed.

The next run ends where an undisturbed one would have.
"""

from __future__ import annotations

import resource
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from atlas.store import database
from tests.scrapers.http.servers import Asked, answer
from tests.scrapers.received import responses
from tests.world.sweep import World, world

# The database is longer than this already, so that nothing can be added to it.
SMALLEST_FILE = 60 * 1024
SOURCES = {
    "ar-anmat", "br-dou", "ch-swissmedic", "eg-eda", "fr-ansm", "ng-nafdac", "sg-hsa",
    "us-fda-warning-letters", "us-federal-register",
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, bare: Path) -> Iterator[World]:
    with world(tmp_path, bare, SOURCES, catalogue={"retries": 0}) as made:
        yield made


def is_sound(here: World) -> bool:
    with closing(sqlite3.connect(here.database)) as connection:
        sound: str = connection.execute("PRAGMA integrity_check").fetchone()[0]
    return sound == "ok"


def test_a_full_disk_ends_the_run_and_harms_nothing(here: World) -> None:
    def full_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALLEST_FILE, SMALLEST_FILE))

    stopped = here.run("--source", "sg-hsa", "--source", "ng-nafdac", limit=full_disk)
    assert stopped.code == 1
    assert "Traceback" not in stopped.errors
    told = stopped.errors + "".join(each["message"] for each in stopped.records.values())
    assert "full" in told.lower() or "too large" in told.lower() or "i/o" in told.lower(), told
    assert is_sound(here)
    assert here.listed() == {}
    after = here.run_here(["sg-hsa", "ng-nafdac"])
    assert len(after) == 2
    for outcome in after.values():
        assert outcome.verdict == "ok", outcome.message
        assert outcome.report is not None
        assert len(outcome.report.new) == 5
    list(responses(here.archive))  # raises if a record is damaged


def test_a_locked_database_is_named_and_the_next_run_makes_up_for_it(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.3)
    here.run_here(["fr-ansm"])
    other = sqlite3.connect(here.database, isolation_level=None, check_same_thread=False)

    def lock(connection: socket.socket, _: Asked) -> None:
        """Somebody else begins to write while the site is asked for the first time."""
        other.execute("BEGIN IMMEDIATE")
        connection.sendall(answer(status=404))

    here.internet.faults["www.argentina.gob.ar/robots.txt"] = lock
    outcomes = here.run_here(["ar-anmat", "ch-swissmedic"])
    other.rollback()
    other.close()
    assert sorted(outcome.verdict for outcome in outcomes.values()) == ["broken", "stopped"]
    (told,) = (outcome.message for outcome in outcomes.values() if outcome.message)
    assert "locked" in told
    here.internet.faults.clear()
    again = here.run_here(["ar-anmat", "ch-swissmedic"])
    assert {outcome.verdict for outcome in again.values()} == {"ok"}
    assert len(here.listed()) == 3
    assert is_sound(here)


def test_a_killed_run_is_made_up_for_by_the_next(here: World, tmp_path: Path, bare: Path) -> None:
    with world(tmp_path / "calm", bare, SOURCES, catalogue={"retries": 0}) as calm:
        assert {outcome.verdict for outcome in calm.run_here().values()} == {"ok"}
        expected = calm.notices()
    process = subprocess.Popen(
        here.command(),
        env=here.surroundings(),
        cwd=here.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    # The moment depends on what was asked, not on how fast the machine is.
    deadline = time.monotonic() + 60
    while len(here.internet.visits) < 25 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert is_sound(here)
    list(responses(here.archive))
    assert {outcome.verdict for outcome in here.run_here().values()} == {"ok"}
    found = here.notices()
    assert sorted(found.index) == sorted(expected.index)
    same = ["title", "published", "summary", "version", "sha256", "kind", "url"]
    assert found.sort_index()[same].equals(expected.sort_index()[same])
