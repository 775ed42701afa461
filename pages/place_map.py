"""A map of our own: prepared outlines that the reader's browser paints as it is told.

It is a hundredth of the size of a chart library, says under the pointer what it is given as plain
text, plays moments without asking the server again, and is saved as SVG or PNG by the browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
import streamlit as st

from pages.legend import Entry
from pages.outlines import STATIC
from pages.palette import is_dark
from pages.picture import SAVING

Outlines = Literal["world", "states"]
Box = tuple[float, float, float, float]

# Why a place is hatched, behind how many are.
WEAK = "with evidence of low confidence"
UNDATED = "without a start date on record, which may have begun after the day shown"
# Land that no place on the map stands for, its line, and the paper, which also parts the places.
_LIGHT = {"land": "#F7F7F8", "line": "#B9BBC2", "paper": "#FFFFFF"}
_DARK = {"land": "#1B1D22", "line": "#5C5F68", "paper": "#15171B"}
_MARGIN = 230  # units around a part of the world, since signs stand within their outlines
# Land that reaches out of the picture by up to this share of it is shown whole (Java, the north of
# Brazil); what lies further off is not (French Guiana, on a map of the EU). Islets do not count.
_NEAR, _ISLET = 0.25, 0.05
_EDGE = 20  # units between such land and the edge
_RING, _NUMBER = re.compile(r"M(-?\d+) (-?\d+)l([^z]*)z"), re.compile(r"-?\d+")
_SQUAREST, _FLATTEST = 1.1, 2.4  # width by height

_HERE = Path(__file__).parent
_MAP: Any = st.components.v2.component(
    "exosome_atlas_map",
    html="""
<figure class="map">
<figcaption class="title"></figcaption>
<div class="frame" role="group" tabindex="0">
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Map"></svg>
<div class="zoom">
<button type="button" class="closer" aria-label="Zoom in" title="Zoom in">+</button>
<button type="button" class="further" aria-label="Zoom out" title="Zoom out">−</button>
<button type="button" class="whole" aria-label="Show all again" title="Show all again">⤢</button>
</div>
<div class="tip" aria-hidden="true" hidden></div>
</div>
<div class="below">
<div class="years" hidden>
<button type="button" class="play">Play the years</button>
<input type="range" class="year" min="0" step="1" aria-label="Year">
<output class="moment"></output>
</div>
<div class="buttons">
<button type="button" data-format="svg">Picture (SVG)</button>
<button type="button" data-format="png">Picture (PNG)</button>
</div>
</div>
<p class="source"></p>
<p class="said"></p>
</figure>
""",
    css=(_HERE / "place_map.css").read_text(encoding="utf-8"),
    js=SAVING + (_HERE / "place_map.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Moment:
    """What held at one time.

    `label` names it. `rows` has a row a place: `jurisdiction`, `class_` (of the legend), `sign`,
    all str, `hover` (tuple of lines, the first one its name), and two that hatch it, bool: `weak`
    (its evidence) and `undated` (the colour is not sure to have held then).
    """

    label: str
    rows: pd.DataFrame


def place_map(
    moments: Sequence[Moment],
    entries: Mapping[str, Entry],
    *,
    outlines: Outlines,
    view: Box,
    turned: Collection[str] = (),
    title: tuple[str, str],
    source: str,
    label: str,
    name: str,
) -> str | None:
    """Show a map; give the code of the place that was just opened on it, if one was.

    Args:
        moments: oldest first, of the same places in the same order; the last one is shown first.
        entries: the colours, by class.
        outlines: of the world's countries or of the states of the US.
        view: what of the drawing to show: left, top, width, height (`whole` or `around`).
        turned: places to draw one turn of the globe further east (`around`).
        title: what is shown, and how; with the moment's label and `source` it stands on the
            picture too when that is taken away.
        source: what the picture rests on.
        label: what it shows, for screen readers.
        name: names the files.
    """
    codes = list(moments[0].rows["jurisdiction"])
    numbers = {class_: number for number, class_ in enumerate(entries)}
    texts: dict[tuple[str, ...], int] = {}
    answer = _MAP(
        data={
            "outlines": f"{outlines}.json",
            "name": f"exosome-atlas-{name}",
            "label": label,
            "title": list(title),
            "source": source,
            "view": list(view),
            "turned": list(turned),
            "look": _DARK if is_dark() else _LIGHT,
            "entries": [
                {
                    "code": class_,
                    "label": entry.label,
                    "colour": entry.look.colour,
                    "ink": entry.look.ink,
                    "sign": entry.look.sign,
                }
                for class_, entry in entries.items()
            ],
            "doubts": {"weak": WEAK, "undated": UNDATED},
            "codes": codes,
            "moments": [
                {
                    "label": moment.label,
                    "classes": [numbers[class_] for class_ in moment.rows["class_"]],
                    "signs": list(moment.rows["sign"]),
                    "texts": [texts.setdefault(said, len(texts)) for said in moment.rows["hover"]],
                    **{
                        doubt: [int(holds) for holds in moment.rows[doubt]]
                        for doubt in ("weak", "undated")
                    },
                }
                for moment in moments
            ],
            "texts": [list(lines) for lines in texts],
        },
        key=f"map_{name}",
        on_opened_change=lambda: None,
    )
    # What a browser sends is as hostile as anything from outside.
    return answer.opened if answer.opened in codes else None


def drawn(outlines: Outlines) -> frozenset[str]:
    """The places that are on a drawing."""
    return frozenset(_stands(outlines)[1])


def whole(outlines: Outlines) -> Box:
    """All of a drawing."""
    wide, high = _stands(outlines)[0]
    return 0, 0, wide, high


def around(codes: Collection[str]) -> tuple[Box, tuple[str, ...]]:
    """Where most of some countries are on the world's drawing, and which of them to turn.

    One place in twenty at either end is left aside, so that Siberia does not shrink Europe. Where
    the places lie on both sides of the drawing's edge, those in the west are drawn one turn of the
    globe further east. Land that reaches out a little is shown whole.
    """
    (world, _), places = _stands("world")
    x, y = np.array([places[code]["at"] for code in codes], dtype=float).T
    turns = np.array([places[code]["turn"] for code in codes])
    far_west = x < world / 2
    beyond = np.where(far_west, x + turns, x)
    turned: tuple[str, ...] = ()
    if not far_west.all() and np.ptp(beyond) < np.ptp(x):
        x, turned = beyond, tuple(np.array(list(codes))[far_west])
    across = [places[code]["across"] for code in codes]
    margin = max(_MARGIN, float(np.percentile(across, 75)) / 2)
    (left, right), (top, bottom) = (np.percentile(axis, (5, 95)) for axis in (x, y))
    wide, high = float(right - left) + 2 * margin, float(bottom - top) + 2 * margin
    box = _shaped((float(left) - margin, float(top) - margin, wide, high))
    lands = [
        (x + places[code]["turn"] * (code in turned), y, across, down)
        for code in codes
        for x, y, across, down in places[code]["lands"]
    ]
    return _shaped(_with_whole(lands, box)), turned


def _shaped(box: Box) -> Box:
    """A box that is neither too square nor too flat, with room on both sides where it was."""
    left, top, wide, high = box
    shown_wide, shown_high = max(wide, high * _SQUAREST), max(high, wide / _FLATTEST)
    return (
        left - (shown_wide - wide) / 2,
        top - (shown_high - high) / 2,
        shown_wide,
        shown_high,
    )


def _with_whole(lands: Sequence[Box], box: Box) -> Box:
    """A box so large that the pieces of land that reach out of it by _NEAR at most are in it."""
    left, top, wide, high = box
    near = [
        (x - _EDGE, y - _EDGE, x + across + _EDGE, y + down + _EDGE)
        for x, y, across, down in lands
        if max(left - x, x + across - left - wide) <= _NEAR * wide
        and max(top - y, y + down - top - high) <= _NEAR * high
    ]
    west, north, east, south = zip((left, top, left + wide, top + high), *near, strict=True)
    return min(west), min(north), max(east) - min(west), max(south) - min(north)


def _lands(outline: str) -> list[Box]:
    """Where the pieces of a place lie, without islets beside the largest.

    `outline` is a path of pages.outlines: of each ring where it starts, then each step.
    """
    pieces: list[Box] = []
    for x, y, steps in _RING.findall(outline):
        way = np.array(_NUMBER.findall(steps), dtype=float).reshape(-1, 2).cumsum(axis=0)
        ring = np.vstack([[0, 0], way]) + np.array([x, y], dtype=float)
        (west, north), (east, south) = ring.min(axis=0), ring.max(axis=0)
        pieces.append((float(west), float(north), float(east - west), float(south - north)))
    largest = max((across * down for _, _, across, down in pieces), default=0)
    return [piece for piece in pieces if piece[2] * piece[3] >= _ISLET * largest]


@cache
def _stands(outlines: Outlines) -> tuple[tuple[int, int], dict[str, dict[str, Any]]]:
    """A drawing's size, and of each place all but its outline, and its `lands`."""
    drawing = json.loads((STATIC / f"{outlines}.json").read_text(encoding="utf-8"))
    places = {
        code: {name: value for name, value in place.items() if name != "d"}
        | {"lands": _lands(place.get("d", ""))}
        for code, place in drawing["places"].items()
    }
    wide, high = drawing["size"]
    return (wide, high), places
