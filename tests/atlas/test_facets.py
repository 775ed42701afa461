"""Choosing notices by several fields, with counts of what each further choice would give."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from atlas.edition import Edition
from atlas.facets import FACETS, Facets, Selection


@pytest.fixture(scope="module")
def facets(edition: Edition) -> Facets:
    return Facets(edition)


def ids(edition: Edition, selection: Selection) -> list[str]:
    return edition.notices["id"].iloc[selection.rows].tolist()


def test_without_choices_everything_but_background_passes(edition: Edition, facets: Facets) -> None:
    notices = edition.notices
    expected = notices.loc[notices["relevance"] != "context", "id"].tolist()
    assert ids(edition, facets.select({})) == expected
    assert len(facets.select({}, context=True).rows) == len(notices)


def test_codes_of_one_facet_add_and_facets_narrow(edition: Edition, facets: Facets) -> None:
    found = facets.select({"kind": ["ban", "recall"], "origin": ["human"]}, context=True)
    notices = edition.notices
    expected = notices[
        notices["kind"].isin(["ban", "recall"])
        & notices["origin"].map(lambda origins: "human" in origins).astype(bool)
    ]
    assert len(expected) > 0
    assert ids(edition, found) == expected["id"].tolist()


def test_a_time_has_what_counts_from_a_day_within_it(edition: Edition, facets: Facets) -> None:
    first, last = date(2024, 1, 1), date(2024, 6, 30)
    found = facets.select({}, since=first, until=last, context=True)
    known = edition.notices["published"].fillna("")
    # "2024" and "2024-06" count from the first day that they can mean, and no date is in no time.
    within = edition.notices[(known >= "2024") & (known < "2024-07")]
    assert {len(text) for text in within["published"]} == {4, 7, 10}
    assert set(ids(edition, found)) == set(within["id"])
    assert found.undated == (known == "").sum()
    assert sum(found.counts["kind"].values()) == len(within)
    assert facets.select({}, context=True).undated == 0


def test_a_count_is_what_choosing_the_code_would_give(facets: Facets) -> None:
    chosen = {"kind": ["ban", "safety_alert"], "uses": ["injection"]}
    found = facets.select(chosen, places=["US", "KR", "TH"])
    for facet in FACETS:
        for code, count in found.counts[facet].items():
            context = facet == "relevance"
            alone = facets.select(
                {**chosen, facet: [code]}, places=["US", "KR", "TH"], context=context
            )
            assert count == len(alone.rows), (facet, code)
    for place, count in found.counts["jurisdiction"].items():
        assert count == len(facets.select(chosen, places=[place]).rows)


def test_background_can_be_chosen_as_a_relevance(edition: Edition, facets: Facets) -> None:
    found = facets.select({"relevance": ["context"]})
    assert set(edition.notices["relevance"].iloc[found.rows]) == {"context"}


def test_the_order_of_a_search_is_kept(facets: Facets) -> None:
    wanted = np.array([40, 3, 17], dtype=np.int64)
    assert facets.select({}, among=wanted, context=True).rows.tolist() == [40, 3, 17]


def test_a_search_without_result_leaves_nothing(facets: Facets) -> None:
    nothing = facets.select({}, among=np.array([], dtype=np.int64), context=True)
    assert nothing.rows.tolist() == []
    assert set(nothing.counts["kind"].values()) == {0}


def test_no_notices_at_all(edition: Edition) -> None:
    empty = replace(edition, notices=edition.notices.iloc[:0])
    found = Facets(empty).select({"kind": ["ban"]})
    assert found.rows.tolist() == []
