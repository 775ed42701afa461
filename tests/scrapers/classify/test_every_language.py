"""The same said in every language: acts as titles announce them, materials, routes and uses.

All are invented, and words were looked up beside them, so that they teach and measure nothing. A
language is left out of a row where its words for it are not known.
"""

from __future__ import annotations

from typing import Any

import pytest

from bench.classifier.labelled import labelled
from scrapers.classify import classify

TITLES, PHRASES = labelled("titles.jsonl"), labelled("phrases.jsonl")


@pytest.mark.parametrize("row", TITLES, ids=[row["id"] for row in TITLES])
def test_a_title_tells_the_act_and_what_it_bears_on(row: dict[str, Any]) -> None:
    told = {
        language: classify(title, "", language=language)
        for language, title in row["titles"].items()
    }
    assert {language: labels.relevance for language, labels in told.items()} == dict.fromkeys(
        told, row["relevance"]
    )
    if row["kind"]:
        assert {language: labels.kind for language, labels in told.items()} == dict.fromkeys(
            told, row["kind"]
        )


@pytest.mark.parametrize("row", PHRASES, ids=[row["id"] for row in PHRASES])
def test_a_phrase_tells_what_exosomes_are_of_or_for(row: dict[str, Any]) -> None:
    facet, code = row["label"].split(":")
    for language, text in row["texts"].items():
        labels = classify("", text, language=language)
        given = set(labels.origin if facet == "origin" else labels.uses) - {"therapeutic"}
        assert (language, labels.relevance, given) == (language, "direct", {code})


def test_nearly_every_language_has_nearly_every_row() -> None:
    languages = set().union(*(row["titles"] for row in TITLES))
    assert len(languages) >= 23
    for rows, key in ((TITLES, "titles"), (PHRASES, "texts")):
        assert all(len(row[key]) >= len(languages) - 2 for row in rows)
