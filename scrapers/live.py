"""Reading the sources themselves: what is new since they were last read."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from atlas.store import Remembered
from scrapers.catalogue import Source
from scrapers.keeping import Keeping
from scrapers.outcome import Outcome
from scrapers.reading.labelling import load_in_advance
from scrapers.reading.look import Question, Site
from scrapers.reading.remember import Notebook, SourceMemory, program_digest
from scrapers.reading.source import look_at

# fda.gov asks for 30 seconds between two pages, and its letters are many: a first run would take
# hours, and lose all of them if it is killed.
SECONDS_FOR_PAGES = 30 * 60


@dataclass(frozen=True)
class LiveRun:
    """How the sources themselves are read.

    Attributes:
        site: answers requests; `notebook` is what it remembers validators in.
        remembered: what the store knew of each source before the run.
        since: only what was published from this day on; None: all that is listed.
        code: of the program that reads; what another one remembered is read again.
    """

    keeping: Keeping
    site: Site
    notebook: Notebook
    remembered: Mapping[str, Remembered]
    since: date | None = None
    code: str = field(default_factory=lambda: program_digest())

    def __call__(self, source: Source, tell: Callable[[str], None]) -> Outcome:
        """Read and keep one source; once more if another run kept what it had read meanwhile."""
        known = self.remembered[source.id]
        outcome = self._read(source, known, tell)
        if outcome.report and outcome.report.outdated:
            now_known = self.keeping.store.remembered([source.id])[source.id]
            # Else what stands is of a clock that is ahead of ours, and will be so the next time.
            if now_known.kept_at != known.kept_at:
                outcome = self._read(source, now_known, tell)
        return outcome

    def _read(self, source: Source, remembered: Remembered, tell: Callable[[str], None]) -> Outcome:
        began, started_at = time.monotonic(), datetime.now(UTC)
        if not remembered.tried or self._is_ours(remembered):
            load_in_advance()
        memory = self._memory(source, remembered)
        look = look_at(
            source,
            self.site,
            Question(
                started_at.date(),
                self.since,
                seconds_for_pages=SECONDS_FOR_PAGES,
                tell=tell,
                corrections=self.keeping.corrections,
            ),
            memory,
            self.notebook,
            remembered.keys,
        )
        tell("keeping")
        if self.since:
            # A look that asked for less must not pass for a whole one next time.
            look.memory = memory.after_less(look.memory)
        elif source.key:
            look.memory = SourceMemory(self.code)
        return self.keeping.keep(
            source,
            look,
            started_at=started_at,
            seen_on=started_at.date(),
            seconds=time.monotonic() - began,
            ours=self._is_ours(remembered),
            known=remembered,
        )

    def _is_ours(self, remembered: Remembered) -> bool:
        """Whether what differs now does so because another program read the source before."""
        return bool(remembered.memory) and remembered.memory.get("code") != self.code

    def _memory(self, source: Source, remembered: Remembered) -> SourceMemory:
        # Addresses that hold a key are not written down, so nothing is remembered of them.
        memory = SourceMemory.of({} if source.key else remembered.memory, self.code)
        return memory.without_answers() if self.since else memory
