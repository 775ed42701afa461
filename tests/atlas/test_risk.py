"""Risk: the promises that the number makes, whatever the law and the notices say."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from atlas.edition import Edition
from atlas.enforcement import enforcement as enforced
from atlas.law import CONFIDENCES, LADDER, NOT_KNOWN, Standing
from atlas.notices import Notice
from atlas.risk import BrokenPromise, Risk, check_weights, touches, touching
from tests.atlas.factories import (
    ASKED,
    CODED,
    TODAY,
    edition_of,
    enforcement,
    notice,
    position,
    recorded,
    recorded_with,
    standing,
)

REAL = recorded()
WEIGHTS = REAL.weights.model_dump(mode="json")
ACTS = enforcement(REAL)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
# Each example builds a world of its own.
few = settings(max_examples=15)
# Each example is compared for every place and scenario.
everywhere = settings(max_examples=6)


def risk_of(notices: Sequence[Notice], answer: Standing | None = None, as_of: date = TODAY) -> Risk:
    """The risk in an invented world of these notices."""
    return world_of(notices).risk.assess(answer or standing("conditional"), as_of)


def world_of(notices: Sequence[Notice]) -> Edition:
    return edition_of(notices=notices, blocs=REAL.places.blocs)


def at(place: str, scenario: str = ASKED) -> Standing:
    return Standing(place, scenario, "no_data")


ANSWERS = st.one_of(
    st.just(standing("no_data")),
    st.builds(
        standing,
        st.sampled_from(CODED),
        confidence=st.sampled_from(CONFIDENCES),
        source_read=st.sampled_from(("primary", "secondary")),
        coders_differ=st.sampled_from(((), ("status",), ("basis",))),
        unclear_reason=st.sampled_from((None, "conflict", "silent", "unread")),
        verified_on=DAYS.map(date.isoformat),
    ),
)


# The number and its parts.


@given(ANSWERS, st.lists(ACTS, max_size=6, unique_by=lambda each: each.id), DAYS)
@few
def test_the_number_is_the_sum_of_the_parts_as_shown_and_lies_between_0_and_100(
    answer: Standing, acts: list[Notice], as_of: date
) -> None:
    risk = risk_of(acts, answer, as_of)
    assert risk.score == round(sum(risk.parts.values()), 1)
    assert all(part == round(part, 1) >= 0 for part in risk.parts.values())
    assert 0 <= risk.score <= 100
    assert 0 <= risk.completeness <= 1


@pytest.mark.parametrize("as_of", [date(2019, 6, 1), date(2024, 7, 31), TODAY, date(2035, 1, 1)])
def test_every_number_on_record_adds_up(as_of: date) -> None:
    answers = REAL.law.standings(REAL.codes, REAL.vocabularies.scenario.codes, as_of)
    ids = set(REAL.notices["id"])
    for risk in REAL.risk.assess_all(answers, as_of):
        assert risk.score == round(risk.severity + risk.enforcement + risk.uncertainty, 1)
        assert 0 <= risk.score <= 100
        assert ids.issuperset(risk.notices)


def test_one_answer_and_many_give_the_same_number() -> None:
    answers = REAL.law.standings(["KR", "US", "FR"], REAL.vocabularies.scenario.codes, TODAY)
    together = REAL.risk.assess_all(answers, TODAY)
    assert together == [REAL.risk.assess(answer, TODAY) for answer in answers]


# Another act of enforcement.


@given(st.lists(ACTS, min_size=1, max_size=4, unique_by=lambda each: each.id), DAYS)
@everywhere
def test_another_act_of_enforcement_lowers_no_number_anywhere(
    acts: list[Notice], as_of: date
) -> None:
    answers = REAL.law.standings(REAL.codes, REAL.vocabularies.scenario.codes, as_of)
    before = REAL.risk.assess_all(answers, as_of)
    after = recorded_with(*acts).risk.assess_all(answers, as_of)
    for old, new in zip(before, after, strict=True):
        assert new.score >= old.score
        assert new.enforcement >= old.enforcement
        assert (new.severity, new.uncertainty) == (old.severity, old.uncertainty)


@pytest.mark.parametrize("kind", sorted(REAL.weights.enforcement.kinds))
def test_every_kind_of_enforcement_raises_the_number(kind: str) -> None:
    assert risk_of([notice("a", kind=kind)]).enforcement > risk_of([]).enforcement == 0


def test_every_further_act_adds_and_none_adds_more_than_the_maximum() -> None:
    acts = [notice(f"act-{number}", kind="warning_letter") for number in range(200)]
    points = [risk_of(acts[:count]).enforcement for count in (0, 1, 2, 4, 8, 200)]
    assert points == sorted(set(points))
    assert points[-1] == REAL.weights.enforcement.max


@pytest.mark.parametrize("kind", ["guidance", "approval", "consultation", "press_release"])
def test_what_is_no_enforcement_adds_nothing(kind: str) -> None:
    risk = risk_of([notice("a", kind=kind)])
    assert (risk.parts, risk.notices) == (risk_of([]).parts, ())


def test_a_direct_act_weighs_more_than_one_against_the_category() -> None:
    direct, category = (risk_of([notice("a", relevance=each)]) for each in ("direct", "category"))
    assert direct.enforcement > category.enforcement > 0


@given(st.lists(ACTS, max_size=4, unique_by=lambda each: each.id), DAYS)
@everywhere
def test_context_never_counts(acts: list[Notice], as_of: date) -> None:
    context = [each.model_copy(update={"relevance": "context"}) for each in acts]
    answers = REAL.law.standings(REAL.codes, REAL.vocabularies.scenario.codes, as_of)
    after = recorded_with(*context).risk.assess_all(answers, as_of)
    for old, new in zip(REAL.risk.assess_all(answers, as_of), after, strict=True):
        assert (new.parts, new.notices) == (old.parts, old.notices)


@pytest.mark.parametrize("kind", ["court_ruling", "ban", "warning_letter"])
def test_an_act_that_loosens_never_counts(kind: str) -> None:
    loosens = notice("a", kind=kind, effect="loosens")
    cited = standing("conditional", notices=("a",))
    for answer in (standing("conditional"), cited):
        assert risk_of([loosens], answer).enforcement == 0
        assert risk_of([loosens], answer).notices == ()


@pytest.mark.parametrize(("effect", "review", "counts"), [
    ("informs", "reviewed", False), ("informs", "machine_read", True),
    ("enforces", "reviewed", True), ("clarifies", "reviewed", True),
])  # fmt: skip
def test_a_court_counts_where_it_applies_a_rule_and_not_between_sellers(
    effect: str, review: str, counts: bool
) -> None:
    ruling = notice("a", kind="court_ruling", issuer_type="court", effect=effect, review=review)
    alert = notice("a", kind="safety_alert", issuer_type="regulator", effect="informs")
    assert bool(risk_of([ruling], standing("conditional")).enforcement) is counts
    assert risk_of([alert], standing("conditional")).enforcement > 0


# Time.


@pytest.mark.parametrize(
    ("published", "first_day"),
    [("2025-03-10", date(2025, 3, 10)), ("2025-03", date(2025, 3, 1)), ("2025", date(2025, 1, 1))],
)
def test_an_act_counts_from_the_first_day_its_date_can_mean(
    published: str, first_day: date
) -> None:
    act = notice("a", published=published)
    assert risk_of([act], as_of=first_day).notices == ("a",)
    assert risk_of([act], as_of=first_day.replace(year=2024)).enforcement == 0
    eve = date.fromordinal(first_day.toordinal() - 1)
    assert risk_of([act], as_of=eve).enforcement == 0


@given(st.lists(ACTS, max_size=5, unique_by=lambda each: each.id), DAYS)
@few
def test_nothing_that_was_not_yet_out_counts(acts: list[Notice], as_of: date) -> None:
    out = [each for each in acts if (each.published or each.verified_on) <= as_of.isoformat()]
    assert risk_of(acts, as_of=as_of) == risk_of(out, as_of=as_of)


def test_an_undated_act_counts_only_once_it_was_seen_and_as_an_old_one() -> None:
    undated = notice("a", published=None, first_seen="2026-10-01")
    assert risk_of([undated], as_of=date(2026, 9, 30)).enforcement == 0
    seen = risk_of([undated], as_of=TODAY).enforcement
    years = REAL.weights.enforcement.undated_age_years
    assert years == 6
    as_old = risk_of([notice("a", published="2020-11-22")], as_of=TODAY).enforcement
    assert seen == pytest.approx(as_old, abs=0.1)
    assert 0 < seen < risk_of([notice("a", published="2026")], as_of=TODAY).enforcement


@given(
    st.dates(date(1995, 1, 1), TODAY),
    st.integers(min_value=366, max_value=3660),
    st.sampled_from(sorted(REAL.weights.enforcement.kinds)),
)
@few
def test_the_same_act_weighs_less_the_older_it_is(day: date, older_by: int, kind: str) -> None:
    older = date.fromordinal(day.toordinal() - older_by)
    acts = [
        notice("a-older", kind=kind, published=older.isoformat()),
        notice("b-newer", kind=kind, published=day.isoformat()),
    ]
    was, is_ = (risk_of([act]).enforcement for act in acts)
    assert was <= is_
    # The points are rounded to one decimal; the order of the acts shows what that hides.
    assert risk_of(acts).notices == ("b-newer", "a-older")


@pytest.mark.parametrize("years", [3, 6, 9])
def test_an_act_loses_half_its_weight_in_each_half_life(years: int) -> None:
    assert REAL.weights.enforcement.half_life_years == 3
    long_ago = TODAY.replace(year=TODAY.year - years).isoformat()
    fresh = notice("fresh", kind="ban", published=TODAY.isoformat())
    as_heavy = [
        notice(f"old-{number}", kind="ban", published=long_ago)
        for number in range(2 ** (years // 3))
    ]
    assert risk_of(as_heavy).enforcement == pytest.approx(risk_of([fresh]).enforcement, abs=0.1)


@given(st.randoms(use_true_random=False), DAYS)
@everywhere
def test_the_order_of_the_notices_does_not_matter(random: Any, as_of: date) -> None:
    rows = list(range(len(REAL.notices)))
    random.shuffle(rows)
    shuffled = replace(REAL, notices=REAL.notices.iloc[rows].reset_index(drop=True))
    answers = REAL.law.standings(REAL.codes, REAL.vocabularies.scenario.codes, as_of)
    assert shuffled.risk.assess_all(answers, as_of) == REAL.risk.assess_all(answers, as_of)


def test_the_weightiest_act_is_named_first_and_equals_by_id() -> None:
    acts = [
        notice("z-old-ban", kind="ban", published="2001"),
        notice("c", kind="recall", published="2026-01-01"),
        notice("b", kind="recall", published="2026-01-01"),
        notice("a-letter", kind="untitled_letter", published="2026-01-01"),
        notice("new-ban", kind="ban", published="2026-01-01"),
    ]
    named = ("new-ban", "b", "c", "a-letter", "z-old-ban")
    assert risk_of(acts).notices == risk_of(acts[::-1]).notices == named
    kinds = ("ban", "recall", "untitled_letter")  # from the weightiest on
    many = [notice(f"{number}", kind=kinds[number % 3]) for number in range(100, 400)]
    in_order = sorted(many, key=lambda act: (kinds.index(act.kind), act.id))
    assert risk_of(many[::-1]).notices == tuple(act.id for act in in_order)


# Not known.


@given(
    st.sampled_from(sorted(NOT_KNOWN)),
    ANSWERS.filter(lambda each: each.position is not None),
    st.lists(ACTS, max_size=5, unique_by=lambda each: each.id),
    DAYS,
)
@few
def test_what_is_not_known_never_scores_below_conditional_for_the_same_notices(
    status: str, answer: Standing, acts: list[Notice], as_of: date
) -> None:
    known = replace(answer, status="conditional")
    risks = world_of(acts).risk
    assert risks.assess(standing(status), as_of).score >= risks.assess(known, as_of).score


@given(ANSWERS, st.lists(ACTS, max_size=3, unique_by=lambda each: each.id))
@few
def test_a_stricter_status_never_scores_less(answer: Standing, acts: list[Notice]) -> None:
    risks = world_of(acts).risk
    scores = [risks.assess(replace(answer, status=each), TODAY).score for each in LADDER]
    assert scores == sorted(scores, reverse=True)


def test_each_doubt_about_an_answer_adds_to_its_uncertainty() -> None:
    def uncertainty(**changes: Any) -> float:
        return risk_of([], standing("conditional", **changes)).uncertainty

    sure = uncertainty(confidence="high")
    assert sure == 0
    assert uncertainty(confidence="low") > uncertainty(confidence="medium") > sure
    assert uncertainty(confidence="high", source_read="secondary") > sure
    assert uncertainty(confidence="high", coders_differ=("status",)) > sure
    assert uncertainty(confidence="high", coders_differ=("basis",)) == sure
    assert uncertainty(confidence="high", unclear_reason="conflict") > sure
    assert uncertainty(confidence="high", verified_on="2025-11-22") > sure
    assert risk_of([], standing("no_data")).uncertainty == REAL.weights.uncertainty.max


def test_uncertainty_never_exceeds_its_maximum_nor_does_age_without_end() -> None:
    weights = REAL.weights.uncertainty
    stale = standing("conditional", confidence="high", verified_on="1990-01-01")
    assert risk_of([], stale).uncertainty == weights.unverified_max
    worst = standing(
        "unclear", confidence="low", source_read="secondary", unclear_reason="conflict",
        verified_on="1990-01-01",
    )  # fmt: skip
    assert risk_of([], worst).uncertainty == weights.max


def test_an_answer_is_not_more_certain_before_it_was_verified() -> None:
    answer = standing("conditional", confidence="high")
    assert risk_of([], answer, date(1999, 1, 1)).uncertainty == 0


# Whose acts count.

AUTHORITIES = (
    "regulator", "ministry", "legislature", "court", "police_customs", "local_authority",
)  # fmt: skip


@pytest.mark.parametrize("issuer", AUTHORITIES)
def test_acts_of_every_authority_and_of_courts_count(issuer: str) -> None:
    assert risk_of([notice("a", issuer_type=issuer)]).notices == ("a",)


def test_what_a_society_warns_of_is_no_enforcement_even_where_a_position_cites_it() -> None:
    acts = [notice("society", issuer_type="professional_body"), notice("regulator")]
    citing = standing("conditional", notices=("society", "regulator"))
    assert risk_of(acts, citing) == risk_of(acts[1:], citing)


def test_an_international_body_enforces_in_its_bloc_and_nowhere_as_one_of_the_world() -> None:
    citing = standing("conditional", notices=("world", "bloc"))
    world = notice("world", issuer_type="international_body", jurisdiction="INT")
    of_bloc = notice("bloc", issuer_type="international_body", jurisdiction="EU")
    assert risk_of([world, of_bloc], citing).notices == ("bloc",)


def test_an_issuer_that_the_source_does_not_show_counts_since_it_may_be_an_authority() -> None:
    assert risk_of([notice("a", issuer_type="other")]).enforcement > 0


def test_of_the_recorded_acts_the_four_of_bodies_without_authority_do_not_count() -> None:
    counted = {
        id_
        for answer in REAL.law.standings(REAL.codes, REAL.vocabularies.scenario.codes, TODAY)
        for id_ in REAL.risk.assess(answer, TODAY).notices
    }
    issuers = REAL.notices.set_index("id").loc[sorted(counted), "issuer_type"]
    assert set(issuers) <= {*AUTHORITIES}
    listed = set(enforced(REAL, TODAY)["id"])
    assert counted <= listed
    assert not listed & {
        "jp-jsrm-20241227-ips-exosome-caution",
        "jp-aarm-20231011-supernatant-death",
        "gb-saveface-undated-exosome-therapy-patient-safety-warning",
        "int-paho-undated-relay-fda-exosome-alert",
    }


# Which acts reach which place and scenario.


@pytest.mark.parametrize(
    ("act_in", "asked", "reaches"),
    [
        ("US", "US", True),
        ("US-TX", "US", True),
        ("US", "US-TX", True),
        ("US-TX", "US-TN", False),
        ("EU", "FR", True),
        ("EU", "FR-IDF", True),
        ("FR", "DE", False),
        ("FR", "EU", False),
        ("INT", "FR", False),
    ],
)
def test_an_act_reaches_its_place_its_parts_and_what_lies_above(
    act_in: str, asked: str, reaches: bool
) -> None:
    risk = risk_of([notice("a", jurisdiction=act_in)], at(asked))
    assert (risk.notices == ("a",)) is reaches
    assert (risk.enforcement > 0) is reaches


def test_a_cited_act_counts_wherever_it_is_and_only_once() -> None:
    citing = standing("conditional", notices=("far", "near", "not-on-record", "letter"))
    acts = [
        notice("far", jurisdiction="JP", uses=["research"]),
        notice("near", jurisdiction="US"),
        notice("letter", jurisdiction="US", kind="guidance"),
    ]
    assert risk_of(acts, citing).notices == ("far", "near")


@pytest.mark.parametrize(
    ("origin", "uses", "scenarios"),
    [
        (["human"], ["topical_cosmetic"], {"human_topical_cosmetic"}),
        (["human", "plant"], ["topical_cosmetic"],
         {"human_topical_cosmetic", "plant_microbial_topical_cosmetic"}),
        (["synthetic"], ["topical_cosmetic"], set()),
        (["human"], ["oral"], {"injected_or_iv"}),
        (["animal"], [], {"animal_topical_cosmetic", "topical_with_microneedling",
                          "injected_or_iv", "clinical_trial"}),
        ([], ["research"], {"clinical_trial"}),
        (["unspecified"], ["microneedling"], {"topical_with_microneedling"}),
        (["unspecified", "human"], ["topical_cosmetic"],
         {"human_topical_cosmetic", "animal_topical_cosmetic", "plant_microbial_topical_cosmetic"}),
        ([], [], set(REAL.vocabularies.scenario.codes)),
    ],
)  # fmt: skip
def test_a_notice_speaks_of_the_scenarios_of_its_origins_and_uses(
    origin: list[str], uses: list[str], scenarios: set[str]
) -> None:
    words = REAL.vocabularies.scenario
    assert {code for code in words.codes if touches(origin, uses, words, code)} == scenarios
    for scenario in words.codes:
        risk = risk_of([notice("a", origin=origin, uses=uses)], at("US", scenario))
        assert (risk.notices == ("a",)) is (scenario in scenarios)


def test_touching_says_of_every_notice_what_touches_says_of_one() -> None:
    words = REAL.vocabularies.scenario
    asked = ("clinical_trial", "human_topical_cosmetic")
    assert touching(REAL.notices, words, asked).tolist() == [
        [touches(origin, uses, words, code) for code in asked]
        for origin, uses in zip(REAL.notices["origin"], REAL.notices["uses"], strict=True)
    ]
    assert touching(REAL.notices.iloc[:0], words, asked).shape == (0, 2)


# Completeness.


def test_completeness_counts_what_is_on_record() -> None:
    full = standing("conditional", effective_from="2020", confidence="high")
    assert risk_of([notice("a")], full).completeness == 1
    assert risk_of([], full).completeness == round(5 / 6, 2)
    medium, low = (
        standing("conditional", effective_from="2020", confidence=each)
        for each in ("medium", "low")
    )
    assert risk_of([notice("a")], medium).completeness == 1
    assert risk_of([notice("a")], low).completeness == round(5 / 6, 2)
    assert risk_of([], standing("no_data")).completeness == 0


def test_what_rests_on_no_text_has_no_instrument_on_record() -> None:
    named = risk_of([], standing("no_specific_rule")).completeness
    assert risk_of([], standing("no_specific_rule", basis="none")).completeness < named
    assert risk_of([], standing("no_specific_rule", instrument=None)).completeness < named


def test_completeness_of_a_past_day_does_not_know_later_notices() -> None:
    full = standing("conditional", effective_from="2020", confidence="high")
    later = notice("a", published="2025-05-05", relevance="context")
    assert risk_of([later], full, date(2025, 5, 4)).completeness < 1
    assert risk_of([later], full, date(2025, 5, 5)).completeness == 1


def test_no_notices_at_all_leave_law_and_doubt() -> None:
    risk = risk_of([])
    assert (risk.severity, risk.enforcement, risk.notices) == (20, 0, ())


def test_kinds_and_relevances_without_weight_are_no_enforcement() -> None:
    made = edition_of(notices=[notice("a", kind="new_kind"), notice("b", relevance="new")])
    assert made.risk.assess(at("US"), TODAY).notices == ()


# Weights.


def changed(path: Sequence[str], value: object) -> dict[str, Any]:
    """The real weights with one value changed, or taken out if it is None."""
    weights: dict[str, Any] = copy.deepcopy(WEIGHTS)
    *into, last = path
    part = weights
    for key in into:
        part = part[key]
    if value is None:
        del part[last]
    else:
        part[last] = value
    return weights


def test_the_real_weights_keep_their_promises() -> None:
    assert check_weights(WEIGHTS) == REAL.weights


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("severity", "unclear"), 34.9),
        (("severity", "no_data"), 0),
        (("severity", "no_specific_rule"), 20),
        (("severity", "conditional"), 20.1),
        (("uncertainty", "max"), 15.1),
        (("severity", "prohibited"), 60.1),
        (("severity", "unclear"), 61),
        (("enforcement", "max"), 25.1),
        (("severity", "permitted"), 20.1),
        (("severity", "prohibited"), 44),
        (("enforcement", "relevance", "context"), 0.01),
        (("enforcement", "relevance", "context"), None),
        (("enforcement", "relevance", "direct"), None),
        (("severity", "conditional"), None),
        (("severity", "no_data"), None),
        (("severity", "prohibited"), None),
        (("uncertainty", "confidence", "low"), None),
    ],
)
def test_weights_that_break_a_promise_are_refused_and_named(
    path: Sequence[str], value: object
) -> None:
    with pytest.raises(BrokenPromise) as refused:
        check_weights(changed(path, value))
    assert refused.value.where
    named: Any = WEIGHTS
    for key in refused.value.where:
        named = named[key]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("enforcement", "kinds", "ban"), -1),
        (("enforcement", "relevance", "category"), -0.5),
        (("enforcement", "max"), -1),
        (("enforcement", "scale"), 0),
        (("enforcement", "half_life_years"), 0),
        (("enforcement", "half_life_years"), -3),
        (("enforcement", "half_life_years"), float("inf")),
        (("enforcement", "scale"), float("nan")),
        (("uncertainty", "confidence", "low"), -8),
        (("uncertainty", "per_year_unverified"), -1),
        (("severity", "permitted"), -5),
        (("severity", "permitted"), "many"),
        (("completeness",), []),
        (("completeness",), ["colour"]),
        (("colour",), 1),
        (("enforcement", "scale"), None),
        (("version",), None),
    ],
)
def test_weights_that_are_not_of_their_form_are_refused(path: Sequence[str], value: object) -> None:
    with pytest.raises(ValidationError, match=path[-1]):
        check_weights(changed(path, value))


def test_weights_whose_rounding_would_break_a_promise_are_refused() -> None:
    # 20.07 + 14.96 is less than 35.04; but what is shown is 20.1 + 15.0 against 35.0.
    weights = changed(("severity", "conditional"), 20.07)
    weights["severity"] |= dict.fromkeys(NOT_KNOWN, 35.04)
    weights["uncertainty"]["max"] = 14.96
    with pytest.raises(BrokenPromise, match="below conditional"):
        check_weights(weights)
    weights["uncertainty"]["max"] = 14.94
    assert check_weights(weights)


@pytest.mark.parametrize(
    "path", [("severity", "prohibited"), ("enforcement", "max"), ("uncertainty", "max")]
)
def test_parts_that_are_shown_as_100_are_accepted_and_no_more(path: Sequence[str]) -> None:
    part, key = path
    assert check_weights(changed(path, WEIGHTS[part][key] + 0.04))
    with pytest.raises(BrokenPromise):
        check_weights(changed(path, WEIGHTS[part][key] + 0.06))


def test_parts_are_shown_to_one_decimal_and_doubt_grows_with_each_year_unverified() -> None:
    weights = changed(("severity", "conditional"), 19.96)
    weights["uncertainty"] |= {"per_year_unverified": 0.66, "unverified_max": 9}
    world = replace(world_of([]), weights=check_weights(weights))
    answer = standing("conditional", confidence="high", verified_on="2023-11-22")
    risk = world.risk.assess(answer, TODAY)
    assert (risk.severity, risk.uncertainty) == (20.0, 2.0)
    enforcement = risk_of([notice("a", published="2025-03-04")]).enforcement
    assert enforcement == round(enforcement, 1) > 0


def test_a_position_is_assessed_by_the_answers_confidence_not_its_own() -> None:
    own = position("US", "conditional", confidence="high")
    inherited = Standing("US-TN", ASKED, "conditional", own, "US", "low")
    assert risk_of([], inherited).uncertainty == REAL.weights.uncertainty.confidence["low"]
