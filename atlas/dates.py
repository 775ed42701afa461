"""Dates as regulators give them: a day, a month or only a year.

One rule decides every comparison, for law and for notices alike: a date counts from the first day
that it can mean. "2025-09" is in force on 1 September 2025 and not on 31 August. The precision
stays visible, so a reader sees that the day is not known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache, total_ordering
from typing import Literal

Precision = Literal["day", "month", "year"]


class NotADate(ValueError):
    """A text that is no date of the form asked for, or names a day that does not exist."""


# Nothing on record is older.
EARLIEST = date(1900, 1, 1)
_SHAPE = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)
_BY_LENGTH: Mapping[int, Precision] = {4: "year", 7: "month", 10: "day"}
_INTERVAL = re.compile(r"([1-9]\d{0,4})([mhd])", re.ASCII)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date with its precision; ordered by the first day that it can mean."""

    text: str

    @property
    def precision(self) -> Precision:
        return _BY_LENGTH[len(self.text)]

    @cached_property
    def first(self) -> date:
        """The first day that the date can mean."""
        return date.fromisoformat(self.text + "-01-01"[: 10 - len(self.text)])

    @cached_property
    def last(self) -> date:
        """The last day that the date can mean."""
        if self.precision == "day":
            return self.first
        month = self.first.month if self.precision == "month" else 12
        return date(self.first.year, month, monthrange(self.first.year, month)[1])

    def spoken(self) -> str:
        """For sentences: "5 March 2024", "March 2024", "2024"."""
        parts = [str(self.first.year)]
        if self.precision != "year":
            parts.insert(0, _MONTHS[self.first.month - 1])
        if self.precision == "day":
            parts.insert(0, str(self.first.day))
        return " ".join(parts)

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.text) < (other.first, other.text)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=16_384)
def parse_partial(text: str) -> PartialDate:
    """Read yyyy, yyyy-mm or yyyy-mm-dd.

    Raises:
        NotADate: the text has another form, or names a day that does not exist.
    """
    shape = _SHAPE.fullmatch(text.strip())
    if not shape:
        raise NotADate(f"{text!r} is not a date of the form yyyy, yyyy-mm or yyyy-mm-dd")
    parsed = PartialDate(shape.group(0))
    try:
        parsed.first  # noqa: B018  reading it proves that the day exists
    except ValueError as error:
        raise NotADate(f"{text!r} is not a day of the calendar: {error}") from None
    return parsed


def parse_day(text: str) -> date:
    """Read a whole date, yyyy-mm-dd.

    Raises:
        NotADate: the text is not a whole date.
    """
    # The library also reads 20250901 and 2025-W36-1; one form is enough, and the same everywhere.
    if not (_SHAPE.fullmatch(text.strip()) and len(text.strip()) == len("yyyy-mm-dd")):
        raise NotADate(f"{text!r} is not a date of the form yyyy-mm-dd")
    return parse_partial(text).first


def day_asked(text: str | None, today: date) -> date:
    """The day that a reader asks about; today when none is named.

    Raises:
        NotADate: the text is not a whole date, or names a day before EARLIEST or one to come, of
            which nobody knows.
    """
    if text is None:
        return today
    day = parse_day(text)
    if day > today:
        raise NotADate(f"{text!r} is a day to come; the latest that can be asked about is {today}")
    if day < EARLIEST:
        raise NotADate(f"{text!r} is too early; the first that can be asked about is {EARLIEST}")
    return day


def parse_interval(text: str) -> timedelta:
    """Read minutes, hours or days: 30m, 6h, 1d.

    Raises:
        NotADate: the text has another form.
    """
    shape = _INTERVAL.fullmatch(text.strip())
    if not shape:
        raise NotADate(f"{text!r} is no interval; write minutes, hours or days: 30m, 6h, 1d")
    return timedelta(**{_UNITS[shape[2]]: int(shape[1])})
