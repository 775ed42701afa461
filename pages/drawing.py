"""What drawings have in common: a heading in lines, so that a phone cuts none of it off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from atlas.wording import spoken
from pages.markup import Content, Html, element

# What a phone of 390 px shows of a drawing without scrolling, in px.
PHONE = 358
# Where what is drawn may begin, in px from the top: below the name and the day.
BELOW_HEADING = 42
_FIRST_LINE, _LINE = 14, 18
_BOLD_LETTER = 7.4  # px that a letter of the name takes
# About as many letters of the small print as a phone shows without scrolling.
_ON_A_PHONE = 56
_SMALL_LINE = 16


@dataclass(frozen=True)
class Layout:
    """Where lanes stand, in px: each `apart` from the next, from `left` on and `plot` wide.

    Names stand before the lanes; or above, where `above` says how much room they get there.
    """

    left: int
    plot: int
    apart: int
    above: int

    @property
    def wide(self) -> int:
        return self.left + self.plot


def drawing(
    name: str, as_of: date, drawn: Content, *, wide: int, tall: float, elsewhere: str
) -> Html:
    """One <svg> of some drawn elements, under its name and its day.

    Args:
        name: what it shows; where it takes several lines, all below it moves down.
        as_of: of which day it is.
        drawn: from BELOW_HEADING downwards.
        wide: in px.
        tall: in px.
        elsewhere: where the same stands in words, as a sentence for those who cannot see it.
    """
    day = f"as of {spoken(as_of.isoformat())}"
    lines = wrap(name, int(wide / _BOLD_LETTER)) or [""]
    down = _LINE * (len(lines) - 1)
    return element(
        "svg",
        [
            element("title", f"{name}, {day}"),
            [
                element(
                    "text",
                    line,
                    x="0",
                    y=f"{_FIRST_LINE + number * _LINE}",
                    font_size="13",
                    font_weight="700",
                )
                for number, line in enumerate(lines)
            ],
            element("text", day, x="0", y=f"{_FIRST_LINE + len(lines) * _LINE}"),
            element("g", drawn, transform=f"translate(0 {down})") if down else drawn,
        ],
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {wide} {tall + down:g}",
        width=f"{wide}",
        height=f"{tall + down:g}",
        role="img",
        aria_label=f"{name}, {day}. {elsewhere}",
        font_size="12",
        fill="currentColor",
    )


def small_print(entries: Iterable[str], top: float) -> tuple[list[Html], float]:
    """Entries in lines that a phone shows whole, each entry kept together; and where they end."""
    # What must not be torn apart is one word for the wrapping; a line ends with its dot.
    joined = "\u00a0· ".join(entry.replace(" ", "\u00a0") for entry in entries)
    lines = wrap(joined, _ON_A_PHONE, break_long_words=False, break_on_hyphens=False)
    return [
        element("text", line, x="0", y=f"{top + number * _SMALL_LINE:g}", font_size="11")
        for number, line in enumerate(lines, 1)
    ], top + len(lines) * _SMALL_LINE
