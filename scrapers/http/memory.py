"""What was received last time, so that a site can be asked whether anything has changed since."""

from __future__ import annotations

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
    """Validators by URL; a dict is one that ends with the process.

    An answer is remembered when it arrives, before it is parsed. A memory that outlives the process
    must keep what it is given in the same transaction as what was read from the answer: kept
    earlier, a failed run would be told "not modified" next time and its rows would never be read.
    """

    def get(self, url: str, /) -> Validators | None:
        """The validators of the last good answer from `url`, or None."""

    def __setitem__(self, url: str, validators: Validators, /) -> None:
        """Remember the validators of an answer from `url`."""
