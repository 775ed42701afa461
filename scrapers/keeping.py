"""What a look at a source came to, kept: in one transaction, without keys, one source at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from atlas.corrections import Correction
from atlas.source_list import SourceDescription
from atlas.store import Harvest, Remembered, Store, StoreError, StoreLocked
from scrapers.catalogue import Source
from scrapers.http.faults import of_source
from scrapers.http.keys import Keys
from scrapers.http.memory import RobotsText
from scrapers.http.robots import GOOD_FOR
from scrapers.http.turns import RunStopped
from scrapers.normalise.text import writable
from scrapers.outcome import Outcome
from scrapers.reading.look import Held, Look, settle

if TYPE_CHECKING:
    import pandera.pandas as pa

OUTDATED = "Nothing was kept: what another run read stands, which is later or was kept meanwhile."

log = logging.getLogger(__name__)


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
        known: Remembered | None = None,
    ) -> Outcome:
        """Publish what was found and keep it; for the arguments see atlas.store.Harvest.

        `known` is what the store knew of the source when it was looked at (Store.keep_run).

        Raises:
            StoreError: the database fails; nothing was kept.
            RunStopped: it has proved locked already.
        """
        rows: list[dict[str, Any]] = []
        held: list[Held] = []
        if look.found:
            # Checking rows takes a library that is slow to load; most runs find nothing new.
            from scrapers.rows import rows_of

            # Nothing says that two threads may check against one schema at once. The desk stays
            # free: the first check takes long, and this source has no more requests to send.
            with self._checking:
                rows, held = rows_of(source, look.found, seen_on, self._expected)
        settle(look, held)
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
        harvest = Harvest(
            source.id,
            started_at,
            seen_on,
            rows,
            listed=look.listed,
            irrelevant=look.irrelevant_keys,
            gone=look.gone,
            ours=ours,
            reread=look.reread,
            via=via,
            seconds=seconds,
            fault=fault,
            # It quotes the site, whose text may hold half a surrogate pair.
            remark=of_source(writable(look.message), source.id) or None,
            counts=counts,
            held=[
                vars(entry) | {"reason": of_source(entry.reason, source.id)} for entry in look.held
            ],
            memory=look.memory.document(),
        )
        # Whatever a site says, or we say of it, may hold the key that it was asked with.
        harvest = keys_of(source).hide_in_all(harvest)
        with self._turn():
            report = self.store.keep_run(harvest, known)
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
    def robots(self) -> Iterator[dict[str, RobotsText]]:
        """What robots.txt said within a day, by origin; what the block adds is kept at its end.

        All at once, so that a run need not write beside each first question to a site. What cannot
        be kept is only asked for again: no run fails for that.

        Raises:
            StoreError: the database cannot be read.
        """
        texts = self.store.robots(datetime.now(UTC) - GOOD_FOR)
        before = {origin: RobotsText(*said) for origin, said in texts.items()}
        robots = before.copy()
        try:
            yield robots
        finally:
            # Who did not end in time when the run was stopped may add to it still.
            read = {
                origin: said for origin, said in robots.copy().items() if said != before.get(origin)
            }
            try:
                if read:
                    with self._turn():
                        self.store.keep_robots(read)
            except StoreError as fault:
                log.warning("What robots.txt said could not be kept: %s", fault)
            except RunStopped:
                pass

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The turn to write; once one has waited in vain for another process, none waits again."""
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


def take_out_keys(store: Store, sources: Iterable[Source]) -> None:
    """Take the operator's keys out of what is kept already: older versions wrote them down.

    Raises:
        StoreError: the database fails; what is kept of a source is as it was, or without them.
    """
    for source in sources:
        if source.key and source.key.secrets():
            store.reword(source.id, keys_of(source).hide_in_all)


def descriptions(sources: Mapping[str, Source]) -> dict[str, SourceDescription]:
    """What the store and the pages know of the catalogue."""
    return {id_: SourceDescription.model_validate(source) for id_, source in sources.items()}
