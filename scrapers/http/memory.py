"""What was received last time, so that a site can be asked whether anything has changed since."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol


@dataclass(frozen=True)
class Validators:
    """A site's own marks of one answer, and the SHA-256 (hex) of the body they came with."""

    etag: str | None
    last_modified: str | None
    sha256: str


class RobotsText(NamedTuple):
    """What a site's robots.txt said, and when it was received (aware, UTC)."""

    text: str
    read_at: datetime


class CacheMemory(Protocol):
    """Validators by URL.

    `put` is called when an answer arrives, before it is parsed. A memory that outlives the process
    must keep what it is given in the same transaction as what was read from the answer: kept
    earlier, a failed run would be told "not modified" next time and its rows would never be read.
    """

    def get(self, url: str) -> Validators | None:
        """The validators of the last good answer from `url`, or None."""

    def put(self, url: str, validators: Validators) -> None:
        """Remember the validators of an answer from `url`."""


class MemoryOfThisRun:
    """A CacheMemory that ends with the process."""

    def __init__(self) -> None:
        self._validators: dict[str, Validators] = {}
        self._lock = threading.Lock()

    def get(self, url: str) -> Validators | None:
        with self._lock:
            return self._validators.get(url)

    def put(self, url: str, validators: Validators) -> None:
        with self._lock:
            self._validators[url] = validators
