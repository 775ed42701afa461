"""The launch check: each verdict, what decides it; nothing weak or silent becomes a yes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from atlas.check import LaunchCheck, launch_check
from atlas.check_wording import about_conditions, acts_there, sentence, sources
from atlas.judgement import NEEDLED, VERDICTS, Judgement, MakesNoLaw, judge
from atlas.law import CONFIDENCES, Position
from atlas.notices import Notice
from atlas.places import UnknownPlace
from atlas.precedents import NEARNESS, precedents
from atlas.vocabulary import UnknownTerm
from tests.atlas.factories import CODED, TODAY, bloc, edition_of, notice, position, recorded

REAL = recorded()
TOPICAL = (
    "human_topical_cosmetic",
    "animal_topical_cosmetic",
    "plant_microbial_topical_cosmetic",
)
YES = ("conditional", "ordinary_duties")
BLOCS = {"EU": bloc("FR", "DE", "ES"), "EEA": bloc("FR", "DE", "ES", "NO")}


def check(
    *positions: Position, place: str = "FR", origin: str = "human", use: str = "topical_cosmetic",
    claim: str = "cosmetic",
) -> LaunchCheck:  # fmt: skip
    world = edition_of(REAL, positions, blocs=BLOCS)
    return launch_check(world, place, origin=origin, use=use, claim=claim, as_of=TODAY)


def of(status: str, scenario: str = "human_topical_cosmetic", **changes: Any) -> Position:
    return position("FR", status, scenario=scenario, **changes)


# Verdicts.


def test_the_verdicts_of_the_vocabulary_are_in_the_order_of_the_code() -> None:
    assert REAL.vocabularies.verdict.codes == VERDICTS


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        ("prohibited", "no_go"),
        ("authorisation_required", "authorisation_required"),
        ("conditional", "conditional"),
        ("permitted", "ordinary_duties"),
        ("no_specific_rule", "ask_regulator"),
        ("unclear", "ask_regulator"),
    ],
)
@pytest.mark.parametrize("confidence", ["medium", "high"])
def test_each_status_has_its_verdict(status: str, verdict: str, confidence: str) -> None:
    answer = check(of(status, confidence=confidence))
    assert (answer.verdict, answer.leaning) == (verdict, None)
    assert [ground.standing.status for ground in answer.grounds] == [status]
    assert not answer.grounds[0].is_no_yes


def test_without_a_row_the_verdict_is_to_ask() -> None:
    answer = check()
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)
    assert "Nothing on this" in answer.grounds[0].why[0]
    assert any("Nothing on this" in sentence for sentence in answer.not_known)


def test_a_weak_ban_beside_a_firm_duty_of_authorisation_is_a_warning_beside_the_verdict() -> None:
    answer = check(
        of("authorisation_required", "injected_or_iv", approved_product="no"),
        of("prohibited", confidence="low"),
        claim="therapeutic",
    )
    assert (answer.verdict, answer.leaning) == ("authorisation_required", "no_go")
    assert len(answer.deciding) == 2
    yes_beside = check(
        of("authorisation_required", "injected_or_iv"), of("conditional"), claim="therapeutic"
    )
    assert [ground.role for ground in yes_beside.deciding] == ["medicine"]


@pytest.mark.parametrize(
    ("status", "leaning"),
    [
        ("prohibited", "no_go"),
        ("authorisation_required", "authorisation_required"),
        ("conditional", "conditional"),
        ("permitted", "ordinary_duties"),
        ("unclear", None),
        ("no_specific_rule", None),
    ],
)
def test_low_confidence_asks_and_only_says_where_it_leans(status: str, leaning: str | None) -> None:
    answer = check(of(status, confidence="low"))
    assert (answer.verdict, answer.leaning) == ("ask_regulator", leaning)
    is_no_yes = status in ("conditional", "permitted")
    assert answer.warning == (None if is_no_yes else leaning)
    (ground,) = answer.grounds
    assert ground.leaning == leaning
    assert any("of low confidence" in why for why in ground.why) == (leaning is not None)
    assert ground.is_no_yes == is_no_yes


@pytest.mark.parametrize(
    ("status", "asks"),
    [
        ("permitted", True),
        ("conditional", True),
        ("authorisation_required", False),
        ("prohibited", False),
    ],
)
def test_an_undated_rule_is_a_yes_from_the_day_it_was_checked_and_not_before(
    status: str, asks: bool
) -> None:
    rule = of(status, effective_from=None, verified_on="2025-06-10")
    world = edition_of(REAL, [rule], blocs=BLOCS)

    def verdict(as_of: date) -> tuple[str, str | None]:
        judged = judge(
            world, "FR", origin="human", use="topical_cosmetic", claim="cosmetic", as_of=as_of
        )
        return judged.verdict, judged.leaning

    on_the_day = verdict(date(2025, 6, 10))
    before = verdict(date(2025, 6, 9))
    assert on_the_day[1] is None
    assert before == (("ask_regulator", on_the_day[0]) if asks else on_the_day)


@pytest.mark.parametrize(
    ("effective_from", "verified_on", "no_yes_yet", "a_yes"),
    [
        ("2020-02-29", "2025-06-10", "2020-02-28", "2020-02-29"),
        ("2020-02", "2025-06-10", "2020-02-28", "2020-02-29"),
        ("2020", "2025-06-10", "2020-12-30", "2020-12-31"),
        ("2025", "2025-06-10", "2025-06-09", "2025-06-10"),
        ("2025", "2024-06-10", "2025-12-30", "2025-12-31"),
    ],
)
def test_a_dated_rule_is_a_yes_once_it_has_surely_begun(
    effective_from: str, verified_on: str, no_yes_yet: str, a_yes: str
) -> None:
    rule = of("permitted", effective_from=effective_from, verified_on=verified_on)
    world = edition_of(REAL, [rule], blocs=BLOCS)
    for as_of, verdict in ((no_yes_yet, "ask_regulator"), (a_yes, "ordinary_duties")):
        judged = judge(
            world,
            "FR",
            origin="human",
            use="topical_cosmetic",
            claim="cosmetic",
            as_of=date.fromisoformat(as_of),
        )
        assert judged.verdict == verdict


@pytest.mark.parametrize(
    ("of_whom", "verified_on", "as_of", "told"),
    [
        ("FR", "2026-11-20", "2026-11-22", True),
        ("EU", "2026-11-20", "2026-11-22", True),
        ("FR", "2026-11-20", "2026-11-19", False),  # nobody knew
        ("FR", "2026-11-20", "2026-11-23", False),  # in force
        ("DE", "2026-11-20", "2026-11-22", False),
    ],
)
def test_a_rule_in_force_from_tomorrow_is_told_and_changes_no_answer(
    of_whom: str, verified_on: str, as_of: str, told: bool
) -> None:
    ban = position(
        of_whom,
        "prohibited",
        scenario="human_topical_cosmetic",
        effective_from="2026-11-23",
        verified_on=verified_on,
    )
    rule = of("permitted", effective_from="2020-01-01")
    world = edition_of(REAL, [rule, ban], blocs=BLOCS)
    judged = judge(
        world,
        "FR",
        origin="human",
        use="topical_cosmetic",
        claim="cosmetic",
        as_of=date.fromisoformat(as_of),
    )
    name = world.places.name(of_whom)
    said = (
        f"Not yet in force: from 23 November 2026 another rule of {name} is on record, Prohibited."
    )
    assert (said in judged.grounds[-1].why) == told
    in_force = of_whom == "FR" and as_of == "2026-11-23"
    assert judged.verdict == ("no_go" if in_force else "ordinary_duties")


def test_a_low_reach_of_the_bloc_makes_a_sure_rule_weak() -> None:
    world = edition_of(
        REAL,
        [position("EU", "permitted", scenario=TOPICAL[0], confidence="high")],
        blocs={"EU": bloc("FR", reach="low")},
    )
    answer = launch_check(world, "FR", origin="human", use="topical_cosmetic", as_of=TODAY)
    assert (answer.verdict, answer.leaning) == ("ask_regulator", "ordinary_duties")


@pytest.mark.parametrize(
    ("reason", "said"),
    [("conflict", "contradict"), ("unread", "not read"), ("silent", "do not answer")],
)
def test_unclear_says_why(reason: str, said: str) -> None:
    assert said in check(of("unclear", unclear_reason=reason)).grounds[0].why[0]


def test_the_country_stands_beside_the_rule_of_a_part_only_where_each_has_its_own() -> None:
    scenario = "human_topical_cosmetic"
    of_country, of_bloc = of("conditional"), position("EU", "permitted", scenario=scenario)
    of_part = position("FR-IDF", "conditional", scenario=scenario)

    def beside(*rules: Position) -> Position | None:
        return check(*rules, place="FR-IDF").grounds[0].country

    assert beside(of_part, of_country) == of_country
    assert beside(of_country) is beside(of_bloc) is beside(of_part, of_bloc) is None
    assert check(of_country, of_bloc).grounds[0].country is None


def test_where_nobody_official_has_spoken_that_is_said_to_be_no_permission() -> None:
    (why,) = check(of("no_specific_rule")).grounds[0].why
    assert why.endswith("That is not a permission.")


@pytest.mark.parametrize(
    ("approved", "said"),
    [("yes", "At least one"), ("no", "No authorised"), ("unknown", "not known"),
     (None, "not known")],
)  # fmt: skip
def test_a_duty_of_authorisation_says_whether_any_product_has_one(
    approved: str | None, said: str
) -> None:
    answer = check(of("authorisation_required", approved_product=approved))
    assert any(said in sentence for sentence in answer.grounds[0].why)


def test_leave_for_a_trial_says_nothing_of_authorised_products() -> None:
    trial = check(of("authorisation_required", "clinical_trial"), use="research")
    assert trial.grounds[0].why == ()


def test_what_is_inherited_and_what_coders_read_differently_is_said() -> None:
    eu = position("EU", "prohibited", scenario=TOPICAL[0], coders_differ=("status",))
    why = " ".join(check(eu).grounds[0].why)
    assert "Invented bloc" in why
    assert "Two coders" in why


# The strictest decides.


@pytest.mark.parametrize(
    ("needled", "on_skin", "verdict"),
    [
        ("conditional", "prohibited", "no_go"),
        ("prohibited", "permitted", "no_go"),
        ("permitted", "conditional", "conditional"),
        ("permitted", "unclear", "ask_regulator"),
        ("permitted", "authorisation_required", "authorisation_required"),
        ("permitted", "permitted", "ordinary_duties"),
    ],
)
def test_what_is_needled_must_also_be_lawful_on_the_skin(
    needled: str, on_skin: str, verdict: str
) -> None:
    answer = check(of(needled, "topical_with_microneedling"), of(on_skin), use="microneedling")
    assert answer.verdict == verdict
    assert {ground.role for ground in answer.grounds} == {"use", "skin"}
    assert answer.grounds[0].verdict == verdict


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


@pytest.mark.parametrize("unknown", [None, "unclear", "no_specific_rule"])
def test_nothing_leans_to_a_yes_beside_something_unknown(unknown: str | None) -> None:
    rules = [of("permitted", "topical_with_microneedling", confidence="low")]
    if unknown:
        rules.append(of(unknown))
    answer = check(*rules, use="microneedling")
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)


def test_weak_evidence_of_a_ban_leans_to_no_beside_something_unknown() -> None:
    weak = of("prohibited", "topical_with_microneedling", confidence="low")
    answer = check(weak, of("unclear"), use="microneedling")
    assert (answer.verdict, answer.leaning) == ("ask_regulator", "no_go")


# Claims.


@pytest.mark.parametrize("use", ["topical_cosmetic", "microneedling"])
def test_a_therapeutic_claim_makes_a_cosmetic_a_medicine(use: str) -> None:
    rules = [
        of("permitted"),
        of("permitted", "topical_with_microneedling"),
        of("authorisation_required", "injected_or_iv"),
    ]
    sold_for_looks = check(*rules, use=use)
    sold_to_treat = check(*rules, use=use, claim="therapeutic")
    assert (sold_for_looks.verdict, sold_for_looks.becomes_medicine) == ("ordinary_duties", False)
    assert (sold_to_treat.verdict, sold_to_treat.becomes_medicine) == (
        "authorisation_required", True,
    )  # fmt: skip
    assert "medicine" in {ground.role for ground in sold_to_treat.grounds}


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("status", ["conditional", "permitted"])
def test_a_rule_on_treatment_lets_nobody_sell_a_cosmetic_with_a_claim(
    status: str, confidence: str
) -> None:
    rules = [of("permitted"), of(status, "injected_or_iv", confidence=confidence)]
    answer = check(*rules, claim="therapeutic")
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)


@pytest.mark.parametrize("use", ["injection", "intravenous", "oral", "therapeutic", "research"])
def test_a_use_that_is_no_cosmetic_is_what_it_is_whatever_the_claim(use: str) -> None:
    rules = [of("prohibited", "injected_or_iv"), of("prohibited", "clinical_trial")]
    answers = [check(*rules, use=use, claim=claim) for claim in ("cosmetic", "therapeutic")]
    assert [answer.verdict for answer in answers] == ["no_go", "no_go"]
    assert not any(answer.becomes_medicine for answer in answers)


# Uses that no scenario is about.

NEAREST = [use for term in REAL.vocabularies.scenario.terms.values() for use in term.nearest_for]


@pytest.mark.parametrize("use", NEAREST)
@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("status", ["conditional", "permitted"])
def test_a_rule_that_allows_injections_is_no_yes_for_what_is_swallowed_or_breathed_in(
    status: str, confidence: str, use: str
) -> None:
    rule = of(status, "injected_or_iv", confidence=confidence)
    answer = check(rule, use=use)
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)
    assert any("does not speak of this use" in reason for reason in answer.grounds[0].why)
    assert check(rule, use="injection").grounds[0].role == "use"


@pytest.mark.parametrize("use", NEAREST)
@pytest.mark.parametrize(
    ("status", "verdict"),
    [("prohibited", "no_go"), ("authorisation_required", "authorisation_required")],
)
def test_a_rule_that_bars_injections_bars_what_is_swallowed_or_breathed_in(
    status: str, verdict: str, use: str
) -> None:
    answer = check(of(status, "injected_or_iv"), use=use)
    assert (answer.verdict, answer.grounds[0].role) == (verdict, "nearest")
    weak = check(of(status, "injected_or_iv", confidence="low"), use=use)
    assert (weak.verdict, weak.warning) == ("ask_regulator", verdict)


@pytest.mark.parametrize("use", NEAREST)
def test_no_scenario_is_defined_as_being_about_a_use_that_it_is_only_the_nearest_for(
    use: str,
) -> None:
    named = REAL.vocabularies.use.label(use).lower()
    terms = REAL.vocabularies.scenario.terms.values()
    assert [term.label for term in terms if named in term.definition.lower()] == []


def test_that_no_scenario_is_about_a_use_is_said() -> None:
    rule = of("prohibited", "injected_or_iv")
    said = "no rule in the atlas is about this use"
    assert any(said in sentence for sentence in check(rule, use="oral").not_known)
    assert not any(said in sentence for sentence in check(rule, use="injection").not_known)


def test_the_recorded_rule_of_japan_allows_injection_but_nothing_to_swallow() -> None:
    verdicts = {
        use: judge(REAL, "JP", origin="human", use=use, claim="cosmetic", as_of=TODAY).verdict
        for use in ("injection", "intravenous", "therapeutic", "oral", "inhalation")
    }
    assert verdicts == {
        "injection": "conditional", "intravenous": "conditional", "therapeutic": "ask_regulator",
        "oral": "ask_regulator", "inhalation": "ask_regulator",
    }  # fmt: skip


# What a milder rule allows reaches no further than its words.


@pytest.mark.parametrize("status", ["conditional", "permitted"])
@pytest.mark.parametrize(
    ("use", "claim"),
    [("injection", "therapeutic"), ("therapeutic", "cosmetic"), ("research", "therapeutic")],
)
def test_that_something_may_be_used_is_no_leave_to_promise_a_treatment(
    status: str, use: str, claim: str
) -> None:
    rules = [of(status, "injected_or_iv"), of(status, "clinical_trial")]
    answer = check(*rules, use=use, claim=claim)
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)
    assert "with such a claim" in answer.grounds[0].why[0]
    assert check(*rules, use="injection").verdict in YES


@pytest.mark.parametrize("use", ["topical_cosmetic", "microneedling", "injection"])
def test_a_product_of_unknown_origin_gets_no_yes_where_every_known_one_would(use: str) -> None:
    rules = [of("permitted", scenario) for scenario in REAL.vocabularies.scenario.codes]
    answer = check(*rules, origin="unspecified", use=use)
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)
    assert "What it is made from has to be known first." in sentence(answer)
    assert not any(ground.verdict in YES for ground in answer.grounds)
    known = check(*rules, origin="human", use=use)
    assert known.verdict in YES
    assert "has to be known first" not in sentence(known)


def injected_by(rule: str, *texts: Notice, origin: str) -> Judgement:
    """Injection of an origin under a rule with some texts behind it."""
    behind = of(rule, "injected_or_iv", notices=tuple(text.id for text in texts))
    world = edition_of(REAL, [behind], texts)
    return judge(world, "FR", origin=origin, use="injection", claim="cosmetic", as_of=TODAY)


def test_what_texts_on_one_origin_allow_is_no_yes_to_another() -> None:
    text = notice("circular", kind="guidance", effect="clarifies", origin=["human"])
    assert injected_by("conditional", text, origin="human").verdict == "conditional"
    plant = injected_by("conditional", text, origin="plant")
    assert (plant.verdict, plant.leaning) == ("ask_regulator", None)
    assert plant.grounds[0].why == (
        "The texts behind this rule speak of these origins only: human.",
    )
    assert injected_by("prohibited", text, origin="plant").verdict == "no_go"


@pytest.mark.parametrize(
    ("effect", "relevance", "verdict"),
    [
        ("clarifies", "category", "conditional"),
        ("enforces", "direct", "ask_regulator"),
        ("informs", "direct", "ask_regulator"),
        ("clarifies", "context", "ask_regulator"),
    ],
)
def test_only_a_text_that_makes_rules_widens_the_origins_that_they_speak_of(
    effect: str, relevance: str, verdict: str
) -> None:
    own = notice("circular", kind="guidance", effect="tightens", origin=["human"])
    other = notice("other", effect=effect, relevance=relevance, origin=["unspecified"])
    assert injected_by("conditional", own, other, origin="plant").verdict == verdict


def test_on_record_what_circulars_and_a_guideline_do_not_speak_of_gets_no_yes() -> None:
    asked = {
        (place, origin): judge(
            REAL, place, origin=origin, use=use, claim="cosmetic", as_of=date(2026, 11, 29)
        ).verdict
        for place, use in (("JP", "injection"), ("KR", "topical_cosmetic"))
        for origin in ("human", "plant", "microbial")
    }
    assert asked == {
        ("JP", "human"): "conditional", ("JP", "plant"): "ask_regulator",
        ("JP", "microbial"): "ask_regulator", ("KR", "human"): "ask_regulator",
        ("KR", "plant"): "conditional", ("KR", "microbial"): "ask_regulator",
    }  # fmt: skip


# What binds from above.


@pytest.mark.parametrize(
    ("own", "confidence"),
    [("authorisation_required", "low"), ("conditional", "medium"), ("permitted", "high")],
)
def test_what_is_weak_or_mild_in_a_state_lifts_no_duty_of_its_country(
    own: str, confidence: str
) -> None:
    federal = position("US", "authorisation_required", penalty="Prison", confidence="high")
    state = position("US-TN", own, confidence=confidence)
    world = edition_of(REAL, [federal, state])
    answer = launch_check(world, "US-TN", origin="human", use="injection", as_of=TODAY)
    assert answer.verdict == "authorisation_required"
    above, of_the_state = answer.grounds
    assert (above.role, above.standing.inherited_from) == ("above", "US")
    assert of_the_state.role == "use"
    assert answer.penalties == (("Prison", "injected_or_iv"),)
    assert len(set(answer.not_known)) == len(answer.not_known)


def test_what_is_open_in_one_of_two_rules_on_a_use_is_said_of_that_one() -> None:
    federal = position("US", "authorisation_required", source_read="primary")
    state = position("US-TN", "conditional", source_read="secondary")
    world = edition_of(REAL, [federal, state])
    answer = launch_check(world, "US-TN", origin="human", use="injection", as_of=TODAY)
    (unread,) = [said for said in answer.not_known if "was not read" in said]
    assert unread.startswith("Tennessee (United States): Injected")


def test_a_stricter_rule_of_the_place_needs_none_from_above() -> None:
    world = edition_of(
        REAL, [position("US", "authorisation_required"), position("US-TN", "prohibited")]
    )
    answer = launch_check(world, "US-TN", origin="human", use="injection", as_of=TODAY)
    assert [ground.role for ground in answer.grounds] == ["use"]


@pytest.mark.parametrize(
    ("reach", "expected"), [("medium", ("no_go", None)), ("low", ("ask_regulator", "no_go"))]
)
def test_the_ban_of_a_bloc_counts_as_surely_as_it_reaches_a_milder_member(
    reach: str, expected: tuple[str, str | None]
) -> None:
    blocs = {"EU": bloc("FR", reach=reach)}
    rules = [position("EU", "prohibited", confidence="high"), of("permitted", "injected_or_iv")]
    world = edition_of(REAL, rules, blocs=blocs)
    answer = judge(world, "FR", origin="human", use="injection", claim="cosmetic", as_of=TODAY)
    assert (answer.verdict, answer.leaning) == expected


def test_a_weak_ban_above_a_weak_yes_is_what_the_answer_points_to() -> None:
    weak_yes, above = of("conditional", confidence="low"), position("EU", "prohibited")
    ban = above.model_copy(update={"scenario": weak_yes.scenario, "confidence": "low"})
    answer = check(weak_yes, ban)
    assert (answer.verdict, answer.leaning, answer.warning) == ("ask_regulator", "no_go", "no_go")
    assert [ground.role for ground in answer.deciding if ground.leaning == "no_go"] == ["above"]
    assert all("of low confidence: have it confirmed" in each.why[0] for each in answer.grounds)


def test_of_weak_rules_the_stricter_is_pointed_to_and_named_once() -> None:
    above = position("EU", "prohibited", scenario="human_topical_cosmetic", confidence="low")
    milder = check(of("authorisation_required", confidence="low"), above)
    assert (milder.leaning, len(milder.grounds)) == ("no_go", 2)
    alike = check(of("prohibited", confidence="low"), above)
    assert (alike.leaning, len(alike.grounds)) == ("no_go", 1)


def test_a_rule_that_allows_another_product_is_no_yes_and_points_to_none() -> None:
    ground = next(
        each
        for each in check(of("permitted"), origin="unspecified").grounds
        if each.standing.status == "permitted"
    )
    assert (ground.is_no_yes, ground.leaning) == (True, None)


@pytest.mark.parametrize("state", ["US-GA", "US-TN"])
def test_on_record_a_law_that_was_not_read_weakens_no_federal_duty(state: str) -> None:
    federal, of_the_state = (
        judge(REAL, place, origin="human", use="injection", claim="cosmetic", as_of=TODAY)
        for place in ("US", state)
    )
    assert of_the_state.verdict == federal.verdict == "authorisation_required"


# No yes without an official text of enough confidence.


def grounds_allow(answer: Judgement) -> bool:
    return bool(answer.grounds) and all(
        ground.standing.status in ("conditional", "permitted")
        and ground.standing.confidence in ("medium", "high")
        and ground.role in ("use", "skin")
        for ground in answer.grounds
    )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves out what decides nothing (precedents, regulators) and looks each position up once."""
    monkeypatch.setattr("atlas.check.precedents", lambda *_, **__: pd.DataFrame())
    monkeypatch.setattr("atlas.check.whom_to_ask", lambda *_: pd.DataFrame())
    monkeypatch.setattr(REAL.law, "standing", cache(REAL.law.standing))


@pytest.mark.usefixtures("quick")
def test_no_launch_on_record_gets_a_yes_without_texts_that_allow_it() -> None:
    words = REAL.vocabularies
    verdicts = set()
    for place, origin, use, claim in product(
        REAL.codes, words.origin.codes, words.use.codes, words.purpose_claim.codes
    ):
        answer = judge(REAL, place, origin=origin, use=use, claim=claim, as_of=TODAY)
        verdicts.add(answer.verdict)
        asked = (place, origin, use, claim)
        assert answer.verdict not in YES or grounds_allow(answer), asked
        # What is weak can only make the answer stricter, or point somewhere from "ask".
        assert (
            answer.leaning is None
            or answer.verdict == "ask_regulator"
            or VERDICTS.index(answer.leaning) < VERDICTS.index(answer.verdict)
        ), asked
        for ground in answer.grounds:
            assert VERDICTS.index(answer.verdict) <= VERDICTS.index(ground.verdict), asked
    # No position on record is permitted, so no answer leaves a launch to ordinary duties.
    assert verdicts == set(VERDICTS) - {"ordinary_duties"}


A_YES = {"human_topical_cosmetic": ("permitted", "medium")}
A_WEAK_YES = {"human_topical_cosmetic": ("conditional", "low")}


# Few laws that are drawn allow anything.
@example(A_YES, "human", "topical_cosmetic", "cosmetic")
@example(A_WEAK_YES, "human", "topical_cosmetic", "cosmetic")
@given(
    st.dictionaries(
        st.sampled_from(REAL.vocabularies.scenario.codes),
        st.tuples(st.sampled_from(CODED), st.sampled_from(CONFIDENCES)),
    ),
    st.sampled_from(REAL.vocabularies.origin.codes),
    st.sampled_from(REAL.vocabularies.use.codes),
    st.sampled_from(REAL.vocabularies.purpose_claim.codes),
)
def test_no_invented_law_gives_a_yes_without_texts_that_allow_it(
    law: Mapping[str, tuple[str, str]], origin: str, use: str, claim: str
) -> None:
    rules = [of(status, scenario, confidence=sure) for scenario, (status, sure) in law.items()]
    answer = check(*rules, origin=origin, use=use, claim=claim)
    if answer.verdict in YES:
        assert grounds_allow(answer)
    if answer.leaning in YES:
        statuses = {ground.standing.status for ground in answer.grounds}
        assert statuses
        assert statuses <= {"conditional", "permitted"}


# What is not known.


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
    words = REAL.vocabularies
    answers = [
        check(place="EU", origin=origin, use=use)
        for origin, use in product(words.origin.codes, words.use.codes)
    ]
    uncovered = [answer for answer in answers if not answer.grounds]
    assert uncovered
    assert not any("of its" in said for answer in uncovered for said in answer.not_known)


def test_a_place_is_named_beside_what_is_open_only_where_two_rule_the_same() -> None:
    on_two_uses = check(of("unclear"), of("unclear", "injected_or_iv"), claim="therapeutic")
    assert len(on_two_uses.grounds) == 2
    assert not any(sentence.startswith("France: ") for sentence in on_two_uses.not_known)
    bloc_rule = position("EU", "prohibited", scenario="human_topical_cosmetic")
    on_one = check(of("conditional"), bloc_rule)
    for place in ("France", "Invented bloc"):
        assert any(sentence.startswith(f"{place}: ") for sentence in on_one.not_known)


# What is refused.


def test_international_bodies_make_no_law() -> None:
    with pytest.raises(MakesNoLaw, match="make no law"):
        check(place="INT")


@pytest.mark.parametrize(
    ("changed", "error", "near"),
    [
        ({"place": "ZZ"}, UnknownPlace, "unknown place 'ZZ'"),
        ({"place": "fr"}, UnknownPlace, "France"),
        ({"origin": "humn"}, UnknownTerm, "human"),
        ({"use": "inject"}, UnknownTerm, "injection"),
        ({"claim": "therapy"}, UnknownTerm, "therapeutic"),
        ({"claim": ""}, UnknownTerm, "cosmetic"),
    ],
)
def test_unknown_words_are_refused_with_the_nearest(
    changed: dict[str, str], error: type[Exception], near: str
) -> None:
    with pytest.raises(error, match=near):
        check(**changed)


# What the verdict says.


def test_no_sentence_says_that_a_text_allows_the_launch() -> None:
    for status in ("conditional", "permitted"):
        for confidence in CONFIDENCES:
            said = sentence(check(of(status, confidence=confidence)))
            assert "allows" not in said
            assert "approves no product" in said or said.startswith("Not a yes")


def test_the_first_lines_name_the_text_its_place_its_date_and_how_sure_it_is() -> None:
    rule = of("prohibited", effective_from="2024-05", verified_on="2025-06-10")
    world = edition_of(REAL, [rule], blocs=BLOCS)
    answer = launch_check(world, "FR", origin="human", use="topical_cosmetic", as_of=TODAY)
    assert sources(world, answer) == [
        (
            "Rests on: Human-derived, on the skin. France: Invented act of FR, since May 2024. "
            "Confidence: Medium · Read: Issuer's own text · Last checked: 10 June 2025",
            "https://example.org/FR",
        )
    ]
    assert sources(world, check()) == []


def test_only_what_decides_is_named_and_a_silent_text_is_no_ground_for_a_yes() -> None:
    strict = check(of("permitted"), of("prohibited", "topical_with_microneedling"), use=NEEDLED)
    assert [said.partition(".")[0] for said, _ in sources(REAL, strict)] == [
        "Rests on: With microneedling"
    ]
    silent = check(of("no_specific_rule", basis="general", confidence="high"))
    (said,) = (said for said, _ in sources(REAL, silent))
    assert said.startswith("Looked at, without an answer: ")
    weak = check(of("prohibited", confidence="low"))
    assert sources(REAL, weak)[0][0].startswith("Rests on: ")


def test_the_day_of_a_text_that_answers_nothing_is_not_that_of_the_answer() -> None:
    silent = check(of("unclear", effective_from="2013-07-11"))
    assert "Invented act of FR, in force since 11 July 2013." in sources(REAL, silent)[0][0]


@pytest.mark.parametrize(
    ("status", "first", "second"),
    [
        ("prohibited", "Rests on: ", "And on: "),
        ("no_specific_rule", "Looked at, without an answer: ", "Looked at too, without an answer"),
    ],
)
def test_what_a_second_text_is_looked_at_for_is_not_said_as_if_it_were_the_only_one(
    status: str, first: str, second: str
) -> None:
    both = check(of(status), of(status, "topical_with_microneedling"), use=NEEDLED)
    said = [text for text, _ in sources(REAL, both)]
    assert [text.startswith(begin) for text, begin in zip(said, (first, second), strict=True)] == [
        True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, True),
        ({"origin": ["unspecified"]}, True),
        ({"origin": []}, True),
        ({"origin": ["plant"]}, False),
        ({"uses": ["topical_cosmetic"]}, False),
        ({"jurisdiction": "DE"}, False),
        ({"relevance": "context"}, False),
    ],
)
def test_acts_there_against_the_use_stand_beside_the_verdict(
    changes: dict[str, Any], counts: bool
) -> None:
    act = notice("act", **({"jurisdiction": "FR"} | changes))
    world = edition_of(REAL, [], [act], blocs=BLOCS)
    answer = launch_check(world, "FR", origin="human", use="injection", as_of=TODAY)
    said = acts_there(answer)
    assert ("against such a use" in said) == counts
    if counts:
        assert said.endswith(
            "1 act on record, the latest of 15 January 2026. Read it before you go on."
        )


def test_other_cases_of_exosomes_there_are_told_and_listed_behind_the_same() -> None:
    """Who will needle exosomes must hear of an arrest over injected ones, whatever their origin."""
    acts = [
        notice("needled", origin=[], uses=[NEEDLED], published="2020-01-01", jurisdiction="FR"),
        notice("injected", origin=["unspecified"], uses=["injection"], jurisdiction="FR"),
        notice("cells", relevance="category", origin=[], uses=["injection"], jurisdiction="FR"),
        notice("abroad", origin=["unspecified"], uses=["injection"], jurisdiction="JP"),
    ]

    def asked(*of: Any) -> LaunchCheck:
        world = edition_of(REAL, [], list(of), blocs=BLOCS)
        return launch_check(world, "FR", origin="animal", use=NEEDLED, as_of=TODAY)

    assert list(asked(*acts).precedents["id"]) == ["needled", "injected"]
    other = "in other cases of exosomes{}: 1 act on record, the latest of 15 January 2026."
    alone = acts_there(asked(acts[1]))
    assert alone == f"Authorities there have acted {other.format('')}"
    assert acts_there(asked(*acts)).endswith(f"They have acted {other.format(' too')}")


def test_acts_there_that_nobody_has_reviewed_are_said_to_be_so() -> None:
    acts = [
        notice("read", jurisdiction="FR", published=None),
        notice("found", jurisdiction="FR", published=None, review="machine_read"),
    ]
    world = edition_of(REAL, [], acts, blocs=BLOCS)
    answer = launch_check(world, "FR", origin="unspecified", use="injection", as_of=TODAY)
    said = "2 acts on record, 1 of them machine-read, not reviewed. Read them before"
    assert said in acts_there(answer)


def test_that_no_further_condition_is_on_record_does_not_end_the_conditions() -> None:
    answer = check(of("authorisation_required"))
    assert "does not mean that there is none" in about_conditions(answer)


# What comes with the verdict.


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
    world = edition_of(
        REAL,
        [
            position("US", duty, penalty="Prison", approved_product="no"),
            position("US-TX", duty, penalty="Loss of the licence", approved_product="unknown"),
            position("US-UT", duty, approved_product="yes"),
        ],
    )

    def of_state(code: str) -> LaunchCheck:
        return launch_check(world, code, origin="human", use="injection", as_of=TODAY)

    texas, utah, nevada = map(of_state, ("US-TX", "US-UT", "US-NV"))
    assert [text for text, _ in texas.penalties] == ["Loss of the licence", "United States: Prison"]
    assert [text for text, _ in utah.penalties] == ["United States: Prison"]
    assert [text for text, _ in nevada.penalties] == ["Prison"]
    (ground,) = texas.grounds
    assert ground.why == ("United States: no authorised exosome product is on record.",)
    assert utah.grounds[0].why == (
        "At least one authorised exosome product is on record there. No other is covered by it.",
    )


def test_a_state_is_told_the_conditions_of_its_country_beside_its_own() -> None:
    world = edition_of(
        REAL,
        [
            position("AU", "unclear", conditions=("Device on the register", "External use only")),
            position("AU-VIC", "unclear", conditions=("Premises registered", "External use only")),
            position("AU-QLD", "unclear"),
        ],
    )

    def told(code: str) -> list[str]:
        answer = launch_check(world, code, origin="human", use="injection", as_of=TODAY)
        return [text for text, _ in answer.conditions]

    of_the_country = ["Australia: Device on the register", "Australia: External use only"]
    assert told("AU-VIC") == ["Premises registered", "External use only", *of_the_country]
    assert told("AU-QLD") == of_the_country
    assert told("AU-TAS") == ["Device on the register", "External use only"]


def test_what_is_not_known_is_said() -> None:
    secondary = check(of("prohibited", source_read="secondary"))
    assert any("only reports" in sentence for sentence in secondary.not_known)
    assert any("the day from which" in sentence for sentence in secondary.not_known)
    assert any("No authority of France" in sentence for sentence in secondary.not_known)
    dated = check(of("prohibited", effective_from="2020"))
    assert not any("the day from which" in sentence for sentence in dated.not_known)


def test_a_past_day_is_judged_by_the_law_of_that_day() -> None:
    world = edition_of(REAL, [of("prohibited", effective_from="2024-05-01")])
    verdicts = [
        launch_check(world, "FR", origin="human", use="topical_cosmetic", as_of=day).verdict
        for day in (date(2024, 4, 30), date(2024, 5, 1))
    ]
    assert verdicts == ["ask_regulator", "no_go"]


def test_regulators_of_the_place_come_before_those_above() -> None:
    notices = [
        notice("eu", jurisdiction="EU", regulator_short="EC"),
        notice("eu2", jurisdiction="EU", regulator_short="EC"),
        notice("fr-idf", jurisdiction="FR-IDF", regulator_short="ARS"),
        notice("fr", jurisdiction="FR", regulator_short="ANSM"),
        notice("de", jurisdiction="DE", regulator_short="BfArM"),
        notice("court", jurisdiction="FR", regulator_short="Cour", issuer_type="court"),
    ]
    world = edition_of(REAL, notices=notices, blocs=BLOCS)
    answer = launch_check(world, "FR-IDF", origin="human", use="injection", as_of=TODAY)
    assert list(answer.regulators["regulator_short"]) == ["ARS", "ANSM", "EC"]


# Precedents.


def found(*notices: Any, place: str = "FR", as_of: date = TODAY) -> pd.DataFrame:
    world = edition_of(REAL, notices=notices, blocs=BLOCS)
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
    world = edition_of(REAL, [], acts, blocs=BLOCS)
    answer = launch_check(world, "FR", origin="human", use="injection", as_of=TODAY)
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
        *REAL.notices.columns, "nearness", "same_origin", "same_use",
    ]  # fmt: skip
