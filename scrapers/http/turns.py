"""One request at a time per host, with a pause between two, shared by all threads of a run."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class RunStopped(Exception):
    """The run was stopped: what has not begun does not begin any more."""


class HostRests(Exception):
    """A host has asked for a longer rest than is waited for; `seconds` of it are left."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} more seconds")
        self.seconds = seconds


@dataclass
class _Host:
    turn: threading.Lock = field(default_factory=threading.Lock)
    last_answer: float | None = None  # seconds of time.monotonic()
    held_until: float = 0.0


class Turns:
    """The queues of all hosts; a rest of more than `longest_rest_seconds` is not waited for."""

    def __init__(self, longest_rest_seconds: float) -> None:
        self._longest_rest = longest_rest_seconds
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    @contextmanager
    def turn(self, host: str, delay_seconds: float) -> Iterator[None]:
        """Wait until nobody asks `host` and `delay_seconds` have passed since its last answer.

        Raises RunStopped when the run is stopped meanwhile, HostRests when the host has asked for
        a long rest, be it while this request waited for another one.
        """
        queue = self._host(host)
        with queue.turn:
            self._wait_for(queue, delay_seconds)
            try:
                yield
            finally:
                queue.last_answer = time.monotonic()

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody ask `host` for `seconds` from now: it has asked for a rest."""
        queue = self._host(host)
        queue.held_until = max(queue.held_until, time.monotonic() + seconds)

    def stop(self) -> None:
        """Wake everybody who waits; they, and whoever comes later, raise RunStopped."""
        self._stopped.set()

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())

    def _wait_for(self, queue: _Host, delay_seconds: float) -> None:
        # Looked at again after each wait: who asked before may say only then that the host rests.
        while (seconds := self._seconds_to_wait(queue, delay_seconds)) > 0:
            if self._stopped.wait(seconds):
                break
        if self._stopped.is_set():
            raise RunStopped

    def _seconds_to_wait(self, queue: _Host, delay_seconds: float) -> float:
        now = time.monotonic()
        rest = queue.held_until - now
        if rest > self._longest_rest:
            raise HostRests(rest)
        if queue.last_answer is None:
            return rest
        return max(rest, queue.last_answer + delay_seconds - now)
