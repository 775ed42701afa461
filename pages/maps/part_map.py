"""A country by its parts, where the outlines of the parts ship with the atlas."""

from __future__ import annotations

from collections import Counter
from datetime import date

import streamlit as st

from atlas.edition import Edition
from atlas.wording import credit
from pages import knowledge, url_state
from pages.maps.framing import Outlines, drawn, whole
from pages.maps.legend import law_key, legend
from pages.maps.place_map import Moment, place_map
from pages.maps.world_map import map_rows
from pages.nearby import own

DRAWN: dict[str, Outlines] = {"US": "states"}


def part_map(edition: Edition, country: str, outlines: Outlines, day: date) -> str | None:
    """Show the law of a country's parts on a map; give the part that was just opened on it.

    The scenario is the reader's (`parts` in the address); it starts with the one on which most
    parts have a rule of their own.
    """
    words, name = edition.vocabularies, edition.places.name(country)
    codes = sorted(drawn(outlines))
    ruled = Counter(own(edition.law.table(codes, words.scenario.codes, day))["scenario"])
    scenario = url_state.choice(
        "Product and use, by part",
        "parts",
        words.scenario.codes,
        default=max(words.scenario.codes, key=lambda code: ruled[code]),
        show=words.scenario.label,
        width=270,
    )
    key = law_key(words.status)
    answers = knowledge.standings(edition, codes, day, [scenario])
    rows = map_rows(edition, answers, codes, key)
    has_own = rows.index.isin(own(rows).index)
    rows = rows.assign(sign=rows["sign"].where(~has_own, rows["sign"] + "*"))
    opened = place_map(
        [Moment(day, rows)],
        key.entries,
        outlines=outlines,
        view=whole(outlines),
        title=(f"{name}: {words.scenario.label(scenario)}", "Law, by part"),
        caution=key.caution,
        source=credit(edition),
        label=f"Map of {edition.places.in_sentence(country)} by part: "
        f"{words.scenario.label(scenario)}; the list below has the rules.",
        name=f"parts-{country}-{scenario}",
    )
    st.html(legend(key.entries, Counter(rows["class_"]), "parts"))
    st.caption(
        f"A star (*) marks a part with a rule of its own, {has_own.sum()} of {len(rows)}; the "
        "others have the country's. Alaska and Hawaii are drawn below, Alaska at a third of the "
        "scale. Territories are places of their own."
    )
    return opened[0] if opened else None
