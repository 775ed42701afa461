"""Enforcement over time as a chart: bars of each year or month, stacked by sort."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.palette import is_dark

MOST_SORTS = 8
OTHER = "Other"
_MOST_NAMED = 14
# Up to so many acts at a time, each number has a line: by itself Plotly counts in halves.
_FEW_ACTS = 6
_LINE = 18  # px of a line of the title
_FONT = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif"
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


def chart(table: pd.DataFrame, *, title: Sequence[str]) -> go.Figure:
    """The bars of a table of `shown_counts` under a title, in lines that a phone shows whole.

    Colours do not follow the theme of Streamlit.
    """
    period, *sorts = table.columns
    periods = table[period].astype(str).tolist()
    colours = _COLOURS_ON_DARK if is_dark() else _COLOURS
    ink, paper = ("#ECEDEF", "#15171B") if is_dark() else ("#111317", "#FFFFFF")
    drawn = go.Figure(
        [
            go.Bar(
                x=periods,
                y=table[sort].tolist(),
                name=sort,
                marker={
                    "color": _REST if sort == OTHER else colours[number % len(colours)],
                    "line": {"color": paper, "width": 1},
                },
                hovertemplate=f"{sort}, %{{x}}: %{{y}}<extra></extra>",
            )
            for number, sort in enumerate(sorts)
        ]
    )
    grid = "rgba(128, 128, 128, 0.3)"
    highest = table[sorts].sum(axis="columns").max()
    drawn.update_layout(
        barmode="stack",
        # In px from the top: by itself Plotly puts it in the middle, and its end on the bars.
        title={
            "text": "<br>".join(map(escape, title)),
            "font": {"size": 14},
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "pad": {"t": _LINE},
        },
        height=420,
        margin={"l": 40, "r": 0, "t": 21 + _LINE * len(title), "b": 20},
        paper_bgcolor=paper,
        plot_bgcolor=paper,
        font={"family": _FONT, "color": ink, "size": 12},
        xaxis={
            "type": "category",
            "tickvals": _named(periods),
            "gridcolor": grid,
            "tickangle": -45,
        },
        yaxis={
            "title": {"text": "Acts"},
            "gridcolor": grid,
            "rangemode": "tozero",
            "dtick": 1 if highest <= _FEW_ACTS else None,
        },
        # By itself the button is as good as invisible on the paper.
        modebar={"color": ink, "activecolor": ink, "bgcolor": "rgba(0, 0, 0, 0)"},
        # Of one sort Plotly names none, and lets the years be cut where nothing stands below them.
        showlegend=True,
        legend={"orientation": "h", "y": -0.2, "x": 0, "traceorder": "normal"},
    )
    return drawn


def _named(periods: Sequence[str]) -> list[str]:
    """As many of the periods as have room on a phone, evenly apart, the last one among them."""
    every = -(-len(periods) // _MOST_NAMED)
    return list(reversed(periods[::-every]))


def settings(name: str, picture: str) -> dict[str, Any]:
    """Plotly's settings: one button, which saves the chart as SVG or PNG."""
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "scrollZoom": False,
        "toImageButtonOptions": {
            "format": picture.lower(),
            "filename": f"exosome-atlas-{name}",
            "width": 1200,
            "height": 600,
        },
    }
