"""The workbook as a spreadsheet reads it: the same rows, and nothing that runs."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from atlas.datapackage.tables import TABLES
from atlas.datapackage.workbook import workbook
from atlas.tabular import cells
from tests.atlas.datapackage.conftest import Files
from tests.atlas.factories import edition_of, notice
from tests.atlas.hostile import LONG, NOTICE_ID, SCRIPT_LINK, TAGS

STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def book(files: Files) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(files["exosome-atlas.xlsx"]))


def test_it_has_a_sheet_a_table_and_one_to_read_first(book: Workbook) -> None:
    names = [table.name for table in TABLES]
    assert book.sheetnames == ["read first", *names, "columns", "codebook"]
    first = "\n".join(str(row[0].value) for row in book["read first"])
    assert "not legal advice" in first
    assert "CC BY 4.0" in first


def test_its_rows_are_those_of_the_csv_with_places_by_name(book: Workbook, files: Files) -> None:
    names = {row[0]: row[1] for row in book["jurisdictions"].iter_rows(values_only=True)}
    for table in TABLES:
        text = files[f"data/{table.name}.csv"].decode()
        told = list(csv.reader(io.StringIO(text, newline="")))
        shown = [
            ["" if value is None else str(value) for value in row]
            for row in book[table.name].iter_rows(values_only=True)
        ]
        if table.name in ("positions", "notices", "sources"):
            at = shown[0].index("place")
            assert told[0][at - 1] == "jurisdiction"
            for row in shown[1:]:
                assert row[at] == names[row[at - 1]]
            shown = [row[:at] + row[at + 1 :] for row in shown]
        assert shown == told


def test_numbers_and_yes_or_no_are_not_text(book: Workbook) -> None:
    rows = book["notices"].iter_rows(min_row=1, max_row=2, values_only=True)
    first = dict(zip(*rows, strict=True))
    assert first["version"] == 1
    assert first["exosome_explicit"] is True


def test_nothing_in_it_runs_or_leads_anywhere(book: Workbook, files: Files) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                assert not str(cell.value).startswith(STARTS_OF_FORMULAS)
    parts = zipfile.ZipFile(io.BytesIO(files["exosome-atlas.xlsx"])).namelist()
    assert not [part for part in parts if "external" in part.casefold() or "vba" in part.casefold()]


def test_hostile_text_is_kept_as_text(book: Workbook) -> None:
    rows = book["notices"].iter_rows(values_only=True)
    heading = next(rows)
    hostile = next(dict(zip(heading, row, strict=True)) for row in rows if row[0] == NOTICE_ID)
    assert TAGS in str(hostile["title"])
    assert str(hostile["title"]).startswith("'=HYPERLINK")
    assert LONG in {str(value) for value in next(book["notices"].iter_cols(7, 7, values_only=True))}
    assert SCRIPT_LINK in str(list(hostile.values()))


def test_what_a_cell_cannot_hold_is_cut_and_says_so() -> None:
    long = edition_of(notices=[notice("invented-long", summary="A" * 40_000)])
    frames = {table.name: table.frame(long, []) for table in TABLES}
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(long, frames)))["notices"]
    column = [cell.value for cell in sheet[1]].index("summary") + 1
    shown = str(sheet.cell(2, column).value)
    assert len(shown) == 32_767
    assert shown.endswith("(cut here; whole in the CSV)")
    assert len(cells(frames["notices"])["summary"].iloc[0]) == 40_000
