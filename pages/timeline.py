"""A place's law and notices over time, as one drawing: a lane each scenario, two of notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

import pandas as pd

from atlas.changes import one_by_one
from atlas.edition import Edition
from atlas.law import Standing, is_weak
from atlas.risk import enforcing
from atlas.tabular import printable
from atlas.wording import mark_words, since, still_holds, unreviewed
from pages.as_of import EARLIEST
from pages.background import THEM_TOO
from pages.drawing import BELOW_HEADING, PHONE, Layout, drawing, small_print
from pages.markup import Content, Html, element
from pages.palette import looks
from pages.standing_table import worded

_HEAD, _BAND, _KEY = BELOW_HEADING + 22, 22, 8
_FOOT, _STRIPE = 5, 3
_ROOM_FOR_COUNTS = 12
# From one year that is named to the next at least, and how wide its figures are.
_YEAR_APART, _YEAR_WIDE = 45, 28
_LEAST_YEARS = 8
# The widest that a name may be, in letters; the width of a letter in px, generously.
_LONGEST_NAME, _LETTER = 32, 8
_NOTICE_COLOURS = ("#6F86C9", "#8C8F98")

WIDE = Layout(left=215, plot=585, apart=32, above=0)
# A phone has no room beside names: there the newest years would lie out of sight.
NARROW = Layout(left=0, plot=PHONE, apart=48, above=18)

MOST_EVENTS = 200
EVENT_LABELS = {
    "date": "Date",
    "shown_event": "What",
    "name": "Place",
    "shown_scenario": "Product and use",
    "shown_status": "Status",
    "title": "Title or instrument",
    "shown_marks": "Reading",
    "shown_confidence": "Confidence",
    "shown_read": "Read",
    "url": "Source",
    "verified_on": "Last checked",
}


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
    for start in sorted({first, *moves}):
        standing = law.standing(place, scenario, start)
        if found and found[-1].standing == standing:
            continue
        if found:
            found[-1] = Span(found[-1].start, start - timedelta(days=1), found[-1].standing)
        found.append(Span(start, as_of, standing))
    return found


def timeline_svg(
    edition: Edition, place: str, notices: pd.DataFrame, as_of: date, layout: Layout = WIDE
) -> Html:
    """The drawing: the law of each scenario as bands, notices counted by year.

    Args:
        edition: answers for the law.
        place: whose law.
        notices: of the place (atlas.notices.NOTICE_COLUMNS); undated ones are left out.
        as_of: the day on which the drawing ends.
        layout: for how wide a place it is.
    """
    words = edition.vocabularies
    scale = _Scale(_first_day(edition, place, notices, as_of), as_of, layout)
    notice_lane = layout.apart + _ROOM_FOR_COUNTS
    lanes = len(words.scenario.codes) * layout.apart + 2 * notice_lane
    drawn = list(_years(scale, bottom=_HEAD + lanes))
    for number, scenario in enumerate(words.scenario.codes):
        top = _HEAD + number * layout.apart
        drawn.append(_lane_label(words.scenario.label(scenario), top, layout))
        for span in spans(edition, place, scenario, scale.first, as_of):
            drawn.extend(_band(edition, span, scale, top))
    acts = enforcing(notices, edition.weights)
    sorts = {"Enforcement, by year": notices[acts], "Other notices": notices[~acts]}
    top = _HEAD + len(words.scenario.codes) * layout.apart
    # A name before its bars stands at their foot.
    beside = 0 if layout.above else _ROOM_FOR_COUNTS
    for (label, some), colour in zip(sorts.items(), _NOTICE_COLOURS, strict=True):
        drawn.append(_lane_label(label, top + beside, layout))
        drawn.extend(_counts(label, some, scale, top, colour))
        top += notice_lane
    name = f"{edition.places.name(place)}: law and notices over time"
    if (notices["relevance"] == "context").any():
        name += f", {THEM_TOO}"
    name += unreviewed(notices["review"], "of the notices")
    return _whole(edition, name, scale, drawn, top)


def moves_svg(
    edition: Edition,
    places: Sequence[str],
    scenario: str,
    as_of: date,
    layout: Layout = WIDE,
    *,
    since: date | None = None,
) -> Html:
    """The drawing: how one scenario stood in each of some places, a lane each.

    Args:
        edition: answers for the law.
        places: in the order of the lanes.
        scenario: what is asked.
        as_of: the day on which the drawing ends.
        layout: for how wide a place it is.
        since: it begins with the year of this day; None: with the one before the first move.
    """
    words = edition.vocabularies
    firsts = [_first_move(edition, place, scenario, as_of) for place in places]
    first = since.year if since else min([day for day in firsts if day], default=as_of).year - 1
    scale = _Scale(max(date(first, 1, 1), EARLIEST), as_of, layout)
    bottom = _HEAD + len(places) * layout.apart
    drawn = list(_years(scale, bottom=bottom))
    for number, place in enumerate(places):
        top = _HEAD + number * layout.apart
        drawn.append(_lane_label(_place_label(edition.places.name(place)), top, layout))
        for span in spans(edition, place, scenario, scale.first, as_of):
            drawn.extend(_band(edition, span, scale, top))
    name = f"{words.scenario.label(scenario)}: who moved when"
    return _whole(edition, name, scale, drawn, bottom)


def movers(edition: Edition, stream: pd.DataFrame) -> list[str]:
    """The places with a move among some events of positions (CHANGE_COLUMNS), earliest first."""
    known = stream[stream["jurisdiction"].isin(edition.codes)]
    return list(known.sort_values(["date_first", "name"])["jurisdiction"].unique())


def _first_move(edition: Edition, place: str, scenario: str, as_of: date) -> date | None:
    starts = [entry.starts for entry in edition.law.history(place, scenario) if entry.effective]
    return min([day for day in starts if EARLIEST <= day <= as_of], default=None)


def timeline_events(
    edition: Edition, stream: pd.DataFrame, place: str, notices: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """The dated events that the drawing shows, newest first.

    Args:
        edition: names things.
        stream: of pages.knowledge.changes.
        place: whose law; what reaches it from above is among the events.
        notices: of the place, as given to timeline_svg.
        as_of: the last day.

    Returns:
        Rows of `stream` as timeline_rows gives them.
    """
    published = stream["event"] == "notice_published"
    of_law = stream["event"].str.startswith("position_")
    law = of_law & stream["jurisdiction"].isin([place, *edition.places.above(place)])
    ids = {(id_,) for id_ in notices["id"]}
    events = stream[
        (law | published & stream["notices"].isin(ids))
        & (stream["date_first"] <= pd.Timestamp(as_of))
    ]
    return timeline_rows(edition, events)


def timeline_rows(edition: Edition, events: pd.DataFrame) -> pd.DataFrame:
    """Events (atlas.changes.CHANGE_COLUMNS) with what a reader sees of them, all str.

    Adds `shown_event`, `shown_scenario`, `shown_before`, `shown_status` (what came after),
    `shown_confidence`, `shown_read` and `shown_marks`.
    """
    words = edition.vocabularies
    signs = {code: f"{look.sign} {words.status.label(code)}" for code, look in looks().items()}
    return events.assign(
        shown_event=[
            words.kind.label(kind) if isinstance(kind, str) else words.event.label(event)
            for kind, event in zip(events["kind"], events["event"], strict=True)
        ],
        shown_scenario=worded(events["scenario"], words.scenario.label),
        shown_before=worded(events["before"], lambda status: signs.get(status, status)),
        shown_status=[
            f"{after}; {still_holds(edition, event.rule)}" if event.rule else after
            for after, event in zip(
                worded(events["after"], lambda status: signs.get(status, status)),
                one_by_one(events),
                strict=True,
            )
        ],
        shown_confidence=worded(events["confidence"], words.confidence.label),
        shown_read=worded(events["source_read"], words.source_read.label),
        shown_marks=[
            "; ".join(mark_words(review, delisted_on))
            for review, delisted_on in zip(events["review"], events["delisted_on"], strict=True)
        ],
    )


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date
    layout: Layout

    def x(self, day: date) -> float:
        whole = max((self.last - self.first).days, 1)
        return self.layout.left + self.layout.plot * min(max((day - self.first).days / whole, 0), 1)


def _first_day(edition: Edition, place: str, notices: pd.DataFrame, as_of: date) -> date:
    """New Year of the first year with a dated event, or of a few years ago if that is earlier."""
    days = [
        position.starts
        for scenario in edition.vocabularies.scenario.codes
        for code in (place, *edition.places.above(place))
        for position in edition.law.history(code, scenario)
        if EARLIEST <= position.starts <= as_of
    ]
    published = notices["published_first"].min()
    if pd.notna(published):
        days.append(published.date())
    first = min([*days, date(max(as_of.year - _LEAST_YEARS, EARLIEST.year), 1, 1)])
    return max(date(first.year, 1, 1), EARLIEST)


def _years(scale: _Scale, *, bottom: int) -> list[Html]:
    years = range(scale.first.year, scale.last.year + 1)
    every = max(1, -(-len(years) * _YEAR_APART // scale.layout.plot))
    drawn, free = [], 0.0
    for year in years[::every]:
        at = scale.x(date(year, 1, 1))
        x = f"{at:.1f}"
        drawn.append(
            element("line", x1=x, x2=x, y1=f"{_HEAD - 6}", y2=f"{bottom}", stroke="currentColor",
                    stroke_opacity="0.2")
        )  # fmt: skip
        # The newest year is named before its line, where there is no room behind it.
        named = min(at, scale.layout.wide - _YEAR_WIDE)
        if named >= free:
            drawn.append(
                element("text", str(year), x=f"{named:.1f}", y=f"{_HEAD - 10}", font_size="11")
            )
            free = named + _YEAR_WIDE
    return drawn


def _whole(edition: Edition, name: str, scale: _Scale, lanes: list[Html], bottom: float) -> Html:
    """The lanes, and what the signs mean: a drawing explains itself when it is taken away."""
    status = edition.vocabularies.status
    signs = (f"{look.sign} {status.label(code)}" for code, look in looks().items())
    key, end = small_print([*signs, "striped foot: low confidence"], bottom + _KEY)
    return drawing(
        name, scale.last, [_stripes(), lanes, key], wide=scale.layout.wide, tall=end + _KEY,
        elsewhere="The table below says the same.",
    )  # fmt: skip


def _stripes() -> Html:
    """What the foot of a weak answer's band is filled with, in the ink of its status."""
    return element(
        "defs",
        [
            element(
                "pattern",
                element("rect", width=f"{_STRIPE}", height=f"{_FOOT}", fill=look.ink),
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


def _lane_label(label: Content, top: float, layout: Layout) -> Html:
    down = layout.above - 6 if layout.above else _BAND - 6
    return element("text", label, x="0", y=f"{top + down:.1f}")


def _place_label(name: str) -> Content:
    """The name of a place, cut where it would reach into the lane; whole when pointed at."""
    cut = shorten(name, _LONGEST_NAME, placeholder=" …")
    return cut if cut == name else [element("title", name), cut]


def _band(edition: Edition, span: Span, scale: _Scale, top: float) -> list[Html]:
    standing = span.standing
    look = looks()[standing.status]
    top += scale.layout.above
    left, right = scale.x(span.start), scale.x(span.end)
    width = max(right - left, 2)
    open_start = standing.position is not None and standing.position.starts < span.start
    drawn = [
        element(
            "rect",
            element("title", _band_title(edition, span, scale.last)),
            x=f"{left:.1f}",
            y=f"{top}",
            width=f"{width:.1f}",
            height=f"{_BAND}",
            fill=look.colour,
            stroke="currentColor",
            stroke_opacity="0.5",
            # A start that is not known, or lies before the drawing, has a broken outline.
            stroke_dasharray="3 3" if open_start else "none",
        )
    ]
    if is_weak(standing.status, standing.confidence):
        # A band may be too narrow to say so in words.
        drawn.append(
            element("rect", x=f"{left:.1f}", y=f"{top + _BAND - _FOOT}", width=f"{width:.1f}",
                    height=f"{_FOOT}", fill=f"url(#{_striped(standing.status)})",
                    pointer_events="none")
        )  # fmt: skip
    sign = f"… {look.sign}" if open_start else look.sign
    for words in (*_beside_sign(edition, standing), ""):
        said = f"{sign} {words}".strip()
        if width > len(said) * _LETTER:
            drawn.append(
                element("text", said, x=f"{left + 5:.1f}", y=f"{top + _BAND - 7}",
                        fill=look.ink, pointer_events="none")
            )  # fmt: skip
            break
    return drawn


def _beside_sign(edition: Edition, standing: Standing) -> list[str]:
    """What a band says of its answer if there is room, the fullest first.

    In words: the code of the Andean Community reads as Canada's.
    """
    above = standing.inherited_from
    from_above = [f"from {edition.places.name(above)}"] if above else []
    weak = ["low confidence"] if is_weak(standing.status, standing.confidence) else []
    return [", ".join([*from_above, *weak]), *weak, *from_above]


def _band_title(edition: Edition, span: Span, as_of: date) -> str:
    standing, words = span.standing, edition.vocabularies
    said = [words.status.label(standing.status)]
    if standing.position:
        said.append(since(standing.position, as_of))
        said.append(standing.position.instrument or "")
    if standing.inherited_from:
        said.append(f"inherited from {edition.places.name(standing.inherited_from)}")
    if standing.confidence:
        said.append(f"confidence {words.confidence.label(standing.confidence)}")
    return printable(", ".join(part for part in said if part))


def _counts(
    label: str, notices: pd.DataFrame, scale: _Scale, top: float, colour: str
) -> list[Html]:
    counts = notices["published_first"].dt.year.value_counts().sort_index()
    layout = scale.layout
    floor = top + layout.apart + 6
    drawn = [
        element("line", x1=f"{layout.left}", x2=f"{layout.wide}", y1=f"{floor}", y2=f"{floor}",
                stroke="currentColor", stroke_opacity="0.3")
    ]  # fmt: skip
    for year, count in counts.items():
        left = scale.x(date(int(year), 1, 1))
        width = max(scale.x(date(int(year), 12, 31)) - left - 2, 2)
        tall = max(20 * count / counts.max(), 3)
        drawn.append(
            element(
                "rect",
                element("title", f"{label}, {int(year)}: {count}"),
                x=f"{left:.1f}",
                y=f"{floor - tall:.1f}",
                width=f"{width:.1f}",
                height=f"{tall:.1f}",
                fill=colour,
            )
        )
        if width >= 9 * len(str(count)):
            drawn.append(
                element(
                    "text",
                    f"{count}",
                    x=f"{left + width / 2:.1f}",
                    y=f"{floor - tall - 3:.1f}",
                    font_size="11",
                    text_anchor="middle",
                )
            )
    return drawn
