"""Entries as every format gives them back."""

from __future__ import annotations

from dataclasses import replace

from scrapers.formats.page import Item


def test_a_key_too_long_for_the_index_of_a_database_still_tells_entries_apart() -> None:
    long = "藥" * 5_000
    one, other = Item(f"{long}1", "One", None, None), Item(f"{long}2", "Other", None, None)
    assert len({one.key, other.key}) == 2
    assert one.key.startswith("藥藥")
    # PostgreSQL: 2,704 bytes, with the id of the source.
    assert len(one.key.encode()) < 2_000
    assert replace(one, title="Amended").key == Item(f"{long}1", "Again", None, None).key == one.key
    assert Item("藥" * 500, "One", None, None).key == "藥" * 500
