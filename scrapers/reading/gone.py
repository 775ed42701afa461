"""What a source no longer lists, told from what merely dropped off the end of a list.

A list of the latest has room for so many, and an entry that is amended may be moved to its top. Of
what is missing above an entry that is still listed there are two explanations: it was taken out; or
that entry, and all others that stand no lower now, were moved up, and it dropped off the end behind
them. The list itself cannot tell which; the one that takes fewer acts of its publisher is believed,
and in doubt nothing is called gone.

Entries whose order is not what it was were moved up whichever is true, and speak for neither. To
take out is the rarer act, and to call gone what is not the worse mistake: it weighs more than to
move up, and most where something surely was moved up, since more may have been then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, starmap

from scrapers.catalogue import Source

# What taking out an entry weighs, in entries moved up: usually, and where some surely were.
_TAKEN_OUT, _TAKEN_OUT_WHERE_MOVED = 1.5, 2.0
_ABOVE_ALL = -1  # the place above the first entry of a list


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
    return missing.intersection(chain.from_iterable(starmap(_taken_out, lists)))


def _taken_out(before: Sequence[str], now: Sequence[str]) -> set[str]:
    """The keys that stood in a list and were taken out, as far as that is the likelier story."""
    place = {key: number for number, key in enumerate(now)}
    places = [place.get(key) for key in before]
    still_listed = sorted(here for here in places if here is not None)
    last_below = _last_from_the_end(places)
    surely_moved = _last_out_of_order(places)
    missing: list[str] = []
    moved_up: list[int] = []  # how many entries were, if the missing one dropped off behind them
    for key, here, below in zip(before, places, last_below[1:], strict=True):
        if here is None:
            missing.append(key)
            moved_up.append(bisect_right(still_listed, max(below, surely_moved)))
    moved_up.append(bisect_right(still_listed, surely_moved))  # if none of them dropped off
    # What stood above the first one that dropped off did not: where it is missing it was taken out.
    weight = _TAKEN_OUT if surely_moved == _ABOVE_ALL else _TAKEN_OUT_WHERE_MOVED
    acts = [weight * taken_out + moved for taken_out, moved in enumerate(moved_up)]
    return set(missing[: acts.index(min(acts))])


def _last_out_of_order(places: Sequence[int | None]) -> int:
    """The largest place that is above one of an entry that stood higher before; -1 if none is."""
    last = highest = _ABOVE_ALL
    for here in places:
        if here is not None:
            last = max(last, here) if here < highest else last
            highest = max(highest, here)
    return last


def _last_from_the_end(places: Sequence[int | None]) -> list[int]:
    """For each index, the largest place from there to the end; -1 if there is none."""
    down_from_the_end = accumulate(
        (_ABOVE_ALL if here is None else here for here in reversed(places)),
        max,
        initial=_ABOVE_ALL,
    )
    return list(down_from_the_end)[::-1]
