"""Reading a source through the Internet Archive: when it blocks us, or to rebuild its history."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from atlas.store import Store
from scrapers.archive import Archive, Scope
from scrapers.catalogue import Source
from scrapers.http.fetch import FetchSettings
from scrapers.keeping import Keeping
from scrapers.outcome import Outcome
from scrapers.progress import Progress
from scrapers.reading.look import Question, Tell
from scrapers.reading.remember import Notebook, SourceMemory
from scrapers.reading.source import look_at
from scrapers.run import run_sources
from scrapers.wayback import Wayback


def read_history(
    store: Store,
    sources: Sequence[Source],
    archive_folder: Path,
    settings: FetchSettings,
    since: date | None,
    progress: Progress,
    *,
    first_capture: date | None,
) -> list[Outcome]:
    """Read captures of sources, from the day `first_capture` on, and keep what they say.

    A source that is off because its site blocks programs is read too, if it is known where its
    lists are. For `since` see HistoryRun.

    Raises:
        RunInterrupted: the operator pressed Ctrl-C.
    """
    archive = Archive(archive_folder, Scope(since, first_capture=first_capture))
    wayback = Wayback(settings, archive, since=first_capture)
    readable = [
        each.model_copy(update={"enabled": True, "off_because": None}) if each.hosts else each
        for each in sources
    ]
    try:
        work = HistoryRun(Keeping(store), wayback, since, first_capture)
        return run_sources(readable, work, progress=progress, stop=wayback.stop)
    finally:
        wayback.close()
        archive.close()


@dataclass(frozen=True)
class HistoryRun:
    """How sources are read through the Internet Archive.

    Nothing is called gone, the health of the source itself stays as it is, and what the source
    said later is not overwritten. `since` leaves out what was published before;
    for `first_capture` see Question.
    """

    keeping: Keeping
    wayback: Wayback
    since: date | None = None
    first_capture: date | None = None

    def __call__(self, source: Source, tell: Tell) -> Outcome:
        """Read and keep one source."""
        began, now = time.monotonic(), datetime.now(UTC)
        known = self.keeping.store.remembered([source.id])[source.id].keys
        question = Question(
            now.date(),
            self.since,
            partial=True,
            captures=self.wayback.captures,
            first_capture=self.first_capture,
            tell=tell,
            corrections=self.keeping.corrections,
        )
        look = look_at(source, self.wayback, question, SourceMemory(), Notebook(), known)
        return self.keeping.keep(
            source,
            look,
            started_at=now,
            seen_on=now.date(),
            seconds=time.monotonic() - began,
            ours=False,
            via="wayback",
        )
