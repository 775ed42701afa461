"""Dated events of a place or of the law as a table: the words of the reader beside the codes."""

from __future__ import annotations

from datetime import date

import pandas as pd

from atlas.changes import one_by_one
from atlas.edition import Edition
from atlas.wording import still_holds
from pages.marks import marks_in_words
from pages.palette import looks
from pages.standing_table import worded

MOST_EVENTS = 200
LABELS = {
    # What a phone shows without scrolling comes first; of a notice the next two say nothing.
    "date": "Date",
    "shown_event": "What",
    "title": "Title or instrument",
    "shown_status": "Status",
    "shown_scenario": "Product and use",
    "name": "Place",
    "shown_marks": "Reading",
    "shown_confidence": "Confidence",
    "shown_read": "Read",
    "url": "Source",
    "verified_on": "Last checked",
}


def events_of_place(
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
        Rows of `stream` as readable gives them.
    """
    published = stream["event"] == "notice_published"
    of_law = stream["event"].str.startswith("position_")
    law = of_law & stream["jurisdiction"].isin([place, *edition.places.above(place)])
    ids = {(id_,) for id_ in notices["id"]}
    events = stream[
        (law | published & stream["notices"].isin(ids))
        & (stream["date_first"] <= pd.Timestamp(as_of))
    ]
    return readable(edition, events)


def readable(edition: Edition, events: pd.DataFrame) -> pd.DataFrame:
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
        shown_marks=marks_in_words(events),
    )
