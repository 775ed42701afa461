"""/sources: who speaks, which pages the facts rest on, which sites scrapers read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import numpy as np

from atlas.api.edition_tables import EditionTables
from atlas.api.fields import ISSUER, PAGE, SITE
from atlas.api.listing import Listing
from atlas.api.parameters import Asked, Choice, Parameter, PlaceCode, Several, Words
from atlas.api.resources.resource import Resource
from atlas.api.tables import Table
from atlas.changes import reaching
from atlas.exports import source_row
from atlas.health import SourceRecord
from atlas.serving.problems import Contradiction, Fault
from atlas.sources import read_at


def _find(tables: EditionTables, asked: Asked) -> Listing:
    wanted = reaching(tables.edition, asked["places"])
    part, read, source = asked["part"], asked["read"], asked["source"]
    if read and part == "sites":
        raise Contradiction([Fault("read", read, "can be asked of issuers and pages only")])
    if source and part != "sites":
        raise Contradiction([Fault("source", source, "can be asked with part=sites only")])
    if part == "sites":
        return _sites(tables, wanted, source)
    frame, table = tables.sources[part]
    keep = np.ones(len(frame), dtype=bool)
    if read:
        so_read = read_at(frame, read) if part == "issuers" else frame["source_read"] == read
        keep &= so_read.to_numpy(dtype=bool)
    if wanted:
        keep &= (
            frame["jurisdiction"].isin(wanted).to_numpy()
            if part == "issuers"
            else [not wanted.isdisjoint(codes) for codes in frame["jurisdictions"]]
        )
    return Listing(table, np.flatnonzero(keep).tolist())


def _sites(tables: EditionTables, wanted: Collection[str], source: str) -> Listing:
    now = datetime.now(UTC)
    rows = [_site(record, now) for record in tables.shelf.store.sources()]
    found = [
        number
        for number, row in enumerate(rows)
        if (not wanted or row["jurisdiction"] in wanted) and source in ("", row["id"])
    ]
    return Listing(Table.of_rows(rows), found, lasting=False)


def _site(record: SourceRecord, now: datetime) -> dict[str, Any]:
    known = source_row(record) | {
        "languages": list(record.description.languages),
        "verdict": record.verdict(now),
        "why": record.why(now),
        "tried_at": _moment(record.tried_at),
        "good_at": _moment(record.good_at),
        "failures": record.failures,
    }
    return {name: known[name] for name in SITE}


def _moment(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None


SOURCES = Resource(
    name="sources",
    about="Everyone with a notice on record (`part=issuers`), every page that a fact rests on "
    "(`part=pages`), or the sites that scrapers read and how each fares (`part=sites`).",
    own=(
        Parameter(
            "part", "Which of the three.", Choice(("issuers", "pages", "sites")), default="issuers"
        ),
        Parameter(
            "places",
            "Codes or names; with a place come its parts, and the country and blocs whose rules "
            "reach it.",
            Several(PlaceCode(law=False)),
            default=(),
        ),
        Parameter(
            "read",
            "Read at the issuer (primary) or in a report by others (secondary); not of sites.",
            Choice(("primary", "secondary")),
            default="",
        ),
        Parameter("source", "One site, by its id; with part=sites.", Words(100), default=""),
    ),
    records={"Issuer": ISSUER, "Page": PAGE, "Site": SITE},
    find=_find,
    examples={
        "places=ES&read=primary": "whose own texts were read for Spain",
        "part=pages&places=KR": "the pages that Korean facts rest on",
        "part=sites": "how each site fares",
    },
)
