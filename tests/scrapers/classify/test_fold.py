"""Words written differently become the same letters, and offsets lead back to the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.classify.fold import Folded, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Éxosomes", "exosomes"),
        ("EXOSOMES", "exosomes"),
        ("ex\u00adosomes", "exosomes"),
        ("İSTANBUL ıslak", "istanbul islak"),
        ("łożysko, Ærø, Straße", "lozysko aero strasse"),
        ("stem-cell\u2013derived", "stem cell derived"),
        ("أگزوزوم\u200cها", "اگزوزومها"),
        ("إكسوسومات ٱلبشرية", "اكسوسومات البشريه"),
        ("كِتَاب", "كتاب"),
        ("شرکت", "شركت"),
        ("עֵבֶר", "עבר"),
        ("ｴｸｿｿｰﾑ", "エクソソーム"),
        ("ｴｸｿｿﾞｰﾑ", "エクソゾーム"),
        ("ＥＸＯ", "exo"),
        ("外 泌\n體", "外泌體"),
        ("禁止。使用", "禁止|使用"),
        ("엑소좀", "엑소좀"),
        (unicodedata.normalize("NFD", "엑소좀 Été"), "엑소좀 ete"),
        ("ﬁller", "filler"),
        ("เอ็กโซโซม", "เอ็กโซโซม"),
        ("एक्सोसोम", "एक्सोसोम"),
        ("\x00\x07 a \t\r\n b", "a b"),
        ("", ""),
    ],
)
def test_spellings_fold_to_the_same_letters(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text("。、|é’—ß 外a1", max_size=12))
def test_a_text_folds_the_same_among_much_ascii_as_alone(text: str) -> None:
    assert fold(f"{text} {'x' * 1000}") == f"{fold(text)} {'x' * 1000}".strip()


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("The  «Éxosomes» are", "exosomes", "Éxosomes"),
        ("ein Straßenname", "strassenname", "Straßenname"),
        ("œuvre ﬁller x", "filler", "ﬁller"),
        ("a\u200cb exo\u200csome c", "exosome", "exo\u200csome"),
        ("外 泌 體製劑", "外泌體", "外 泌 體"),
        (unicodedata.normalize("NFD", "été exosomé fin"), "exosome", "exosome\u0301"),
    ],
)
def test_a_place_in_the_folded_text_leads_back_to_the_words(
    text: str, word: str, original: str
) -> None:
    folded = Folded(text)
    at = folded.text.index(word)
    start, end = folded.source(at, at + len(word))
    assert unicodedata.normalize("NFC", text[start:end]) in (
        original,
        unicodedata.normalize("NFC", original),
        unicodedata.normalize("NFC", original)[:-1] + "e",
    )


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_folds_and_every_place_leads_into_it(text: str) -> None:
    folded = Folded(text)
    assert folded.text[0] == folded.text[-1] == " "
    assert "  " not in folded.text.strip()
    places = [folded.source(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert [start for start, _ in places] == sorted(start for start, _ in places)


@settings(deadline=None)
@given(st.text(alphabet="abß é|.-外泌 \u200bﬁİ", max_size=40))
def test_a_letter_leads_back_to_one_that_folds_to_it(text: str) -> None:
    folded = Folded(text)
    for at, letter in enumerate(folded.text):
        if letter not in " |":
            start, end = folded.source(at, at + 1)
            assert letter in Folded(text[start:end]).text
