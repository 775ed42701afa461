"""Which vocabularies may speak of a text."""

from __future__ import annotations

from scrapers.classify import classify


def test_a_language_declared_speaks_in_a_short_text() -> None:
    text = "L'agence met en consultation un texte interdisant l'usage d'exosomes humains."
    assert classify("Avis", text, language="fr").origin == ("human",)
