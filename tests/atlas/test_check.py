"""What comes with the verdict of a launch check: duties, penalties, what is open, whom to ask."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from atlas.check import about_members
from atlas.check_wording import sources
from tests.atlas.factories import edition_of, notice, position, recorded
from tests.atlas.launches import check, judge_launch, of, under

REAL = recorded()
TOPICAL = (
    "human_topical_cosmetic",
    "animal_topical_cosmetic",
    "plant_microbial_topical_cosmetic",
)
NEEDLED = "topical_with_microneedling"


def test_without_a_row_the_verdict_is_to_ask() -> None:
    answer = check()
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)
    assert "Nothing on this" in answer.grounds[0].why[0]
    assert any("Nothing on this" in sentence for sentence in answer.not_known)


def test_an_origin_not_stated_is_judged_by_the_strictest_of_all() -> None:
    rules = [of("permitted", TOPICAL[0]), of("prohibited", TOPICAL[1]), of("permitted", TOPICAL[2])]
    answer = check(*rules, origin="unspecified")
    assert answer.verdict == "no_go"
    assert {ground.standing.scenario for ground in answer.grounds} == set(TOPICAL)
    assert any("every origin" in sentence for sentence in answer.not_known)


def test_a_synthetic_cosmetic_is_covered_by_no_scenario_so_ask() -> None:
    answer = check(*(of("permitted", scenario) for scenario in TOPICAL), origin="synthetic")
    assert (answer.verdict, answer.leaning, answer.grounds) == ("ask_regulator", None, ())
    assert any("the atlas covers no product" in sentence for sentence in answer.not_known)


@pytest.mark.parametrize(
    ("needled", "confidence", "verdict", "leaning"),
    [
        ("permitted", "high", "ask_regulator", None),
        ("conditional", "low", "ask_regulator", None),
        ("prohibited", "high", "no_go", None),
        ("prohibited", "low", "ask_regulator", "no_go"),
    ],
)
def test_needling_a_synthetic_product_is_no_yes_since_nothing_is_known_of_it_on_the_skin(
    needled: str, confidence: str, verdict: str, leaning: str | None
) -> None:
    rule = of(needled, "topical_with_microneedling", confidence=confidence)
    answer = check(rule, origin="synthetic", use="microneedling")
    assert (answer.verdict, answer.leaning) == (verdict, leaning)
    assert any("the atlas covers no product" in sentence for sentence in answer.not_known)


def test_that_no_scenario_is_about_a_use_is_said() -> None:
    rule = of("prohibited", "injected_or_iv")
    said = "no rule in the atlas is about this use"
    assert any(said in sentence for sentence in check(rule, use="oral").not_known)
    assert not any(said in sentence for sentence in check(rule, use="injection").not_known)


@pytest.mark.parametrize(
    ("own", "confidence"),
    [("authorisation_required", "low"), ("conditional", "medium"), ("permitted", "high")],
)
def test_what_is_weak_or_mild_in_a_state_lifts_no_duty_of_its_country(
    own: str, confidence: str
) -> None:
    federal = position("US", "authorisation_required", penalty="Prison", confidence="high")
    state = position("US-TN", own, confidence=confidence)
    answer = check(federal, state, place="US-TN", use="injection")
    assert answer.verdict == "authorisation_required"
    above, of_the_state = answer.grounds
    assert (above.role, above.standing.inherited_from) == ("above", "US")
    assert of_the_state.role == "use"
    assert answer.penalties == (("United States: Prison", "injected_or_iv"),)
    assert len(set(answer.not_known)) == len(answer.not_known)


def test_what_is_open_in_one_of_two_rules_on_a_use_is_said_of_that_one() -> None:
    federal = position("US", "authorisation_required", source_read="primary")
    state = position("US-TN", "conditional", source_read="secondary")
    answer = check(federal, state, place="US-TN", use="injection")
    (unread,) = [said for said in answer.not_known if "was not read" in said]
    assert unread.startswith("Tennessee (United States): Injected")


@pytest.mark.parametrize(
    ("apart", "said"),
    [
        ((), "none of its 3 members have"),
        (("FR",), "1 of its 3 members has"),
        (("FR", "ES"), "2 of its 3 members have"),
    ],
)
def test_the_answer_of_a_bloc_says_how_many_members_answer_otherwise(
    apart: tuple[str, ...], said: str
) -> None:
    scenario = "human_topical_cosmetic"
    rules = [position(place, "prohibited", scenario=scenario) for place in apart]
    rules += [position(place, "permitted", scenario=scenario) for place in ("EU", "DE")]
    assert any(said in sentence for sentence in check(*rules, place="EU").not_known)
    assert not any("of its" in sentence for sentence in check(*rules, place="FR").not_known)


def test_of_a_bloc_whose_rules_are_on_something_else_nothing_is_said_of_members() -> None:
    world, words = under(), REAL.vocabularies
    answers = [
        judge_launch(world, place="EU", origin=origin, use=use)
        for origin, use in product(words.origin.codes, words.use.codes)
    ]
    uncovered = [answer for answer in answers if not answer.grounds]
    assert uncovered
    assert not any(about_members(world, answer) for answer in uncovered)


def test_a_place_is_named_beside_what_is_open_only_where_two_rule_the_same() -> None:
    on_two_uses = check(of("unclear"), of("unclear", "injected_or_iv"), claim="therapeutic")
    assert len(on_two_uses.grounds) == 2
    assert not any(sentence.startswith("France: ") for sentence in on_two_uses.not_known)
    bloc_rule = position("EU", "prohibited", scenario="human_topical_cosmetic")
    on_one = check(of("conditional"), bloc_rule)
    for place in ("France", "Invented bloc"):
        assert any(sentence.startswith(f"{place}: ") for sentence in on_one.not_known)


def test_conditions_and_penalties_are_told_once_with_their_scenario() -> None:
    shared = "Only by a doctor"
    answer = check(
        of("conditional", conditions=(shared, "Notified"), penalty="A fine"),
        of("prohibited", "topical_with_microneedling", conditions=(shared,), penalty="A fine"),
        use="microneedling",
    )
    assert answer.conditions == (
        (shared, "topical_with_microneedling"), ("Notified", "human_topical_cosmetic"),
    )  # fmt: skip
    assert answer.penalties == (("A fine", "topical_with_microneedling"),)


def test_a_state_is_told_what_its_country_threatens_and_has_authorised() -> None:
    duty = "authorisation_required"
    rules = [
        position("US", duty, penalty="Prison", approved_product="no"),
        position("US-TX", duty, penalty="Loss of the licence", approved_product="unknown"),
        position("US-UT", duty, approved_product="yes"),
    ]
    texas, utah, nevada = (
        check(*rules, place=state, use="injection") for state in ("US-TX", "US-UT", "US-NV")
    )
    assert [text for text, _ in texas.penalties] == ["Loss of the licence", "United States: Prison"]
    assert [text for text, _ in utah.penalties] == ["United States: Prison"]
    assert [text for text, _ in nevada.penalties] == ["Prison"]
    (ground,) = texas.grounds
    assert ground.why == ("United States: no authorised exosome product is on record.",)
    assert not any("whether any exosome product" in question for question in texas.not_known)
    assert utah.grounds[0].why == (
        "At least one authorised exosome product is on record there. No other is covered by it.",
    )


def test_a_state_is_told_the_conditions_of_its_country_beside_its_own() -> None:
    rules = (
        position("AU", "unclear", conditions=("Device on the register", "External use only")),
        position("AU-VIC", "unclear", conditions=("Premises registered", "External use only")),
        position("AU-QLD", "unclear"),
    )

    def told(code: str) -> list[str]:
        return [text for text, _ in check(*rules, place=code, use="injection").conditions]

    device, outside = "Australia: Device on the register", "Australia: External use only"
    # What both say word for word stands once.
    assert told("AU-VIC") == ["Premises registered", "External use only", device]
    assert told("AU-QLD") == [device, outside]
    assert told("AU-TAS") == ["Device on the register", "External use only"]


def test_a_part_is_told_what_a_bloc_asks_in_its_country_by_the_name_of_the_bloc() -> None:
    rules = (
        position("EU", "conditional", conditions=("By a doctor",), penalty="As each member says"),
        position("DE-BY", "conditional", conditions=("Premises registered",)),
    )
    bavaria = check(*rules, place="DE-BY", use="injection")
    assert [text for text, _ in bavaria.conditions] == [
        "Premises registered", "Invented bloc: By a doctor",
    ]  # fmt: skip
    assert [text for text, _ in bavaria.penalties] == ["Invented bloc: As each member says"]


def test_a_member_is_told_what_its_nearest_bloc_asks_beside_its_own() -> None:
    rules = (
        position("EU", "conditional", conditions=("By a doctor", "Device on the register")),
        position("EEA", "conditional", conditions=("Of the wider bloc",)),
        position("DE", "conditional", conditions=("Premises registered", "By a doctor")),
    )

    def told(code: str) -> list[str]:
        return [text for text, _ in check(*rules, place=code, use="injection").conditions]

    own = ["Premises registered", "By a doctor"]
    assert told("DE") == [*own, "Invented bloc: Device on the register"]
    # Its bloc answers itself, and is not told twice.
    assert told("FR") == ["By a doctor", "Device on the register"]


def test_a_part_is_told_both_texts_where_its_own_is_too_weak_to_rest_on() -> None:
    federal = position("US", "authorisation_required", confidence="high")
    state = position("US-TN", "authorisation_required", confidence="low")
    answer = check(federal, state, place="US-TN", use="injection")
    (first, _), (further, _) = sources(edition_of(federal, state), answer)
    assert "United States: " in first
    assert "Confidence: High" in first
    assert "Tennessee (United States): " in further
    assert "Confidence: High, by the rule of the United States · Read:" in further


def test_what_a_verdict_rests_on_is_as_sure_as_the_answer_it_gives() -> None:
    rules = [
        position("US", "authorisation_required", confidence="high"),
        position("US-TX", "authorisation_required", confidence="medium"),
    ]
    texas = check(*rules, place="US-TX", use="injection")
    ((said, _),) = sources(edition_of(*rules), texas)
    assert "Confidence: High, by the rule of the United States · Read:" in said


def test_what_a_country_says_of_one_part_is_no_condition_of_another() -> None:
    rules = (
        position("AU", "unclear", conditions=("State of Victoria, by 2027: by nurses", "By hand")),
        position("AU-VIC", "unclear", conditions=("By nurses",)),
        position("AU-QLD", "unclear"),
    )
    victoria, queensland = (
        [text for text, _ in check(*rules, place=code, use="injection").conditions]
        for code in ("AU-VIC", "AU-QLD")
    )
    assert victoria == ["By nurses", "Australia: By hand"]
    assert queensland == ["Australia: By hand"]


def test_where_the_rule_of_its_country_does_not_reach_a_part_nothing_was_checked() -> None:
    rule = of("conditional", conditions=("By hand",), except_in=("FR-IDF",))
    asked = check(rule, place="FR-IDF")
    assert (asked.verdict, asked.leaning, asked.conditions) == ("ask_regulator", None, ())
    assert any("rule of its country does not reach this place" in s for s in asked.not_known)
    assert check(rule, place="FR-BRE").conditions == (("By hand", TOPICAL[0]),)


def test_what_one_position_and_its_country_ask_stands_together() -> None:
    rules = (
        position("AU", "unclear", scenario=NEEDLED, conditions=("Device on the register",)),
        position("AU-VIC", "unclear", scenario=NEEDLED, conditions=("Premises registered",)),
        position("AU", "unclear", scenario=TOPICAL[0], conditions=("External use only",)),
    )
    scenarios = [of for _, of in check(*rules, place="AU-VIC", use="microneedling").conditions]
    assert scenarios == [NEEDLED, NEEDLED, TOPICAL[0]]


def test_what_is_not_known_is_said() -> None:
    secondary = check(of("prohibited", source_read="secondary"))
    assert any("only reports" in sentence for sentence in secondary.not_known)
    assert any("the day from which" in sentence for sentence in secondary.not_known)
    assert any("No authority of France" in sentence for sentence in secondary.not_known)
    dated = check(of("prohibited", effective_from="2020"))
    assert not any("the day from which" in sentence for sentence in dated.not_known)


@pytest.mark.parametrize(
    ("facts", "open_"),
    [
        ({}, ["the penalty. None is on record.", "whether any exosome product is authorised."]),
        ({"penalty": "Prison", "approved_product": "no"}, []),
    ],
)
def test_a_penalty_and_a_product_that_no_text_names_are_not_known(
    facts: dict[str, str], open_: list[str]
) -> None:
    rule = position("FR", "authorisation_required", **({"approved_product": "unknown"} | facts))
    asked = " ".join(check(rule, use="injection").not_known)
    questions = ("the penalty. None is on record.", "whether any exosome product is authorised.")
    assert [question for question in questions if question in asked] == open_


@pytest.mark.parametrize(
    ("facts", "asked", "said"),
    [
        ({"confidence": "low"}, {}, "the evidence is of low confidence."),
        ({"confidence": "low", "status": "prohibited"}, {}, "the evidence is of low confidence."),
        ({"effective_from": "2026"}, {"as_of": date(2026, 2, 1)}, "gives it no yes."),
        ({}, {"origin": "unspecified"}, "gives it no yes."),
    ],
)
def test_where_only_the_regulator_can_answer_something_is_open(
    facts: dict[str, str], asked: dict[str, Any], said: str
) -> None:
    known = {"status": "conditional", "effective_from": "2020-01-01", "penalty": "Prison"} | facts
    rule = position("FR", scenario=TOPICAL[0], source_read="primary", **known)
    answer = check(rule, **asked)
    assert answer.verdict == "ask_regulator"
    (of_the_rule,) = [each for each in answer.not_known if each.startswith("Human-derived")]
    assert of_the_rule.endswith(said)


def test_no_penalty_is_missed_where_no_rule_is_known() -> None:
    assert not any("penalty" in said for said in check(of("unclear")).not_known)


def test_regulators_of_the_place_come_before_those_above() -> None:
    notices = [
        notice("eu", jurisdiction="EU", regulator_short="EC"),
        notice("eu2", jurisdiction="EU", regulator_short="EC"),
        notice("fr-idf", jurisdiction="FR-IDF", regulator_short="ARS"),
        notice("fr", jurisdiction="FR", regulator_short="ANSM"),
        notice("de", jurisdiction="DE", regulator_short="BfArM"),
        notice("court", jurisdiction="FR", regulator_short="Cour", issuer_type="court"),
    ]
    answer = check(notices=notices, place="FR-IDF", use="injection")
    assert list(answer.regulators["regulator_short"]) == ["ARS", "ANSM", "EC"]
