"""Notices and hard negatives of every language, and texts that nobody should send.

All notices here are invented, those of notices.jsonl and negatives.jsonl too.
"""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.facts import DATA
from atlas.vocabulary import read_vocabularies
from bench.classifier.labelled import labelled
from scrapers.classify import Labels, classify

WORDS = read_vocabularies(DATA / "vocabulary")
NOTICES, NEGATIVES = labelled("notices.jsonl"), labelled("negatives.jsonl")


def _labels(row: dict[str, Any]) -> Labels:
    return classify(row["title"], row["text"], language=row["language"])


@pytest.mark.parametrize("row", NOTICES, ids=[row["id"] for row in NOTICES])
def test_a_notice_gets_its_labels(row: dict[str, Any]) -> None:
    labels = _labels(row)
    assert labels.relevance == row["relevance"]
    assert labels.kind == row["kind"]
    assert set(labels.origin) == set(row["origin"])
    assert set(labels.uses) == set(row["uses"])
    assert set(labels.claims) == set(row["claims"])
    assert set(labels.concerns) >= set(row["concerns"])
    assert set(labels.firms) >= set(row["firms"])


@pytest.mark.parametrize("row", NOTICES, ids=[row["id"] for row in NOTICES])
def test_the_language_need_not_be_said(row: dict[str, Any]) -> None:
    labels = classify(row["title"], row["text"])
    assert (labels.relevance, labels.kind) == (row["relevance"], row["kind"])


@pytest.mark.parametrize("row", NEGATIVES, ids=[row["id"] for row in NEGATIVES])
def test_a_hard_negative_is_no_hit(row: dict[str, Any]) -> None:
    labels = _labels(row)
    assert not labels.relevant
    assert labels.relevance is None


@pytest.mark.parametrize("row", NOTICES, ids=[row["id"] for row in NOTICES])
def test_each_label_carries_its_words_and_where_they_stand(row: dict[str, Any]) -> None:
    labels = _labels(row)
    parts = {"title": row["title"], "text": row["text"]}
    for found in labels.evidence:
        assert parts[found.where][found.start : found.end] == found.word
        assert 0 < found.confidence <= 1
    earned = {found.label for found in labels.evidence}
    named = {f"origin:{code}" for code in labels.origin} | {f"use:{code}" for code in labels.uses}
    assert named | {f"kind:{labels.kind}"} <= earned


def test_nothing_known_is_a_press_release_of_low_confidence() -> None:
    labels = classify("Untitled", "Lorem ipsum dolor.")
    assert labels.kind == "press_release"
    assert labels.confidence["kind:press_release"] <= 0.2
    assert labels.origin == ("unspecified",)
    assert not labels.relevant


def test_the_regulator_and_the_source_count_for_the_kind() -> None:
    title = "Doe v. Example Clinic: exosome products"
    assert classify(title, "", regulator="Supreme Court").kind == "court_ruling"
    assert classify("Exosome serum, lot 7", "", kind_hint="recall").kind == "recall"
    with pytest.raises(ValueError, match="recal"):
        classify("Exosome serum", "", kind_hint="recal")


@pytest.mark.parametrize(
    ("text", "relevance"),
    [
        ("The ban covers cosmetics with cells, tissues or products of human origin.", "category"),
        ("Cosmetics must not be injected; cosmetics in vials are for external use.", "category"),
        ("Human umbilical cord products and amniotic fluid are unlicensed biologics.", "category"),
        ("The fee for registering a cosmetic is raised.", None),
    ],
)
def test_a_category_that_contains_exosomes_is_relevant_too(
    text: str, relevance: str | None
) -> None:
    assert classify("Notice", text).relevance == relevance


def test_menus_set_one_entry_to_a_line_are_no_hit() -> None:
    menu = "Home\nProducts\nExosomes\nContact us\nLogin\n"
    body = "The agency recalls one lot of a cough syrup because of a wrong label.\n"
    assert not classify("Recall of a cough syrup", menu + body).relevant
    sold = "The clinic sold unapproved exosome injections.\n"
    assert classify("Warning", menu + sold).relevance == "direct"


def test_a_denied_mention_does_not_undo_a_real_one() -> None:
    text = "The law does not mention exosomes. The agency seized unapproved exosome vials."
    assert classify("Seizure", text).relevance == "direct"
    assert classify("Seizure of vials", "The report does not mention exosomes.").relevance is None


def test_what_stands_deep_in_a_long_page_is_found_around_the_mention() -> None:
    padding = "The committee met and the minutes were read and agreed by all who were there. " * 400
    text = f"{padding}Officers seized unapproved exosome vials from salmon. {padding}"
    labels = classify("Report of the week", text)
    assert labels.relevance == "direct"
    assert labels.origin == ("animal",)
    mention = next(found for found in labels.evidence if found.label == "relevance:direct")
    assert text[mention.start : mention.end] == "exosome"


HOSTILE = {
    "long word": "A" * 1_000_000,
    "capital words": "Aa " * 333_000,
    "dots": "A.A" * 333_000,
    "one term a million times": "exosome product " * 62_500,
    "menu": "exosomes | home | " * 55_000,
    "control characters": "\x00\x01exosome\x7f" * 100_000,
    "combining marks": "e\u0301\u0327\u200d" * 250_000,
    "mixed scripts": "exosome 엑소좀 外泌体 экзосом إكسوسوم אקסוזום エクソソーム " * 16_000,
    "suffixes": "Inc. LLC Ltd. " * 70_000,
    "quotes": "“" * 1_000_000,
    "surrogates": "\ud800exosome" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_megabyte_of_anything_is_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    classify(text, text)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("title", "text"), [(None, None), ("", ""), (None, "Recall"), ("ban", None)]
)
def test_missing_parts_are_empty(title: str | None, text: str | None) -> None:
    assert classify(title, text).kind in WORDS.kind


# Any text, and between it the titles of notices: in text that is drawn alone nothing is found.
ANY = st.lists(
    st.text(max_size=40) | st.sampled_from([row["title"] for row in NOTICES]), max_size=4
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(ANY, ANY)
def test_any_text_gets_labels_of_the_vocabularies_and_the_same_ones_twice(
    title: str, text: str
) -> None:
    labels = classify(title, text)
    assert labels == classify(title, text)
    assert labels.kind in WORDS.kind
    assert labels.effect in WORDS.effect
    assert all(code in WORDS.origin for code in labels.origin)
    assert all(code in WORDS.use for code in labels.uses)
    for found in labels.evidence:
        assert {"title": title, "text": text}[found.where][found.start : found.end] == found.word


def test_a_text_without_a_title_has_one_in_its_first_line() -> None:
    text = "Ban on human placenta\nIt takes effect in May."
    labels = classify("", text, language="en")
    assert (labels.relevance, labels.kind) == ("category", "ban")
    assert all(text[found.start : found.end] == found.word for found in labels.evidence)
    assert {found.where for found in labels.evidence} == {"text"}
    assert not classify(
        "", "Home | Exosomes | Contact | Login | Cart\nA recall of soup.\n"
    ).relevant


def test_markup_in_a_text_says_nothing() -> None:
    text = "Seized: <b>exosome</b>&nbsp;<i class='exosomes'>vials</i> of human <b>placenta</b>."
    plain = "Seized: exosome vials of human placenta."
    labels = classify("<p>Seizure</p>", text, language="en")
    assert (labels.relevance, labels.kind, labels.origin, labels.uses) == (
        (same := classify("Seizure", plain, language="en")).relevance,
        same.kind,
        same.origin,
        same.uses,
    )
    assert not classify("Soup", "A recall. <a href='/exosome-products'>More</a>").relevant
