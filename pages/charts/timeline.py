"""A place's law and notices over time, as one drawing: a lane each scenario, two of notices."""

from __future__ import annotations

from datetime import date

import pandas as pd

from atlas.edition import Edition
from atlas.risk import enforcing
from atlas.wording import unreviewed
from pages.background import THEM_TOO
from pages.charts.drawing import Layout, bar, floor_line
from pages.charts.lanes import (
    HEAD,
    LEAST_YEARS,
    WIDE,
    Scale,
    earliest_drawn,
    lane_label,
    law_lane,
    with_key,
    year_lines,
)
from pages.markup import Html

_ROOM_FOR_COUNTS = 12
_NOTICE_COLOURS = ("#6F86C9", "#8C8F98")


def timeline_svg(
    edition: Edition, place: str, notices: pd.DataFrame, as_of: date, layout: Layout = WIDE
) -> Html:
    """The drawing: the law of each scenario as bands, notices counted by year.

    Args:
        edition: answers for the law.
        place: whose law.
        notices: of the place (atlas.notices.NOTICE_COLUMNS); undated ones are left out.
        as_of: the day on which the drawing ends.
        layout: for how wide a place it is.
    """
    words = edition.vocabularies
    scale = Scale(_first_day(edition, place, notices, as_of), as_of, layout)
    notice_lane = layout.apart + _ROOM_FOR_COUNTS
    lanes = len(words.scenario.codes) * layout.apart + 2 * notice_lane
    drawn = list(year_lines(scale, bottom=HEAD + lanes))
    for number, scenario in enumerate(words.scenario.codes):
        top = HEAD + number * layout.apart
        drawn += law_lane(edition, words.scenario.label(scenario), place, scenario, scale, top)
    acts = enforcing(notices, edition.weights)
    sorts = {"Enforcement, by year": notices[acts], "Other notices": notices[~acts]}
    top = HEAD + len(words.scenario.codes) * layout.apart
    # A name before its bars stands at their foot.
    beside = 0 if layout.above else _ROOM_FOR_COUNTS
    for (label, some), colour in zip(sorts.items(), _NOTICE_COLOURS, strict=True):
        drawn.append(lane_label(label, top + beside, layout))
        drawn.extend(_counts(label, some, scale, top, colour))
        top += notice_lane
    name = f"{edition.places.name(place)}: law and notices over time"
    if (notices["relevance"] == "context").any():
        name += f", {THEM_TOO}"
    name += unreviewed(notices["review"], "of the notices")
    return with_key(edition, name, scale, drawn, top)


def _first_day(edition: Edition, place: str, notices: pd.DataFrame, as_of: date) -> date:
    """New Year of the first year with a dated event, or of a few years ago if that is earlier."""
    earliest = earliest_drawn(as_of)
    days = [
        position.starts
        for scenario in edition.vocabularies.scenario.codes
        for code in (place, *edition.places.above(place))
        for position in edition.law.history(code, scenario)
        if earliest <= position.starts <= as_of
    ]
    published = notices["published_first"].min()
    if pd.notna(published):
        days.append(published.date())
    first = min([*days, date(as_of.year - LEAST_YEARS, 1, 1)])
    return max(date(first.year, 1, 1), earliest)


def _counts(label: str, notices: pd.DataFrame, scale: Scale, top: float, colour: str) -> list[Html]:
    counts = notices["published_first"].dt.year.value_counts().sort_index().loc[scale.first.year :]
    layout = scale.layout
    floor = top + layout.apart + 6
    drawn = [floor_line(layout, floor)]
    for year, count in counts.items():
        left = scale.x(date(int(year), 1, 1))
        width = max(scale.x(date(int(year), 12, 31)) - left - 2, 2)
        tall = max(20 * count / counts.max(), 3)
        drawn += bar(
            count, f"{label}, {int(year)}: {count}", left=left, wide=width, floor=floor, tall=tall,
            colour=colour, named=width >= 9 * len(str(count)),
        )  # fmt: skip
    return drawn
