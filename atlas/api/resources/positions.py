"""/positions: how the law stands, a record for each place and scenario."""

from __future__ import annotations

import numpy as np

from atlas.api.edition_tables import EditionTables
from atlas.api.fields import POSITION
from atlas.api.listing import Listing
from atlas.api.parameters import Asked, Code, Parameter, PlaceCode, Several
from atlas.api.resources.resource import AS_OF, REGION, Resource, day_asked

# Parameters named as the columns that they choose by.
_CHOSEN_BY = ("scenario", "status", "basis", "confidence", "source_read")


def _find(tables: EditionTables, asked: Asked) -> Listing:
    day = day_asked(asked)
    places = asked["places"]
    # A subdivision without facts of its own is not among all places: its answer is its country's.
    listed = set(tables.edition.codes).issuperset(places)
    frame, table = tables.law(day) if listed else tables.law_of(places, day)
    keep = np.ones(len(frame), dtype=bool)
    if places:
        keep &= frame["jurisdiction"].isin(places).to_numpy()
    if asked["region"] is not None:
        keep &= frame["jurisdiction"].isin(asked["region"]).to_numpy()
    for name in _CHOSEN_BY:
        if asked[name]:
            keep &= frame[name].isin(asked[name]).to_numpy()
    return Listing(table, np.flatnonzero(keep).tolist(), {"as_of": day.isoformat()})


POSITIONS = Resource(
    name="positions",
    about="How the law stands on a day: a record for each place and scenario, with what is "
    "inherited from a country or a bloc, the source, its date, the confidence, and the risk. "
    "`no_data`, `unclear` and `no_specific_rule` are three ways of not knowing; none of them is a "
    "permission.",
    own=(
        Parameter(
            "places",
            "Codes or names of countries, subdivisions and blocs; a bloc stands for itself, see "
            "`region` for its members.",
            Several(PlaceCode()),
            default=(),
        ),
        REGION,
        Parameter("scenario", "Product and use.", Several(Code("scenario")), default=()),
        Parameter("status", "How the law stands.", Several(Code("status")), default=()),
        Parameter("basis", "What the status rests on.", Several(Code("basis")), default=()),
        Parameter("confidence", "How sure it is.", Several(Code("confidence")), default=()),
        Parameter("source_read", "Whose text was read.", Several(Code("source_read")), default=()),
        AS_OF,
    ),
    records={"Position": POSITION},
    find=_find,
    examples={
        "places=KR,JP&scenario=injected_or_iv": "injected exosomes in South Korea and Japan",
        "region=GCC&scenario=human_topical_cosmetic": "cosmetics from human cells in each Gulf "
        "state",
        "status=prohibited&asof=2020-01-01&format=csv": "every prohibition of 1 January 2020, as "
        "CSV",
    },
)
