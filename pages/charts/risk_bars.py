"""The risk of a place, a bar each scenario, made of its three parts."""

from datetime import date

import pandas as pd

from atlas.edition import Edition
from atlas.risk import RISK_PARTS
from atlas.wording import percent, points
from pages.charts.drawing import BELOW_HEADING, PHONE, SMALL, Layout, box, drawing, words
from pages.markup import Html, element

_NUMBERS = 120  # px that the sum and the evidence take, before the bars or above their end
_HEAD, _TALL = BELOW_HEADING + 32, 18

WIDE = Layout(left=215 + _NUMBERS, plot=420, apart=32, above=0)
# A phone has no room beside names and numbers: there the bars would lie out of sight.
NARROW = Layout(left=0, plot=PHONE - 1, apart=54, above=20)
# Colours that no status has, far apart in lightness; each part is named above and in the numbers.
_PARTS = {
    "severity": ("Law", "#5B3F9E"),
    "enforcement": ("Enforcement", "#35A898"),
    "uncertainty": ("Uncertainty", "#C9B8F2"),
}


def risk_svg(
    edition: Edition, rows: pd.DataFrame, *, name: str, as_of: date, layout: Layout = WIDE
) -> Html:
    """Bars on a scale of 0 to 100.

    Args:
        edition: names the scenarios.
        rows: of pages.knowledge.standings, one place.
        name: of the place.
        as_of: the day of the rows.
        layout: for how wide a place it is.
    """
    drawn = [*_key()]
    bars = layout.left
    numbers = (layout.plot if layout.above else bars) - _NUMBERS
    for number, row in enumerate(rows.to_dict("records")):
        line = _HEAD + number * layout.apart
        top = line + layout.above
        label = edition.vocabularies.scenario.label(row["scenario"])
        machine_read = row["risk_machine_read"]
        each = {part: f"{_PARTS[part][0].lower()} {points(row[part])}" for part in RISK_PARTS}
        drawn.append(words(label, 0, line + 14))
        left = float(bars)
        for part in RISK_PARTS:
            width = layout.plot * row[part] / 100
            says = f"{label}: {each[part]} points"
            drawn.append(box(left, top, width, _TALL, says=says, fill=_PARTS[part][1]))
            left += width
        drawn.append(
            box(bars, top, layout.plot, _TALL, fill="none", stroke="currentColor",
                stroke_opacity="0.4")
        )  # fmt: skip
        told = [
            element("title", ", ".join(each.values())),
            element("tspan", points(row["risk"]), font_weight="700"),
            f"  {percent(row['risk_completeness'])} complete",
        ]
        drawn.append(words(told, numbers, line + 14))
        if machine_read:
            # Below the numbers, and below the bar too where that lies below them.
            below = top + _TALL + 12 if layout.above else line + 26
            drawn.append(words(f"{machine_read} machine-read", numbers, below, font_size=SMALL))
    return drawing(
        f"{name}: risk and its three parts, 0 to 100", as_of, drawn,
        wide=layout.wide + 1, tall=_HEAD + len(rows) * layout.apart,
        elsewhere="The table of the law above says the same.",
    )  # fmt: skip


def _key() -> list[Html]:
    drawn = []
    for number, (label, colour) in enumerate(_PARTS.values()):
        left = number * 110
        drawn += [
            box(left, _HEAD - 24, 12, 12, fill=colour),
            words(label, left + 18, _HEAD - 14),
        ]
    return drawn
