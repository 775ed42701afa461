"""Moments at which something is to happen, kept by one thread for all who wait."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable
from itertools import count


class Deadlines:
    """Calls back when moments have come; safe to share between threads.

    There is no way to call one off: what is called back has to see whether it is still wanted. A
    thread of its own for each, as threading.Timer has, costs more than most exchanges with a site.
    """

    def __init__(self) -> None:
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._number = count()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def call_in(self, seconds: float, call: Callable[[], None]) -> None:
        """Call back `seconds` from now, in a thread that must not be kept for long."""
        moment = (time.monotonic() + seconds, next(self._number), call)
        with self._changed:
            heapq.heappush(self._due, moment)
            if self._thread is None:
                self._thread = threading.Thread(target=self._wait, name="deadlines", daemon=True)
                self._thread.start()
            elif self._due[0] is moment:
                self._changed.notify()

    def close(self) -> None:
        """Call nobody any more."""
        with self._changed:
            self._closed = True
            self._due.clear()
            self._changed.notify()

    def _wait(self) -> None:
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                while self._due and self._due[0][0] <= now:
                    heapq.heappop(self._due)[2]()
                self._changed.wait(self._due[0][0] - now if self._due else None)
