"""Activity over time: how many events of each sort fell into each month, quarter or year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from pages.markup import Html, element

PERIODS = {"month": "M", "quarter": "Q", "year": "Y"}

_LABELS = 190
_BARS = 560
_ROW = 52
_HEAD = 22
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


def activity_svg(counts: pd.DataFrame, *, title: str) -> Html:
    """The counts as rows of bars, a row each sort: told apart by place and name, not by colour.

    `counts` is what `activity` gives. All rows have one scale; a bar names its period and number
    when pointed at.
    """
    period, *sorts = counts.columns
    step = _BARS / max(len(counts), 1)
    highest = max(int(counts[sorts].to_numpy().max(initial=0)), 1) if sorts else 1
    height = _HEAD + _ROW * len(sorts) + 6
    drawn = [
        _row(counts[period], counts[sort], sort, _HEAD + _ROW * number, step, highest)
        for number, sort in enumerate(sorts)
    ]
    return element(
        "svg",
        [element("title", title), *_period_labels(counts[period], step), *drawn],
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_LABELS + _BARS} {height}",
        width=f"{_LABELS + _BARS}",
        height=f"{height}",
        role="img",
        aria_label=title,
        font_family="system-ui, sans-serif",
        font_size="13",
        fill="currentColor",
    )


def _row(
    periods: pd.Series, numbers: pd.Series, sort: str, top: int, step: float, highest: int
) -> list[Html]:
    floor = top + _ROW - 6
    drawn = [
        element("text", sort, x="0", y=f"{floor - 8}"),
        element("text", f"{int(numbers.sum()):,}", x=f"{_LABELS - 12}", y=f"{floor - 8}",
                text_anchor="end"),
        _line(floor),
    ]  # fmt: skip
    for place, (period, number) in enumerate(zip(periods, numbers, strict=True)):
        if number:
            drawn += _bar(place, f"{sort}, {period}: {number}", int(number), floor, step, highest)
    return drawn


def _bar(place: int, says: str, number: int, floor: int, step: float, highest: int) -> list[Html]:
    tall = max(_BAR_HEIGHT * number / highest, 2)
    left, wide = _LABELS + step * place, max(step * 0.8, 1)
    bar = element(
        "rect",
        element("title", says),
        x=f"{left:.1f}",
        y=f"{floor - tall:.1f}",
        width=f"{wide:.1f}",
        height=f"{tall:.1f}",
        fill="#6F86C9",
    )
    if step < _NARROWEST_NUMBER:
        return [bar]
    return [
        bar,
        element("text", f"{number}", x=f"{left + wide / 2:.1f}", y=f"{floor - tall - 3:.1f}",
                text_anchor="middle", font_size="11"),
    ]  # fmt: skip


def _line(floor: int) -> Html:
    return element(
        "line", x1=f"{_LABELS}", x2=f"{_LABELS + _BARS}", y1=f"{floor}", y2=f"{floor}",
        stroke="currentColor", stroke_opacity="0.3",
    )  # fmt: skip


def _period_labels(periods: pd.Series, step: float) -> list[Html]:
    """As many of the periods' names as fit beside each other."""
    every = max(1, -(-70 // max(int(step), 1)))
    return [
        element("text", str(period), x=f"{_LABELS + step * place:.1f}", y="12", font_size="11")
        for place, period in enumerate(periods)
        if place % every == 0
    ]


def _spoken(period: pd.Period, by: str) -> str:
    spoken: Mapping[str, str] = {
        "month": f"{period.year}-{period.month:02d}",
        "quarter": f"{period.year} Q{period.quarter}",
        "year": str(period.year),
    }
    return spoken[by]
