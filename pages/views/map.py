from collections import Counter
from collections.abc import Collection
from datetime import date
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from atlas.check_wording import needled_first
from atlas.edition import Edition
from atlas.regions import WORLD, region_name, regions
from atlas.wording import ABOUT_RISK, credit
from pages import as_of, knowledge, url_state
from pages.citing import cite_view
from pages.maps import legend, world_map
from pages.maps.framing import around, whole
from pages.maps.place_map import Moment, place_map
from pages.markup import Html, element, joined, page_link
from pages.navigation import PAGES, address, all_pages
from pages.place_choice import WHOSE_REGIONS, matches, region_choice, typed_place
from pages.standing_grid import MOST_COMPARED
from pages.standing_table import standing_table

_COLOURS = {"status": "Law", "risk": "Risk"}
_ABOUT = {
    "status": "Colours show what the law says of this product and use, as far as it was read.",
    "risk": "Numbers tell how much stands against this product and use, even if no law is known.",
}

_NARROW, _WIDE = 200, 400  # px
_SHORT_NAME = 20  # letters that the narrow box shows


# What readers come for, and the pages that serve it; the menu is folded away on a phone.
_ERRANDS = {
    "Launching a product?": ("check",),
    "Answering for a region?": ("compare", "changes"),
    "Reporting?": ("notices", "story"),
}


class Asked(NamedTuple):
    """What the reader asked for: the law of a use on a day, in a region of some countries."""

    scenario: str
    day: date
    area: str
    countries: Collection[str]
    colour: str

    @property
    def in_files(self) -> str:
        """The region as the names of files say it."""
        return self.area.replace(" ", "-")


def errands() -> Html:
    """Where to go from here, by what the reader is here for."""
    return element(
        "p",
        joined(
            [said, " ", joined((page_link(address(page), PAGES[page][0]) for page in to), ", ")]
            for said, to in _ERRANDS.items()
        ),
        style="margin: 0;",
    )


def draw(
    edition: Edition, asked: Asked, shown: pd.DataFrame, key: legend.Key
) -> tuple[str, date] | None:
    """The map; the place that was just opened on it (a code), and the day it showed then."""
    scenario, day, area, countries, colour = asked
    view, turned = (whole("world"), ()) if area == WORLD else around(countries)
    named = edition.vocabularies.scenario.label(scenario)
    return place_map(
        (
            *world_map.moments(edition, scenario, day, colour, countries),
            Moment(day, shown),
        ),
        key.entries,
        outlines="world",
        view=view,
        turned=turned,
        title=(named, f"{_COLOURS[colour]}, {region_name(edition, area)}"),
        caution=key.caution,
        source=credit(edition),
        label=f"World map of {named}; the table below says the same.",
        name=f"map-{scenario}",
        file="-".join(("map", asked.in_files, _COLOURS[colour], scenario)),
    )


def open_place(edition: Edition, asked: Asked, clicked: tuple[str, date] | None) -> None:
    """Open the place that was clicked on, as it was shown, or the one chosen or typed here."""
    inside = edition.within(asked.countries)
    within = [code for code in edition.codes if asked.area == WORLD or code in inside]
    chosen = st.selectbox(
        "Open a place",
        within,
        index=None,
        format_func=edition.places.labelled,
        placeholder="Choose, type or click on the map",
        accept_new_options=True,
        width=270,
    )
    meant = typed_place(edition, chosen, within) if chosen else None
    # A click opens its place whatever was typed before and means none.
    if opened := clicked or (meant and (meant, asked.day)):
        place, shown_on = opened
        url_state.go_to(all_pages()["country"], {"place": place, **as_of.in_address(shown_on)})
    elif chosen:
        st.html(matches(edition, chosen, within, partial(to_country, day=asked.day)))


def to_country(code: str, day: date) -> str:
    return address("country", place=code, **as_of.in_address(day))


def ways_on(edition: Edition, asked: Asked) -> Html:
    """What else is on record of the region."""
    _, day, area, countries, _ = asked
    in_region = {} if area == WORLD else {"region": area}
    where = "in the world" if area == WORLD else "in this region"
    ways = [as_of.what_changed(where, day, **in_region)]
    if area in edition.places.blocs:
        ways.append(page_link(to_country(area, day), "All uses, and its members side by side"))
    elif 1 < len(countries) <= MOST_COMPARED:
        compared = address("compare", places=",".join(countries), **as_of.in_address(day))
        ways.append(page_link(compared, "All uses, side by side"))
    return element("p", joined(ways), style="margin: 0;")


edition = knowledge.edition()
words = edition.vocabularies
areas = regions(edition)
# Only a bloc's long name takes a line of its own on a phone, and a longer box: on a desk all
# filters stand in one line, so that the legend is in sight.
asked_for = st.session_state.get("filter_region", st.query_params.get("region", WORLD))
asked_for = asked_for if asked_for in areas else WORLD

st.html(errands())
with st.container(horizontal=True, vertical_alignment="bottom"):
    scenario = url_state.choice(
        "Product and use",
        "scenario",
        words.scenario.codes,
        default="human_topical_cosmetic",
        show=words.scenario.label,
        width=260,
    )
    day = as_of.as_of_day(width=140)
    area = region_choice(
        edition, width=_WIDE if len(region_name(edition, asked_for)) > _SHORT_NAME else _NARROW
    )
    colour = url_state.choice(
        "Colour by",
        "colour",
        list(_COLOURS),
        default="status",
        show=_COLOURS.__getitem__,
        widget=st.segmented_control,
    )
as_of.explain_past(day)
key = (
    legend.law_key(words.status)
    if colour == "status"
    else legend.risk_key(words.status, edition.weights)
)
needled = needled_first(words.scenario, [scenario])
st.markdown(" ".join((_ABOUT[colour], key.caution, needled)))

asked = Asked(scenario, day, area, areas[area], colour)
answers = knowledge.standings(edition, edition.codes, day, [scenario])
shown = world_map.map_rows(edition, answers, areas[area], key)
with st.container(horizontal=True):
    with st.container(key="map"):
        open_place(edition, asked, draw(edition, asked, shown, key))
    with st.container(key="legend"):
        st.html(legend.legend(key.entries, Counter(shown["class_"]), "places"))
st.html(ways_on(edition, asked))
counted = "country or territory" if len(shown) == 1 else "countries and territories"
whose = "" if area == WORLD or area in edition.places.blocs else f" {WHOSE_REGIONS}"
st.caption(
    f"The shares are of {len(shown)} {counted}.{whose} A star (*) marks a country in which some "
    "part has rules of its own. Signs for which there is no room appear when you zoom in. "
    f"{world_map.BORDERS}"
)
st.header("The same as a table")
standing_table(
    edition,
    shown.drop(columns=list(world_map.HOW_DRAWN)),
    name="map",
    of="place",
    file=f"map-{asked.in_files}",
    without=("shown_scenario",),
)
st.caption(ABOUT_RISK)
st.html(cite_view(edition, "map", asof=day))
