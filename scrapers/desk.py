"""One place to read at: what is urgent is read first, and nobody reads beside it.

Reading is computing, and Python computes one thing at a time. Left to itself it takes turns among
all who have something to read, so that each waits for all others; and a run lasts as long as the
site that is asked longest waits to be asked again.
"""

from __future__ import annotations

import heapq
import threading
from contextvars import ContextVar
from itertools import count
from types import TracebackType

# How urgent what a thread reads is; the higher, the sooner.
urgency: ContextVar[float] = ContextVar("urgency", default=0.0)


class Desk:
    """A lock that goes to the most urgent of those who wait, and among equals to the first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = False
        self._waiting: list[tuple[float, int, threading.Lock]] = []
        self._number = count()

    def __enter__(self) -> None:
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            called = threading.Lock()
            called.acquire()
            heapq.heappush(self._waiting, (-urgency.get(), next(self._number), called))
        called.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            if self._waiting:
                heapq.heappop(self._waiting)[2].release()
            else:
                self._taken = False


desk = Desk()
