"""Which vocabularies may speak of a text."""

from __future__ import annotations

from scrapers.classify import classify
from scrapers.classify.languages import LanguageGuess


def test_a_language_declared_speaks_in_a_short_text() -> None:
    text = "L'agence met en consultation un texte interdisant l'usage d'exosomes humains."
    assert classify("Avis", text, language="fr").origin == ("human",)


def test_a_language_is_told_from_another_of_its_script() -> None:
    # "استخدام" is use in Arabic, and in Persian the hiring of staff: no matter of products.
    title = "دليل إرشادي حول استخدام الإكسوسومات في مستحضرات التجميل"
    assert classify(title, "", language="ar").relevance == "direct"
    assert classify(title, "").relevance == "direct"


def test_chinese_characters_beside_latin_letters_are_japanese_only_where_that_is_declared() -> None:
    guess = LanguageGuess([])
    assert guess.languages("rna 販売停止命令", "ja") == {"zh", "ja"}
    assert guess.languages("rna 販売停止命令", None) == {"zh"}
