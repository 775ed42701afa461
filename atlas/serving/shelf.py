"""What answers are made of: one edition, what changed in it, and the answers already given."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from threading import Lock
from time import monotonic

import pandas as pd
from starlette.concurrency import run_in_threadpool

from atlas.changes import changes
from atlas.edition import Edition
from atlas.library import Library
from atlas.serving.answers import Answer
from atlas.store import Store, StoreError

# Answers of at most 256 kB.
_ANSWERS_KEPT = 256
_LARGEST_KEPT = 2**18
_SECONDS_BETWEEN_LOOKS = 1.0


class Shelf:
    """One edition; made once for a revision, shared by all threads.

    Attributes:
        since: aware, UTC, whole seconds: the moment from which this is the newest.
    """

    def __init__(self, edition: Edition, store: Store, since: datetime) -> None:
        self.edition, self.store, self.since = edition, store, since
        self._given: OrderedDict[Hashable, Answer] = OrderedDict()

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Every dated event (atlas.changes)."""
        return changes(self.edition)

    @property
    def modified(self) -> datetime:
        """When answers last moved: with the revision, or at midnight, as "today" does."""
        midnight = datetime.combine(date.today(), time.min).astimezone(self.since.tzinfo)
        return max(self.since, midnight)

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
    """The shelf of the newest revision. The store is asked for its revision once a second.

    One that cannot be reached is long in saying so: for as long again nobody waits for it.
    """

    def __init__(self, library: Callable[[], Library]) -> None:
        self._library = library
        self._shelf: Shelf | None = None
        self._fault: StoreError | None = None
        self._looking = Lock()
        self._look_again = 0.0

    async def shelf(self) -> Shelf:
        """The shelf to answer from.

        Raises:
            StoreError: the store cannot be read.
        """
        if monotonic() >= self._look_again:
            return await run_in_threadpool(self._look)
        return self._found()

    def _look(self) -> Shelf:
        with self._looking:
            began = monotonic()
            if began >= self._look_again:
                try:
                    library = self._library()
                    edition = library.edition()
                except StoreError as fault:
                    self._fault, self._look_again = fault, 2 * monotonic() - began
                    raise
                if self._shelf is None or self._shelf.edition is not edition:
                    self._shelf = Shelf(edition, library.store, self._now())
                self._fault, self._look_again = None, monotonic() + _SECONDS_BETWEEN_LOOKS
            return self._found()

    def _found(self) -> Shelf:
        """What the last look found."""
        if self._fault or self._shelf is None:
            raise StoreError(str(self._fault))
        return self._shelf

    def _now(self) -> datetime:
        """This second, or the one after the last shelf's: Last-Modified tells seconds apart."""
        now = datetime.now(UTC).replace(microsecond=0)
        return max(now, self._shelf.since + timedelta(seconds=1)) if self._shelf else now
