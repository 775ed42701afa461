"""How one use stood in several places over time, as one drawing: a lane each place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import shorten

import pandas as pd

from atlas.edition import Edition
from pages.charts.drawing import Layout
from pages.charts.lanes import HEAD, WIDE, Scale, earliest_drawn, law_lane, with_key, year_lines
from pages.markup import Content, Html, element

# The widest that a name may be, in letters.
_LONGEST_NAME = 32


def movers(edition: Edition, stream: pd.DataFrame) -> list[str]:
    """The places with a move among some events of positions (CHANGE_COLUMNS), earliest first."""
    known = stream[stream["jurisdiction"].isin(edition.codes)]
    return list(known.sort_values(["date_first", "name"])["jurisdiction"].unique())


def moves_svg(
    edition: Edition,
    places: Sequence[str],
    scenario: str,
    as_of: date,
    layout: Layout = WIDE,
    *,
    since: date | None = None,
) -> Html:
    """The drawing: how one scenario stood in each of some places, a lane each.

    Args:
        edition: answers for the law.
        places: in the order of the lanes.
        scenario: what is asked.
        as_of: the day on which the drawing ends.
        layout: for how wide a place it is.
        since: it begins with the year of this day; None: with the one before the first move.
    """
    words = edition.vocabularies
    before = _first_move(edition, places, scenario, as_of).year - 1
    first = since.year if since else max(before, earliest_drawn(as_of).year)
    scale = Scale(date(first, 1, 1), as_of, layout)
    bottom = HEAD + len(places) * layout.apart
    drawn = list(year_lines(scale, bottom=bottom))
    for number, place in enumerate(places):
        top = HEAD + number * layout.apart
        label = _place_label(edition.places.name(place))
        drawn += law_lane(edition, label, place, scenario, scale, top)
    name = f"{words.scenario.label(scenario)}: who moved when"
    return with_key(edition, name, scale, drawn, bottom)


def _first_move(edition: Edition, places: Sequence[str], scenario: str, as_of: date) -> date:
    """The first dated move that a drawing may reach back to; the day itself where there is none."""
    return min(
        (
            entry.starts
            for place in places
            for entry in edition.law.history(place, scenario)
            if entry.effective and earliest_drawn(as_of) <= entry.starts <= as_of
        ),
        default=as_of,
    )


def _place_label(name: str) -> Content:
    """The name of a place, cut where it would reach into the lane; whole when pointed at."""
    cut = shorten(name, _LONGEST_NAME, placeholder=" …")
    return cut if cut == name else [element("title", name), cut]
