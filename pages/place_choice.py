"""Choosing one place: any that has an answer of its own, or any subdivision by its code or name."""

from typing import Any

import streamlit as st

from atlas.edition import Edition
from atlas.places import UnknownPlace, plain
from pages import url_state

FIRST_SHOWN = "US"


def place_choice(edition: Edition, **extra: Any) -> str:
    """The chosen place's code (`place` in the address)."""
    places = edition.places
    return url_state.choice(
        "Place",
        "place",
        sorted(_offered(edition), key=lambda code: plain(places.name(code))),
        default=FIRST_SHOWN,
        show=lambda code: f"{places.name(code)} ({code})",
        find=lambda text: places.find(text).code,
        **extra,
    )


def _offered(edition: Edition) -> set[str]:
    """Every place with an answer of its own, and the subdivision that the address asks for.

    A subdivision without facts has its country's law; there are too many to list them all.
    """
    offered = set(edition.codes)
    try:
        asked = edition.places.find(st.query_params.get("place", ""))
    except UnknownPlace:
        return offered
    return offered | {asked.code} if asked.kind == "subdivision" else offered


def twin(edition: Edition, code: str) -> str | None:
    """The other code of a place that ISO lists both as a country and as a subdivision with facts.

    Puerto Rico is PR and US-PR: the names are the same and the one code ends in the other.
    """
    places = edition.places
    for part in edition.codes:
        parent, country = places[part].parent, part.partition("-")[2]
        if (
            parent
            and code in (part, country)
            and country in places.countries
            and places.name(part) == f"{places.name(country)} ({places.name(parent)})"
        ):
            return country if code == part else part
    return None
