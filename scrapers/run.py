"""A run: many sources at once, each on its own, so that no fault of one reaches another.

Each source has a thread; the fetcher lets one at a time ask a host. What a source gave is kept in
one transaction together with what the scraper remembers of it, so that a run that is killed at any
moment leaves every source either as it was or as it is now, and the next run goes on from there.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from atlas.corrections import Correction
from atlas.source_list import described
from atlas.store import Harvest, Remembered, RunReport, Store, StoreError, StoreLocked
from scrapers.archive import ArchiveFault
from scrapers.catalogue import Source
from scrapers.desk import urgency
from scrapers.http.faults import SourceFault
from scrapers.http.keys import Keys
from scrapers.http.turns import RunStopped
from scrapers.look import Look, Question, Site, settle
from scrapers.progress import NoProgress, Progress
from scrapers.reading import load_in_advance, look_at
from scrapers.remember import Notebook, SourceMemory, program_digest

if TYPE_CHECKING:
    import pandera.pandas as pa

STOPPED = "stopped"
ENDED = "The run ends here: what was kept stays, and the next one reads the rest again."
OUTDATED = "Nothing was kept: what a later run read stands already."
# How long the sources at work may take to end when the run is stopped.
GRACE_SECONDS = 5.0
USUAL_ANSWER_SECONDS = 0.5

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """How a run ended for one source.

    Attributes:
        verdict: of the vocabulary source_verdict, or "stopped", by the operator or because the
            archive or the store cannot keep anything. That of a source read in part is that of its
            worst fault.
        message: what went wrong and what to do, or the doubts that remain; "" when all is well.
        report: what the store made of it; None when nothing was kept.
        counts: seen, relevant, irrelevant, held, pages, unchanged_pages, addresses, addresses_read.
    """

    source_id: str
    verdict: str
    message: str = ""
    seconds: float = 0.0
    report: RunReport | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        return self.verdict not in ("ok", "off")

    @property
    def in_part(self) -> bool:
        """Whether it failed at some of its addresses, and what the others gave was kept."""
        return self.failed and self.report is not None and not self.report.outdated

    def __str__(self) -> str:
        if self.report is None or self.report.outdated:
            return f"{self.verdict}. {self.message}".rstrip()
        report = self.report
        told = {
            "new": len(report.new),
            "amended": len(report.amended),
            "no longer listed": len(report.delisted),
            "listed again": len(report.relisted),
            "withdrawn": len(report.withdrawn),
            "held": self.counts.get("held", 0),
        }
        happened = ", ".join(f"{number} {what}" for what, number in told.items() if number)
        gave = f"{self.counts.get('seen', 0)} listed, {happened or 'nothing new'}"
        return f"{self.verdict}, {gave}. {self.message}" if self.in_part else gave


class RunInterrupted(Exception):
    """The operator stopped the run; `outcomes` are what had ended, the rest "stopped"."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        super().__init__("the run was stopped")
        self.outcomes = outcomes


class Keeping:
    """The store, and what of it every source needs; safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._checking = threading.Lock()
        # One writer at a time is what the database allows: here they wait as long as it takes,
        # while a database gives up on whoever waits too long.
        self._writing = threading.Lock()
        self._is_locked = False

    @cached_property
    def corrections(self) -> Sequence[Correction]:
        """Of what sources say wrongly, as they stood when first asked for."""
        return self.store.corrections()

    @cached_property
    def _expected(self) -> pa.DataFrameSchema:
        """What rows are checked against; made when the first row is to be published."""
        from scrapers.normalise.records import schema

        return schema(*self.store.read_codes())

    def keep(
        self,
        source: Source,
        look: Look,
        *,
        started_at: datetime,
        seen_on: date,
        seconds: float,
        ours: bool,
        via: Literal["live", "archive", "wayback"] = "live",
    ) -> Outcome:
        """Publish what was found and keep it; for the arguments see atlas.store.Harvest.

        Raises:
            StoreError: the database fails; nothing was kept.
            RunStopped: it has proved locked already.
        """
        rows: list[dict[str, Any]] = []
        if look.found:
            # Checking rows takes a library that is slow to load; most runs find nothing new.
            from scrapers.publish import rows_of

            # Nothing says that two threads may check against one schema at once. Not at the desk:
            # the first check takes long, for a source that asks nothing any more.
            with self._checking:
                rows, held = rows_of(source, look.found, seen_on, self._expected)
            settle(look, held)
        else:
            settle(look, ())
        counts = {
            "seen": len(look.listed),
            "relevant": len(rows) + len(look.unchanged),
            "irrelevant": look.irrelevant,
            "held": len(look.held),
            "pages": look.pages,
            "unchanged_pages": look.unchanged_pages,
            "addresses": look.addresses,
            "addresses_read": look.addresses - len(look.unread),
        }
        fault = look.fault.verdict if look.fault else None
        remarks = "; ".join(dict.fromkeys(look.remarks))
        harvest = Harvest(
            source.id,
            started_at,
            seen_on,
            rows,
            listed=look.listed,
            irrelevant=look.irrelevant_keys,
            gone=look.gone,
            ours=ours,
            reread={each.item.key for each in look.found if each.reread},
            via=via,
            seconds=seconds,
            fault=fault,
            remark=" ".join(filter(None, (look.in_part, remarks))) or None,
            counts=counts,
            held=[vars(entry) for entry in look.held],
            memory=look.memory.document(),
        )
        # Whatever a site says, or we say of it, may hold the key that it was asked with.
        harvest = keys_of(source).hide_in_all(harvest)
        with self._turn():
            report = self.store.keep_run(harvest)
        message = OUTDATED if report.outdated else harvest.remark or ""
        return Outcome(source.id, fault or "ok", message, seconds, report, counts)

    def keep_failure(self, source: Source, outcome: Outcome, tried_at: datetime) -> None:
        """Record that a source could not be read; what it gave before stays.

        Raises:
            StoreError: the database fails.
            RunStopped: it has proved locked already.
        """
        with self._turn():
            self.store.keep_failure(
                outcome.source_id,
                tried_at=tried_at,
                fault=outcome.verdict,
                message=keys_of(source).hide(outcome.message),
                seconds=outcome.seconds,
            )

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """To write; who has once waited in vain for another process has done so for all."""
        with self._writing:
            if self._is_locked:
                raise RunStopped
            try:
                yield
            except StoreLocked:
                self._is_locked = True
                raise


def keys_of(source: Source) -> Keys:
    """The operator's keys for a source, which must not be written down."""
    return Keys(source.key.secrets() if source.key else frozenset())


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
        """Read and keep one source."""
        began, started_at = time.monotonic(), datetime.now(UTC)
        remembered = self.remembered[source.id]
        if not remembered.tried or self._is_ours(remembered):
            load_in_advance()
        memory = self._memory(source, remembered)
        look = look_at(
            source,
            self.site,
            Question(
                started_at.date(), self.since, tell=tell, corrections=self.keeping.corrections
            ),
            memory,
            self.notebook,
            remembered.keys,
        )
        tell("keeping")
        if self.since:
            # A look that asked for less must not pass for a whole one next time.
            look.memory = SourceMemory()
        elif source.key:
            look.memory = SourceMemory(self.code)
        return self.keeping.keep(
            source,
            look,
            started_at=started_at,
            seen_on=started_at.date(),
            seconds=time.monotonic() - began,
            ours=self._is_ours(remembered),
        )

    def _is_ours(self, remembered: Remembered) -> bool:
        """Whether what differs now does so because another program read the source before."""
        return bool(remembered.memory) and remembered.memory.get("code") != self.code

    def _memory(self, source: Source, remembered: Remembered) -> SourceMemory:
        # Addresses that hold a key are not written down, so nothing is remembered of them.
        whole = self.since is None and source.key is None
        return SourceMemory.of(remembered.memory if whole else {}, self.code)


def run_sources(
    sources: Sequence[Source],
    work: Callable[[Source, Callable[[str], None]], Outcome],
    keeping: Keeping | None = None,
    progress: Progress | None = None,
    stop: Callable[[], None] = lambda: None,
) -> list[Outcome]:
    """Do `work` for every source at once; the outcomes in the order of the sources.

    `keeping` records failures in the health record, where given; `stop` makes those who wait for
    their turn raise RunStopped: when the operator says so, and when nothing more can be kept. A
    source that is switched off is not read.

    Raises:
        RunInterrupted: the operator pressed Ctrl-C. What was kept stays.
    """
    progress = progress or NoProgress()
    ended: queue.Queue[Outcome] = queue.Queue()
    is_stopped = threading.Event()

    def end() -> None:
        is_stopped.set()
        stop()

    def one(source: Source) -> None:
        urgency.set(takes[source.id])
        outcome = _guarded(source, work, keeping, progress, end)
        progress.end(source.id, str(outcome))
        ended.put(outcome)

    outcomes = {
        source.id: Outcome(source.id, "off", source.off_because or "")
        for source in sources
        if not source.enabled
    }
    at_work = [source for source in sources if source.enabled]
    # Daemons: a site that never answers must not keep the process from ending.
    takes = _expected_seconds(at_work)
    for source in sorted(at_work, key=lambda source: -takes[source.id]):
        threading.Thread(target=one, args=(source,), name=source.id, daemon=True).start()
    patience, is_interrupted = None, False
    while len(outcomes) < len(sources):
        try:
            outcome = ended.get(timeout=0.5)
            outcomes[outcome.source_id] = outcome
        except queue.Empty:
            if patience and time.monotonic() > patience:
                break
        except KeyboardInterrupt:
            if is_interrupted:
                break
            is_interrupted = True
            end()
        if is_stopped.is_set() and not patience:
            patience = time.monotonic() + GRACE_SECONDS
    in_order = [outcomes.get(source.id) or Outcome(source.id, STOPPED) for source in sources]
    if is_interrupted:
        raise RunInterrupted(in_order)
    return in_order


def _expected_seconds(sources: Sequence[Source]) -> dict[str, float]:
    """For each source, how long its slowest host is likely to take: no run ends before that.

    What a host will be asked depends on its answers; its lists and its pauses are known.
    """
    takes: defaultdict[str, float] = defaultdict(float)
    for source in sources:
        lists = len(source.urls) + len(source.posts)
        for host in source.hosts:
            takes[host] += lists * (source.manners.delay_seconds + USUAL_ANSWER_SECONDS)
    return {
        source.id: max((takes[host] for host in source.hosts), default=0.0) for source in sources
    }


def _guarded(
    source: Source,
    work: Callable[[Source, Callable[[str], None]], Outcome],
    keeping: Keeping | None,
    progress: Progress,
    stop: Callable[[], None],
) -> Outcome:
    """Whatever happens in a source stays in it."""
    began, tried_at = time.monotonic(), datetime.now(UTC)
    progress.tell(source.id, "asking")
    try:
        return work(source, lambda words: progress.tell(source.id, words))
    except RunStopped:
        return Outcome(source.id, STOPPED, seconds=time.monotonic() - began)
    except SourceFault as fault:
        verdict, message = fault.verdict, f"{type(fault).__name__}: {fault}"
    except StoreLocked as fault:
        # Every other source would wait for it as long.
        stop()
        message = f"the store: {fault}. {ENDED}"
        return Outcome(source.id, "broken", message, time.monotonic() - began)
    except StoreError as fault:
        message = f"the store: {fault}"
        return Outcome(source.id, "broken", message, time.monotonic() - began)
    except ArchiveFault as fault:
        # Nothing may be read that was not archived, so no other source can go on either.
        stop()
        verdict, message = "broken", f"the archive: {fault}"
    except Exception as fault:  # a slip in our own reading, which must not reach other sources
        trace = keys_of(source).hide(traceback.format_exc())
        log.error("%s could not be read\n%s", source.id, trace)
        verdict = "broken"
        message = f"{type(fault).__name__}: {fault}. A fault of the scraper: report it."
    seconds = time.monotonic() - began
    message = keys_of(source).hide(message)
    outcome = Outcome(source.id, verdict, message, seconds)
    if keeping:
        try:
            keeping.keep_failure(source, outcome, tried_at)
        except StoreLocked as second:
            stop()
            message += f" It could not be recorded either: {second}. {ENDED}"
        except StoreError as second:
            message += f" It could not be recorded either: {second}"
        except RunStopped:
            message += " It was not recorded."
    return replace(outcome, message=message)


def descriptions(sources: Mapping[str, Source]) -> dict[str, dict[str, object]]:
    """What the store and the pages know of the catalogue."""
    return {id_: described(source.model_dump(mode="json")) for id_, source in sources.items()}
