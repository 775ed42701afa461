"""What answers are made of: one edition, its tables, and the answers already given from it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from threading import Lock

import pandas as pd
from starlette.concurrency import run_in_threadpool

from atlas.api.answers import Answer
from atlas.api.jurisdictions import jurisdiction_table
from atlas.api.tables import Table
from atlas.changes import changes
from atlas.edition import Edition, Rows
from atlas.facets import Facets
from atlas.library import Library
from atlas.records import status_table
from atlas.sources import pages, regulators
from atlas.store import Store

# Days of which the law is kept as tables, each about 3 MB; searches; answers of at most 256 kB.
_DAYS_KEPT = 8
_SEARCHES_KEPT = 64
_ANSWERS_KEPT = 256
_LARGEST_KEPT = 2**18
_SECONDS_BETWEEN_LOOKS = 1.0


class Shelf:
    """One edition as tables; made once for a revision, shared by all threads.

    Attributes:
        since: aware, UTC, whole seconds: the moment from which this is the newest.
    """

    def __init__(self, edition: Edition, store: Store, since: datetime) -> None:
        self.edition, self.store, self.since = edition, store, since
        self.law = lru_cache(maxsize=_DAYS_KEPT)(self._law)
        self.found = lru_cache(maxsize=_SEARCHES_KEPT)(self._found)
        self.jurisdictions = lru_cache(maxsize=_DAYS_KEPT)(
            lambda day: jurisdiction_table(edition, edition.codes, day)
        )
        self._given: OrderedDict[Hashable, Answer] = OrderedDict()

    def law_of(self, places: Collection[str], day: date) -> tuple[pd.DataFrame, Table]:
        """The law of some places as of a day, with the columns of `law`."""
        scenarios = self.edition.vocabularies.scenario.codes
        standings = self.edition.law.standings(places, scenarios, day)
        frame = status_table(self.edition, standings, day)
        return frame, Table.of(frame)

    def _law(self, day: date) -> tuple[pd.DataFrame, Table]:
        """The law of every place as of a day: atlas.records.STATUS_COLUMNS."""
        return self.law_of(self.edition.codes, day)

    @cached_property
    def notices(self) -> Table:
        return Table.of(self.edition.notices.drop(columns="published_first"))

    @cached_property
    def facets(self) -> Facets:
        return Facets(self.edition)

    @cached_property
    def changes(self) -> tuple[pd.DataFrame, Table]:
        """The stream of changes (atlas.changes), and the same as a table."""
        stream = changes(self.edition)
        return stream, Table.of(stream.drop(columns="date_first"))

    @cached_property
    def sources(self) -> Mapping[str, tuple[pd.DataFrame, Table]]:
        """Who issued notices (`issuers`), and the pages that facts rest on (`pages`)."""
        frames = {"issuers": regulators(self.edition), "pages": pages(self.edition)}
        return {part: (frame, Table.of(frame)) for part, frame in frames.items()}

    def _found(self, query: str) -> Rows:
        """The row numbers of the notices that a search finds, best first."""
        return self.edition.rows_of(self.store.search(query))

    def given(self, question: Hashable) -> Answer | None:
        """The answer already given to a question, if it is still kept."""
        answer = self._given.get(question)
        if answer is not None:
            self._given.move_to_end(question)
        return answer

    def keep(self, question: Hashable, answer: Answer) -> None:
        """Keep an answer for the next who asks, unless it is large."""
        if len(answer.body) <= _LARGEST_KEPT:
            self._given[question] = answer
            if len(self._given) > _ANSWERS_KEPT:
                self._given.popitem(last=False)


class Newest:
    """The shelf of the newest revision. The store is asked for its revision once a second."""

    def __init__(self, library: Callable[[], Library]) -> None:
        self._library = library
        self._shelf: Shelf | None = None
        self._looking = Lock()
        self._look_again = 0.0

    async def shelf(self) -> Shelf:
        """The shelf to answer from.

        Raises:
            StoreError: the store cannot be read.
        """
        if self._shelf is None or time.monotonic() >= self._look_again:
            return await run_in_threadpool(self._look)
        return self._shelf

    def _look(self) -> Shelf:
        with self._looking:
            if self._shelf is None or time.monotonic() >= self._look_again:
                library = self._library()
                edition = library.edition()
                if self._shelf is None or self._shelf.edition is not edition:
                    self._shelf = Shelf(edition, library.store, self._now())
                self._look_again = time.monotonic() + _SECONDS_BETWEEN_LOOKS
            return self._shelf

    def _now(self) -> datetime:
        """This second, or the one after the last shelf's: Last-Modified tells seconds apart."""
        now = datetime.now(UTC).replace(microsecond=0)
        return max(now, self._shelf.since + timedelta(seconds=1)) if self._shelf else now
