"""What a source no longer lists, told from what merely dropped off the end of a list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from scrapers.catalogue import Source


@dataclass(frozen=True)
class Orders:
    """The keys of a source's lists as these have them, by the names of the lists.

    Attributes:
        before: at the last look.
        now: those that could be read.
        unread: names of the others.
    """

    before: Mapping[str, list[str]] = field(default_factory=dict)
    now: Mapping[str, list[str]] = field(default_factory=dict)
    unread: AbstractSet[str] = frozenset()

    def compared(self, listed: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """What each list had before and has now; `listed` is what all of them have.

        One that is asked for otherwise now (its question has today's date) may be any of the lists,
        and nothing can be said of it while one of these may be unread.
        """
        for name, before in self.before.items():
            if name in self.now:
                yield before, self.now[name]
            elif name not in self.unread and not self._has_unread_under_new_names():
                yield before, listed

    def to_keep(self) -> dict[str, list[str]]:
        """What the next look is to be compared with."""
        unread = {name: self.before[name] for name in self.unread if name in self.before}
        others = self.before.keys() - self.now.keys() - unread.keys()
        if others and self._has_unread_under_new_names():
            # Any of these may be the unread one: they are compared when all can be read again.
            return {**self.before, **{n: keys for n, keys in self.now.items() if n in self.before}}
        return {**unread, **self.now}

    def _has_unread_under_new_names(self) -> bool:
        return not self.unread <= self.before.keys()


def gone(
    source: Source,
    lists: Iterable[tuple[Sequence[str], Sequence[str]]],
    listed: Collection[str],
    known: Collection[str],
) -> set[str]:
    """The known keys that the source's lists would have, if they were still listed.

    `lists` are the keys of each of its lists, before and now, `listed` all keys of now. Entries
    drop off the end of a list of the latest, and an old one may be moved to its top. What was
    between two entries of a list that still follow each other has been taken out.
    """
    missing = set(known).difference(listed)
    if source.listing == "everything":
        return missing
    return set().union(*(_taken_out(before, now, missing) for before, now in lists))


def _taken_out(before: Sequence[str], now: Sequence[str], missing: set[str]) -> set[str]:
    """Of the missing keys, those that stood in a list between two that still follow there."""
    place = {key: number for number, key in enumerate(now)}
    places = [place.get(key) for key in before]
    found: set[str] = set()
    first_above: int | None = None
    last_below = _last_from_the_end(places)
    for number, key in enumerate(before):
        below = last_below[number + 1]
        here = places[number]
        if key in missing and below is not None and (first_above is None or first_above < below):
            found.add(key)
        if here is not None:
            first_above = here if first_above is None else min(first_above, here)
    return found


def _last_from_the_end(places: Sequence[int | None]) -> list[int | None]:
    """For each index, the largest place from there to the end."""
    last: list[int | None] = [None]
    for here in reversed(places):
        before = last[-1]
        last.append(before if here is None else here if before is None else max(here, before))
    return last[::-1]
