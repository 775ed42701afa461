"""Facets: choose notices by several fields at once, and count what each further choice would give.

Made once for an edition; a selection then takes a few vector operations whatever the number of
notices.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from atlas.edition import Edition, Mask, Rows
from atlas.notices import CODED_FIELDS, CODED_LISTS

# Facet -> vocabulary; the places are a facet too, but have no vocabulary.
FACETS = {
    **{
        name: CODED_FIELDS[name]
        for name in ("kind", "relevance", "effect", "confidence", "source_read", "review")
    },
    **CODED_LISTS,
}
PLACE_FACET = "jurisdiction"
# What a facet is called in addresses, of the Notices page and of the API.
IN_ADDRESS = {facet: "kinds" if facet == "kind" else facet for facet in FACETS}


@dataclass(frozen=True)
class Selection:
    """Notices that pass every choice.

    Attributes:
        rows: their row numbers, in the order asked for.
        counts: facet -> code -> how many notices have the code and pass the other facets' choices.
        undated: how many more would be among them if a time were not asked for: they have no date.
    """

    rows: Rows
    counts: Mapping[str, Mapping[str, int]]
    undated: int


class Facets:
    """The coded fields of the notice DataFrame as tables of yes and no."""

    def __init__(self, edition: Edition) -> None:
        notices = edition.notices
        self._size = len(notices)
        self._background: Mask = (notices["relevance"] == "context").to_numpy(dtype=bool)
        self._has = {
            facet: _membership(
                edition.vocabularies[vocabulary].codes,
                notices[facet] if facet in CODED_LISTS else notices[facet].astype(object).map(_one),
            )
            for facet, vocabulary in FACETS.items()
        }
        self._published = notices["published_first"].to_numpy(dtype="datetime64[D]")
        places = pd.Categorical(notices["jurisdiction"])
        self._place = places.codes.astype(np.int64)
        self.places: tuple[str, ...] = tuple(places.categories)

    def select(
        self,
        chosen: Mapping[str, Collection[str]],
        *,
        places: Collection[str] = (),
        since: date | None = None,
        until: date | None = None,
        among: Rows | None = None,
        context: bool = False,
    ) -> Selection:
        """The notices that have one of the chosen codes in every facet chosen from.

        `since` and `until` limit them to a time; a date counts from the first day that it can mean.
        `among` limits them to these rows and gives their order; else they keep the DataFrame's.
        Background notices pass only with `context`, or when their relevance itself is chosen.
        """
        within = np.ones(self._size, dtype=bool)
        if among is not None:
            within[:] = False
            within[among] = True
        passing = {facet: self._any(facet, codes) for facet, codes in chosen.items() if codes}
        if places:
            wanted = np.isin(np.array(self.places, dtype=object), list(places))
            passing[PLACE_FACET] = wanted[self._place]
        if not context and "relevance" not in passing:
            passing["relevance"] = ~self._background
        asked = _all(passing.values(), within)
        in_time = self._in_time(since, until)
        within &= in_time
        everything = asked & in_time
        counts = {
            facet: self._count(
                facet,
                everything
                if facet not in passing
                else _all((mask for name, mask in passing.items() if name != facet), within),
            )
            for facet in (*FACETS, PLACE_FACET)
        }
        rows = np.flatnonzero(everything) if among is None else among[everything[among]]
        left_out = asked & ~in_time & np.isnat(self._published)
        return Selection(rows=rows, counts=counts, undated=int(np.count_nonzero(left_out)))

    def _in_time(self, since: date | None, until: date | None) -> Mask:
        in_time = np.ones(self._size, dtype=bool)
        # Compared with any day, no date is neither before nor after it.
        if since is not None:
            in_time &= self._published >= np.datetime64(since)
        if until is not None:
            in_time &= self._published <= np.datetime64(until)
        return in_time

    def _any(self, facet: str, codes: Collection[str]) -> Mask:
        having = np.zeros(self._size, dtype=bool)
        for code in codes:
            having |= self._has[facet][code]
        return having

    def _count(self, facet: str, mask: Mask) -> dict[str, int]:
        if facet == PLACE_FACET:
            found = np.bincount(self._place[mask], minlength=len(self.places))
            return dict(zip(self.places, found.tolist(), strict=True))
        return {code: int(np.count_nonzero(has & mask)) for code, has in self._has[facet].items()}


def _one(code: object) -> tuple[object, ...]:
    return (code,)


def _all(masks: Iterable[Mask], within: Mask) -> Mask:
    passing = within.copy()
    for mask in masks:
        passing &= mask
    return passing


def _membership(codes: Iterable[str], values: pd.Series) -> dict[str, Mask]:
    """For each code, which rows have it; combinations that recur are looked at once."""
    combination, distinct = pd.factorize(values)
    return {
        code: np.array([code in found for found in distinct], dtype=bool)[combination]
        for code in codes
    }
