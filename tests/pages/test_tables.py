"""Tables: what their cells become, and which rows they can open."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from atlas.changes import changes
from atlas.edition import Edition
from pages import tables
from tests.pages.shown import Open

ROWS = pd.DataFrame(
    {
        "title": ["One", "\u202etwo", "Three"],
        "count": [1, None, 30],
        "known": [True, False, True],
        "places": [("KR", "JP"), (), ("TH",)],
        "url": ["https://regulator.example/1", "javascript:alert(1)", None],
    }
)
LABELS = {name: name.capitalize() for name in ("title", "count", "known", "places", "url")}


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the browser is told of a table; `opened` in it is what the browser answers."""
    told: dict[str, Any] = {"opened": None}

    def component(**given: Any) -> SimpleNamespace:
        told.update(given["data"])
        return SimpleNamespace(opened=told["opened"])

    monkeypatch.setattr(tables, "_TABLE", component)
    monkeypatch.setattr(tables, "download", lambda *_, **__: None)
    return told


def test_cells_are_words_numbers_or_links(sent: dict[str, Any]) -> None:
    tables.table(ROWS, name="test", of="row", labels=LABELS, links=("url",))
    assert [list(row) for row in sent["rows"]] == [
        ["One", 1.0, "yes", "KR; JP", ["open", "https://regulator.example/1"]],
        ["two", None, "no", "", None],
        ["Three", 30.0, "yes", "TH", None],
    ]
    assert [column["name"] for column in sent["columns"] if column["numeric"]] == ["count"]
    assert [column["label"] for column in sent["columns"]] == list(LABELS.values())


def test_a_column_that_says_nothing_of_any_row_is_left_out(sent: dict[str, Any]) -> None:
    silent = ROWS.assign(
        places=pd.Series([(), (), ()], dtype=object),
        url="javascript:alert(1)",
        count=0,
        known=False,
    )
    tables.table(silent, name="test", of="row", labels=LABELS, links=("url",))
    assert [column["name"] for column in sent["columns"]] == ["title", "count", "known"]
    assert [list(row) for row in sent["rows"]] == [
        [said, 0, "no"] for said in ("One", "two", "Three")
    ]


def test_cells_that_open_their_rows_are_links_to_them(sent: dict[str, Any]) -> None:
    addresses = ["./notices?notice=1", "./notices?notice=2", "./notices?notice=3"]
    tables.table(ROWS, name="test", of="row", labels=LABELS, opens=("title", addresses))
    assert [row[0] for row in sent["rows"]] == [
        ["One", addresses[0]],
        ["two", addresses[1]],
        ["Three", addresses[2]],
    ]


def test_words_of_another_language_say_which(sent: dict[str, Any]) -> None:
    rows = ROWS.assign(language=pd.Series(["ko", "en", None], dtype=object))
    tables.table(rows, name="test", of="row", labels=LABELS, languages={"title": "language"})
    assert {column["name"]: column["languages"] for column in sent["columns"]} == {
        **dict.fromkeys(LABELS),
        "title": ["ko", None, None],
    }


@pytest.mark.parametrize("answer", [0, 2, 3, -1, True, "1", 1.5, None, [0]])
def test_only_a_row_of_the_table_can_be_opened(sent: dict[str, Any], answer: object) -> None:
    sent["opened"] = answer
    addresses = ["./notices?notice=1", "./notices?notice=2", "./notices?notice=3"]
    opened = tables.table(ROWS, name="test", of="row", labels=LABELS, opens=("title", addresses))
    assert opened == (answer if answer in (0, 2) else None)


def test_a_table_that_opens_nothing_opens_nothing(sent: dict[str, Any]) -> None:
    sent["opened"] = 1
    assert tables.table(ROWS, name="test", of="row", labels=LABELS) is None


@pytest.mark.parametrize(("rows", "whole"), [(6, True), (200, False)])
def test_a_few_rows_need_no_frame_to_scroll_in(
    sent: dict[str, Any], rows: int, whole: bool
) -> None:
    tables.table(pd.DataFrame({"n": range(rows)}), name="n", of="row", labels={"n": "N"})
    assert sent["whole"] is whole


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("country", {"place": "KR"}),
        ("country", {"place": "EU"}),
        ("country", {"place": "US"}),
        ("story", {}),
        ("sources", {"part": "sites"}),
        ("method", {"part": "risk"}),
    ],
)
def test_no_two_tables_or_files_of_a_page_have_one_name(
    open_page: Open, page: str, asked: dict[str, str]
) -> None:
    shown = open_page(page, **asked)
    sent = [json.loads(component.proto.json) for component in shown.get("bidi_component")]
    tables_named = [data["label"] for data in sent if "rows" in data]
    files = [button.proto.label for button in shown.get("download_button")]
    assert tables_named
    for names in (tables_named, files):
        # The number may be the same: what the rows are tells them apart.
        without_number = [re.sub(r"[\d,]+ ", "", name) for name in names]
        assert len(set(without_number)) == len(without_number)


def test_a_file_names_no_day_where_only_the_month_or_the_year_is_known(edition: Edition) -> None:
    for frame, dated in ((edition.notices, "published"), (changes(edition), "date")):
        heads = tables.csv(frame.head()).decode("utf-8-sig").splitlines()[0].split(",")
        assert dated in heads
        assert f"{dated}_first" not in heads
