"""Answers of the law as a table: the words of the reader beside the codes of the data."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from atlas.columns import STANDING, names
from atlas.edition import Edition
from atlas.law import NOT_KNOWN, is_weak
from atlas.wording import by_rule_of, first_day
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
    "severity": "Risk: law",
    "enforcement": "Risk: enforcement",
    "uncertainty": "Risk: uncertainty",
    "risk_machine_read": "Machine-read acts",
    "risk_completeness": "Completeness (0 to 1)",
}

# What a status and its time are told of.
_TOLD_OF = ["status", "confidence", "instrument", "effective_from", "sure_from", "as_of"]


def readable(edition: Edition, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of knowledge.standings with what a reader sees of them.

    Adds `shown_scenario`, `shown_status` (with its sign, and whether the evidence for it is weak),
    `shown_inherited`, `shown_since`,
    `shown_instrument`, `shown_confidence`, `shown_read`: str, "" where there is nothing to say.
    """
    words, signs = edition.vocabularies, looks()
    labels = {code: f"{signs[code].sign} {words.status.label(code)}" for code in signs}
    answers: list[Any] = list(rows[_TOLD_OF].itertuples(index=False))
    return rows.assign(
        shown_scenario=worded(rows["scenario"], words.scenario.label),
        # With the status: a phone shows no further without scrolling.
        shown_status=[
            labels[answer.status]
            + (", low confidence" if is_weak(answer.status, answer.confidence) else "")
            for answer in answers
        ],
        shown_inherited=worded(rows["inherited_from"], edition.places.name),
        shown_since=[_since(answer) for answer in answers],
        shown_instrument=worded(rows["instrument"], str),
        shown_confidence=[
            sure + by_rule_of(edition, by)
            for sure, by in zip(
                worded(rows["confidence"], words.confidence.label), rows["sure_by"], strict=True
            )
        ],
        shown_read=worded(rows["source_read"], words.source_read.label),
    )


def _since(answer: Any) -> str:
    looked_into, is_dated = answer.status in NOT_KNOWN, isinstance(answer.effective_from, str)
    if looked_into and not is_dated and not isinstance(answer.instrument, str):
        return ""
    first = first_day(answer.effective_from, answer.sure_from, answer.as_of, dated=str)
    # What is not known is not so since a day: that is the day of the text looked into.
    return f"text of {first}" if looked_into and is_dated else first


def worded(codes: pd.Series, label: Callable[[str], str]) -> list[str]:
    """What to call each code; "" where there is none."""
    return [label(code) if isinstance(code, str) else "" for code in codes]


def standing_table(
    edition: Edition,
    rows: pd.DataFrame,
    *,
    name: str,
    of: str = "answer",
    file: str | None = None,
    without: tuple[str, ...] = (),
) -> None:
    """Show answers with their sources and offer them as CSV, the columns `without` left out.

    The file is named by `file`, else by `name` and the places that are compared; with the use,
    where there is but one, and the day.
    How many acts are machine-read is a column where there are any.
    """
    if not rows["risk_machine_read"].any():
        without = (*without, "risk_machine_read")
    of_what = (file,) if file else (name, *_compared(rows))
    tables.table(
        readable(edition, rows),
        name=name,
        of=of,
        labels={column: label for column, label in LABELS.items() if column not in without},
        links=("read_url",),
        # Under the names that programs get.
        whole=rows[list(names(STANDING))],
        file="-".join((*of_what, *_only(rows["scenario"]), *_only(rows["as_of"]))),
    )


def _compared(rows: pd.DataFrame) -> list[str]:
    """The places, where they are several and few enough for a name."""
    places = list(dict.fromkeys(rows["jurisdiction"]))
    return places if 1 < len(places) <= MOST_COMPARED else []


def _only(values: pd.Series) -> tuple[str, ...]:
    """The one value that all rows have; nothing where they differ."""
    return tuple(values.unique()) if values.nunique() == 1 else ()
