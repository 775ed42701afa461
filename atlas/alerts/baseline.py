"""What a channel knows already: the law, the notices and what sources did to them, as of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from atlas.dates import parse_partial
from atlas.edition import Edition
from atlas.law import Position
from atlas.notices import known_from
from atlas.tabular import plain_list

# What of a position a reader is told when it changes.
TOLD_FIELDS = (
    "status",
    "unclear_reason",
    "effective_from",
    "instrument",
    "conditions",
    "penalty",
    "approved_product",
    "confidence",
)
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Baseline:
    """What a channel knows.

    Attributes:
        day: as of when (yyyy-mm-dd).
        law: "KR/injected_or_iv" -> the entries of its history, oldest first, by TOLD_FIELDS.
        notices: ids of the notices that are known.
        at_sources: the number in Edition.notice_changes from which on nothing is known.
        above: country -> those whose rules reach it, nearest first; None: written down by a version
            that did not ask.
    """

    day: str
    law: Mapping[str, Sequence[Entry]]
    notices: Sequence[str]
    at_sources: int
    above: Mapping[str, Sequence[str]] | None = None

    @classmethod
    def of(cls, edition: Edition, today: date) -> Baseline:
        """Everything that the edition says."""
        return cls(
            day=today.isoformat(),
            law={
                history_name(place, scenario): [told(entry) for entry in entries]
                for (place, scenario), entries in edition.law.histories.items()
            },
            notices=edition.notices["id"].tolist(),
            at_sources=edition.at_sources,
            above=above(edition),
        )

    @classmethod
    def before(cls, edition: Edition, since: date) -> Baseline:
        """What the edition says of the time before a day, as far as that is dated."""
        done = edition.notice_changes
        later = done.index[done["day"] >= since.isoformat()]
        known = known_from(edition.notices) < pd.Timestamp(since)
        return cls(
            day=(since - timedelta(days=1)).isoformat(),
            law={
                history_name(place, scenario): [
                    told(entry) for entry in entries if entry.starts < since
                ]
                for (place, scenario), entries in edition.law.histories.items()
            },
            notices=edition.notices.loc[known, "id"].tolist(),
            at_sources=int(min(later, default=edition.at_sources)),
            above=above(edition),
        )

    def plain(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        return asdict(self)

    def in_force(self, history: str) -> Entry | None:
        """The entry of a history that was in force on the day; None: there was none."""
        return entry_in_force(self.law.get(history, ()), date.fromisoformat(self.day))

    def to_come(self, history: str) -> list[Entry]:
        """The entries of a history that were known, and not yet in force on the day."""
        day = date.fromisoformat(self.day)
        return [entry for entry in self.law.get(history, ()) if starts(entry) > day]


def above(edition: Edition) -> dict[str, list[str]]:
    """The places whose rules reach each country, nearest first; as plain values."""
    places = edition.places
    return {code: list(places.above(code)) for code in places.countries}


def history_name(place: str, scenario: str) -> str:
    """The name of a history: "KR/injected_or_iv"."""
    return f"{place}/{scenario}"


def told(position: Position) -> dict[str, Any]:
    """What of a position a reader is told, as plain values."""
    return {name: plain_list(getattr(position, name)) for name in TOLD_FIELDS}


def starts(entry: Entry) -> date:
    """The first day on which an entry can be in force."""
    since = entry["effective_from"]
    return parse_partial(since).first if since else date.min


def entry_in_force(entries: Sequence[Entry], day: date) -> Entry | None:
    """Of a history, oldest first, the last entry that is in force on a day."""
    return next((entry for entry in reversed(entries) if starts(entry) <= day), None)
