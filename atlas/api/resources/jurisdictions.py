"""/jurisdictions: every place that has law, with how each scenario stands there."""

from __future__ import annotations

from atlas.api.edition_tables import EditionTables
from atlas.api.fields import JURISDICTION
from atlas.api.jurisdictions import jurisdiction_table
from atlas.api.listing import Listing
from atlas.api.parameters import Asked, Parameter, PlaceCode, Several
from atlas.api.resources.resource import AS_OF, REGION, Resource, day_asked


def _find(tables: EditionTables, asked: Asked) -> Listing:
    codes, day = tables.edition.codes, day_asked(asked)
    places, region = asked["places"], asked["region"]
    # A subdivision without facts of its own is not among all places.
    if set(codes).issuperset(places):
        table = tables.jurisdictions(day)
    else:
        codes, table = places, jurisdiction_table(tables.edition, places, day)
    rows = [
        row
        for row, code in enumerate(codes)
        if (not places or code in places) and (region is None or code in region)
    ]
    return Listing(table, rows, {"as_of": day.isoformat()})


JURISDICTIONS = Resource(
    name="jurisdictions",
    about="Every country, every bloc, and the subdivisions with facts of their own; with each, how "
    "the law stands on a day in a word a scenario. CSV has a column for each scenario.",
    own=(
        Parameter(
            "places",
            "Codes or names of countries, subdivisions and blocs.",
            Several(PlaceCode()),
            default=(),
        ),
        REGION,
        AS_OF,
    ),
    records={"Jurisdiction": JURISDICTION},
    find=_find,
    examples={
        "region=EU&asof=2024-01-01": "the members of the EU, as of the beginning of 2024",
        "places=US-TN,Türkiye": "places by code or name",
    },
)
