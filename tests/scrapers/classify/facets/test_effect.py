"""Which way a notice moves the rules; all of it is invented."""

from __future__ import annotations

import pytest

from scrapers.classify import classify


@pytest.mark.parametrize(
    ("title", "text", "effect"),
    [
        ("Seizure of exosome vials", "New requirements must be met.", "enforces"),
        ("Safety alert", "Patients had serious adverse reactions after infusions.", "informs"),
        ("Safety alert", "The vials are unregistered and illegal.", "enforces"),
        ("Guidance on exosomes", "", "clarifies"),
        ("Cosmetics Act 2031", "", "tightens"),
        ("Cosmetics Act 2031", "It exempts clinics and lifts the duty to notify.", "loosens"),
    ],
)
def test_an_effect_is_that_of_the_kind_unless_the_words_outweigh_it(
    title: str, text: str, effect: str
) -> None:
    assert classify(title, text, language="en").effect == effect
