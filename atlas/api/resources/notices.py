"""/notices: acts and publications on record, with full-text search."""

from __future__ import annotations

import numpy as np

from atlas.api.edition_tables import EditionTables
from atlas.api.fields import NOTICE
from atlas.api.listing import Listing
from atlas.api.parameters import Asked, Code, Parameter, PlaceCode, Several, Switch, Words
from atlas.api.resources.resource import SINCE, UNTIL, Resource, time_asked
from atlas.facets import FACETS, IN_ADDRESS

_ABOUT = {
    "kind": "What the act is.",
    "relevance": "How near it is to exosomes; choosing `context` shows background notices.",
    "origin": "What the products are made from.",
    "uses": "How they are used.",
    "claims": "What they are sold for.",
    "concerns": "Why the regulator acts.",
    "effect": "What it does to the law.",
    "confidence": "How sure the record is.",
    "source_read": "Whose text was read.",
    "review": "`machine_read`: by a program, and reviewed by nobody.",
}


def _find(tables: EditionTables, asked: Asked) -> Listing:
    query = asked["q"].strip()
    since, until = time_asked(asked)
    found = tables.facets.select(
        {facet: asked[name] for facet, name in IN_ADDRESS.items()},
        places=tables.edition.within(asked["places"]),
        since=since,
        until=until,
        among=tables.found(query) if query else None,
        context=asked["context"] or bool(asked["notice"]),
    )  # fmt: skip
    rows = found.rows
    if asked["notice"]:
        rows = rows[np.isin(rows, tables.edition.rows_of([asked["notice"]]))]
    return Listing(tables.notices, rows.tolist())


NOTICES = Resource(
    name="notices",
    about="Acts and publications of regulators, courts, legislatures and professional bodies, "
    "newest first; with `q` the best match first. Background notices are left out unless asked "
    "for, those without a date where a time is.",
    own=(
        Parameter(
            "q",
            'Words to search for, in any script; several narrow it, "a phrase" is found as it '
            "stands.",
            Words(),
            default="",
        ),
        Parameter("notice", "One notice, by its id.", Words(1000), default=""),
        SINCE,
        UNTIL,
        Parameter(
            "places",
            "Codes or names; with a country come its parts, with a bloc its members.",
            Several(PlaceCode(law=False)),
            default=(),
        ),
        *(
            Parameter(IN_ADDRESS[facet], _ABOUT[facet], Several(Code(vocabulary)), default=())
            for facet, vocabulary in FACETS.items()
        ),
        Parameter("context", "1: background notices too.", Switch(), default=False),
    ),
    records={"Notice": NOTICE},
    find=_find,
    examples={
        "q=엑소좀": "search in any script",
        "places=US&kinds=warning_letter&concerns=unapproved": "warning letters of the United "
        "States over unapproved products",
        "since=2026-01-01&kinds=prosecution,seizure": "raids, arrests and seizures of this year",
        "review=machine_read": "what a program read and nobody has reviewed",
    },
)
