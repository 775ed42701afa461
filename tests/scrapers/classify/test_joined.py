"""Languages whose words came last: notices of each are told, though none was learned from.

All are invented, and the words were looked up beside them, so that they measure nothing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from atlas.facts import DATA
from bench.classifier.labelled import labelled
from scrapers.classify import classify
from scrapers.classify.fold import fold
from scrapers.classify.languages import LanguageGuess, base_language
from scrapers.classify.terms import read_terms

NOTICES = labelled("joined.jsonl")


@pytest.fixture(scope="module")
def guess() -> LanguageGuess:
    """By the words of every language: reading them takes longer than any test of them."""
    return LanguageGuess(read_terms(DATA / "terms"))


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice["id"])
def test_notices_of_a_language_that_joined_are_told(notice: dict[str, Any]) -> None:
    labels = classify(notice["title"], notice["text"], language=notice["language"])
    assert labels.relevance == notice["relevance"]
    assert notice["kind"] in {None, labels.kind}


def test_each_has_exosomes_a_law_on_tissues_and_a_donation() -> None:
    relevances: dict[str | None, set[str | None]] = defaultdict(set)
    for notice in NOTICES:
        relevances[base_language(notice["language"])].add(notice["relevance"])
    assert set(map(frozenset, relevances.values())) == {frozenset({"direct", "category", None})}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mint was sold to those who care for the sick, and the volt is a unit."),
        ("fr", "Je ne suis pas sûr que les produits de la clinique soient pour elle."),
        ("de", "Ja, der Kurs war voll, und sie ist mit den Produkten in der Klinik."),
        ("es", "La clínica que vende cremas no es de las que están en el registro."),
        ("it", "Il prodotto non è stato venduto nella clinica, che per questo è chiusa."),
        ("pl", "Nie jest to lek, który można kupić w aptece, ale jest na rynku od roku."),
    ],
)
def test_their_words_keep_silent_in_other_languages(
    language: str, text: str, guess: LanguageGuess
) -> None:
    assert guess.languages(fold(text), None) == {language}
