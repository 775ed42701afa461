"""Answers of the law as a table: the words of the reader beside the codes of the data."""

from collections.abc import Callable

import pandas as pd

from atlas.columns import STANDING, names
from atlas.edition import Edition
from atlas.law import NOT_KNOWN, is_weak
from atlas.wording import without_a_date
from pages import tables
from pages.palette import looks
from pages.standing_grid import MOST_COMPARED

LABELS = {
    "name": "Place",
    "shown_scenario": "Product and use",
    "shown_status": "Status",
    "shown_inherited": "Inherited from",
    "shown_since": "Since",
    "shown_instrument": "Instrument",
    "shown_confidence": "Confidence",
    "shown_read": "Read",
    "read_url": "Source",
    "verified_on": "Last checked",
    "risk": "Risk (0 to 100)",
    "severity": "of it: law",
    "enforcement": "of it: enforcement",
    "uncertainty": "of it: uncertainty",
    "risk_machine_read": "Machine-read acts in it",
    "risk_completeness": "Completeness of evidence",
}


def readable(edition: Edition, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of knowledge.standings with what a reader sees of them.

    Adds `shown_scenario`, `shown_status` (with its sign, and whether the evidence for it is weak),
    `shown_inherited`, `shown_since`,
    `shown_instrument`, `shown_confidence`, `shown_read`: str, "" where there is nothing to say.
    """
    words, signs = edition.vocabularies, looks()
    labels = {code: f"{signs[code].sign} {words.status.label(code)}" for code in signs}
    # With the status: a phone shows no further without scrolling.
    weak = [
        ", low confidence" if is_weak(*answer) else ""
        for answer in zip(rows["status"], rows["confidence"], strict=True)
    ]
    return rows.assign(
        shown_scenario=worded(rows["scenario"], words.scenario.label),
        shown_status=[
            labels[code] + doubt for code, doubt in zip(rows["status"], weak, strict=True)
        ],
        shown_inherited=worded(rows["inherited_from"], edition.places.name),
        shown_since=[
            _since(status, instrument, since, checked, day)
            for status, instrument, since, checked, day in zip(
                rows["status"],
                rows["instrument"],
                rows["effective_from"],
                rows["verified_on"],
                rows["as_of"],
                strict=True,
            )
        ],
        shown_instrument=worded(rows["instrument"], str),
        shown_confidence=worded(rows["confidence"], words.confidence.label),
        shown_read=worded(rows["source_read"], words.source_read.label),
    )


def _since(
    status: str, instrument: object, effective_from: object, verified_on: str, as_of: str
) -> str:
    dated = isinstance(effective_from, str)
    if status in NOT_KNOWN and not dated and not isinstance(instrument, str):
        return ""
    began = str(effective_from) if dated else without_a_date(verified_on, as_of)
    # What is not known is not so since a day: the day is that of the text that was looked into.
    return f"text of {began}" if dated and status in NOT_KNOWN else began


def worded(codes: pd.Series, label: Callable[[str], str]) -> list[str]:
    """What to call each code; "" where there is none."""
    return [label(code) if isinstance(code, str) else "" for code in codes]


def standing_table(
    edition: Edition,
    rows: pd.DataFrame,
    *,
    name: str,
    of: str = "answer",
    without: tuple[str, ...] = (),
) -> None:
    """Show answers with their sources and offer them as CSV, the columns `without` left out.

    The file is named after places that are compared, the use, where there is but one, and the day.
    How many acts are machine-read is a column where there are any.
    """
    if not rows["risk_machine_read"].any():
        without = (*without, "risk_machine_read")
    tables.table(
        readable(edition, rows),
        name=name,
        of=of,
        labels={column: label for column, label in LABELS.items() if column not in without},
        links=("read_url",),
        # Under the names that programs get.
        whole=rows[list(names(STANDING))],
        file="-".join((name, *_compared(rows), *_only(rows["scenario"]), *_only(rows["as_of"]))),
    )


def _compared(rows: pd.DataFrame) -> list[str]:
    """The places, where they are several and few enough for a name."""
    places = list(dict.fromkeys(rows["jurisdiction"]))
    return places if 1 < len(places) <= MOST_COMPARED else []


def _only(values: pd.Series) -> tuple[str, ...]:
    """The one value that all rows have; nothing where they differ."""
    return tuple(values.unique()) if values.nunique() == 1 else ()
