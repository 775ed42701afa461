"""Sources: who speaks, whom to ask, and every page that a fact rests on."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from atlas.columns import ASKED, ISSUER, PAGE, names
from atlas.edition import Edition
from atlas.places import UnknownPlace
from atlas.sources import (
    ANSWERING_ISSUERS,
    pages_read,
    reading_shares,
    regulators,
    whom_to_ask,
)
from tests.atlas.factories import TODAY, bloc, edition_of, notice, position

# Regulators.


def test_a_regulator_is_counted_once_with_all_it_published() -> None:
    world = edition_of(
        notices=[
            notice("a", published="2024", url="https://one.example/x", relevance="context"),
            notice("b", published="2025-09", source_read="secondary", verified_on="2026-01-01"),
            notice("c", published=None, regulator="Another name", url="https://two.example/x"),
            notice("d", published="2025-08-31", url="https://two.example:8080/y"),
            notice("e", published="2025-08-31", url="https://two.example/z"),
        ]
    )
    table = regulators(world)
    assert list(table.columns) == list(names(ISSUER))
    only = table.to_dict("records")
    assert len(only) == 1
    assert only[0] == {
        "jurisdiction": "US", "name": "United States", "regulator": "Invented Agency",
        "regulator_short": "IA", "issuer_type": "regulator", "notices": 5, "direct": 4,
        "primary": 4, "latest": "2025-09", "last_checked": "2026-11-22",
        "site": "https://two.example",
    }  # fmt: skip


def test_one_name_in_two_places_is_two_regulators_the_busiest_first() -> None:
    notices = [
        notice("a", regulator_short="B"),
        notice("b", regulator_short="A"),
        notice("c", regulator_short="B"),
        notice("d", jurisdiction="FR", regulator_short="B"),
    ]
    table = regulators(edition_of(notices=notices))
    assert list(zip(table["jurisdiction"], table["regulator_short"], strict=True)) == [
        ("FR", "B"), ("US", "B"), ("US", "A"),
    ]  # fmt: skip


def test_an_address_that_is_no_page_is_not_the_site_of_a_regulator() -> None:
    addresses = ("javascript:alert(1)", "javascript:alert(2)", "https://one.example/a")
    notices = [notice(f"n{number}", url=url) for number, url in enumerate(addresses)]
    assert regulators(edition_of(notices=notices)).iloc[0]["site"] == "https://one.example"


def test_a_regulator_without_an_address_or_a_date_has_none() -> None:
    world = edition_of(
        notices=[notice("a", published=None, url="javascript:alert(1)"), notice("b")]
    )
    undated = edition_of(notices=[notice("a", published=None)])
    assert pd.isna(regulators(world).iloc[0]["site"])
    assert pd.isna(regulators(undated).iloc[0]["latest"])


def test_without_notices_there_are_no_regulators_and_nobody_to_ask() -> None:
    world = edition_of()
    assert list(regulators(world).columns) == list(names(ISSUER))
    assert regulators(world).empty
    assert whom_to_ask(world, "FR", TODAY).empty
    assert list(whom_to_ask(world, "FR", TODAY).columns) == list(names(ASKED))


def test_every_notice_on_record_has_its_regulator(edition: Edition) -> None:
    table = regulators(edition)
    assert table["notices"].sum() == len(edition.notices)
    assert not table.duplicated(["jurisdiction", "regulator_short"]).any()
    assert (table["direct"] <= table["notices"]).all()
    assert table["site"].dropna().str.match(r"https?://[^/@]+$").all()


# Whom to ask.


def test_the_nearest_are_asked_first_and_of_these_the_one_that_spoke_of_exosomes() -> None:
    notices = [
        notice("1", jurisdiction="EU", regulator_short="EU"),
        notice("2", jurisdiction="FR", regulator_short="busy", relevance="context"),
        notice("3", jurisdiction="FR", regulator_short="busy", relevance="category"),
        notice("4", jurisdiction="FR", regulator_short="direct"),
        notice("5", jurisdiction="FR-IDF", regulator_short="local", issuer_type="local_authority"),
        notice("6", jurisdiction="DE", regulator_short="other country"),
        notice("7", jurisdiction="FR", regulator_short="police", issuer_type="police_customs"),
    ]
    world = edition_of(notices=notices, blocs={"EU": bloc("FR", "DE")})
    assert list(whom_to_ask(world, "FR-IDF", TODAY)["regulator_short"]) == [
        "local", "direct", "busy", "EU",
    ]  # fmt: skip
    assert list(whom_to_ask(world, "FR", TODAY)["regulator_short"]) == ["direct", "busy", "EU"]


def test_of_a_bloc_without_authorities_those_of_its_members_are_asked() -> None:
    of_members = [
        notice("1", jurisdiction="FR", regulator_short="ANSM"),
        notice("2", jurisdiction="DE", regulator_short="BfArM"),
        notice("3", jurisdiction="US", regulator_short="FDA"),
    ]
    own = notice("4", jurisdiction="EU", regulator_short="EMA")
    without, with_one = (
        edition_of(notices=notices, blocs={"EU": bloc("FR", "DE")})
        for notices in (of_members, [*of_members, own])
    )
    assert list(whom_to_ask(without, "EU", TODAY)["regulator_short"]) == ["ANSM", "BfArM"]
    assert list(whom_to_ask(with_one, "EU", TODAY)["regulator_short"]) == ["EMA"]


@pytest.mark.parametrize("issuer_type", ["court", "professional_body", "legislature", "other"])
def test_those_who_do_not_answer_are_not_named(edition: Edition, issuer_type: str) -> None:
    assert issuer_type in edition.vocabularies.issuer_type
    assert set(ANSWERING_ISSUERS) <= set(edition.vocabularies.issuer_type.codes)
    world = edition_of(notices=[notice("a", issuer_type=issuer_type)])
    assert whom_to_ask(world, "US", TODAY).empty


def test_whom_to_ask_on_a_past_day_knows_only_acts_published_by_then() -> None:
    notices = [
        notice("1", jurisdiction="FR", regulator_short="old", published="2019-05"),
        notice("2", jurisdiction="FR", regulator_short="old", published="2024-03-01"),
        notice("3", jurisdiction="FR", regulator_short="new", published="2024-03-01"),
        notice("4", jurisdiction="FR", regulator_short="undated", published=None),
    ]
    world = edition_of(notices=notices)
    shown = ["regulator_short", "notices", "latest"]
    then = whom_to_ask(world, "FR", date(2024, 2, 29))
    assert then[shown].to_numpy().tolist() == [["old", 1, "2019-05"]]
    on_the_day = whom_to_ask(world, "FR", date(2024, 3, 1))
    assert on_the_day[shown].to_numpy().tolist() == [
        ["old", 2, "2024-03-01"], ["new", 1, "2024-03-01"],
    ]  # fmt: skip
    assert len(whom_to_ask(world, "FR", TODAY)) == 3
    assert whom_to_ask(world, "FR", date(2019, 4, 30)).empty


def test_whom_to_ask_of_a_place_that_does_not_exist_is_refused(edition: Edition) -> None:
    with pytest.raises(UnknownPlace):
        whom_to_ask(edition, "ZZ", TODAY)


# Pages.


def test_a_page_counts_each_fact_that_rests_on_it_once() -> None:
    shared = "https://www.example.org:8443/act"
    world = edition_of(
        position("FR", "prohibited", read_url=shared, verified_on="2026-01-01"),
        position("FR", "permitted", read_url=shared, effective_from="2020"),
        position("DE", "unclear", read_url=None, instrument_url="https://unread.example/"),
        notices=[
            notice("a", read_url=shared, source_read="secondary", verified_on="2026-10-10"),
            notice("b", read_url="https://other.example/"),
        ],
        blocs={"EU": bloc("FR")},
    )
    table = pages_read(world)
    assert list(table.columns) == list(names(PAGE))
    assert list(table["url"]) == [shared, "https://example.org/treaty", "https://other.example/"]
    assert table.iloc[0].to_dict() == {
        "url": shared, "host": "www.example.org", "source_read": "primary", "facts": 3,
        "positions": 2, "notices": 1, "blocs": 0, "jurisdictions": ("FR", "US"),
        "last_checked": "2026-11-22",
    }  # fmt: skip
    assert table.iloc[1][["source_read", "blocs", "jurisdictions"]].to_list() == [
        "secondary", 1, ("EU",),
    ]  # fmt: skip


def test_a_page_is_secondary_only_if_every_fact_was_read_so() -> None:
    one = "https://one.example/"
    for readings, shown in (
        (("secondary", "primary"), "primary"),
        (("secondary", "secondary"), "secondary"),
    ):
        notices = [
            notice(str(number), read_url=one, source_read=read)
            for number, read in enumerate(readings)
        ]
        assert pages_read(edition_of(notices=notices)).iloc[0]["source_read"] == shown


def test_an_empty_atlas_rests_on_no_page() -> None:
    assert list(pages_read(edition_of()).columns) == list(names(PAGE))
    assert pages_read(edition_of()).empty


def test_every_fact_on_record_rests_on_a_page(edition: Edition) -> None:
    table = pages_read(edition)
    positions = [
        each for entries in edition.law.histories.values() for each in entries if each.read_url
    ]
    assert table["url"].is_unique
    assert table["notices"].sum() == len(edition.notices)
    assert table["positions"].sum() == len(positions)
    assert (table["facts"] == table[["positions", "notices", "blocs"]].sum(axis=1)).all()
    assert table["facts"].is_monotonic_decreasing
    assert table["host"].ne("").all()


def test_what_only_a_program_has_read_is_not_counted_among_what_people_read() -> None:
    world = edition_of(
        position("FR", "unclear", source_read="secondary"),
        notices=[
            notice("read", source_read="primary"),
            notice("reported", source_read="secondary"),
            notice("found", source_read="primary", review="machine_read"),
        ],
    )
    shares = reading_shares(world).set_index("facts")
    counts = shares[["all", "primary", "secondary", "machine_read"]].to_numpy().tolist()
    assert dict(zip(shares.index, counts, strict=True)) == {
        "positions": [1, 0, 1, 0], "notices": [2, 1, 1, 1],
    }  # fmt: skip
