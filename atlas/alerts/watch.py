"""What a channel is told of: places, regions, scenarios, kinds of notice, how near to exosomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from atlas.changes import in_region, reaching
from atlas.closed import Closed
from atlas.edition import Edition
from atlas.regions import find_region, regions
from atlas.risk import touching


class WatchSettings(Closed):
    """The watch as the settings have it; an empty list lets all pass.

    `places` are codes, names or blocs; what is in one of them or of the `regions` is told. `kinds`
    chooses among notices; positions are always told. `relevance` is the least near that is told.
    """

    places: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    relevance: str = "category"


@dataclass(frozen=True)
class Watch:
    """The watch, understood; empty sets let all pass.

    Attributes:
        named: the codes of the places that the settings name.
        regions: the regions that they name.
        places: those named, a bloc's members, and everything whose rules reach one of them or that
            lies in one of them; and what atlas.changes.in_region has of the regions.
        relevances: those that are near enough.
    """

    named: tuple[str, ...]
    regions: tuple[str, ...]
    places: frozenset[str]
    scenarios: frozenset[str]
    kinds: frozenset[str]
    relevances: frozenset[str]

    @classmethod
    def of(cls, edition: Edition, settings: WatchSettings) -> Watch:
        """What these settings mean in an edition.

        Raises:
            UnknownPlace, UnknownRegion, UnknownTerm: the settings name something that the atlas
                does not have.
        """
        words = edition.vocabularies
        named = tuple(dict.fromkeys(edition.places.find(text).code for text in settings.places))
        areas = tuple(dict.fromkeys(find_region(edition, text) for text in settings.regions))
        in_areas = (in_region(edition, regions(edition)[area]) for area in areas)
        (least,) = words.relevance.checked([settings.relevance])
        return cls(
            named=named,
            regions=areas,
            places=frozenset(reaching(edition, with_members(edition, named))).union(*in_areas),
            scenarios=frozenset(words.scenario.checked(settings.scenarios)),
            kinds=frozenset(words.kind.checked(settings.kinds)),
            relevances=frozenset(words.relevance.codes[: words.relevance.codes.index(least) + 1]),
        )

    def sees_position(self, place: str, scenario: str) -> bool:
        return self.sees_place(place) and (not self.scenarios or scenario in self.scenarios)

    def seen_notices(self, edition: Edition, notices: pd.DataFrame) -> pd.DataFrame:
        """Those of the notices (atlas.notices.NOTICE_COLUMNS) that are watched."""
        keep = notices["relevance"].isin(self.relevances)
        if self.places:
            keep &= notices["jurisdiction"].isin(self.places)
        if self.kinds:
            keep &= notices["kind"].isin(self.kinds)
        if self.scenarios:
            speaks = touching(notices, edition.vocabularies.scenario, sorted(self.scenarios))
            keep &= pd.Series(speaks.any(axis=1), index=notices.index)
        return notices[keep]

    def sees_place(self, place: str) -> bool:
        return not self.places or place in self.places


def with_members(edition: Edition, places: Iterable[str]) -> tuple[str, ...]:
    """Places, and behind each that is a bloc its members; each once."""
    blocs = edition.places.blocs
    return tuple(
        dict.fromkeys(
            code
            for place in places
            for code in (place, *(edition.places.members(place) if place in blocs else ()))
        )
    )
