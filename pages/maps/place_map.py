"""A map of our own: prepared outlines that the reader's browser paints as it is told.

It is a hundredth of the size of a chart library, says under the pointer what it is given as plain
text, plays moments without asking the server again, and is saved as SVG or PNG by the browser.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from pages.charts.picture import BUTTONS, SAVING
from pages.maps.framing import Box, Outlines
from pages.maps.legend import Entry
from pages.palette import is_dark

# Why a place is hatched, behind how many are.
WEAK = "with evidence of low confidence"
LATER = "without an exact start date on record, which may have begun after the day shown"
# Land that no place on the map stands for, its line, and the paper, which also parts the places.
_LIGHT = {"land": "#F7F7F8", "line": "#B9BBC2", "paper": "#FFFFFF"}
_DARK = {"land": "#1B1D22", "line": "#5C5F68", "paper": "#15171B"}

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
    css=BUTTONS + (_HERE / "place_map.css").read_text(encoding="utf-8"),
    js=SAVING + (_HERE / "place_map.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Moment:
    """What held on a day.

    `rows` has a row a place: `jurisdiction`, `class_` (of the legend), `sign`,
    all str, `hover` (tuple of lines, the first one its name), and two that hatch it, bool: `weak`
    (its evidence) and `later` (the colour is not sure to have held then).
    """

    day: date
    rows: pd.DataFrame


def place_map(
    moments: Sequence[Moment],
    entries: Mapping[str, Entry],
    *,
    outlines: Outlines,
    view: Box,
    turned: Collection[str] = (),
    title: tuple[str, str],
    caution: str,
    source: str,
    label: str,
    name: str,
    file: str | None = None,
) -> tuple[str, date] | None:
    """Show a map; give the place that was just opened on it (a code) and the day it showed then.

    Args:
        moments: oldest first, of the same places in the same order; the last one is shown first.
        entries: the colours, by class.
        outlines: of the world's countries or of the states of the US.
        view: what of the drawing to show: `whole` or `around` of pages.maps.framing.
        turned: places to draw one turn of the globe further east (`around`).
        title: what is shown, and how; with the moment's day and what the map rests on it stands
            on the picture too when that is taken away.
        caution: what nobody may take the colours for; on the picture, which travels alone.
        source: where the picture comes from (atlas.wording.credit).
        label: what it shows, for screen readers.
        name: names the map among others, and the files.
        file: names the files, with the moment, where `name` does not say all that is shown.
    """
    codes = list(moments[0].rows["jurisdiction"])
    numbers = {class_: number for number, class_ in enumerate(entries)}
    texts: dict[tuple[str, ...], int] = {}
    answer = _MAP(
        data={
            "outlines": f"{outlines}.json",
            "name": f"exosome-atlas-{file or name}",
            "label": label,
            "title": list(title),
            "caution": caution,
            "source": f"{source} Outlines: Natural Earth.",
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
            "doubts": {"weak": WEAK, "later": LATER},
            "codes": codes,
            "moments": [
                {
                    "label": f"{moment.day:%-d %B %Y}",
                    "classes": [numbers[class_] for class_ in moment.rows["class_"]],
                    "signs": list(moment.rows["sign"]),
                    "texts": [texts.setdefault(said, len(texts)) for said in moment.rows["hover"]],
                    **{
                        doubt: [int(holds) for holds in moment.rows[doubt]]
                        for doubt in ("weak", "later")
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
    match answer.opened:
        case [str(code), int(number)] if code in codes and 0 <= number < len(moments):
            return code, moments[number].day
    return None
