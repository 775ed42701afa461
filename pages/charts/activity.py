"""Activity over time: how many events of each sort fell into each month, quarter or year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import ceil

import pandas as pd

from pages.charts.drawing import (
    BELOW_HEADING,
    PHONE,
    SMALL,
    Layout,
    bar,
    drawing,
    floor_line,
    words,
)
from pages.markup import Html

PERIODS = {"month": "M", "quarter": "Q", "year": "Y"}

WIDE = Layout(left=190, plot=560, apart=52, above=0)
# A phone has no room beside names: there the newest periods would lie out of sight.
NARROW = Layout(left=0, plot=PHONE, apart=68, above=16)
_HEAD = BELOW_HEADING + 22
# From one period that is named to the next at least, and how wide a name is.
_PERIOD_APART, _PERIOD_WIDE = 70, 48
_BAR_HEIGHT = 32
_NARROWEST_NUMBER = 12


def activity(
    stream: pd.DataFrame,
    *,
    split: str,
    by: str,
    since: date | None,
    until: date | None,
    label: Callable[[str], str],
) -> pd.DataFrame:
    """Count events: a row each period, oldest first, a column each sort, most frequent first.

    Args:
        stream: events (atlas.changes.CHANGE_COLUMNS).
        split: the column that says the sort; events that have none there go by their `event`.
        by: of PERIODS.
        since: from here on there is a row even where nothing happened; None: from the first event.
        until: up to here; None: up to the last event.
        label: what to call a sort.

    An event counts in the period of the first day that its date can mean.
    """
    frequency = PERIODS[by]
    sort = stream[split].astype(object).where(stream[split].notna(), stream["event"])
    periods = stream["date_first"].dt.to_period(frequency)
    counts = pd.crosstab(periods, sort)
    first = pd.Period(since, frequency) if since else periods.min()
    last = pd.Period(until, frequency) if until else periods.max()
    if len(stream):
        counts = counts.reindex(pd.period_range(first, last, freq=frequency), fill_value=0)
    order = counts.sum().sort_values(ascending=False, kind="stable").index
    named = counts[order].rename(columns=label)
    named.insert(0, by.capitalize(), [_spoken(period, by) for period in named.index])
    return named.reset_index(drop=True)


def activity_svg(counts: pd.DataFrame, *, name: str, until: date, layout: Layout = WIDE) -> Html:
    """The counts as rows of bars, a row each sort: told apart by place and name, not by colour.

    `counts` is what `activity` gives. All rows have one scale; a bar names its period and number
    when pointed at.
    """
    period, *sorts = counts.columns
    step = layout.plot / max(len(counts), 1)
    highest = max(int(counts[sorts].to_numpy().max(initial=0)), 1) if sorts else 1
    rows = [
        _row(counts[period], counts[sort], sort, _HEAD + layout.apart * number, highest, layout)
        for number, sort in enumerate(sorts)
    ]
    return drawing(
        name, until, [*_period_labels(counts[period], step, layout), *rows],
        wide=layout.wide, tall=_HEAD + layout.apart * len(sorts) + 6,
        elsewhere="The table below says the same.",
    )  # fmt: skip


def _row(
    periods: pd.Series, numbers: pd.Series, sort: str, top: int, highest: int, layout: Layout
) -> list[Html]:
    floor = top + layout.apart - 6
    step = layout.plot / max(len(periods), 1)
    # The sum stands where the room for the name ends: before the bars, or above the last of them.
    named, summed = (top + 12, layout.wide) if layout.above else (floor - 8, layout.left - 12)
    drawn = [
        words(sort, 0, named),
        words(f"{int(numbers.sum()):,}", summed, named, text_anchor="end"),
        floor_line(layout, floor),
    ]
    for place, (period, number) in enumerate(zip(periods, numbers, strict=True)):
        if number:
            drawn += bar(
                int(number), f"{sort}, {period}: {number}",
                left=layout.left + step * place, wide=max(step * 0.8, 1),
                floor=floor, tall=max(_BAR_HEIGHT * number / highest, 2),
                colour="#6F86C9", named=step >= _NARROWEST_NUMBER,
            )  # fmt: skip
    return drawn


def _period_labels(periods: pd.Series, step: float, layout: Layout) -> list[Html]:
    """As many of the periods' names as fit beside each other."""
    every = ceil(_PERIOD_APART / step)
    places = ((layout.left + step * place, period) for place, period in enumerate(periods))
    return [
        words(str(period), left, _HEAD - 10, font_size=SMALL)
        for left, period in list(places)[::every]
        if left + _PERIOD_WIDE <= layout.wide
    ]


def _spoken(period: pd.Period, by: str) -> str:
    spoken: Mapping[str, str] = {
        "month": f"{period.year}-{period.month:02d}",
        "quarter": f"{period.year} Q{period.quarter}",
        "year": str(period.year),
    }
    return spoken[by]
