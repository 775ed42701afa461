"""Many notices looked through at once: what is left out would not have been relevant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.classifier.labelled import labelled
from scrapers.classify import classify, may_be_relevant

Notice = tuple[str, str]
KNOWN = [
    (row["title"], row["text"])
    for row in (*labelled("notices.jsonl"), *labelled("negatives.jsonl"))
]
PLAIN = ("Recall of peanut butter", "One lot is taken back because of a wrong label.")

# Pieces of words and what stands between words: put side by side, they make forms or nearly so.
PIECES = (
    "exo", "some", "exosome", "Exosomes", "exosomal", " ", "  ", "\n", "|", "-", ".", "\u00ad",
    "엑소", "좀", "엑소좀", "外泌", "体", "外泌体", "。", "اكسوسوم", "ال", "و", "\u0301", "\u3099",
    "stem cell", "conditioned medium", "inject", "ing ", "cosmetic", "secretome", "tế bào gốc",
    "human ", "umbilical cord", "ｴｸｿｿｰﾑ", "\ud800", "\x00", "peanut butter", "e\u0301",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
NOTICES = st.lists(st.tuples(WORDS, WORDS) | st.sampled_from(KNOWN), max_size=6)


@settings(max_examples=300, deadline=None)
@given(NOTICES)
def test_whatever_is_relevant_is_worth_reading(notices: list[Notice]) -> None:
    relevant = {number for number, notice in enumerate(notices) if classify(*notice).relevant}
    assert relevant <= may_be_relevant(notices)


@settings(max_examples=300, deadline=None)
@given(NOTICES)
def test_no_notice_is_judged_by_its_neighbours(notices: list[Notice]) -> None:
    alone = {number for number, notice in enumerate(notices) if may_be_relevant([notice])}
    assert may_be_relevant(notices) == alone


def test_what_is_about_something_else_is_not_worth_reading() -> None:
    exosomes = ("Recall of exosome serum", "")
    assert may_be_relevant([]) == set()
    assert may_be_relevant([PLAIN, PLAIN]) == set()
    assert may_be_relevant([PLAIN, exosomes, PLAIN, ("Notice", exosomes[0]), PLAIN]) == {1, 3}


@pytest.mark.parametrize("title", ["Recall of exosome serum", "엑소좀 회수", "外泌体召回"])
def test_a_long_list_keeps_its_numbers(title: str) -> None:
    notices = [PLAIN] * 10_000
    for number in (0, 1234, 5678, 9999):
        notices[number] = (title, "")
    assert may_be_relevant(notices) == {0, 1234, 5678, 9999}
