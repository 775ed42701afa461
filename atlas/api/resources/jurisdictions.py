"""/jurisdictions: every place that has law, with how each scenario stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from atlas.api.fields import JURISDICTION, STANDING
from atlas.api.listing import Listing
from atlas.api.parameters import Asked, Parameter, PlaceCode, Region, Several
from atlas.api.resources.resource import AS_OF, Resource, day_asked
from atlas.api.shelf import Shelf
from atlas.api.tables import Table, linked
from atlas.edition import Edition

# What CSV says of each scenario, in columns of its own.
_IN_CSV = ("status", "inherited_from", "confidence", "verified_on", "read_url")


def _find(shelf: Shelf, asked: Asked) -> Listing:
    edition, day = shelf.edition, day_asked(asked)
    codes = asked["places"] or edition.codes
    if asked["region"] is not None:
        codes = [code for code in codes if code in asked["region"]]
    rows = _rows(edition, codes, day)
    return Listing(Table(rows, [_flat(row) for row in rows]), said={"as_of": day.isoformat()})


def _rows(edition: Edition, codes: Sequence[str], day: date) -> list[dict[str, Any]]:
    places, scenarios = edition.places, edition.vocabularies.scenario.codes
    entries: Counter[str] = Counter()
    for (code, _), history in edition.law.histories.items():
        entries[code] += len(history)
    notices = Counter(edition.notices["jurisdiction"])
    law: dict[str, list[dict[str, Any]]] = {code: [] for code in codes}
    for standing in edition.law.standings(codes, scenarios, day):
        row = linked(edition.law.row(standing))
        law[standing.place].append({name: row[name] for name in STANDING})
    return [
        {
            "code": code,
            "name": places[code].name,
            "kind": places[code].kind,
            "alpha3": places[code].alpha3,
            "parent": places[code].parent,
            "region": places[code].region,
            "subregion": places[code].subregion,
            "blocs": list(places.blocs_of(code)),
            "members": list(places.members(code)) if places[code].kind == "bloc" else [],
            "positions": entries[code],
            "notices": notices[code],
            "as_of": day.isoformat(),
            "law": law[code],
        }
        for code in codes
    ]


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """The same with columns for each scenario: `injected_or_iv`, `injected_or_iv_confidence` …"""
    flat = {name: value for name, value in row.items() if name != "law"}
    for standing in row["law"]:
        for name in _IN_CSV:
            suffix = "" if name == "status" else f"_{name}"
            flat[f"{standing['scenario']}{suffix}"] = standing[name]
    return flat


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
        Parameter("region", "A region of the map: of the UN's M49, or a bloc's members.", Region()),
        AS_OF,
    ),
    records={"Jurisdiction": JURISDICTION},
    find=_find,
    examples={
        "region=EU&asof=2024-01-01": "the members of the EU, as of the beginning of 2024",
        "places=US-TN,Türkiye": "places by code or name",
    },
)
