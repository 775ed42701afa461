"""What the records hold: the columns of their tables, and what JSON has beside them."""

from __future__ import annotations

from atlas import columns
from atlas.api.schemas import (
    Fields,
    code,
    day,
    fields,
    maybe,
    one_of,
    record,
    several,
    text,
    whole,
    yes,
)
from atlas.check_wording import ROLES_SAID
from atlas.judgement import ROLES
from atlas.precedents import NEARNESS

POSITION = fields(columns.STANDING)
NOTICE = fields(columns.NOTICE)
CHANGE = fields(columns.CHANGE)
ISSUER = fields(columns.ISSUER)
ASKED = fields(columns.ASKED)
PAGE = fields(columns.PAGE)
SITE = fields(columns.SITE)

# How a scenario stands, where a place is told with all of them.
IN_SHORT = fields(
    columns.chosen(
        columns.STANDING,
        "scenario",
        "status",
        "inherited_from",
        "confidence",
        "sure_by",
        "source_read",
        "verified_on",
        "read_url",
    )
)
JURISDICTION: Fields = {
    **fields(columns.JURISDICTION),
    "kind": one_of(("country", "subdivision", "bloc")),
    "members": several(text(), "Of a bloc."),
    "positions": whole("Entries of law of its own."),
    "notices": whole("On record for the place itself."),
    "as_of": day("The day asked about."),
    "law": several(record(IN_SHORT), "How each scenario stands; /positions says it in full."),
}

_ROLE = f"Why it is looked at. {'; '.join(f'{role}: {ROLES_SAID[role]}' for role in ROLES)}."
GROUND = {
    **POSITION,
    "role": one_of(ROLES, _ROLE),
    "verdict": code("verdict", "What this position alone comes to."),
    "leaning": maybe(code("verdict", "Where evidence too weak for a verdict points.")),
    "why": several(text()),
}
PRECEDENT = {
    **NOTICE,
    "nearness": one_of(NEARNESS),
    "same_origin": yes(),
    "same_use": yes(),
}
SOURCE = {"text": text(), "read_url": POSITION["read_url"]}
_SAID = record({"text": text(), "scenario": code("scenario")})
CHECK: Fields = {
    "place": POSITION["jurisdiction"],
    "name": POSITION["name"],
    "origin": code("origin"),
    "use": code("use"),
    "claim": code("purpose_claim"),
    "as_of": day(),
    "verdict": code("verdict"),
    "leaning": maybe(code("verdict", "Where evidence too weak for a verdict points.")),
    "sentence": text("What the verdict means, to be read with it."),
    "sources": several(
        record(SOURCE),
        "The texts that decide, each with its place, date and confidence, and the page read.",
    ),
    "acts_there": maybe(
        text("That authorities of the place have acted, against such a use or else.")
    ),
    "becomes_medicine": yes("Whether the claim makes a medicine of a cosmetic."),
    "grounds": several(record(GROUND), "The positions that the verdict rests on."),
    "about_conditions": text("How far meeting the conditions carries; what to do without any."),
    "conditions": several(
        _SAID, "What the grounds name. What a nearest rule names, it names for another use."
    ),
    "penalties": several(_SAID),
    "not_known": several(text()),
    "regulators": several(record(ASKED), "Whom to ask."),
    "precedents": several(
        record(PRECEDENT),
        "Who was acted against for the same, or there over any exosomes, nearest first.",
    ),
    "precedents_total": whole("How many such acts are on record."),
}
ABOUT_THE_DATA: Fields = {
    "revision": whole("Of the data; it counts up when they move."),
    "verified_on": maybe(day("The last day on which anything was checked.")),
    "licence": text(),
}
