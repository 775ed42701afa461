"""Reading the sources themselves: what is new since they were last read."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path

from atlas.store import Remembered, Store
from scrapers.archive import Archive, Scope
from scrapers.catalogue import Source
from scrapers.http.faults import SourceFault
from scrapers.http.fetch import Fetcher, FetchSettings
from scrapers.http.request import Manners, Request, Response
from scrapers.keeping import Keeping
from scrapers.outcome import Outcome
from scrapers.progress import Progress
from scrapers.reading.labelling import load_in_advance
from scrapers.reading.look import Look, Pages, Question, Site, Tell
from scrapers.reading.remember import (
    Notebook,
    SourceMemory,
    program_digest,
    reading_digest,
    request_name,
)
from scrapers.reading.source import look_at
from scrapers.run import run_sources

# fda.gov asks for 30 seconds between two pages, and its letters are many: a first run would take
# hours. A site that asks for such pauses is read in rounds, each of which is kept: first the lists,
# then pages of new notices, and then, as far as there is time, those of known ones once more. A run
# that is killed loses only the last few pages, and the next one goes on after them.
SECONDS_FOR_PAGES = 30 * 60
SECONDS_OF_A_ROUND = 5 * 60
LONG_PAUSE = 10  # seconds


def read_live(
    store: Store,
    sources: Sequence[Source],
    archive_folder: Path,
    settings: FetchSettings,
    since: date | None = None,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Read sources, all at once, and keep what they say; for `since` see LiveRun.

    Raises:
        RunInterrupted: the operator pressed Ctrl-C.
        StoreError: the database cannot be read.
    """
    archive, notebook, keeping = Archive(archive_folder, Scope(since)), Notebook(), Keeping(store)
    with keeping.robots() as robots:
        fetcher = Fetcher(settings, archive, notebook, robots)
        try:
            remembered = store.remembered([source.id for source in sources])
            work = LiveRun(keeping, fetcher, notebook, remembered, since)
            return run_sources(sources, work, keeping, progress, fetcher.stop)
        finally:
            fetcher.close()
            archive.close()


class ListsAskedOnce:
    """A site as the rounds of one run ask it: what the first round asked is not asked again.

    The first round asks for the lists alone. Pages of notices are not held: each is asked for in
    one round only, and all of them together may fill the memory.

    Attributes:
        is_first_round: whether answers are being kept.
    """

    def __init__(self, site: Site, notebook: Notebook) -> None:
        self._site, self._notebook = site, notebook
        self._answers: dict[tuple[str, bool], Response | SourceFault] = {}
        self.is_first_round = True

    def fetch(self, request: Request, manners: Manners) -> Response:
        """The answer, or the SourceFault that says why there is none."""
        # "Not modified" is of no use where the whole answer is needed.
        asked = request_name(request), self._notebook.is_forgetting
        if asked not in self._answers:
            if not self.is_first_round:
                return self._site.fetch(request, manners)
            try:
                self._answers[asked] = self._site.fetch(request, manners)
            except SourceFault as fault:
                self._answers[asked] = fault.alone()
        answer = self._answers[asked]
        if isinstance(answer, SourceFault):
            raise answer.alone()
        return answer


@dataclass(frozen=True)
class LiveRun:
    """How the sources themselves are read.

    Attributes:
        site: answers requests; `notebook` is what it remembers validators in.
        remembered: what the store knew of each source before the run.
        since: only what was published from this day on; None: all that is listed.
        program: a digest of what reads; see reading_digest.
    """

    keeping: Keeping
    site: Site
    notebook: Notebook
    remembered: Mapping[str, Remembered]
    since: date | None = None
    program: str = field(default_factory=lambda: program_digest())
    _codes: dict[str, str] = field(default_factory=dict, init=False)

    def __call__(self, source: Source, tell: Tell) -> Outcome:
        """Read and keep one source; once more if another run kept what it had read meanwhile."""
        outcome = self._in_rounds(source, self.remembered[source.id], tell)
        if _is_outdated(outcome):
            outcome = self._in_rounds(source, self._known(source), tell)
        return outcome

    def _in_rounds(self, source: Source, remembered: Remembered, tell: Tell) -> Outcome:
        # With a first day or a key nothing is remembered that the next round could go on from.
        in_one = source.manners.delay_seconds < LONG_PAUSE or self.since or source.key
        if in_one or not source.detail:
            return self._read(source, remembered, tell, self.site, Pages(SECONDS_FOR_PAGES))[0]
        site, began = ListsAskedOnce(self.site, self.notebook), time.monotonic()
        outcome, look = self._read(source, remembered, tell, site, Pages(0, SECONDS_FOR_PAGES, ()))
        site.is_first_round = False
        known_before = iter(_in_turn(self._memory(source, remembered)))
        in_a_round = max(1, int(SECONDS_OF_A_ROUND / source.manners.delay_seconds))
        while not (_is_outdated(outcome) or look.page_faults or look.is_stopped):
            left, waited = SECONDS_FOR_PAGES - (time.monotonic() - began), look.pages_put_off
            if left <= 0:
                break
            again = () if waited else tuple(islice(known_before, in_a_round))
            if not waited and not again:
                break
            this = min(left, SECONDS_OF_A_ROUND)
            pages = Pages(this, left - this, again)
            further, look = self._read(source, self._known(source), tell, site, pages, look)
            outcome = outcome.followed_by(further)
            if waited and look.pages_put_off >= waited:  # no further page could be read
                break
        return outcome

    def _read(
        self,
        source: Source,
        remembered: Remembered,
        tell: Tell,
        site: Site,
        pages: Pages,
        before: Look | None = None,
    ) -> tuple[Outcome, Look]:
        """Look once and keep it; `before` is the look of the round before this one."""
        began, started_at = time.monotonic(), datetime.now(UTC)
        is_ours = self._is_ours(source, remembered)
        if not remembered.tried or is_ours:
            load_in_advance()
        memory = self._memory(source, remembered)
        look = look_at(
            source,
            site,
            Question(
                started_at.date(),
                self.since,
                pages=pages,
                tell=tell,
                corrections=self.keeping.corrections,
            ),
            memory,
            self.notebook,
            remembered.keys,
        )
        tell("keeping")
        if before:
            # What this round did not ask again keeps its validators.
            look.memory.validators = {**before.memory.validators, **look.memory.validators}
        if self.since:
            # A look that asked for less must not pass for a whole one next time.
            look.memory = memory.after_less(look.memory)
        elif source.key:
            look.memory = SourceMemory(self._code(source))
        outcome = self.keeping.keep(
            source,
            look,
            started_at=started_at,
            seen_on=started_at.date(),
            seconds=time.monotonic() - began,
            ours=is_ours,
            known=remembered,
        )
        return outcome, look

    def _known(self, source: Source) -> Remembered:
        """What the store knows of a source by now."""
        return self.keeping.store.remembered([source.id])[source.id]

    def _is_ours(self, source: Source, remembered: Remembered) -> bool:
        """Whether differences are ours: the source was last read by another program or YAML."""
        return bool(remembered.memory) and remembered.memory.get("code") != self._code(source)

    def _code(self, source: Source) -> str:
        if source.id not in self._codes:
            digest = reading_digest(self.program, source, self.keeping.corrections)
            self._codes[source.id] = digest
        return self._codes[source.id]

    def _memory(self, source: Source, remembered: Remembered) -> SourceMemory:
        # Addresses that hold a key are not written down, so nothing is remembered of them.
        memory = SourceMemory.of({} if source.key else remembered.memory, self._code(source))
        return memory.without_answers() if self.since else memory


def _in_turn(memory: SourceMemory) -> list[str]:
    """Known notices that have pages of their own, every day in another order."""
    keys = [key for key, item in memory.items.items() if item.published and item.pages]
    return sorted(keys, key=lambda key: sha256(f"{_today()} {key}".encode()).digest())


def _today() -> date:
    return datetime.now(UTC).date()


def _is_outdated(outcome: Outcome) -> bool:
    return outcome.report is not None and outcome.report.outdated
