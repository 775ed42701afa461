"""The desk: one answer is read (parsed) at a time, the most urgent first.

Reading is computing, and Python computes one thing at a time. Left to itself it takes turns among
all threads that read, so that each waits for all others. But a run lasts as long as its slowest
host, whose next request should not wait until the answers of all other hosts are read.
"""

from __future__ import annotations

import heapq
import threading
from contextvars import ContextVar
from itertools import count

# How urgent what a thread reads is; the higher, the sooner.
urgency: ContextVar[float] = ContextVar("urgency", default=0.0)


class Desk:
    """A lock that goes to the most urgent of those who wait, and among equals to the first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reader: int | None = None
        self._waiting: list[tuple[float, int, threading.Lock, int]] = []
        self._number = count()

    def __enter__(self) -> None:
        me = threading.get_ident()
        with self._lock:
            if self._reader is None:
                self._reader = me
                return
            called = threading.Lock()
            called.acquire()
            heapq.heappush(self._waiting, (-urgency.get(), next(self._number), called, me))
        called.acquire()

    def __exit__(self, *error: object) -> None:
        with self._lock:
            if self._waiting:
                _, _, called, self._reader = heapq.heappop(self._waiting)
                called.release()
            else:
                self._reader = None

    def give_way(self) -> None:
        """Let more urgent answers be read first; to be called now and then within a long one."""
        if self._reader != threading.get_ident():
            return
        with self._lock:
            is_waited_for = bool(self._waiting) and -self._waiting[0][0] > urgency.get()
        if is_waited_for:
            self.__exit__()
            self.__enter__()


desk = Desk()
