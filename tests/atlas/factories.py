"""Builders of INVENTED blocs, positions and notices. Nothing here is evidence of anything.

Countries and their codes are real, since ISO 3166 is; what is said of them is made up for a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from atlas.edition import Edition
from atlas.law import CONFIDENCES, LADDER, Law, Position, Standing
from atlas.notices import Notice, notices_frame
from atlas.places import Bloc, Places
from atlas.source_list import SourceDescription
from tests.bundled import recorded_facts

TODAY = date(2026, 11, 22)
VERIFIED = "2026-11-22"
ASKED = "injected_or_iv"
# What a position can be coded as: no_data is the absence of a row.
CODED = (*LADDER, "no_specific_rule", "unclear")


@cache
def recorded() -> Edition:
    """The one thing here that is not invented: what the bundled data say, read once."""
    return Edition.from_facts(recorded_facts())


def bloc(
    *members: str,
    reach: str | None = None,
    name: str = "Invented bloc",
    aliases: Sequence[str] = (),
) -> Bloc:
    return Bloc.model_validate(
        {
            "name": name,
            "aliases": aliases,
            "members": members,
            "instruments": [
                {
                    "instrument": "Invented treaty",
                    "transposition_note": "Invented.",
                    "read_url": "https://example.org/treaty",
                    "confidence": reach,
                }
            ],
            "verified_on": VERIFIED,
        }
    )


def position(place: str, status: str, **changes: Any) -> Position:
    """An invented position, medium confidence, in force for longer than anyone knows."""
    fields: dict[str, Any] = {
        "jurisdiction": place,
        "scenario": ASKED,
        "status": status,
        "basis": "explicit",
        "unclear_reason": "silent" if status == "unclear" else None,
        "instrument": f"Invented act of {place}",
        "note": f"Invented note of {place}.",
        "source_read": "primary",
        "read_url": f"https://example.org/{place}",
        "confidence": "medium",
        "verified_on": VERIFIED,
    }
    return Position.model_validate(fields | changes)


def law(*positions: Position, blocs: Mapping[str, Bloc] | None = None) -> Law:
    return Law(Places(blocs or {}), positions)


def notice(id_: str, **changes: Any) -> Notice:
    """An invented notice: a ban in the United States of injected exosomes of human origin."""
    fields: dict[str, Any] = {
        "id": id_,
        "jurisdiction": "US",
        "regulator": "Invented Agency",
        "regulator_short": "IA",
        "issuer_type": "regulator",
        "title": f"Invented notice {id_}",
        "title_en": f"Invented notice {id_}",
        "language": "en",
        "published": "2026-01-15",
        "kind": "ban",
        "relevance": "direct",
        "origin": ["human"],
        "uses": ["injection"],
        "claims": [],
        "concerns": [],
        "firms": [],
        "products": [],
        "summary": "Invented.",
        "effect": "enforces",
        "exosome_explicit": True,
        "url": None,
        "source_read": "primary",
        "read_url": f"https://example.org/{id_}",
        "confidence": "high",
        "review": "reviewed",
        "verified_on": VERIFIED,
    }
    return Notice.model_validate(fields | changes)


@cache
def description(**changes: Any) -> SourceDescription:
    """What the catalogue says of an invented source that is on, read daily."""
    said = {
        "name": "Invented source",
        "jurisdiction": "US",
        "publisher": {
            "name": "Invented Agency",
            "short": "IA",
            "issuer_type": "regulator",
            "powers": "Invented.",
            "url": "https://x.example",
        },
        "homepage": "https://x.example",
        "format": "rss",
        "languages": ["en"],
        "cadence": "daily",
        "structure": "documented",
        "terms_of_use": "None.",
        "enabled": True,
    }
    return SourceDescription.model_validate(said | changes)


def _recorded_rows() -> list[dict[str, Any]]:
    own = recorded().notices.drop(columns="published_first").astype(object)
    rows: Any = own.where(own.notna(), None).to_dict("records")
    return list(rows)


def edition_of(
    *positions: Position,
    notices: Iterable[Notice] = (),
    blocs: Mapping[str, Bloc] | None = None,
) -> Edition:
    """An edition of invented facts, with the real vocabularies and weights."""
    places = Places(blocs or {})
    records = [each.record() for each in notices]
    return replace(
        recorded(),
        places=places,
        law=Law(places, positions),
        notices=notices_frame(records) if records else _no_notices(),
    )


@cache
def _no_notices() -> pd.DataFrame:
    """Made once: a table of so many columns takes long, and most of these editions have none."""
    return notices_frame(())


def recorded_with(*extra: Notice) -> Edition:
    """The recorded facts with invented notices beside them."""
    rows = [*_recorded_rows(), *(each.record() for each in extra)]
    return replace(recorded(), notices=notices_frame(rows))


def standing(status: str, **changes: Any) -> Standing:
    """An answer for the United States, from an invented position of its own."""
    if status == "no_data":
        return Standing("US", ASKED, status)
    own = position("US", status, **changes)
    return Standing("US", ASKED, status, position=own, confidence=own.confidence)


# Places that reach each other: a state, its country, a neighbour, and two blocs over them.
INVENTED_BLOCS = ("EU", "EEA")
INVENTED_PLACES = ("US-TN", "US", "FR", "NO", *INVENTED_BLOCS)


@st.composite
def laws(draw: st.DrawFn) -> Law:
    """Any law of one scenario over INVENTED_PLACES, with any dates, statuses and confidences."""
    reach = st.sampled_from((None, *CONFIDENCES))
    places = _invented_places(draw(reach), draw(reach))
    positions = draw(
        st.lists(
            st.builds(
                position,
                st.sampled_from(INVENTED_PLACES),
                st.sampled_from(CODED),
                confidence=st.sampled_from(CONFIDENCES),
                effective_from=st.sampled_from(
                    (None, "2019", "2021-05", "2021-05-01", "2024-02-29")
                ),
            ),
            max_size=12,
        )
    )
    return Law(places, positions)


@cache
def _invented_places(reach_of_eu: str | None, reach_of_eea: str | None) -> Places:
    return Places(
        {
            "EU": bloc("FR", "US", reach=reach_of_eu),
            "EEA": bloc("FR", "US", "NO", reach=reach_of_eea),
        }
    )


def enforcement(base: Edition) -> st.SearchStrategy[Notice]:
    """Any one act of any kind that counts as enforcement, of any place, relevance and date."""
    words = base.vocabularies
    return st.builds(
        notice,
        st.uuids().map(lambda uuid: f"invented-{uuid}"),
        jurisdiction=st.sampled_from(base.codes),
        kind=st.sampled_from(sorted(base.weights.enforcement.kinds)),
        issuer_type=st.sampled_from(words.issuer_type.codes),
        relevance=st.sampled_from(words.relevance.codes),
        effect=st.sampled_from(words.effect.codes),
        origin=st.lists(st.sampled_from(words.origin.codes), unique=True, max_size=2),
        uses=st.lists(st.sampled_from(words.use.codes), unique=True, max_size=2),
        published=st.one_of(
            st.none(),
            st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat),
            st.integers(1990, 2030).map(str),
        ),
    )
