"""What a source no longer lists, told from what merely dropped off the end of a list.

A list of the latest has room for so many, and an entry that is amended may be moved to its top. Of
what is missing between two entries that still follow each other there are two explanations: it was
taken out, or all that are still listed were moved up, one after the other, and it dropped off the
end behind them. The list itself cannot tell which; the one that takes fewer acts of its publisher
is believed, and in doubt nothing is called gone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from scrapers.catalogue import Source


@dataclass(frozen=True)
class Orders:
    """The keys of a source's lists as these have them, by the names of the lists.

    Attributes:
        before: at the last look.
        now: those that could be read.
        names: of all that were asked for, in their order.
    """

    before: Mapping[str, list[str]] = field(default_factory=dict)
    now: Mapping[str, list[str]] = field(default_factory=dict)
    names: Sequence[str] = ()

    def compared(self) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """What each list had before and has now, if both are known."""
        for name, former in self._former_names().items():
            if name in self.now:
                yield self.before[former], self.now[name]

    def to_keep(self) -> dict[str, list[str]]:
        """What the next look is to be compared with: of a list that is unread, what it had."""
        former = self._former_names()
        before = {name: self.before[former[name]] for name in self.names if name in former}
        known = {**before, **self.now}
        return {name: known[name] for name in self.names if name in known}

    def _former_names(self) -> dict[str, str]:
        """By the name of a list, that which it had at the last look.

        Those that are asked for otherwise now (their questions have today's date) stand in the
        order that they had. If they are not as many as they were, it is not known which is which.
        """
        former = {name: name for name in self.names if name in self.before}
        gone = [name for name in self.before if name not in former]
        new = [name for name in self.names if name not in former]
        return former | (dict(zip(new, gone, strict=True)) if len(new) == len(gone) else {})


def gone(
    source: Source,
    lists: Iterable[tuple[Sequence[str], Sequence[str]]],
    listed: Collection[str],
    known: Collection[str],
) -> set[str]:
    """The known keys that the source's lists would have, if they were still listed.

    `lists` are the keys of each of its lists, before and now, `listed` all keys of now.
    """
    missing = set(known).difference(listed)
    if source.listing == "everything":
        return missing
    return missing.intersection(chain.from_iterable(_taken_out(*each) for each in lists))


def _taken_out(before: Sequence[str], now: Sequence[str]) -> set[str]:
    """The keys that stood in a list between two that still follow there, and were taken out."""
    place = {key: number for number, key in enumerate(now)}
    places = [place.get(key) for key in before]
    between = _between(before, places)
    kept_their_order = _longest_rise([here for here in places if here is not None])
    return between if len(between) < kept_their_order else set()


def _between(before: Sequence[str], places: Sequence[int | None]) -> set[str]:
    """The keys without a place now that stood between two which still follow each other."""
    found: set[str] = set()
    first_above: int | None = None
    last_below = _last_from_the_end(places)
    for number, key in enumerate(before):
        below = last_below[number + 1]
        here = places[number]
        if here is not None:
            first_above = here if first_above is None else min(first_above, here)
        elif below is not None and (first_above is None or first_above < below):
            found.add(key)
    return found


def _last_from_the_end(places: Sequence[int | None]) -> list[int | None]:
    """For each index, the largest place from there to the end."""
    last: list[int | None] = [None]
    for here in reversed(places):
        before = last[-1]
        last.append(before if here is None else here if before is None else max(here, before))
    return last[::-1]


def _longest_rise(numbers: Sequence[int]) -> int:
    """How many of the numbers, with others left out, rise from the first to the last."""
    ends: list[int] = []  # of the rises of each length, the smallest number that one ends with
    for number in numbers:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
    return len(ends)
