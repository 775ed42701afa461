"""The entries that a source's site lists on a day: what is new, amended, corrected and gone.

Every entry is one of the two of the recorded page (the first is about exosomes, the second is not)
under a number of its own. The story is the same for every source:

    day 0   three notices A, C, D between two that stay; entries about something else
    day 1   two new notices on top, and a new entry about something else
    day 2   A has another title, C is gone, D has another date
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Any

from atlas.dates import NotADate
from scrapers.catalogue import Source
from scrapers.normalise.dates import read_date
from tests.scrapers.recorded import PAGES, SEEN_ON
from tests.scrapers.site import site_of
from tests.world.cut import CutPage, cut, without_exosomes

STAYS_FIRST, AMENDED, GONE, CORRECTED, STAYS_LAST = range(101, 106)
NEW = (107, 106)
# About something else: 1000 is new on day 1, then 1001, 1002 …
NEW_OTHER, FIRST_OTHER = 1000, 1001
AMENDMENT = " (2)"


@dataclass(frozen=True)
class Entry:
    """One entry of a list as it stands on a day: its number, and what is different about it.

    `year` stands in the place of the year of its date.
    """

    number: int
    amended: bool = False
    corrected: bool = False
    year: str = ""

    @property
    def is_notice(self) -> bool:
        return self.number < NEW_OTHER


def notices_on(day: int) -> list[Entry]:
    """The notices that are listed on a day, newest first."""
    new = [Entry(number) for number in NEW] if day else []
    listed = [STAYS_FIRST, AMENDED, GONE, CORRECTED, STAYS_LAST]
    return new + [
        Entry(number, day == 2 and number == AMENDED, day == 2 and number == CORRECTED)
        for number in listed
        if not (day == 2 and number == GONE)
    ]


def others_on(day: int, count: int) -> list[Entry]:
    """Entries about something else."""
    return ([Entry(NEW_OTHER)] if day else []) + [
        Entry(FIRST_OTHER + number) for number in range(count)
    ]


@dataclass(frozen=True)
class _Template:
    """A recorded entry, and what of it differs from one entry to the next.

    `marks` are the words that its key and its address are made of; `title` is what is said
    otherwise in an amendment; `dates` are its date and the corrected one, both as written.
    """

    text: str
    marks: tuple[str, ...]
    title: str
    dates: tuple[str, str] | None
    detail: str | None

    def written(self, entry: Entry, text: str) -> str:
        for mark in self.marks:
            text = text.replace(mark, f"{mark}{entry.number}")
        if entry.amended:
            text = text.replace(self.title, self.title + AMENDMENT)
        if entry.corrected and self.dates:
            text = text.replace(*self.dates)
        if entry.year and self.dates:
            # Only a year of four digits can be another one in the same form.
            was = self.dates[0]
            text = text.replace(was, was.replace("2026", entry.year))
        return text

    def about_something_else(self) -> _Template:
        return replace(
            self,
            text=without_exosomes(self.text),
            marks=tuple(without_exosomes(mark) for mark in self.marks),
            detail=self.detail and without_exosomes(self.detail),
        )


class Writer:
    """Writes the entries of one source."""

    def __init__(self, source: Source) -> None:
        self.page: CutPage = cut(source)
        kept = json.loads((PAGES / source.id / "normal.expected.json").read_text("utf-8"))
        first = site_of(source.id).first_row
        rows, items = kept["rows"], kept["items"]
        self._notice = _template(source, self.page.entries[0], rows[first], items[first])
        self._other = (
            self._notice.about_something_else()
            if self.page.made_up
            else _template(source, self.page.entries[1], rows[first + 1], items[first + 1])
        )

    def written(self, entry: Entry) -> str:
        """An entry as it stands on the page."""
        template = self._of(entry)
        return template.written(entry, template.text)

    def detail_of(self, entry: Entry) -> str | None:
        """The address of an entry's own page, where the source is read that far."""
        template = self._of(entry)
        return template.detail and template.written(entry, template.detail)

    def has_year(self) -> bool:
        """Whether an entry says the year of its date in four digits."""
        dates = self._notice.dates
        return dates is not None and "2026" in dates[0]

    def number_of(self, key: str) -> int:
        """The number of the entry with this key."""
        marks = (self._notice.marks[-1], self._other.marks[-1])
        mark = next(mark for mark in marks if key.startswith(mark))
        return int(key.removeprefix(mark))

    def _of(self, entry: Entry) -> _Template:
        return self._notice if entry.is_notice else self._other


def _template(source: Source, entry: str, row: dict[str, Any], item: dict[str, Any]) -> _Template:
    site = site_of(source.id)
    if source.format == "wordpress_rest":
        key = '"id": '
    else:
        key = site.key or _stem(_common(item["key"], entry))
    address = _stem(_common(row["url"], entry))
    marks = {key}
    if len(address) >= 8 and _stem(row["url"]).endswith(address) and key not in address:
        marks.add(address)
    dates = None
    if item["published"] and site.dated:
        dates = _another_day(source, item["published"], entry)
    return _Template(
        entry,
        tuple(sorted(marks, key=len, reverse=True)),
        site.title or _common(row["title"], entry),
        dates,
        item["detail"],
    )


def _common(text: str, entry: str) -> str:
    """The longest words of a text that stand in an entry."""
    match = SequenceMatcher(None, text, entry, autojunk=False).find_longest_match()
    found = text[match.a : match.a + match.size].strip()
    assert len(found) >= 2, f"{text!r} is not in {entry!r}"
    return found


def _stem(address: str) -> str:
    """An address without the ending of its file: the number goes before it."""
    return re.sub(r"\.(?:html?|pdf|asp)$|/$", "", address)


def _another_day(source: Source, written: str, entry: str) -> tuple[str, str]:
    """A date as the entry has it, and a slightly earlier one in the same form."""
    written = _common(written, entry)
    was = _read(source, written)
    assert was, f"{source.id}: {written!r} is no date"
    earlier = [was - timedelta(days=days) for days in (1, 2, 3, 365, 366)]
    for day in earlier:
        for old, new in (
            (f"{was.day:02d}", f"{day.day:02d}"),
            (str(was.day), str(day.day)),
            (str(was.year), str(day.year)),
        ):
            for place in re.finditer(re.escape(old), written):
                changed = written[: place.start()] + new + written[place.end() :]
                if _read(source, changed) == day:
                    return written, changed
    raise AssertionError(f"{source.id}: no other date in the form of {written!r}")


def _read(source: Source, written: str) -> date | None:
    try:
        found = read_date(written, source.date_formats, languages=source.languages, seen_on=SEEN_ON)
    except NotADate:
        return None
    return found.first
