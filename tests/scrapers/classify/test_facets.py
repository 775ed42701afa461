"""Uses and origins where words mislead; all of these notices are invented."""

from __future__ import annotations

import pytest

from scrapers.classify import classify


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("A cosmetic serum was injected into the face.", {"topical_cosmetic", "injection"}),
        ("A product notified as a cosmetic was injected by syringe.", {"injection"}),
        ("Raids on aesthetic clinics over unregistered goods.", {"injection"}),
        ("Beauty salons offered microneedling.", {"microneedling"}),
        ("An exosome cream for the face.", {"topical_cosmetic"}),
        ("Products swallowed, inhaled, injected or implanted are no cosmetics.", {"injection"}),
    ],
)
def test_a_cosmetic_by_name_and_a_setting_are_told_from_a_use(text: str, uses: set[str]) -> None:
    assert set(classify("Notice", text, language="en").uses) == uses


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("The serum with plant exosomes failed its microbial limits.", "plant"),
        ("Serum con exosomas de rosa: contaminación bacteriana.", "plant"),
        ("Jelly from the cord: exosomes from Wharton’s jelly.", "human"),
        ("It was not read whether it covers human tissue.", "unspecified"),
        ("식물 유래 엑소좀 크림의 미생물 한도 초과, 자가품질검사 위반", "plant"),
    ],
)
def test_germs_found_and_things_unread_are_no_origin(text: str, origin: str) -> None:
    assert classify("Notice", text).origin == (origin,)


def test_a_language_declared_speaks_in_a_short_text() -> None:
    text = "L'agence met en consultation un texte interdisant l'usage d'exosomes humains."
    assert classify("Avis", text, language="fr").origin == ("human",)


def test_a_therapy_that_may_contain_living_cells_alone_is_context() -> None:
    assert (
        classify("Guideline on advanced therapies", "For cell and gene therapy.").relevance is None
    )
    assert classify("Fillers", "Injectable aesthetic fillers need papers.").relevance is None
    rule = "Cosmetics may not contain material of human origin."
    assert classify("Annex", rule).relevance == "category"


def test_labels_are_worked_out_when_they_are_asked_for() -> None:
    labels = classify("Road works", "The road is closed.", kind_hint="recall")
    assert not labels.relevant
    assert "_kind" not in vars(labels)
    assert labels.kind == "recall"
