"""Who was acted against for the same: the nearest cases, and the most alike, first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from atlas.precedents import NEARNESS, precedents
from tests.atlas.factories import TODAY, notice, recorded
from tests.atlas.launches import check, under


def found(*notices: Any, place: str = "FR", as_of: date = TODAY) -> pd.DataFrame:
    world = under(notices=notices)
    return precedents(world, place, use="injection", origin="human", as_of=as_of)


def test_precedents_come_from_there_then_the_same_bloc_then_elsewhere() -> None:
    places = ["US", "NO", "EU", "FR-IDF", "DE", "FR", "DE-BY"]
    table = found(*(notice(place, jurisdiction=place) for place in places))
    nearness = dict(zip(table["id"], table["nearness"], strict=True))
    assert nearness == {
        "FR": "there", "FR-IDF": "there", "DE": "same bloc", "DE-BY": "same bloc",
        "EU": "same bloc", "NO": "same bloc", "US": "elsewhere",
    }  # fmt: skip
    order = [NEARNESS.index(each) for each in table["nearness"]]
    assert order == sorted(order)
    assert table.index.tolist() == list(range(len(places)))


def test_for_a_state_its_country_is_there_and_its_sister_state_is_not() -> None:
    acts = [notice(place, jurisdiction=place) for place in ("US-TX", "US", "US-TN")]
    table = found(*acts, place="US-TN")
    assert dict(zip(table["id"], table["nearness"], strict=True)) == {
        "US-TN": "there", "US": "there", "US-TX": "elsewhere",
    }  # fmt: skip


def test_for_a_bloc_its_members_are_near() -> None:
    acts = [notice(place, jurisdiction=place) for place in ("EU", "DE", "NO")]
    table = found(*acts, place="EU")
    assert list(table["nearness"]) == ["there", "same bloc", "elsewhere"]


def test_precedents_match_the_origin_or_the_use_and_say_which() -> None:
    table = found(
        notice("neither", origin=["plant"], uses=["oral"]),
        notice("use", origin=["plant"]),
        notice("origin", uses=["oral"]),
        notice("both"),
        notice("says-nothing", origin=[], uses=[]),
    ).set_index("id")
    assert table[["same_origin", "same_use"]].astype(bool).to_dict("index") == {
        "both": {"same_origin": True, "same_use": True},
        "origin": {"same_origin": True, "same_use": False},
        "use": {"same_origin": False, "same_use": True},
    }
    assert table.index[0] == "both"


def test_among_equally_near_those_that_match_both_name_exosomes_and_are_new_come_first() -> None:
    table = found(
        notice("undated", published=None),
        notice("old", published="1965"),
        notice("new", published="2026-05"),
        notice("category", published="2026-06", relevance="category"),
        notice("use-only", published="2026-07", origin=["plant"]),
    )
    assert list(table["id"]) == ["new", "old", "undated", "category", "use-only"]


def test_the_acts_that_the_verdict_says_to_read_come_first() -> None:
    """A brief, the API and the command line show the first few only."""
    acts = [
        notice("other-use", jurisdiction="FR", published="2026-08", uses=["oral"]),
        notice("other-origin", jurisdiction="FR", published="2026-07", origin=["plant"]),
        notice("says-no-origin", jurisdiction="FR", published="2020", origin=[]),
        notice("both", jurisdiction="FR", published="2010", relevance="category"),
    ]
    answer = check(notices=acts, use="injection")
    assert set(answer.acts_there["id"]) == {"both", "says-no-origin"}
    assert list(answer.precedents["id"]) == ["both", "says-no-origin", "other-use", "other-origin"]


def test_precedents_are_enforcement_that_was_out_and_no_background() -> None:
    table = found(
        notice("counts", published="2025-11-22"),
        notice("later", published="2025-11-23"),
        notice("undated", published=None, first_seen="2025-11-23"),
        notice("context", published="2025", relevance="context"),
        notice("guidance", published="2025", kind="guidance"),
        notice("loosens", published="2025", effect="loosens"),
        notice("society", published="2025", issuer_type="professional_body"),
        as_of=date(2025, 11, 22),
    )
    assert list(table["id"]) == ["counts"]


@pytest.mark.parametrize("notices", [[], [notice("a", kind="guidance")]])
def test_without_precedents_the_table_is_empty_with_its_columns(notices: list[Any]) -> None:
    table = found(*notices)
    assert table.empty
    assert list(table.columns) == [
        *recorded().notices.columns, "nearness", "same_origin", "same_use",
    ]  # fmt: skip
