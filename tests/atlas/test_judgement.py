"""The verdict on a launch, and what decides it; nothing weak or silent becomes a yes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from atlas.check_wording import sentence
from atlas.judgement import VERDICTS, Judgement, MakesNoLaw
from atlas.law import CONFIDENCES, Position
from atlas.notices import Notice
from atlas.places import UnknownPlace
from atlas.vocabulary import UnknownTerm
from tests.atlas.factories import CODED, bloc, notice, position, recorded
from tests.atlas.launches import judge_launch, of, under

REAL = recorded()
YES = ("conditional", "ordinary_duties")


def judged(*rules: Position, **asked: Any) -> Judgement:
    return judge_launch(under(*rules), **asked)


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
    answer = judged(of(status, confidence=confidence))
    assert (answer.verdict, answer.leaning) == (verdict, None)
    assert [ground.standing.status for ground in answer.grounds] == [status]
    assert not answer.grounds[0].is_no_yes


def test_a_weak_ban_beside_a_firm_duty_of_authorisation_is_a_warning_beside_the_verdict() -> None:
    answer = judged(
        of("authorisation_required", "injected_or_iv", approved_product="no"),
        of("prohibited", confidence="low"),
        claim="therapeutic",
    )
    assert (answer.verdict, answer.leaning) == ("authorisation_required", "no_go")
    assert len(answer.deciding) == 2
    yes_beside = judged(
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
    answer = judged(of(status, confidence="low"))
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
    on_the_day = judged(rule, as_of=date(2025, 6, 10))
    before = judged(rule, as_of=date(2025, 6, 9))
    assert on_the_day.leaning is None
    assert (before.verdict, before.leaning) == (
        ("ask_regulator", on_the_day.verdict) if asks else (on_the_day.verdict, None)
    )


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
    for day, verdict in ((no_yes_yet, "ask_regulator"), (a_yes, "ordinary_duties")):
        assert judged(rule, as_of=date.fromisoformat(day)).verdict == verdict


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
    answer = judged(rule, ban, as_of=date.fromisoformat(as_of))
    name = under().places.name(of_whom)
    said = (
        f"Not yet in force: from 23 November 2026 another rule of {name} is on record, Prohibited."
    )
    assert (said in answer.grounds[-1].why) == told
    in_force = of_whom == "FR" and as_of == "2026-11-23"
    assert answer.verdict == ("no_go" if in_force else "ordinary_duties")


def test_a_low_reach_of_the_bloc_makes_a_sure_rule_weak() -> None:
    of_bloc = position("EU", "permitted", scenario="human_topical_cosmetic", confidence="high")
    answer = judge_launch(under(of_bloc, blocs={"EU": bloc("FR", reach="low")}))
    assert (answer.verdict, answer.leaning) == ("ask_regulator", "ordinary_duties")


@pytest.mark.parametrize(
    ("reason", "said"),
    [("conflict", "contradict"), ("unread", "not read"), ("silent", "do not answer")],
)
def test_unclear_says_why(reason: str, said: str) -> None:
    assert said in judged(of("unclear", unclear_reason=reason)).grounds[0].why[0]


def test_what_holds_above_stands_beside_the_rule_of_a_place_alone() -> None:
    scenario = "human_topical_cosmetic"
    of_country, of_bloc = of("conditional"), position("EU", "permitted", scenario=scenario)
    of_part = position("FR-IDF", "conditional", scenario=scenario)

    def beside(*rules: Position) -> Position | None:
        return judged(*rules, place="FR-IDF").grounds[0].higher

    assert beside(of_part, of_country) == of_country
    assert beside(of_part, of_bloc) == of_bloc
    assert beside(of_country) is beside(of_bloc) is beside(of_part) is None
    assert judged(of_country, of_bloc).grounds[0].higher == of_bloc
    assert judged(of_bloc).grounds[0].higher is None


def test_where_nobody_official_has_spoken_that_is_said_to_be_no_permission() -> None:
    (why,) = judged(of("no_specific_rule")).grounds[0].why
    assert why.endswith("That is not a permission.")


@pytest.mark.parametrize(
    ("approved", "said"),
    [("yes", "At least one"), ("no", "No authorised"), ("unknown", "not known"),
     (None, "not known")],
)  # fmt: skip
def test_a_duty_of_authorisation_says_whether_any_product_has_one(
    approved: str | None, said: str
) -> None:
    answer = judged(of("authorisation_required", approved_product=approved))
    assert any(said in sentence for sentence in answer.grounds[0].why)


def test_leave_for_a_trial_says_nothing_of_authorised_products() -> None:
    trial = judged(of("authorisation_required", "clinical_trial"), use="research")
    assert trial.grounds[0].why == ()


def test_what_is_inherited_and_what_coders_read_differently_is_said() -> None:
    eu = position("EU", "prohibited", scenario="human_topical_cosmetic", coders_differ=("status",))
    why = " ".join(judged(eu).grounds[0].why)
    assert "Invented bloc" in why
    assert "Two coders" in why


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
    answer = judged(of(needled, "topical_with_microneedling"), of(on_skin), use="microneedling")
    assert answer.verdict == verdict
    assert {ground.role for ground in answer.grounds} == {"use", "skin"}
    assert answer.grounds[0].verdict == verdict


@pytest.mark.parametrize("unknown", [None, "unclear", "no_specific_rule"])
def test_nothing_leans_to_a_yes_beside_something_unknown(unknown: str | None) -> None:
    rules = [of("permitted", "topical_with_microneedling", confidence="low")]
    if unknown:
        rules.append(of(unknown))
    answer = judged(*rules, use="microneedling")
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)


def test_weak_evidence_of_a_ban_leans_to_no_beside_something_unknown() -> None:
    weak = of("prohibited", "topical_with_microneedling", confidence="low")
    answer = judged(weak, of("unclear"), use="microneedling")
    assert (answer.verdict, answer.leaning) == ("ask_regulator", "no_go")


@pytest.mark.parametrize("use", ["topical_cosmetic", "microneedling"])
def test_a_therapeutic_claim_makes_a_cosmetic_a_medicine(use: str) -> None:
    rules = [
        of("permitted"),
        of("permitted", "topical_with_microneedling"),
        of("authorisation_required", "injected_or_iv"),
    ]
    sold_for_looks = judged(*rules, use=use)
    sold_to_treat = judged(*rules, use=use, claim="therapeutic")
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
    answer = judged(*rules, claim="therapeutic")
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)


@pytest.mark.parametrize("use", ["injection", "intravenous", "oral", "therapeutic", "research"])
def test_a_use_that_is_no_cosmetic_is_what_it_is_whatever_the_claim(use: str) -> None:
    rules = [of("prohibited", "injected_or_iv"), of("prohibited", "clinical_trial")]
    answers = [judged(*rules, use=use, claim=claim) for claim in ("cosmetic", "therapeutic")]
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
    answer = judged(rule, use=use)
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)
    assert any("does not speak of this use" in reason for reason in answer.grounds[0].why)
    assert judged(rule, use="injection").grounds[0].role == "use"


@pytest.mark.parametrize("use", NEAREST)
@pytest.mark.parametrize(
    ("status", "verdict"),
    [("prohibited", "no_go"), ("authorisation_required", "authorisation_required")],
)
def test_a_rule_that_bars_injections_bars_what_is_swallowed_or_breathed_in(
    status: str, verdict: str, use: str
) -> None:
    answer = judged(of(status, "injected_or_iv"), use=use)
    assert (answer.verdict, answer.grounds[0].role) == (verdict, "nearest")
    weak = judged(of(status, "injected_or_iv", confidence="low"), use=use)
    assert (weak.verdict, weak.warning) == ("ask_regulator", verdict)


@pytest.mark.parametrize("use", NEAREST)
def test_no_scenario_is_defined_as_being_about_a_use_that_it_is_only_the_nearest_for(
    use: str,
) -> None:
    named = REAL.vocabularies.use.label(use).lower()
    terms = REAL.vocabularies.scenario.terms.values()
    assert [term.label for term in terms if named in term.definition.lower()] == []


def test_the_recorded_rule_of_japan_allows_injection_but_nothing_to_swallow() -> None:
    verdicts = {
        use: judge_launch(REAL, place="JP", use=use).verdict
        for use in ("injection", "intravenous", "therapeutic", "oral", "inhalation")
    }
    assert verdicts == {
        "injection": "conditional", "intravenous": "conditional", "therapeutic": "ask_regulator",
        "oral": "ask_regulator", "inhalation": "ask_regulator",
    }  # fmt: skip


@pytest.mark.parametrize("status", ["conditional", "permitted"])
@pytest.mark.parametrize(
    ("use", "claim"),
    [("injection", "therapeutic"), ("therapeutic", "cosmetic"), ("research", "therapeutic")],
)
def test_that_something_may_be_used_is_no_leave_to_promise_a_treatment(
    status: str, use: str, claim: str
) -> None:
    rules = [of(status, "injected_or_iv"), of(status, "clinical_trial")]
    answer = judged(*rules, use=use, claim=claim)
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)
    assert "with such a claim" in answer.grounds[0].why[0]
    assert judged(*rules, use="injection").verdict in YES


@pytest.mark.parametrize("use", ["topical_cosmetic", "microneedling", "injection"])
def test_a_product_of_unknown_origin_gets_no_yes_where_every_known_one_would(use: str) -> None:
    rules = [of("permitted", scenario) for scenario in REAL.vocabularies.scenario.codes]
    answer = judged(*rules, origin="unspecified", use=use)
    assert (answer.verdict, answer.leaning) == ("ask_regulator", None)
    assert "What it is made from has to be known first." in sentence(answer)
    assert not any(ground.verdict in YES for ground in answer.grounds)
    known = judged(*rules, origin="human", use=use)
    assert known.verdict in YES
    assert "has to be known first" not in sentence(known)


def injected_by(rule: str, *texts: Notice, origin: str) -> Judgement:
    """Injection of an origin under a rule with some texts behind it."""
    behind = of(rule, "injected_or_iv", notices=tuple(text.id for text in texts))
    return judge_launch(under(behind, notices=texts), origin=origin, use="injection")


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
        (place, origin): judge_launch(
            REAL, place=place, origin=origin, use=use, as_of=date(2026, 11, 29)
        ).verdict
        for place, use in (("JP", "injection"), ("KR", "topical_cosmetic"))
        for origin in ("human", "plant", "microbial")
    }
    assert asked == {
        ("JP", "human"): "conditional", ("JP", "plant"): "ask_regulator",
        ("JP", "microbial"): "ask_regulator", ("KR", "human"): "ask_regulator",
        ("KR", "plant"): "conditional", ("KR", "microbial"): "ask_regulator",
    }  # fmt: skip


def test_a_stricter_rule_of_the_place_needs_none_from_above() -> None:
    rules = [position("US", "authorisation_required"), position("US-TN", "prohibited")]
    answer = judged(*rules, place="US-TN", use="injection")
    assert [ground.role for ground in answer.grounds] == ["use"]


@pytest.mark.parametrize(
    ("reach", "expected"), [("medium", ("no_go", None)), ("low", ("ask_regulator", "no_go"))]
)
def test_the_ban_of_a_bloc_counts_as_surely_as_it_reaches_a_milder_member(
    reach: str, expected: tuple[str, str | None]
) -> None:
    rules = [position("EU", "prohibited", confidence="high"), of("permitted", "injected_or_iv")]
    answer = judge_launch(under(*rules, blocs={"EU": bloc("FR", reach=reach)}), use="injection")
    assert (answer.verdict, answer.leaning) == expected


def test_a_weak_ban_above_a_weak_yes_is_what_the_answer_points_to() -> None:
    weak_yes, above = of("conditional", confidence="low"), position("EU", "prohibited")
    ban = above.model_copy(update={"scenario": weak_yes.scenario, "confidence": "low"})
    answer = judged(weak_yes, ban)
    assert (answer.verdict, answer.leaning, answer.warning) == ("ask_regulator", "no_go", "no_go")
    assert [ground.role for ground in answer.deciding if ground.leaning == "no_go"] == ["above"]
    assert all("of low confidence: have it confirmed" in each.why[0] for each in answer.grounds)


def test_of_weak_rules_the_stricter_is_pointed_to_and_named_once() -> None:
    above = position("EU", "prohibited", scenario="human_topical_cosmetic", confidence="low")
    milder = judged(of("authorisation_required", confidence="low"), above)
    assert (milder.leaning, len(milder.grounds)) == ("no_go", 2)
    alike = judged(of("prohibited", confidence="low"), above)
    assert (alike.leaning, len(alike.grounds)) == ("no_go", 1)


def test_a_rule_that_allows_another_product_is_no_yes_and_points_to_none() -> None:
    ground = next(
        each
        for each in judged(of("permitted"), origin="unspecified").grounds
        if each.standing.status == "permitted"
    )
    assert (ground.is_no_yes, ground.leaning) == (True, None)


@pytest.mark.parametrize("state", ["US-GA", "US-TN"])
def test_on_record_a_law_that_was_not_read_weakens_no_federal_duty(state: str) -> None:
    federal, of_the_state = (
        judge_launch(REAL, place=place, use="injection") for place in ("US", state)
    )
    assert of_the_state.verdict == federal.verdict == "authorisation_required"


def grounds_allow(answer: Judgement) -> bool:
    return bool(answer.grounds) and all(
        ground.standing.status in ("conditional", "permitted")
        and ground.standing.confidence in ("medium", "high")
        and ground.role in ("use", "skin")
        for ground in answer.grounds
    )


def test_no_launch_on_record_gets_a_yes_without_texts_that_allow_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(REAL.law, "standing", cache(REAL.law.standing))
    words = REAL.vocabularies
    verdicts = set()
    for place, origin, use, claim in product(
        REAL.codes, words.origin.codes, words.use.codes, words.purpose_claim.codes
    ):
        answer = judge_launch(REAL, place=place, origin=origin, use=use, claim=claim)
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
    answer = judged(*rules, origin=origin, use=use, claim=claim)
    if answer.verdict in YES:
        assert grounds_allow(answer)
    if answer.leaning in YES:
        statuses = {ground.standing.status for ground in answer.grounds}
        assert statuses
        assert statuses <= {"conditional", "permitted"}


def test_international_bodies_make_no_law() -> None:
    with pytest.raises(MakesNoLaw, match="make no law"):
        judged(place="INT")


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
        judged(**changed)


def test_a_past_day_is_judged_by_the_law_of_that_day() -> None:
    ban = of("prohibited", effective_from="2024-05-01")
    days = (date(2024, 4, 30), date(2024, 5, 1))
    assert [judged(ban, as_of=day).verdict for day in days] == ["ask_regulator", "no_go"]
