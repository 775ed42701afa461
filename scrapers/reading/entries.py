"""Entries of a list: when they were published, and which of several with one key counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from atlas.dates import NotADate, PartialDate
from scrapers.catalogue import Source
from scrapers.formats.page import Item
from scrapers.reading.look import Held


def published(entry: Item, source: Source, today: date) -> PartialDate | None:
    """The date of an entry; None where it has none that can be read."""
    if entry.published is None:
        return None
    try:
        return source.date_in(entry.published, seen_on=today)
    except NotADate:
        return None  # held back later, with the reason


def one_of(entries: Sequence[Item], source: Source, today: date) -> tuple[Item, list[Held]]:
    """Of entries with one key, the newest by its date, else the first; and the others, held.

    A notice may stand amended beside what it was; two notices under one key are a fault of the
    list, or of what we take for the key. Entries that say the same are one.
    """
    said: dict[tuple[str, str | None], Item] = {}
    for entry in entries:
        said.setdefault((entry.title, entry.published), entry)
    different = list(said.values())
    if len(different) == 1:
        return different[0], []
    newest = _newest(different, source, today)
    taken = newest or different[0]
    which = "newest is taken" if newest else "first is taken, since their dates do not tell more"
    reason = (
        f"the list has {len(different)} entries with the key {taken.key}; the {which}: "
        f"{taken.title[:60]!r} ({taken.published or 'undated'})"
    )
    return taken, [
        Held(entry.key, entry.title, reason) for entry in different if entry is not taken
    ]


def two_of(first: Item, later: Item) -> list[Held]:
    """The later of two entries with one key on two pages of a list, held; nothing if they agree.

    The first is taken: as a rule a list begins with the newest.
    """
    if (first.title, first.published) == (later.title, later.published):
        return []
    reason = f"another page of the list has the key {first.key} for {first.title[:60]!r}"
    return [Held(later.key, later.title, reason)]


def _newest(entries: Sequence[Item], source: Source, today: date) -> Item | None:
    """The entry whose date is after those of all others; None where the dates do not tell."""
    dated = [(day, entry) for entry in entries if (day := published(entry, source, today))]
    if len(dated) < len(entries):
        return None
    *older, (latest, newest) = sorted(dated, key=lambda pair: pair[0])
    return newest if all(other.last < latest.first for other, _ in older) else None
