"""Reading a source through the Internet Archive: when it blocks us, or to rebuild its history."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

from scrapers.catalogue import Source
from scrapers.keeping import Keeping
from scrapers.outcome import Outcome
from scrapers.reading.look import Question, Tell
from scrapers.reading.remember import Notebook, SourceMemory
from scrapers.reading.source import look_at
from scrapers.wayback import Wayback


@dataclass(frozen=True)
class HistoryRun:
    """How sources are read through the Internet Archive.

    Nothing is called gone, the health of the source itself stays as it is, and what the source
    said later is not overwritten. `since` leaves out what was published before.
    """

    keeping: Keeping
    wayback: Wayback
    since: date | None = None

    def __call__(self, source: Source, tell: Tell) -> Outcome:
        """Read and keep one source."""
        began, now = time.monotonic(), datetime.now(UTC)
        known = self.keeping.store.remembered([source.id])[source.id].keys
        question = Question(
            now.date(),
            self.since,
            partial=True,
            captures=self.wayback.captures,
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
