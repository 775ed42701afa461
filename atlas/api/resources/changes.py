"""/changes: what changed, a record for each dated event."""

from __future__ import annotations

from datetime import date

from atlas.api.edition_tables import EditionTables
from atlas.api.fields import CHANGE
from atlas.api.listing import Listing
from atlas.api.parameters import Asked, Code, Parameter, PlaceCode, Region, Several, Switch
from atlas.api.resources.resource import SINCE, UNTIL, Resource, time_asked
from atlas.changes import select


def _find(tables: EditionTables, asked: Asked) -> Listing:
    since, until = time_asked(asked)
    stream, table = tables.changes
    found = select(
        stream,
        tables.edition,
        since=since,
        until=until or date.today(),
        places=asked["places"],
        region=asked["region"] or (),
        kinds=asked["kinds"],
        events=asked["events"],
        scenarios=asked["scenarios"],
        context=asked["context"],
    )
    return Listing(table, found.index.tolist())


CHANGES = Resource(
    name="changes",
    about="Dated events, newest first: positions that come into force or replace another, notices "
    "published, amended at their source (a record for each field), no longer listed or listed "
    "again. What carries no date is not among them, nor are corrections of the atlas's own record "
    "unless `events` asks for record_corrected, and rules for a day to come unless `until` "
    "does. A position that leaves the question open lifts no ban: `still_holds` says which rule "
    "from above answers in spite of it, `rule_of` whose it is.",
    own=(
        SINCE,
        UNTIL,
        Parameter(
            "places",
            "Codes or names; with a place come its parts, with a bloc its members; and the "
            "country and blocs whose rules reach it.",
            Several(PlaceCode(law=False)),
            default=(),
        ),
        Parameter(
            "region",
            "A region of the map: of the UN's M49, or a bloc's members; with their blocs.",
            Region(),
        ),
        Parameter("events", "What happened.", Several(Code("event")), default=()),
        Parameter("scenarios", "Product and use.", Several(Code("scenario")), default=()),
        Parameter(
            "kinds",
            "What the act is; this leaves changes of positions out.",
            Several(Code("kind")),
            default=(),
        ),
        Parameter("context", "1: background notices too.", Switch(), default=False),
    ),
    records={"Change": CHANGE},
    find=_find,
    examples={
        "since=2020-01-01&places=AE": "what reached the United Arab Emirates since 2020",
        "events=position_in_force&scenarios=injected_or_iv": "law on injections that came into "
        "force",
    },
)
