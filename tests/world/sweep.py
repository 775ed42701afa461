"""Runs over the simulated internet: as the command, in a process of its own, or in this one."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from atlas.store import open_store
from scrapers.catalogue import Source
from scrapers.cli.output import outcome_record
from scrapers.http.fetch import FetchSettings
from scrapers.keeping import descriptions
from scrapers.live import read_live
from scrapers.outcome import Outcome
from tests.world.catalogue import write_catalogue
from tests.world.internet import Internet
from tests.world.proxy import Proxy

ROOT = Path(__file__).resolve().parents[2]
HURRIED = FetchSettings(backoff_seconds=0.01, longest_wait_seconds=2.0)


@dataclass(frozen=True)
class Swept:
    """What a run of the command came to: a record for each source."""

    code: int
    records: dict[str, dict[str, Any]]
    errors: str


@dataclass
class World:
    """A simulated internet, a catalogue that goes with it, and a store and an archive to fill."""

    folder: Path
    internet: Internet
    proxy: Proxy
    sources: dict[str, Source]
    database: Path

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.database}"

    def command(self, *arguments: str) -> list[str]:
        """`python -m scrapers run` as an operator would type it."""
        places = ["--catalogue", str(self.folder / "sources"), "--archive", str(self.archive)]
        return [sys.executable, "-m", "scrapers", "run", *places, "--format", "json", *arguments]

    def surroundings(self) -> dict[str, str]:
        """The environment of a command: no other proxy, this internet, this store."""
        left_out = ("proxy", "dontwritebytecode")  # compiled once, as where the atlas is installed
        kept = {
            name: value for name, value in os.environ.items() if not name.lower().endswith(left_out)
        }
        return {
            **kept,
            **self.proxy.environment,
            "DATABASE_URL": self.url,
            "PYTHONPATH": str(ROOT),
        }

    def run(self, *arguments: str, limit: Any = None) -> Swept:
        """Run the command to its end; `limit` is called in its process before it begins."""
        # Python keeps what it could compile half only, where a file may not grow.
        compiling = {"PYTHONDONTWRITEBYTECODE": "1"} if limit else {}
        done = subprocess.run(
            self.command(*arguments),
            env=self.surroundings() | compiling,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
            preexec_fn=limit,
        )
        records = json.loads(done.stdout) if done.stdout.startswith("[") else []
        return Swept(
            done.returncode,
            {record["source_id"]: record for record in records},
            done.stderr,
        )

    def run_here(self, only: Collection[str] = ()) -> dict[str, Outcome]:
        """The same in this process."""
        sources = [source for id_, source in self.sources.items() if not only or id_ in only]
        with open_store(self.url) as store:
            store.keep_catalogue(descriptions(self.sources))
            outcomes = read_live(store, sources, self.archive, HURRIED)
        return {outcome.source_id: outcome for outcome in outcomes}

    def sweep_here(self) -> Swept:
        """A run in this process, told as the command tells it."""
        outcomes = self.run_here()
        records = {id_: dict(outcome_record(outcome)) for id_, outcome in outcomes.items()}
        failed = any(outcome.failed for outcome in outcomes.values())
        return Swept(int(failed), records, "")

    def a_day_later(self) -> None:
        """Let a day pass for what robots.txt said."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute("UPDATE robots SET read_at = datetime(read_at, '-1 day')")

    def notices(self) -> pd.DataFrame:
        """What the store has from sources, gone ones included, by id."""
        with open_store(self.url) as store:
            notices = store.read_edition().notices
        return notices[notices["source_id"].notna()].set_index("id")

    def titles(self) -> dict[str, str]:
        """The titles of the notices from sources, gone ones included, by id.

        Read from their table: many tests ask, and a whole edition takes a hundred times as long.
        """
        return dict(self._standing("id", "source_id IS NOT NULL"))

    def listed(self) -> dict[str, set[str]]:
        """The titles of the notices that are listed, by source; read as `titles`."""
        titles: dict[str, set[str]] = {}
        for source_id, title in self._standing(
            "source_id", "source_id IS NOT NULL AND delisted_on IS NULL"
        ):
            titles.setdefault(source_id, set()).add(title)
        return titles

    def _standing(self, column: str, where: str) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(self.database)) as connection:
            query = f"SELECT {column}, title FROM notice WHERE {where}"
            return connection.execute(query).fetchall()


@contextmanager
def world(
    folder: Path,
    bare: Path,
    only: Collection[str] = (),
    *,
    lateness: float = 0.0,
    catalogue: Mapping[str, Any] | None = None,
) -> Iterator[World]:
    """A world in `folder`, whose store begins as a copy of `bare`; this process is led there."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = write_catalogue(folder / "sources", only, **(catalogue or {}))
    internet = Internet.of(
        (source for source in sources.values() if source.enabled), lateness=lateness
    )
    database = folder / "atlas.db"
    shutil.copy(bare, database)
    with Proxy(internet, folder) as proxy, pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
            patch.delenv(name)
        for name, value in proxy.environment.items():
            patch.setenv(name, value)
        yield World(folder, internet, proxy, sources, database)
