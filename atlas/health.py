"""How a source fares, judged by its own cadence, in one word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from atlas.dates import parse_partial
from atlas.source_list import SourceDescription

# How long the last good run may lie back, as data/vocabulary/source_verdict.yaml words it.
PATIENCE = {
    "daily": timedelta(days=3),
    "weekly": timedelta(days=16),
    "monthly": timedelta(days=65),
}


def verdict_while_off(key: object | None) -> str:
    """The verdict of a source that is not enabled: one that takes a key is off for want of it."""
    return "needs_key" if key else "off"


@dataclass(frozen=True)
class SourceRecord:
    """One source of the catalogue and how it fares.

    Attributes:
        description: what the catalogue says.
        tried_at, good_at: aware, UTC: the last run, and the last that read the source whole.
        failures: runs in a row that failed since then, be it at some of its addresses only.
        fault: the verdict of the last run's (worst) fault; None after a good run.
        message: what that fault says, after how many of several addresses could be read where some
            could; or after a good run the doubts that did not stop it.
        seconds: how long the last run took.
        notices: how many of its notices stand.
        counts: of the last run that was kept, be it in part: seen, irrelevant, held and so on, and
            of the source's `addresses` those that were `addresses_read`.
        held: rows of that run that could not be published: key, title, reason.
    """

    id: str
    description: SourceDescription
    tried_at: datetime | None
    good_at: datetime | None
    failures: int
    fault: str | None
    message: str | None
    seconds: float | None
    notices: int
    counts: Mapping[str, int]
    held: tuple[Mapping[str, str], ...]

    def verdict(self, now: datetime) -> str:
        """A code of the vocabulary source_verdict; a fault outweighs the age of what stands."""
        if not self.description.enabled:
            return verdict_while_off(self.description.key)
        if self.fault:
            return self.fault
        if self.good_at is None:
            return "untried"
        # A moment far ahead was kept by a clock that was wrong: nobody knows how old that is.
        return "stale" if abs(now - self.good_at) > PATIENCE[self.description.cadence] else "ok"

    def why(self, now: datetime) -> str:
        """The reason for the verdict in a sentence; "" when all is well."""
        if not self.description.enabled:
            return self.description.off_because or ""
        if self.verdict(now) == "stale":
            day = parse_partial(f"{self.good_at:%Y-%m-%d}").spoken()
            return f"Last good on {day}, though it is to be read {self.description.cadence}."
        return self.message or ""
