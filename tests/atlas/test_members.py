"""The members of a bloc beside it; every rule here is invented."""

from __future__ import annotations

from atlas.edition import Edition
from atlas.law import Position
from atlas.members import beside_bloc
from tests.atlas.factories import ASKED, TODAY, bloc, edition_of, position

BLOCS = {"EU": bloc("FR", "DE", "ES", "IT"), "EEA": bloc("FR", "DE", "ES", "IT", "NO")}


def relations(of: str, *rules: Position) -> dict[str, str]:
    world = edition_of(*rules, blocs=BLOCS)
    codes = [of, *world.places.members(of)]
    table = world.law.table(codes, world.vocabularies.scenario.codes, TODAY)
    compared = beside_bloc(world, table, of)
    asked = compared[compared["scenario"] == ASKED]
    return dict(zip(asked["jurisdiction"], asked["relation"], strict=True))


def test_a_member_inherits_agrees_or_departs() -> None:
    assert relations(
        "EU",
        position("EU", "authorisation_required"),
        position("FR", "prohibited"),
        position("DE", "authorisation_required"),
        position("ES", "unclear"),
    ) == {"FR": "departs", "DE": "agrees", "ES": "inherits", "IT": "inherits"}


def test_a_rule_of_another_bloc_is_not_inherited_from_this_one() -> None:
    found = relations("EEA", position("EEA", "conditional"), position("EU", "prohibited"))
    departing = dict.fromkeys(("FR", "DE", "ES", "IT"), "departs")
    assert found == {**departing, "NO": "inherits"}


def test_where_nothing_is_on_record_nothing_is_said_of_departing() -> None:
    assert set(relations("EU").values()) == {"nothing"}


def test_a_member_alone_with_a_rule_departs_from_nothing() -> None:
    found = relations("EU", position("FR", "prohibited"))
    assert found == {"FR": "alone", "DE": "nothing", "ES": "nothing", "IT": "nothing"}


def test_members_stand_by_name_and_scenarios_in_their_order(edition: Edition) -> None:
    scenarios = edition.vocabularies.scenario.codes
    table = edition.law.table(["GCC", *edition.places.members("GCC")], scenarios, TODAY)
    compared = beside_bloc(edition, table, "GCC")
    assert compared["name"].drop_duplicates().tolist() == sorted(compared["name"].unique())
    assert compared["scenario"].tolist() == list(scenarios) * 6
