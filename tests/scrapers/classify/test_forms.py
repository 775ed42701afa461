"""The shorthand of the terms: stars, brackets, gaps, joined words, weights."""

from __future__ import annotations

import pytest

from scrapers.classify.fold import Folded
from scrapers.classify.forms import BadForm, read_forms
from scrapers.classify.matcher import Hit, Matcher
from scrapers.classify.terms import Terms


def _found(
    text: str, *forms: str, language: str = "en", clitics: tuple[str, ...] = ()
) -> list[str]:
    terms = Terms(
        language=language, clitics=clitics, terms={"kind": {"ban": forms}, "cue": {"menu": ()}}
    )
    folded = Folded(text)
    hits = _hits(Matcher([terms]), folded, language)
    return [text[slice(*folded.source(hit.start, hit.end))] for hit in hits]


def _hits(matcher: Matcher, folded: Folded, language: str) -> list[Hit]:
    found = matcher.hits(folded, frozenset({language}))
    return [hit for hits in found.values() for hit in hits]


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("ban", "A ban, at last", ["ban"]),
        ("ban", "Banks urban banned", []),
        ("ban*", "Banned: bans", ["Banned", "bans"]),
        ("warning letter*", "Warning-letters were sent", ["Warning-letters"]),
        ("warning letter*", "a warning and a letter", []),
        ("(ban|recall) of", "The recall of it, a ban of that", ["recall of", "ban of"]),
        (
            "inject* ... cosmetic*",
            "injecting of the new cosmetics",
            ["injecting of the new cosmetics"],
        ),
        ("inject* ... cosmetic*", "injecting one two three four five cosmetics", []),
        ("células madre*", "CELULAS  MADRE", ["CELULAS  MADRE"]),
        ("стволов* клет*", "Стволовые клетки", ["Стволовые клетки"]),
        ("인체_유래", "인체 유래 엑소좀, 인체유래", ["인체 유래", "인체유래"]),
        ("화장품 ... 주사", "화장품을 절대로 주사하지", ["화장품을 절대로 주사"]),
        ("召回", "产品召回公告", ["召回"]),
    ],
)
def test_a_form_finds_what_it_stands_for(form: str, text: str, found: list[str]) -> None:
    assert _found(text, form) == found


def test_articles_and_prefixes_may_cling_to_a_word() -> None:
    clitics = ("ال", "و", "وال")
    assert _found("والخلايا الجذعية", "خلايا جذعية", language="ar", clitics=clitics)
    assert not _found("مخلايا جذعية", "خلايا جذعية", language="ar", clitics=clitics)


def test_weight_stands_behind_the_form() -> None:
    assert [form.weight for form in read_forms("recall* @2.5")] == [2.5]
    assert [form.weight for form in read_forms("recall*")] == [1.0]


@pytest.mark.parametrize(
    "form",
    [
        "",
        "*",
        "... ban",
        "ban ...",
        "(ban",
        "((a|b) c)",
        "— … !",
        "ban* authori*ed",
        "ban @x",
        "ban @2 act",
        " ".join(["(a|b)"] * 40),  # lines that a slip of layout ran together
    ],
)
def test_a_form_that_cannot_be_read_is_refused(form: str) -> None:
    with pytest.raises(BadForm):
        read_forms(form)


def test_a_longer_form_covers_a_shorter_one_of_its_facet() -> None:
    terms = Terms(
        language="en",
        terms={"origin": {"human": ("human",), "mask": ("human resources",)}, "kind": {}},
    )
    hits = _hits(Matcher([terms]), Folded("human resources, human cells"), "en")
    assert [(hit.code, hit.start) for hit in hits] == [("human", 17)]


def test_diacritics_count_where_they_tell_words_apart() -> None:
    terms = Terms(language="vi", marks_matter=True, terms={"origin": {"animal": ("bò",)}})
    matcher = Matcher([terms])
    assert matcher.hits(Folded("sữa bò"), frozenset({"vi"}))
    assert not matcher.hits(Folded("Bộ Y tế"), frozenset({"vi"}))
    for unseen in ("b\u200bò", "ｂò", "bo\u0300"):
        assert matcher.hits(Folded(f"sữa {unseen}"), frozenset({"vi"}))


def test_other_languages_keep_silent_but_exosomes_are_known_in_all() -> None:
    terms = [
        Terms(language="en", terms={"kind": {"ban": ("ban",)}}),
        Terms(language="ko", terms={"topic": {"exosome": ("엑소좀",)}, "kind": {"ban": ("금지",)}}),
    ]
    hits = _hits(Matcher(terms), Folded("ban 엑소좀 금지"), "en")
    assert [hit.code for hit in hits] == ["ban", "exosome"]
