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
# Of what is told beside the names, in px.
SMALL = "11"
# px that a letter and a line of the small print take.
_SMALL_LETTER, _SMALL_LINE = 6.4, 16


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


def words(content: Content, left: float, foot: float, **look: str) -> Html:
    """Words that begin at the left, and stand on their foot."""
    return element("text", content, x=_px(left), y=_px(foot), **look)


def box(
    left: float, top: float, wide: float, tall: float, *, says: str = "", **look: str
) -> Html:  # fmt: skip
    """A filled rectangle, and what it says when pointed at."""
    title = element("title", says) if says else ""
    return element(
        "rect", title, x=_px(left), y=_px(top), width=_px(wide), height=_px(tall), **look
    )


def floor_line(layout: Layout, floor: float) -> Html:
    """What the bars of a row stand on."""
    x1, x2, y = _px(layout.left), _px(layout.wide), _px(floor)
    return element("line", x1=x1, x2=x2, y1=y, y2=y, stroke="currentColor", stroke_opacity="0.3")


def bar(
    number: int, says: str, *, left: float, wide: float, floor: float, tall: float, colour: str,
    named: bool,
) -> list[Html]:  # fmt: skip
    """A bar that stands on a floor, with its number above it where it is to be `named`."""
    drawn = [box(left, floor - tall, wide, tall, says=says, fill=colour)]
    if named:
        middle, foot = left + wide / 2, floor - tall - 3
        drawn.append(words(f"{number}", middle, foot, font_size=SMALL, text_anchor="middle"))
    return drawn


def _px(value: float) -> str:
    return f"{round(value, 1):g}"


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
                words(line, 0, _FIRST_LINE + number * _LINE, font_size="13", font_weight="700")
                for number, line in enumerate(lines)
            ],
            words(day, 0, _FIRST_LINE + len(lines) * _LINE),
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


def small_print(entries: Iterable[str], top: float, wide: int) -> tuple[list[Html], float]:
    """Entries in lines no wider than `wide` px, each entry kept together; and where they end."""
    # What must not be torn apart is one word for the wrapping; a line ends with its dot.
    joined = "\u00a0· ".join(entry.replace(" ", "\u00a0") for entry in entries)
    letters = int(wide / _SMALL_LETTER)
    lines = wrap(joined, letters, break_long_words=False, break_on_hyphens=False)
    return [
        words(line, 0, top + number * _SMALL_LINE, font_size=SMALL)
        for number, line in enumerate(lines, 1)
    ], top + len(lines) * _SMALL_LINE
