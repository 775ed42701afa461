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
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count

from atlas.facts import FaultyFile
from atlas.store import StoreError, StoreLocked
from scrapers.archive import ArchiveFault
from scrapers.catalogue import Source
from scrapers.desk import urgency
from scrapers.http.faults import SourceFault, of_source
from scrapers.http.turns import RunStopped
from scrapers.keeping import Keeping, keys_of
from scrapers.normalise.text import writable
from scrapers.outcome import Outcome
from scrapers.progress import NoProgress, Progress
from scrapers.reading.look import Tell

STOPPED = "stopped"
ENDED = "The run ends here: what was kept stays, and the next one reads the rest again."
SHOWS_FAULTS = "`python -m scrapers validate` shows every fault and its mend"
# How long the sources at work may take to end when the run is stopped.
GRACE_SECONDS = 5.0
USUAL_ANSWER_SECONDS = 0.5

# What a run does for each source.
Work = Callable[[Source, Tell], Outcome]

log = logging.getLogger(__name__)


class RunInterrupted(Exception):
    """The operator stopped the run; `outcomes` are what had ended, the rest "stopped"."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        super().__init__("the run was stopped")
        self.outcomes = outcomes


def run_sources(
    sources: Sequence[Source],
    work: Work,
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
    progress, slips = progress or NoProgress(), count()
    at_work = [source for source in sources if source.enabled]
    takes = _expected_seconds(at_work)
    ended: queue.Queue[Outcome] = queue.Queue()
    is_stopped = threading.Event()

    def end() -> None:
        is_stopped.set()
        stop()

    def one(source: Source) -> None:
        def show(say: Callable[[str, str], None], words: str) -> None:
            try:
                say(source.id, words)
            except Exception:  # the terminal may be closed, the disk full, or the fault ours
                if next(slips) == 0:
                    log.warning("How the run goes on could not be shown; it goes on", exc_info=True)

        urgency.set(takes[source.id])
        outcome = _guarded(source, work, keeping, partial(show, progress.tell), end)
        show(progress.end, str(outcome))
        ended.put(outcome)

    outcomes = {
        source.id: Outcome(source.id, "off", source.off_because or "")
        for source in sources
        if not source.enabled
    }
    for source in sorted(at_work, key=lambda source: -takes[source.id]):
        # A daemon: a site that never answers must not keep the process from ending.
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
    work: Work,
    keeping: Keeping | None,
    tell: Tell,
    stop: Callable[[], None],
) -> Outcome:
    """Whatever happens in a source stays in it."""
    began, tried_at = time.monotonic(), datetime.now(UTC)
    tell("asking")
    try:
        return work(source, tell)
    except RunStopped:
        return Outcome(source.id, STOPPED, seconds=time.monotonic() - began)
    except SourceFault as fault:
        verdict, message = fault.verdict, f"{type(fault).__name__}: {fault}"
    except StoreLocked as fault:
        # Every other source would wait for the lock as long.
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
    except FaultyFile as fault:
        verdict, message = "broken", f"{fault}; {SHOWS_FAULTS}"
    except Exception as fault:  # a slip in our own reading, which must not reach other sources
        trace = keys_of(source).hide(traceback.format_exc())
        log.error("%s could not be read\n%s", source.id, trace)
        verdict = "broken"
        message = f"{type(fault).__name__}: {fault}. A fault of the scraper: report it."
    # It quotes the site, whose text may hold half a surrogate pair.
    message = of_source(writable(keys_of(source).hide(message)), source.id)
    outcome = Outcome(source.id, verdict, message, time.monotonic() - began)
    return _recorded(outcome, source, keeping, tried_at, stop) if keeping else outcome


def _recorded(
    outcome: Outcome,
    source: Source,
    keeping: Keeping,
    tried_at: datetime,
    stop: Callable[[], None],
) -> Outcome:
    """Record a failure in the health record; the outcome says so if that failed too."""
    try:
        keeping.keep_failure(source, outcome, tried_at)
    except StoreLocked as second:
        stop()
        also = f" It could not be recorded either: {second}. {ENDED}"
    except Exception as second:  # else the run would wait for this source for ever
        also = f" It could not be recorded either: {second}"
    except RunStopped:
        also = " It was not recorded."
    else:
        return outcome
    return replace(outcome, message=outcome.message + also)
