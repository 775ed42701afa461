"""The law over time as lanes of bands, a band each answer: what two drawings have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from atlas.edition import Edition
from atlas.law import Standing, is_weak
from atlas.tabular import printable
from atlas.wording import by_rule_of, since
from pages.charts.drawing import (
    BELOW_HEADING,
    PHONE,
    SMALL,
    Layout,
    box,
    drawing,
    small_print,
    words,
)
from pages.markup import Content, Html, element
from pages.palette import looks

# Where the first lane begins.
HEAD = BELOW_HEADING + 22
_BAND, _KEY = 22, 8
_FOOT, _STRIPE = 5, 3
# From one year that is named to the next at least, and how wide its figures are.
_YEAR_APART, _YEAR_WIDE = 45, 28
_LETTER = 8  # px of a letter, generously

WIDE = Layout(left=215, plot=585, apart=32, above=0)
# A phone has no room beside names: there the newest years would lie out of sight.
NARROW = Layout(left=0, plot=PHONE, apart=48, above=18)

# A drawing begins no earlier, unless that is asked for: nearly all on record came later, and needs
# the room. Before the day on which it ends, so many years have room in any case.
_EARLIEST = date(2000, 1, 1)
LEAST_YEARS = 8


@dataclass(frozen=True)
class Span:
    """An answer of the law and the days on which it was given, the last one included."""

    start: date
    end: date
    standing: Standing


def spans(edition: Edition, place: str, scenario: str, first: date, as_of: date) -> list[Span]:
    """How a scenario stood in a place from a day to a day, oldest first, without gaps.

    Members of blocs are those of today throughout.
    """
    law = edition.law
    moves = {
        position.starts
        for code in (place, *edition.places.above(place))
        for position in law.history(code, scenario)
        if first < position.starts <= as_of
    }
    found: list[Span] = []
    starts = sorted({first, *moves})
    ends = [*(start - timedelta(days=1) for start in starts[1:]), as_of]
    for start, end in zip(starts, ends, strict=True):
        # Only how sure it is can change in between, and then it becomes surer.
        standing = law.standing(place, scenario, end)
        if found and found[-1].standing == standing:
            start = found.pop().start
        found.append(Span(start, end, standing))
    return found


@dataclass(frozen=True)
class Scale:
    """Where days stand: the first at the left of the lanes, the last at their right."""

    first: date
    last: date
    layout: Layout

    def x(self, day: date) -> float:
        whole = max((self.last - self.first).days, 1)
        return self.layout.left + self.layout.plot * min(max((day - self.first).days / whole, 0), 1)


def earliest_drawn(as_of: date) -> date:
    """How far back a drawing that ends on a day may reach: a New Year."""
    return min(_EARLIEST, date(as_of.year - LEAST_YEARS, 1, 1))


def law_lane(
    edition: Edition, label: Content, place: str, scenario: str, scale: Scale, top: float
) -> list[Html]:
    """How a scenario stood in a place, under a label."""
    drawn = [lane_label(label, top, scale.layout)]
    for span in spans(edition, place, scenario, scale.first, scale.last):
        drawn += _band(edition, span, scale, top)
    return drawn


def lane_label(label: Content, top: float, layout: Layout) -> Html:
    """The name of a lane, before it or above it."""
    down = layout.above - 6 if layout.above else _BAND - 6
    return words(label, 0, top + down)


def year_lines(scale: Scale, *, bottom: int) -> list[Html]:
    """A line down to the bottom at the New Year of each, named where there is room."""
    years = range(scale.first.year, scale.last.year + 1)
    every = max(1, -(-len(years) * _YEAR_APART // scale.layout.plot))
    drawn, free = [], 0.0
    for year in years[::every]:
        at = scale.x(date(year, 1, 1))
        x = f"{at:.1f}"
        drawn.append(
            element("line", x1=x, x2=x, y1=f"{HEAD - 6}", y2=f"{bottom}", stroke="currentColor",
                    stroke_opacity="0.2")
        )  # fmt: skip
        # The newest year is named before its line, where there is no room behind it.
        named = min(at, scale.layout.wide - _YEAR_WIDE)
        if named >= free:
            drawn.append(words(str(year), named, HEAD - 10, font_size=SMALL))
            free = named + _YEAR_WIDE
    return drawn


def with_key(edition: Edition, name: str, scale: Scale, lanes: list[Html], bottom: float) -> Html:
    """The lanes, and what the signs mean: a drawing explains itself when it is taken away."""
    status = edition.vocabularies.status
    signs = (f"{look.sign} {status.label(code)}" for code, look in looks().items())
    never = "○, ? and – are never a permission"
    wide = scale.layout.wide
    key, end = small_print([*signs, "striped foot: low confidence", never], bottom + _KEY, wide)
    return drawing(
        name, scale.last, [_stripes(), lanes, key], wide=wide, tall=end + _KEY,
        elsewhere="The table below says the same.",
    )  # fmt: skip


def _stripes() -> Html:
    """What the foot of a weak answer's band is filled with, in the ink of its status."""
    return element(
        "defs",
        [
            element(
                "pattern",
                box(0, 0, _STRIPE, _FOOT, fill=look.ink),
                id=_striped(code),
                width=f"{2 * _STRIPE}",
                height=f"{_FOOT}",
                patternUnits="userSpaceOnUse",
                patternTransform="rotate(45)",
            )
            for code, look in looks().items()
        ],
    )


def _striped(status: str) -> str:
    return f"striped-{status}"


def _band(edition: Edition, span: Span, scale: Scale, top: float) -> list[Html]:
    standing = span.standing
    look = looks()[standing.status]
    top += scale.layout.above
    left, right = scale.x(span.start), scale.x(span.end)
    width = max(right - left, 2)
    open_start = standing.position is not None and standing.position.starts < span.start
    drawn = [
        box(
            left,
            top,
            width,
            _BAND,
            says=_band_title(edition, span, scale.last),
            fill=look.colour,
            stroke="currentColor",
            stroke_opacity="0.5",
            # A start that is not known, or lies before the drawing, has a broken outline.
            stroke_dasharray="3 3" if open_start else "none",
        )
    ]
    if is_weak(standing.status, standing.confidence):
        # A band may be too narrow to say so in words.
        stripes = f"url(#{_striped(standing.status)})"
        foot = top + _BAND - _FOOT
        drawn.append(box(left, foot, width, _FOOT, fill=stripes, pointer_events="none"))
    sign = f"… {look.sign}" if open_start else look.sign
    for beside in (*_beside_sign(edition, standing), ""):
        said = f"{sign} {beside}".strip()
        if width > len(said) * _LETTER:
            ink = {"fill": look.ink, "pointer_events": "none"}
            drawn.append(words(said, left + 5, top + _BAND - 7, **ink))
            break
    return drawn


def _beside_sign(edition: Edition, standing: Standing) -> list[str]:
    """What a band says of its answer if there is room, the fullest first.

    In words: the code of the Andean Community reads as Canada's.
    """
    above = standing.inherited_from
    from_above = [f"from {edition.places.in_sentence(above)}"] if above else []
    weak = ["low confidence"] if is_weak(standing.status, standing.confidence) else []
    return [", ".join([*from_above, *weak]), *weak, *from_above]


def _band_title(edition: Edition, span: Span, as_of: date) -> str:
    standing, terms = span.standing, edition.vocabularies
    said = [terms.status.label(standing.status)]
    if standing.position:
        said.append(since(standing.position, as_of))
        said.append(standing.position.instrument or "")
    if standing.inherited_from:
        said.append(f"inherited from {edition.places.in_sentence(standing.inherited_from)}")
    if standing.confidence:
        sure = terms.confidence.label(standing.confidence)
        said.append(f"confidence {sure}{by_rule_of(edition, standing.sure_by)}")
    return printable(", ".join(part for part in said if part))
