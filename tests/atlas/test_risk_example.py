"""The worked example of the Method page: its steps give what the risk model gives."""

from dataclasses import replace
from datetime import date

import pytest

from atlas.edition import Edition
from atlas.places import UnknownPlace
from atlas.risk_steps import risk_steps
from atlas.vocabulary import UnknownTerm
from tests.atlas.factories import ASKED, edition_of, notice, position

DAY = date(2026, 11, 22)


def test_the_example_by_hand(edition: Edition) -> None:
    steps = risk_steps(edition, "KR", "topical_with_microneedling", DAY)
    # A safety alert of 14 October 2025 (404 days), an advertising action of August 2025 (478 days
    # since the 1st), one of 8 August 2024 (836), a safety alert of January 2023 (1,421 since the
    # 1st): each 1 × 0.5, halved every three years.
    by_hand = [0.5 * 0.5 ** (days / 365.25 / 3) for days in (404, 478, 836, 1421)]
    assert [act.weight for act in steps.acts] == pytest.approx(by_hand)
    assert steps.acts_sum == pytest.approx(1.255, abs=0.001)
    assert steps.severity == 60
    assert steps.enforcement == pytest.approx(25 * (1 - 2.718281828 ** (-1.255 / 6)), abs=0.005)
    assert steps.uncertainty_points == 4
    assert steps.risk.score == 68.7


@pytest.mark.parametrize(
    ("third", "day"), [(0, DAY), (1, date(2024, 2, 29)), (2, date(2029, 1, 1))]
)
def test_the_steps_agree_with_the_model(edition: Edition, third: int, day: date) -> None:
    for place in edition.law.jurisdictions[third::3]:
        for scenario in edition.vocabularies.scenario.codes:
            steps = risk_steps(edition, place, scenario, day)
            assert steps.severity == pytest.approx(steps.risk.severity, abs=0.051)
            assert steps.enforcement == pytest.approx(steps.risk.enforcement, abs=0.051)
            assert steps.uncertainty_points == pytest.approx(steps.risk.uncertainty, abs=0.051)
            # The number is the sum of parts that are each rounded to one decimal.
            assert steps.score == pytest.approx(steps.risk.score, abs=0.16)


def test_a_part_is_told_by_whose_rule_its_confidence_is_counted(edition: Edition) -> None:
    (said, points), *_ = risk_steps(edition, "US-GA", "injected_or_iv", DAY).uncertainty
    assert said == "Confidence is high, by the rule of the United States"
    assert points == edition.weights.uncertainty.confidence["high"]


def test_the_acts_come_heaviest_first(edition: Edition) -> None:
    weights = [act.weight for act in risk_steps(edition, "US", "injected_or_iv", DAY).acts]
    assert len(weights) > 10
    assert weights == sorted(weights, reverse=True)


def test_an_act_is_told_by_its_english_title_or_else_its_own() -> None:
    acts = [
        notice("a", title="엑소좀", title_en=""),
        notice("b", title="줄기세포", title_en="Cells"),
    ]
    world = edition_of(notices=acts)
    assert [act.title for act in risk_steps(world, "US", ASKED, DAY).acts] == ["엑소좀", "Cells"]


def test_years_unverified_are_multiplied_by_their_weight(edition: Edition) -> None:
    doubt = edition.weights.uncertainty.model_copy(update={"per_year_unverified": 0.5})
    weights = edition.weights.model_copy(update={"uncertainty": doubt})
    rule = position("US", "conditional", confidence="high", verified_on="2024-11-22")
    world = replace(edition_of(rule), weights=weights)
    steps = risk_steps(world, "US", ASKED, DAY)
    assert steps.uncertainty_points == pytest.approx(1.0, abs=0.01)
    assert steps.risk.uncertainty == 1.0


def test_an_unknown_place_or_scenario_is_refused(edition: Edition) -> None:
    with pytest.raises(UnknownPlace):
        risk_steps(edition, "ZZ", ASKED, DAY)
    with pytest.raises(UnknownTerm):
        risk_steps(edition, "US", "drunk", DAY)
