"""What drawings have in common: a heading in two lines, so that a phone cuts neither off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from textwrap import wrap

from atlas.wording import spoken
from pages.markup import Content, Html, element

# Where what is drawn may begin, in px from the top: below the two lines of the heading.
BELOW_HEADING = 42
_LINES = (14, 32)
# About as many letters of the small print as a phone shows without scrolling.
_ON_A_PHONE = 56
_SMALL_LINE = 16


def drawing(
    name: str, as_of: date, drawn: Content, *, wide: int, tall: float, elsewhere: str
) -> Html:
    """One <svg> of some drawn elements, under its name and its day.

    Args:
        name: what it shows.
        as_of: of which day it is.
        drawn: from BELOW_HEADING downwards.
        wide: in px.
        tall: in px.
        elsewhere: where the same stands in words, as a sentence for those who cannot see it.
    """
    day = f"as of {spoken(as_of.isoformat())}"
    first, second = _LINES
    return element(
        "svg",
        [
            element("title", f"{name}, {day}"),
            element("text", name, x="0", y=f"{first}", font_size="13", font_weight="700"),
            element("text", day, x="0", y=f"{second}"),
            drawn,
        ],
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {wide} {tall:g}",
        width=f"{wide}",
        height=f"{tall:g}",
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
