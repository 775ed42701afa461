"""Enforcement by year or month and sort, and whom it names, on invented notices."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from atlas.edition import Edition
from atlas.enforcement import FIRM_COLUMNS, by_month, by_year, enforcement, firms
from atlas.notices import notices_frame
from tests.atlas.factories import TODAY, edition_of, notice


def known(*notices: Any) -> Edition:
    return edition_of(notices=notices)


def frame(*notices: Any) -> pd.DataFrame:
    return notices_frame(each.record() for each in notices)


def test_only_acts_that_enforce_and_are_about_exosomes_count() -> None:
    edition = known(
        notice("ban", kind="ban"),
        notice("category", kind="recall", relevance="category"),
        notice("context", kind="ban", relevance="context"),
        notice("guidance", kind="guidance"),
        notice("society", issuer_type="professional_body"),
        notice("world", issuer_type="international_body", jurisdiction="INT"),
    )
    assert set(enforcement(edition, TODAY)["id"]) == {"ban", "category"}
    assert set(enforcement(edition, TODAY, context=True)["id"]) == {"ban", "category", "context"}


def test_an_act_counts_from_the_day_it_was_published() -> None:
    edition = known(notice("ban", kind="ban", published="2020-05-02"))
    day = pd.Timestamp("2020-05-02").date()
    assert len(enforcement(edition, day)) == 1
    assert enforcement(edition, day - pd.Timedelta(days=1)).empty


def test_years_have_no_gap_and_the_most_frequent_sort_comes_first() -> None:
    counts = by_year(
        frame(
            notice("a", kind="ban", published="2018"),
            notice("b", kind="recall", published="2021-03"),
            notice("c", kind="recall", published="2021-04-05"),
            notice("undated", kind="recall", published=None, first_seen="2026-01-01"),
        ),
        "kind",
    )
    assert list(counts.columns) == ["recall", "ban"]
    assert list(counts.index) == [2018, 2019, 2020, 2021]
    assert counts["recall"].tolist() == [0, 0, 0, 2]
    assert counts["ban"].tolist() == [1, 0, 0, 0]


def test_every_month_of_a_time_is_counted_and_a_year_alone_counts_as_its_first() -> None:
    counts = by_month(
        frame(
            notice("a", kind="ban", published="2026"),
            notice("b", kind="ban", published="2026-03-31"),
            notice("c", kind="recall", published="2026-03"),
        ),
        "kind",
        date(2025, 12, 15),
        date(2026, 4, 2),
    )
    assert list(counts.index) == ["2025-12", "2026-01", "2026-02", "2026-03", "2026-04"]
    assert counts["ban"].tolist() == [0, 1, 0, 1, 0]
    assert counts["recall"].tolist() == [0, 0, 0, 1, 0]
    assert by_month(frame(), "kind", date(2025, 12, 15), date(2026, 4, 2)).empty


def test_an_act_counts_once_for_each_of_its_concerns() -> None:
    counts = by_year(
        frame(
            notice("a", concerns=("unapproved", "dosage"), published="2020"),
            notice("b", concerns=("unapproved",), published="2020"),
            notice("c", concerns=(), published="2020"),
        ),
        "concerns",
    )
    assert counts.loc[2020].to_dict() == {"unapproved": 2, "dosage": 1}


def test_sorts_that_are_equally_frequent_stand_by_their_codes() -> None:
    counts = by_year(frame(notice("a", kind="recall"), notice("b", kind="ban")), "kind")
    assert list(counts.columns) == ["ban", "recall"]
    assert counts.index.name == "year"


def test_of_nothing_there_is_nothing_to_count() -> None:
    assert by_year(frame(), "kind").empty
    assert by_year(frame(notice("a", claims=())), "claims").empty
    assert list(firms(frame()).columns) == list(FIRM_COLUMNS)


def test_a_firm_is_one_whatever_its_letter_case() -> None:
    named = firms(
        frame(
            notice("a", firms=("Invented Cells, Inc.", "Other Ltd"), published="2019-02"),
            notice("b", firms=("INVENTED CELLS,  Inc.",), published="2021", jurisdiction="CA"),
            notice("c", firms=("Invented Cells, Inc.",), published="2020-01-05"),
            notice("none", firms=()),
        )
    )
    assert named["firm"].tolist() == ["Invented Cells, Inc.", "Other Ltd"]
    first = named.iloc[0]
    assert (first["acts"], first["first"], first["latest"]) == (3, "2019-02", "2021")
    assert first["places"] == ("CA", "US")
    assert first["notices"] == ("a", "c", "b")


def test_a_notice_that_names_a_firm_twice_is_one_act() -> None:
    named = firms(frame(notice("a", firms=("Invented Cells", "invented cells"))))
    assert named["acts"].tolist() == [1]
    assert named["notices"].tolist() == [("a",)]


def test_a_firm_is_spelt_as_it_is_most_often_and_as_often_named_ones_stand_by_name() -> None:
    named = firms(
        frame(
            notice("a", firms=("CELLS", "Zeta")),
            notice("b", firms=("CELLS", "alpha")),
            notice("c", firms=("Cells", "ALPHA", "Zeta")),
        )
    )
    assert named["firm"].tolist() == ["CELLS", "alpha", "Zeta"]
    assert named.index.tolist() == [0, 1, 2]


def test_an_act_without_a_date_is_one_of_a_firms_but_not_its_first_or_latest() -> None:
    named = firms(
        frame(
            notice("b", firms=("Some", "Never")),
            notice("z", firms=("Some",), published=None),
            notice("a", firms=("Some",)),
            notice("y", firms=("None",), published=None),
        )
    ).set_index("firm")
    some, none = named.loc["Some"], named.loc["None"]
    assert (some["acts"], some["first"], some["latest"]) == (3, "2026-01-15", "2026-01-15")
    assert some["notices"] == ("z", "a", "b")
    assert none["acts"] == 1
    assert none[["first", "latest"]].isna().all()
