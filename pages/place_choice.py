"""Choosing one place: any that has an answer of its own, or any subdivision by its code or name."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from atlas.edition import Edition
from atlas.subdivisions import plain
from pages import url_state

FIRST_SHOWN = "US"
# Letters that a box shows across a telephone.
LONGEST = 43


def place_choice(
    edition: Edition, label: str = "Place", *, default: str = FIRST_SHOWN, **extra: Any
) -> str:
    """The chosen place's code (`place` in the address); with `default` "" none has to be chosen."""
    places = edition.places
    codes = sorted(offered(edition, "place"), key=lambda code: plain(places.name(code)))
    return url_state.choice(
        label,
        "place",
        codes if default else ["", *codes],
        default=default,
        show=lambda code: places.labelled(code, longest=LONGEST) if code else "Choose a place",
        find=lambda text: places.find(text).code,
        typed=lambda text: typed_place(edition, text, codes),
        help="A state or region that is not listed has no rule of its own on record: choose its "
        "country.",
        **extra,
    )


def typed_place(edition: Edition, text: str, codes: Sequence[str]) -> str:
    """The code of a place by any of its names, else of the first offered that begins so.

    The text itself where it means none: the address says why.
    """
    places = edition.places
    if found := places.meant(text):
        return found.code
    # Every name begins with nothing: a full stop means no place.
    asked = plain(text)
    begun = (code for code in codes if asked and plain(places.name(code)).startswith(asked))
    return next(begun, text)


def offered(edition: Edition, name: str) -> list[str]:
    """Every place with an answer of its own, and subdivisions that a parameter `name` asks for.

    A subdivision without facts has its country's law; there are too many to list them all.
    """
    codes = list(edition.codes)
    for text in st.query_params.get(name, "").split(","):
        asked = edition.places.meant(text)
        if asked and asked.kind == "subdivision" and asked.code not in codes:
            codes.append(asked.code)
    return codes


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
