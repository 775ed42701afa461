"""What the records hold; names and order are those of the tables."""

from __future__ import annotations

from atlas.api.schemas import (
    Fields,
    code,
    day,
    maybe,
    moment,
    number,
    one_of,
    partial_date,
    record,
    several,
    text,
    whole,
    yes,
)
from atlas.check import ROLES
from atlas.check_wording import ROLES_SAID
from atlas.precedents import NEARNESS

_PLACE = text("Code of the place: ISO 3166, a bloc's, or INT.")
_READ_URL = maybe(text("The page that was read."))
_CHECKED = day("The day on which somebody last checked this.")

POSITION: Fields = {
    "jurisdiction": _PLACE,
    "name": text(),
    "scenario": code("scenario"),
    "status": code("status", "How the law stands. Only `permitted` is a permission."),
    "inherited_from": maybe(text("The place whose position answers, if not this place's own.")),
    "effective_from": maybe(
        partial_date(
            "In force since; null: since an unknown earlier date, or, where `as_of` is before "
            "`verified_on`, perhaps only after that day."
        )
    ),
    "instrument": maybe(text("The text of law, by name.")),
    "conditions": several(text()),
    "penalty": maybe(text()),
    "confidence": maybe(code("confidence")),
    "source_read": maybe(code("source_read")),
    "verified_on": maybe(_CHECKED),
    "read_url": _READ_URL,
    "notices": several(text(), "Ids of the notices behind it that were out on the day."),
    "risk": number("0 to 100."),
    "risk_parts": {"type": "object", "additionalProperties": {"type": "number"}},
    "risk_completeness": number("0 to 1: how much of what the risk asks for is known."),
    "basis": maybe(code("basis")),
    "unclear_reason": maybe(code("unclear_reason")),
    "approved_product": maybe(code("approved_product")),
    "note": maybe(text()),
    "own_note": maybe(text("Of the place's own row, where a binding rule from above answers.")),
    "coders_differ": several(text(), "Fields on which two coders disagreed."),
    "instrument_url": maybe(text()),
    "other_urls": several(text()),
    "as_of": day("The day asked about."),
}

NOTICE: Fields = {
    "id": text("Stays the same for ever."),
    "jurisdiction": _PLACE,
    "regulator": text(),
    "regulator_short": text(),
    "issuer_type": code("issuer_type"),
    "title": text("As published."),
    "title_en": text("In English; empty where nobody has translated it."),
    "language": text("Of the title, BCP 47."),
    "published": maybe(partial_date("Null: undated.")),
    "kind": code("kind"),
    "relevance": code("relevance"),
    "origin": several(code("origin")),
    "uses": several(code("use")),
    "claims": several(code("claim")),
    "concerns": several(code("concern")),
    "firms": several(text()),
    "products": several(text()),
    "summary": text(),
    "effect": code("effect"),
    "exosome_explicit": yes("Whether it names exosomes."),
    "url": maybe(text("The issuer's own page.")),
    "source_read": code("source_read"),
    "read_url": _READ_URL,
    "other_urls": several(text()),
    "confidence": code("confidence"),
    "coders_differ": several(text(), "Fields on which two coders disagreed."),
    "review": code("review", "`machine_read`: nobody has checked what a program read."),
    "source_id": maybe(text("The source that a program found it in.")),
    "first_seen": day(),
    "last_checked": _CHECKED,
    "sha256": maybe(text("Of what was received.")),
    "version": whole(),
    "via": maybe(code("via")),
    "delisted_on": maybe(day("Since when its source no longer lists it.")),
}

CHANGE: Fields = {
    "date": partial_date("As precise as it is known."),
    "event": code("event"),
    "jurisdiction": _PLACE,
    "name": text(),
    "scenario": maybe(code("scenario")),
    "kind": maybe(code("kind")),
    "relevance": maybe(code("relevance")),
    "field": maybe(text("Of a notice that was amended.")),
    "before": maybe(text("The status, or the text of the field, before.")),
    "after": maybe(text("The same, since.")),
    "title": text("The instrument, or the notice's title."),
    "language": maybe(text("Of the title, BCP 47.")),
    "detail": text("The position's note, or the notice's summary."),
    "review": maybe(code("review", "`machine_read`: nobody has checked what a program read.")),
    "delisted_on": maybe(day()),
    "confidence": code("confidence"),
    "source_read": code("source_read"),
    "verified_on": _CHECKED,
    "url": maybe(text("The page to read.")),
    "notices": several(text(), "Ids of the notices behind it."),
}

STANDING: Fields = {
    name: POSITION[name]
    for name in (
        "scenario",
        "status",
        "inherited_from",
        "confidence",
        "source_read",
        "verified_on",
        "read_url",
    )
}
JURISDICTION: Fields = {
    "code": _PLACE,
    "name": text(),
    "kind": one_of(("country", "subdivision", "bloc")),
    "alpha3": maybe(text("ISO 3166-1 alpha-3.")),
    "parent": maybe(text("The country of a subdivision, or whose law reaches a territory.")),
    "region": maybe(text("Of the UN's M49 standard.")),
    "subregion": maybe(text()),
    "blocs": several(text(), "Whose rules reach it, the most specific first."),
    "members": several(text(), "Of a bloc."),
    "positions": whole("Entries of law of its own."),
    "notices": whole("On record for the place itself."),
    "as_of": day("The day asked about."),
    "law": several(record(STANDING), "How each scenario stands; /positions says it in full."),
}

ISSUER: Fields = {
    "jurisdiction": _PLACE,
    "name": text("Of the place."),
    "regulator": text(),
    "regulator_short": text(),
    "issuer_type": code("issuer_type"),
    "notices": whole("On record."),
    "direct": whole("Of these, that name exosomes."),
    "primary": whole("Of these, that were read on the issuer's own page."),
    "latest": maybe(partial_date("The newest notice's date: when it was last seen acting.")),
    "last_checked": _CHECKED,
    "site": maybe(text()),
}
ASKED: Fields = {
    **ISSUER,
    "formerly": maybe(text("How it was called before, until when, and how sure that is.")),
    "formerly_url": maybe(text("The page that says so.")),
}
PAGE: Fields = {
    "url": maybe(text("A page that facts rest on.")),
    "host": text(),
    "source_read": code("source_read"),
    "facts": whole("How many rest on it."),
    "positions": whole(),
    "notices": whole(),
    "blocs": whole(),
    "jurisdictions": several(text()),
    "last_checked": _CHECKED,
}
SITE: Fields = {
    "id": text(),
    "name": text(),
    "jurisdiction": _PLACE,
    "publisher": text(),
    "homepage": maybe(text()),
    "format": text(),
    "languages": several(text()),
    "cadence": text("How often it is to be read."),
    "structure": code("source_structure", "How its structure is known."),
    "terms_of_use": text(),
    "verdict": code("source_verdict", "How it fares."),
    "why": text(),
    "tried_at": maybe(moment()),
    "good_at": maybe(moment("The last time it was read whole and kept.")),
    "failures": whole("In a row, be it at some of its addresses only."),
    "notices": whole("Of its notices, those on record."),
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
SOURCE = {"text": text(), "read_url": _READ_URL}
_SAID = record({"text": text(), "scenario": code("scenario")})
CHECK: Fields = {
    "place": _PLACE,
    "name": text(),
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
    "acts_there": maybe(text("That authorities of the place have moved against such a use.")),
    "becomes_medicine": yes("Whether the claim makes a medicine of a cosmetic."),
    "grounds": several(record(GROUND), "The positions that the verdict rests on."),
    "about_conditions": text("How far meeting the conditions carries; what to do without any."),
    "conditions": several(
        _SAID, "What the grounds name. What a nearest rule names, it names for another use."
    ),
    "penalties": several(_SAID),
    "not_known": several(text()),
    "regulators": several(record(ASKED), "Whom to ask."),
    "precedents": several(record(PRECEDENT), "Who was acted against for the same, nearest first."),
    "precedents_total": whole("How many such acts are on record."),
}
STANDING_OF_DATA: Fields = {
    "revision": whole("Of the data; it counts up when they move."),
    "verified_on": maybe(day("The last day on which anything was checked.")),
    "licence": text(),
}
