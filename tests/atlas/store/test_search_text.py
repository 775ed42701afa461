from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.store.search_text import BOUNDARY, Term, field_tokens, query_terms, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FDA's Warning-Letter, 2025", ["fda", "s", "warning", "letter", "2025"]),
        ("엑소좀", ["엑소", "소좀", "좀"]),
        ("외 exosome주사", ["외", "exosome", "주사", "사"]),
        ("2025年", ["2025", "年"]),
        ("ห้าม", ["ห้", "้า", "าม", "ม"]),
        ("", []),
        ("*** -- \N{BELL}", []),
    ],
)
def test_texts_become_words_or_overlapping_pairs(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Santé", "sante"),
        ("ÜRÜNLERİ Yasaklı", "urunleri yasakli"),
        ("Główny Inspektorat", "glowny inspektorat"),
        ("Απαγόρευση", "απαγορευση"),
        ("экзосомы ё", "экзосомы е"),
        ("تَحْذِيرٌ", "تحذير"),
        ("تحـــذير", "تحذير"),
        ("٢٠٢٥", "2025"),
        ("ｅｘｏ", "EXO"),
        ("ｴｸｿｿｰﾑ", "エクソソーム"),
        ("STRASSE", "straße"),
        ("exo\N{SOFT HYPHEN}some", "exosome"),
        (unicodedata.normalize("NFD", "엑소좀"), "엑소좀"),
    ],
)
def test_two_ways_of_writing_a_word_give_the_same_tokens(written: str, typed: str) -> None:
    assert tokens(written) == tokens(typed)


@pytest.mark.parametrize(
    ("one", "other"), [("がん", "かん"), ("바", "마"), ("ป้า", "ปา"), ("कि", "की")]
)
def test_marks_that_are_letters_are_kept(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("exos", [Term(("exos",), open=True)]),
        ("Exosomes", [Term(("exosome",), open=True)]),
        ('"exosomes"', [Term(("exosomes",), open=False)]),
        ("virus", [Term(("virus",), open=True)]),
        ("analysis", [Term(("analysis",), open=True)]),
        ("illness", [Term(("illness",), open=True)]),
        ("gas", [Term(("gas",), open=True)]),
        ("covid-19", [Term(("covid", "19"), open=True)]),
        ('"warning letter"', [Term(("warning", "letter"), open=False)]),
        ('"warning letter', [Term(("warning", "letter"), open=False)]),
        ("“warning letter”", [Term(("warning", "letter"), open=False)]),
        ("엑소", [Term(("엑소",), open=False)]),
        ("엑", [Term(("엑",), open=True)]),
        ("엑소좀 주사", [Term(("엑소", "소좀"), open=False), Term(("주사",), open=False)]),
        ("엑소좀abc", [Term(("엑소", "소좀", "좀", "abc"), open=True)]),
        ('"엑소좀 주"', [Term(("엑소", "소좀", "좀", "주"), open=True)]),
        ("fda *** -", [Term(("fda",), open=True)]),
        ("", []),
        ('"" "', []),
    ],
)
def test_a_query_says_what_follows_what_and_what_may_go_on(
    query: str, expected: list[Term]
) -> None:
    assert query_terms(query) == expected


def test_no_phrase_reaches_from_one_text_of_a_field_into_the_next() -> None:
    assert field_tokens(["one", "two"]) == ["one", BOUNDARY, "two", BOUNDARY]
    assert query_terms(f"one{BOUNDARY}two") == [Term(("one", "two"), open=True)]


@given(st.text())
def test_tokens_hold_only_letters_marks_and_digits(text: str) -> None:
    assert {
        unicodedata.category(character)[0] for token in tokens(text) for character in token
    } <= set("LMN")


@given(st.text(alphabet="엑소좀カド外泌ไทยກມខ", min_size=1), st.data())
def test_every_part_of_an_unspaced_run_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    (term,) = query_terms(part)
    held, asked = tokens(text), list(term.tokens)
    windows = (held[at : at + len(asked)] for at in range(len(held)))
    assert any(
        window[:-1] == asked[:-1]
        and (window[-1].startswith(asked[-1]) if term.open else window[-1] == asked[-1])
        for window in windows
        if len(window) == len(asked)
    )
