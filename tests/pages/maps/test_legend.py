"""What the colours of the map are said to mean is true of every place that has them."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from atlas.edition import Edition
from atlas.law import STATUSES
from atlas.risk import Weights
from pages.maps.legend import Key, law_key, legend, risk_key
from pages.palette import looks

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


@pytest.mark.parametrize(
    ("status", "risk", "band", "sign"),
    [
        ("prohibited", 100.0, "80 to 100", "100"),
        ("prohibited", 80.0, "80 to 100", "80"),
        ("prohibited", 79.9, "60 to under 80", "79.9"),
        ("unclear", 20.0, "20 to under 40", "20"),
        ("permitted", 0.0, "0 to under 20", "0"),
        ("no_data", 45.0, "No data", None),
    ],
)
def test_a_place_is_painted_by_its_band_and_one_without_data_by_none(
    edition: Edition, status: str, risk: float, band: str, sign: str | None
) -> None:
    key = risk_key(edition.vocabularies.status, edition.weights)
    answer = SimpleNamespace(status=status, risk=risk, confidence=None)
    assert key.entries[key.class_of(answer)].label == band
    assert key.sign_of(answer) == (sign or looks()["no_data"].sign)
    assert [entry.label for entry in key.entries.values()] == [
        "80 to 100", "60 to under 80", "40 to under 60", "20 to under 40", "0 to under 20",
        "No data",
    ]  # fmt: skip


def brightness(colour: str) -> float:
    """The relative luminance of #RRGGBB, by WCAG."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_letters_on_every_colour_can_be_read(edition: Edition) -> None:
    words = edition.vocabularies.status
    for key in (law_key(words), risk_key(words, edition.weights)):
        for entry in key.entries.values():
            dark, light = sorted(map(brightness, (entry.look.colour, entry.look.ink)))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, entry.label


@pytest.mark.parametrize(
    ("status", "confidence", "weak"),
    [
        ("prohibited", "low", True),
        ("permitted", "low", True),
        ("prohibited", "medium", False),
        ("unclear", "low", False),
        ("no_specific_rule", "low", False),
        ("no_data", None, False),
    ],
)
def test_a_colour_is_weak_if_it_says_something_on_low_confidence(
    edition: Edition, status: str, confidence: str | None, weak: bool
) -> None:
    answer = SimpleNamespace(status=status, confidence=confidence, risk=50.0)
    words = edition.vocabularies.status
    assert law_key(words).is_weak(answer) is weak
    assert risk_key(words, edition.weights).is_weak(answer) is False


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ({"prohibited": 1, "no_data": 3}, ["1 (25 %)", "0 (0 %)", "3 (75 %)"]),
        ({"prohibited": 1, "no_data": 249}, ["1 (under 1 %)", "0 (0 %)", "249 (over 99 %)"]),
        ({"no_data": 250}, ["0 (0 %)", "0 (0 %)", "250 (100 %)"]),
        ({}, ["0 (0 %)", "0 (0 %)", "0 (0 %)"]),
    ],
)
def test_few_never_read_as_none_nor_nearly_all_as_all(
    edition: Edition, counts: dict[str, int], shares: list[str]
) -> None:
    entries = law_key(edition.vocabularies.status).entries
    some = {code: entries[code] for code in ("prohibited", "conditional", "no_data")}
    drawn = BeautifulSoup(str(legend(some, counts, "places")), "lxml")
    told = [count.parent.get_text() for count in drawn.find_all("strong") if count.parent]
    assert told == shares
    assert drawn.find("ul", attrs={"aria-label": re.compile("the number of places$")})
