"""Answers of the law as a table: the words of the reader beside the codes of the data."""

import pandas as pd

from atlas.edition import Edition
from pages import tables
from pages.palette import looks

_WITHOUT_A_DATE = "unknown earlier date"

ABOUT_RISK = (
    "Risk orders places by how much stands against a product; it predicts no harm. It is the sum "
    "of its parts, law, enforcement and uncertainty, and is worth as much as the evidence is "
    "complete. The Method page explains how it is made."
)
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
    "completeness": "Completeness of evidence",
}


def readable(edition: Edition, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of knowledge.standings with what a reader sees of them.

    Adds `shown_scenario`, `shown_status` (with its sign), `shown_inherited`, `shown_since`,
    `shown_instrument`, `shown_confidence`, `shown_read`: str, "" where there is nothing to say.
    """
    words, signs = edition.vocabularies, looks()
    status = {code: f"{signs[code].sign} {words.status.label(code)}" for code in signs}
    answered = rows["verified_on"].notna()
    return rows.assign(
        shown_scenario=rows["scenario"].map(words.scenario.label),
        shown_status=rows["status"].map(status),
        shown_inherited=rows["inherited_from"]
        .map(edition.places.name, na_action="ignore")
        .fillna(""),
        shown_since=rows["effective_from"].where(
            rows["effective_from"].notna(), answered.map({True: _WITHOUT_A_DATE, False: ""})
        ),
        shown_instrument=rows["instrument"].fillna(""),
        shown_confidence=rows["confidence"]
        .map(words.confidence.label, na_action="ignore")
        .fillna(""),
        shown_read=rows["source_read"].map(words.source_read.label, na_action="ignore").fillna(""),
    )


def standing_table(
    edition: Edition, rows: pd.DataFrame, *, name: str, without: tuple[str, ...] = ()
) -> None:
    """Show answers with their sources and offer them as CSV, the columns `without` left out."""
    tables.table(
        readable(edition, rows),
        name=name,
        labels={column: label for column, label in LABELS.items() if column not in without},
        links=("read_url",),
    )
