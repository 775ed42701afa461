"""What people give for others as it is, and firms that are only called Exosome, are not ours.

Milk banks, appeals to donors, laws on organs, what storing cord blood costs, programs of a firm of
that name: in the languages of the vocabularies, all invented. Beside them stand goods made of what
was given, and firms whose name says what they sell; these are relevant.
"""

from __future__ import annotations

from typing import Any

import pytest

from atlas.facts import DATA
from bench.classifier.labelled import labelled
from scrapers.classify import classify
from scrapers.classify.languages import base_language

NOTICES = labelled("donations.jsonl")


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: f"{notice['id']}-{notice['title']}")
def test_donations_are_told_from_goods_made_of_them(notice: dict[str, Any]) -> None:
    labels = classify(notice["title"], notice["text"], language=notice["language"])
    assert labels.relevant is notice["relevant"]


def test_each_language_of_the_vocabularies_is_among_them_or_joined_later() -> None:
    told = {base_language(row["language"]) for row in (*NOTICES, *labelled("joined.jsonl"))}
    # The languages of mul.yaml are those of which no word but the name of exosomes is known.
    known = {path.stem for path in (DATA / "terms").glob("*.yaml")} - {"mul"}
    assert told == known, "a new language has notices in joined.jsonl"
