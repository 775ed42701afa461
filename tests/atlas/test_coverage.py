"""Which places have a source of their own."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.coverage import COVERAGE_COLUMNS, coverage
from atlas.health import SourceRecord
from tests.atlas.factories import bloc, description, edition_of, notice, position


def source(id_: str, place: str, *, enabled: bool = True) -> SourceRecord:
    said = description(jurisdiction=place, enabled=enabled)
    return SourceRecord(id_, said, None, None, 0, None, None, None, 0, {}, ())


def table() -> Any:
    invented = edition_of(
        position("FR", "prohibited"),
        position("EU", "conditional"),
        position("US-TN", "unclear"),
        notices=[notice("a", jurisdiction="FR"), notice("b", jurisdiction="JP")],
        blocs={"EU": bloc("FR", "DE")},
    )
    records = [source("eu-x", "EU"), source("de-x", "DE", enabled=False), source("us-x", "US")]
    return coverage(invented, records).set_index("jurisdiction")


def test_a_source_above_is_not_one_of_the_place_itself() -> None:
    places = table()
    assert (places.loc["FR", "own"], places.loc["FR", "above"]) == ((), ("eu-x",))
    assert (places.loc["US-TN", "own"], places.loc["US-TN", "above"]) == ((), ("us-x",))
    assert places.loc["EU", "own"] == ("eu-x",)


def test_a_source_that_is_off_reads_for_nobody() -> None:
    places = table()
    assert (places.loc["DE", "own"], places.loc["DE", "off"]) == ((), ("de-x",))


def test_every_place_is_there_most_facts_first() -> None:
    places = table()
    assert list(places.reset_index().columns) == list(COVERAGE_COLUMNS)
    assert places.index[0] == "FR"
    assert (places.loc["FR", "positions"], places.loc["FR", "notices"]) == (1, 1)
    assert {"AQ", "KR"} <= set(places.index)
    facts = places["positions"] + places["notices"]
    assert facts.is_monotonic_decreasing
    assert (places.loc["AQ", "positions"], places.loc["AQ", "notices"]) == (0, 0)
    without = places["name"][facts == 0].tolist()
    assert without == sorted(without)
    assert not pd.isna(places).any(axis=None)
