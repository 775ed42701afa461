"""Tables for other programs: nothing runs, nothing is lost."""

import csv
import io
import json

import pandas as pd
import pytest

from atlas.tabular import cells, csv_text, flat, json_rows, neutral, printable


@pytest.mark.parametrize(
    "cell",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =HYPERLINK(1)", "\r=1", "=cmd|' /C calc'!A0"),
        *("＝1", "＋1", "－1", "＠SUM(A1)"),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["exosome", "5 March", "a=b", "", 7, None])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert neutral(cell) == cell


def test_a_cell_keeps_its_letters_and_loses_what_turns_them_round() -> None:
    assert neutral("\u202e\u2066=1") == "'=1"
    assert neutral("הודעה \u202b엑소좀") == "הודעה 엑소좀"


def test_csv_gives_back_every_value_and_joins_lists() -> None:
    frame = pd.DataFrame({"title": ['a "quoted", title', "=1"], "uses": [("x", "y"), ()]})
    rows = list(csv.reader(io.StringIO(csv_text(frame))))
    assert rows == [["title", "uses"], ['a "quoted", title', "x; y"], ["'=1", ""]]


def test_cells_are_one_value_each_and_none_where_one_is_missing() -> None:
    frame = pd.DataFrame(
        {
            "text": pd.Series([None, "=1"], dtype="str"),
            "code": pd.Series(["ban", None], dtype="category"),
            "list": [("x", "=y"), ()],
            "number": [1, 2],
            "some": [1.5, None],
            "sure": [True, False],
            "first": pd.to_datetime(pd.Series([None, "2025-09-01"])),
        }
    ).set_axis([7, 3])
    found = cells(frame)
    assert found.to_dict("list") == {
        "text": [None, "'=1"],
        "code": ["ban", None],
        "list": ["x; =y", ""],
        "number": [1, 2],
        "some": [1.5, None],
        "sure": [True, False],
        "first": [None, pd.Timestamp("2025-09-01")],
    }
    assert list(found.index) == [7, 3]
    assert cells(frame.iloc[:0]).columns.equals(frame.columns)


def test_text_is_not_looked_at_for_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas.tabular._is_missing", pytest.fail)
    frame = pd.DataFrame({"title": ["a", "=1"], "kind": pd.Series(["ban"] * 2, dtype="category")})
    assert cells(frame).to_numpy().tolist() == [["a", "ban"], ["'=1", "ban"]]


def test_json_has_null_for_what_is_missing_and_lists_for_tuples() -> None:
    frame = pd.DataFrame(
        {
            "published": pd.Series([None, "2025-09"], dtype="str"),
            "first": pd.to_datetime(pd.Series([None, "2025-09-01"])),
            "uses": [("x",), ()],
            "version": [1, 2],
            "parts": [{"severity": 5.0, "since": pd.Timestamp("2025-09-01")}, {}],
            "versions": [[("a", None)], ()],
        }
    )
    rows = json_rows(frame)
    assert json.loads(json.dumps(rows)) == [
        {
            "published": None,
            "first": None,
            "uses": ["x"],
            "version": 1,
            "parts": {"severity": 5.0, "since": "2025-09-01"},
            "versions": [["a", None]],
        },
        {
            "published": "2025-09",
            "first": "2025-09-01",
            "uses": [],
            "version": 2,
            "parts": {},
            "versions": [],
        },
    ]


def test_a_part_list_reads_as_text() -> None:
    assert flat({"severity": 5, "enforcement": 1}) == "severity 5; enforcement 1"


def test_what_rewrites_a_terminal_is_taken_out() -> None:
    assert printable("a\x1b[2Jb\u202ec\nd") == "a [2Jb c d"
