"""The tables of the data package as one workbook for spreadsheets (XLSX)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter

from atlas.columns import Column
from atlas.datapackage.readme import KEEP_IN_MIND, facts_of
from atlas.datapackage.table_schema import described
from atlas.datapackage.tables import NOTICES, POSITIONS, SOURCES, TABLES, Table
from atlas.dates import parse_day
from atlas.edition import Edition
from atlas.tabular import cells

# What a cell can hold (https://support.microsoft.com/office, "Excel specifications and limits").
_MOST_LETTERS = 32_767
_CUT = " … (cut here; whole in the CSV)"
_NARROW, _WIDE = 14, 60
_WITHOUT_NAMES = (POSITIONS, NOTICES, SOURCES)
_PLACE = Column("place", "The English name of the jurisdiction; in the workbook only.")


def workbook(edition: Edition, frames: Mapping[str, pd.DataFrame]) -> bytes:
    """A sheet for each table, after one to read first; then the columns and the codes.

    Its rows are those of the CSV. Where a table has places by their codes alone, their names stand
    beside: nobody joins sheets to read one.

    Every text is written as text: nothing is a formula, a link or a number that was none.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"title": "Exosome Atlas", "created": _moment(edition)})
    bold = book.add_format({"bold": True})
    _read_first(book, edition, bold)
    for table in TABLES:
        _sheet(book, table.name, _named(edition, table, frames[table.name]), bold)
    _sheet(book, "columns", _columns(edition), bold)
    _sheet(book, "codebook", _codes(edition), bold)
    book.close()
    return out.getvalue()


def _moment(edition: Edition) -> datetime:
    """When the facts were last checked: a file made later from the same facts is the same."""
    day = parse_day(edition.verified_on or "2000-01-01")
    return datetime(day.year, day.month, day.day)


def _read_first(book: Any, edition: Edition, bold: Any) -> None:
    sheet = book.add_worksheet("read first")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 120, wrapped)
    sheet.write_string(0, 0, "Exosome Atlas", bold)
    for row, sentence in enumerate((*facts_of(edition), *KEEP_IN_MIND), start=1):
        sheet.write_string(row, 0, sentence, wrapped)


def _named(edition: Edition, table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table with the names of their places."""
    if table not in _WITHOUT_NAMES:
        return frame
    places = frame["jurisdiction"].map(edition.places.name)
    named = frame.copy(deep=False)
    named.insert(list(frame.columns).index("jurisdiction") + 1, _PLACE.name, places)
    return named


def _sheet(book: Any, name: str, frame: pd.DataFrame, bold: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(frame.columns):
        sheet.write_string(0, column, heading, bold)
    for row, values in enumerate(cells(frame).itertuples(index=False, name=None), start=1):
        _row(sheet, row, values)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    for column, heading in enumerate(frame.columns):
        sheet.set_column(column, column, _width(frame[heading].head(50)))


def _row(sheet: Any, row: int, values: Sequence[Any]) -> None:
    for column, value in enumerate(values):
        if value is None:
            continue
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int):
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, _that_fits(str(value)))


def _that_fits(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - len(_CUT)] + _CUT


def _width(sample: Iterable[Any]) -> int:
    longest = max((len(str(value)) for value in sample), default=0)
    return min(max(longest + 2, _NARROW), _WIDE)


def _columns(edition: Edition) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (table.name, column.name, described(column, edition.vocabularies))
            for table in TABLES
            for column in (*table.columns, *([_PLACE] if table in _WITHOUT_NAMES else []))
        ],
        columns=["table", "column", "meaning"],
    )


def _codes(edition: Edition) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (name, code, term.label, term.definition, term.instead)
            for name, vocabulary in edition.vocabularies.items()
            for code, term in vocabulary.terms.items()
        ],
        columns=["vocabulary", "code", "label", "definition", "instead"],
    )
