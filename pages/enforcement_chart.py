"""Enforcement over time as a chart: bars of each year or month, stacked by sort."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import count

import pandas as pd

from pages.drawing import BELOW_HEADING, PHONE, Layout, drawing
from pages.markup import Html, element
from pages.palette import is_dark

MOST_SORTS = 8
OTHER = "Other"
# Searched for as the eight that stay farthest apart, and from the grey of the rest, for readers of
# every colour vision; none is the colour of a status. Dark and light take turns.
_COLOURS = (
    "#333399", "#55DDEE", "#885511", "#EEBBAA", "#220022", "#9966CC", "#AA8833", "#003311",
)  # fmt: skip
# On dark paper the darkest would hardly be seen.
_COLOURS_ON_DARK = (
    "#7755AA", "#FFCCEE", "#227733", "#FFFF88", "#9999EE", "#CCFFDD", "#00AA77", "#99AA22",
)  # fmt: skip
_REST = "#7F8188"

# The numbers of the axis stand before the bars.
WIDE = Layout(left=34, plot=766, apart=280, above=0)
NARROW = Layout(left=26, plot=PHONE - 26, apart=240, above=0)
_TOP = BELOW_HEADING + 22
_MOST_STEPS = 6  # of the axis
_FIGURE, _LETTER, _SMALL_PRINT = 7, 7, "11"  # px that a figure or a letter takes at most
_SWATCH, _BETWEEN, _KEY_LINE = 12, 18, 20
_SUM_ROOM = 16


def shown_counts(counts: pd.DataFrame, label: Callable[[str], str]) -> pd.DataFrame:
    """Counts of atlas.enforcement as the chart and its table show them.

    A row a period, named in the first column (`Year`, int, or `Month`, yyyy-mm); a column for each
    of the MOST_SORTS most frequent sorts under its label, and OTHER for the rest, where there is
    one.
    """
    shown = counts.iloc[:, :MOST_SORTS].rename(columns=label)
    if counts.shape[1] > MOST_SORTS:
        shown = shown.assign(**{OTHER: counts.iloc[:, MOST_SORTS:].sum(axis=1)})
    return shown.rename_axis(index=str(counts.index.name).capitalize()).reset_index()


def enforcement_svg(
    table: pd.DataFrame, *, name: str, as_of: date, sums: bool, layout: Layout = WIDE
) -> Html:
    """The bars of a table of `shown_counts`; one names its sort, period and number when pointed at.

    Args:
        table: what is drawn.
        name: what it shows.
        as_of: the day on which it ends.
        sums: whether a bar is as high as there are acts, since each has one sort only; then the
            number stands above it where there is room.
        layout: for how wide a place it is; `apart` is how high the bars may be.
    """
    period, *sorts = table.columns
    colours = _COLOURS_ON_DARK if is_dark() else _COLOURS
    colour_of = {
        sort: _REST if sort == OTHER else colours[number % len(colours)]
        for number, sort in enumerate(sorts)
    }
    ticks = _ticks(int(table[sorts].sum(axis="columns").max()))
    floor = _TOP + layout.apart
    key, end = _key(colour_of, floor + 46, layout.wide)
    drawn = [
        *_axis(ticks, floor, layout),
        *_bars(table, colour_of, floor, layout.apart / ticks[-1], layout, sums=sums),
        *_periods(table[period].astype(str).tolist(), floor, layout),
        *key,
    ]
    return drawing(
        name, as_of, drawn, wide=layout.wide, tall=end, elsewhere="The table below says the same."
    )


def _ticks(highest: int) -> list[int]:
    """Whole numbers from 0 to the first that no bar is higher than: there is no half of an act."""
    steps = (step * 10**zeros for zeros in count() for step in (1, 2, 5))
    step = next(step for step in steps if highest <= step * _MOST_STEPS)
    return list(range(0, max(highest, 1) + step, step))


def _axis(ticks: Sequence[int], floor: float, layout: Layout) -> Iterator[Html]:
    yield element("text", "Acts", x="0", y=f"{_TOP - 10}", font_size=_SMALL_PRINT)
    for tick in ticks:
        y = floor - layout.apart * tick / ticks[-1]
        yield element("line", x1=f"{layout.left}", x2=f"{layout.wide}", y1=f"{y:.1f}",
                      y2=f"{y:.1f}", stroke="currentColor", stroke_opacity="0.2")  # fmt: skip
        yield element("text", f"{tick:,}", x=f"{layout.left - 6}", y=f"{y + 4:.1f}",
                      text_anchor="end", font_size=_SMALL_PRINT)  # fmt: skip


def _bars(
    table: pd.DataFrame,
    colour_of: dict[str, str],
    floor: float,
    an_act: float,
    layout: Layout,
    *,
    sums: bool,
) -> Iterator[Html]:
    step = layout.plot / len(table)
    wide = max(step * 0.8, 1)
    for place, (period, *numbers) in enumerate(table.itertuples(index=False)):
        left, top = layout.left + step * place + (step - wide) / 2, floor
        for (sort, colour), number in zip(colour_of.items(), numbers, strict=True):
            if not number:
                continue
            tall = number * an_act
            top -= tall
            yield element(
                "rect",
                element("title", f"{sort}, {period}: {number}"),
                x=f"{left:.1f}",
                y=f"{top:.1f}",
                width=f"{wide:.1f}",
                # A line of the paper is left between two sorts.
                height=f"{max(tall - 1, 1):.1f}",
                fill=colour,
            )
        if (acts := sum(numbers)) and sums and step >= _SUM_ROOM:
            yield element("text", f"{acts:,}", x=f"{left + wide / 2:.1f}", y=f"{top - 4:.1f}",
                          text_anchor="middle", font_size=_SMALL_PRINT)  # fmt: skip


def _periods(periods: Sequence[str], floor: float, layout: Layout) -> Iterator[Html]:
    """As many names of periods as have room, evenly apart, the last one among them."""
    step = layout.plot / len(periods)
    room = len(periods[-1]) * _FIGURE
    every = max(1, -int(-(room + _FIGURE) // step))
    named = list(enumerate(periods))[::-1][::every][::-1]
    for place, period in named:
        middle = layout.left + step * (place + 0.5)
        x = min(max(middle, room / 2), layout.wide - room / 2)
        yield element("text", period, x=f"{x:.1f}", y=f"{floor + 18:.1f}", text_anchor="middle",
                      font_size=_SMALL_PRINT)  # fmt: skip


def _key(colour_of: dict[str, str], top: float, wide: float) -> tuple[list[Html], float]:
    """What the colours mean, in as many lines as it takes, and where it ends."""
    drawn, left = [], 0.0
    for sort, colour in colour_of.items():
        room = _SWATCH + 6 + _LETTER * len(sort)
        if left and left + room > wide:
            left, top = 0.0, top + _KEY_LINE
        drawn += [
            element("rect", x=f"{left:.1f}", y=f"{top - 10:.1f}", width=f"{_SWATCH}",
                    height=f"{_SWATCH}", fill=colour),
            element("text", sort, x=f"{left + _SWATCH + 6:.1f}", y=f"{top:.1f}"),
        ]  # fmt: skip
        left += room + _BETWEEN
    return drawn, top + 8
