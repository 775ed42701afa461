"""What the colours of the map are said to mean is true of every place that has them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from atlas.edition import Edition
from atlas.law import STATUSES
from atlas.risk import Weights
from pages.legend import Key, risk_key

# Today, and a day on which other rules held.
DAYS = (date.today(), date(2019, 6, 1))


def meaning(key: Key, status: str, risk: float) -> str:
    """What the legend says of the colour of a place with this answer."""
    return key.entries[key.class_of(SimpleNamespace(status=status, risk=risk))].meaning


def test_the_band_of_every_place_names_its_status(edition: Edition) -> None:
    words = edition.vocabularies.status
    key = risk_key(words, edition.weights)
    for day in DAYS:
        answers = edition.law.standings(edition.codes, edition.vocabularies.scenario.codes, day)
        risks = edition.risk.assess_all(answers, day)
        told = {
            (answer.status, meaning(key, answer.status, risk.score).lower())
            for answer, risk in zip(answers, risks, strict=True)
            if answer.status != "no_data"
        }
        assert len({status for status, _ in told}) > 4
        for status, said in told:
            assert words.label(status).lower() in said


@pytest.mark.parametrize("status", [status for status in STATUSES if status != "no_data"])
def test_a_status_is_named_in_no_band_that_it_cannot_reach(edition: Edition, status: str) -> None:
    words, weights = edition.vocabularies.status, edition.weights
    lowest = weights.severity[status]
    highest = lowest + weights.enforcement.max + weights.uncertainty.max
    named = {
        code
        for code, entry in risk_key(words, weights).entries.items()
        if words.label(status).lower() in entry.meaning.lower()
    }
    reached = {str(number) for number in range(5) if lowest < 20 * (number + 1)}
    assert named == {code for code in reached if 20 * int(code) < highest}


def test_the_words_follow_the_weights(edition: Edition) -> None:
    told = edition.weights.model_dump()
    told["severity"] |= {"prohibited": 59, "authorisation_required": 59}
    moved = Weights.model_validate(told)
    words = edition.vocabularies.status
    assert risk_key(words, edition.weights).entries["3"].meaning.startswith("Prohibited. Raised by")
    assert risk_key(words, moved).entries["3"].meaning.startswith("Raised by enforcement or doubt")


def test_a_number_stands_on_the_map_as_it_is_written_elsewhere(edition: Edition) -> None:
    key = risk_key(edition.vocabularies.status, edition.weights)
    signs = [key.sign_of(SimpleNamespace(status="unclear", risk=risk)) for risk in (51.0, 59.7)]
    assert signs == ["51", "59.7"]
