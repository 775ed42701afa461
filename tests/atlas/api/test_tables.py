"""Rows are written once, when they are asked for, and what they hold is bounded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from atlas.api import routes, tables
from atlas.api.edition_tables import EditionTables
from atlas.api.tables import Row, Table
from atlas.library import Library
from atlas.serving.shelf import Shelf
from atlas.store import open_store
from tests.atlas.serving.programs import serving
from tests.bundled import recorded_facts


class Counted:
    """Invented rows that count how often each is read."""

    def __init__(self) -> None:
        self.read: list[int] = []

    def __call__(self, rows: Sequence[int]) -> list[Row]:
        self.read += rows
        return [{"n": row} for row in rows]


def test_a_row_is_written_when_first_asked_for_and_not_again() -> None:
    counted = Counted()
    table = Table(["n"], 100_000, counted)
    assert table.json([7, 3]) == [b'{"n":7}', b'{"n":3}']
    assert table.json([3, 5]) == [b'{"n":3}', b'{"n":5}']
    assert counted.read == [7, 3, 5]


def test_no_more_rows_are_kept_than_is_bearable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_ROWS_KEPT", 2)
    counted = Counted()
    table = Table(["n"], 10, counted)
    table.json([0, 1])
    assert table.json([1, 2, 3]) == [b'{"n":1}', b'{"n":2}', b'{"n":3}']
    table.json([2])
    assert counted.read == [0, 1, 2, 3, 2]


def test_only_http_addresses_are_passed_on() -> None:
    frame = pd.DataFrame(
        {
            "read_url": ["javascript:alert(1)", "https://example.org/a"],
            "other_urls": [("data:text/html,x", "http://example.org"), ()],
            "title": ["javascript:alert(1)", "=1+1"],
        }
    )
    first, second = (json.loads(row) for row in Table.of(frame).json([0, 1]))
    assert first == {
        "read_url": None, "other_urls": ["http://example.org"], "title": "javascript:alert(1)",
    }  # fmt: skip
    assert second["read_url"] == "https://example.org/a"
    assert Table.of(frame).csv([1]) == (
        b"read_url,other_urls,title\nhttps://example.org/a,,'=1+1\n"
    )


def test_an_empty_table_of_a_frame_still_has_its_header() -> None:
    assert Table.of(pd.DataFrame({"a": [], "b": []})).csv([]) == b"a,b\n"


def test_tables_are_made_once_for_a_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def counted(shelf: Shelf) -> EditionTables:
        made.append(shelf.edition.revision)
        return EditionTables(shelf)

    monkeypatch.setattr(routes, "EditionTables", counted)
    with open_store(f"sqlite:///{tmp_path / 'atlas.db'}") as store:
        store.fill(recorded_facts())
        with serving(Library(store)) as programs:
            programs.items("/api/v1/positions?limit=1")
            programs.items("/api/v1/changes?limit=1")
            assert made == [store.revision()]
