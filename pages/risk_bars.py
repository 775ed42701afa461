"""The risk of a place, a bar each scenario, made of its three parts."""

from datetime import date

import pandas as pd

from atlas.edition import Edition
from atlas.risk import RISK_PARTS
from atlas.wording import points
from pages.drawing import BELOW_HEADING, drawing
from pages.markup import Html, element

# The numbers stand before the bars: a phone shows no further without scrolling.
_LABELS, _NUMBERS, _BAR = 215, 120, 420
_HEAD, _ROW, _TALL = BELOW_HEADING + 32, 32, 18
# Colours that no status has, far apart in lightness; each part is named above and in the numbers.
_PARTS = {
    "severity": ("Law", "#5B3F9E"),
    "enforcement": ("Enforcement", "#35A898"),
    "uncertainty": ("Uncertainty", "#C9B8F2"),
}


def risk_svg(edition: Edition, rows: pd.DataFrame, *, name: str, as_of: date) -> Html:
    """Bars on a scale of 0 to 100.

    Args:
        edition: names the scenarios.
        rows: of pages.knowledge.standings, one place.
        name: of the place.
        as_of: the day of the rows.
    """
    drawn = [*_key()]
    bars = _LABELS + _NUMBERS
    for number, row in enumerate(rows.to_dict("records")):
        top = _HEAD + number * _ROW
        label = edition.vocabularies.scenario.label(row["scenario"])
        machine_read = row["risk_machine_read"]
        each = {part: f"{_PARTS[part][0].lower()} {points(row[part])}" for part in RISK_PARTS}
        drawn.append(element("text", label, x="0", y=f"{top + 14}"))
        left = float(bars)
        for part in RISK_PARTS:
            width = _BAR * row[part] / 100
            drawn.append(
                element(
                    "rect",
                    element("title", f"{label}: {each[part]} points"),
                    x=f"{left:.1f}",
                    y=f"{top}",
                    width=f"{width:.1f}",
                    height=f"{_TALL}",
                    fill=_PARTS[part][1],
                )
            )
            left += width
        drawn.append(
            element("rect", x=f"{bars}", y=f"{top}", width=f"{_BAR}", height=f"{_TALL}",
                    fill="none", stroke="currentColor", stroke_opacity="0.4")
        )  # fmt: skip
        drawn.append(
            element(
                "text",
                [
                    element("title", ", ".join(each.values())),
                    element("tspan", points(row["risk"]), font_weight="700"),
                    f"  evidence {row['completeness']:.0%}",
                ],
                x=f"{_LABELS}",
                y=f"{top + 14}",
            )
        )
        if machine_read:
            drawn.append(
                element("text", f"{machine_read} machine-read", x=f"{_LABELS}", y=f"{top + 26}",
                        font_size="11")
            )  # fmt: skip
    return drawing(
        f"{name}: risk and its three parts, 0 to 100", as_of, drawn,
        wide=bars + _BAR + 1, tall=_HEAD + len(rows) * _ROW,
        elsewhere="The table of the law above says the same.",
    )  # fmt: skip


def _key() -> list[Html]:
    drawn = []
    for number, (label, colour) in enumerate(_PARTS.values()):
        left = number * 110
        drawn += [
            element("rect", x=f"{left}", y=f"{_HEAD - 24}", width="12", height="12", fill=colour),
            element("text", label, x=f"{left + 18}", y=f"{_HEAD - 14}"),
        ]
    return drawn
