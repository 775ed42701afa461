"""Learned words: what counts as one, what many of them suggest, and where they stand."""

from __future__ import annotations

import pytest

from scrapers.classify import classify
from scrapers.classify.classifier import Classifier
from scrapers.classify.evidence import Evidence
from scrapers.classify.fold import folded_text
from scrapers.classify.learned import (
    LearnedWords,
    chosen,
    is_chosen,
    is_word,
    standing_in,
    words_of,
    words_of_issuer,
)
from scrapers.classify.learned_file import Weight
from scrapers.classify.reading import Reading

# Enough different words for an impression.
TWENTY = [f"w{letter}" for letter in "abcdefghijklmnopqrst"]
TEXT = " ".join(TWENTY)


def _learned(weights: dict[str, Weight]) -> LearnedWords:
    return LearnedWords(lambda: {words: [weight] for words, weight in weights.items()})


def test_inflected_forms_are_one_word_and_neighbours_are_a_pair() -> None:
    assert words_of(folded_text("Warnings issued")) == words_of(folded_text("warning ISSUED"))
    assert words_of(" warning issued ") == {"warnin", "issued", "warnin issued"}


def test_a_number_is_no_word_and_parts_its_neighbours() -> None:
    assert words_of(" act 2031 amended ") == {"act", "amende"} == words_of(" act 7 amended ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("回收產品", {"回收", "收產", "產品", "回收產", "收產品"}),
        ("회수", {"회수"}),
        ("เตือน", {"เต", "ตื", "ือ", "อน", "เตื", "ตือ", "ือน"}),
    ],
)
def test_unspaced_scripts_are_read_by_two_and_three_signs(text: str, words: set[str]) -> None:
    assert words_of(folded_text(text)) == words


def test_words_on_both_sides_of_unspaced_signs_are_no_pair() -> None:
    assert "gmp bgm" not in words_of(folded_text("GMP 検査 BGM"))


def test_many_words_suggest_what_each_hardly_says() -> None:
    learned = _learned(dict.fromkeys(TWENTY, Weight("kind", "recall", 1.0)))
    few = learned.impression([TEXT[:29]]).of("kind")
    many = learned.impression([TEXT]).of("kind")
    assert not few
    assert many["recall"] > 3


def test_few_words_of_a_longer_text_suggest_faintly() -> None:
    learned = _learned(dict.fromkeys(TWENTY, Weight("kind", "recall", 1.0)))
    unknown = " ".join(["zzz"] * 50)
    few = learned.impression([TEXT[:29], unknown]).of("kind")
    many = learned.impression([TEXT, unknown]).of("kind")
    assert 0 < few["recall"] < many["recall"]
    assert not learned.impression([unknown]).of("kind")


def test_words_speak_against_a_code_too() -> None:
    against = dict.fromkeys(TWENTY, Weight("relevance", "category", -3.0))
    impression = _learned(against).impression([TEXT])
    assert impression.ruled_out("relevance") == ["category"]
    assert impression.sure("relevance") == []


def test_a_code_starts_where_most_notices_are() -> None:
    weights = dict.fromkeys(TWENTY, Weight("concern", "dosage", 1.0))
    weights[""] = Weight("concern", "dosage", -5.0)
    impression = _learned(weights).impression([TEXT])
    assert impression.of("concern")["dosage"] == pytest.approx(20 / 30**0.5 - 5)


def test_the_heaviest_words_come_first() -> None:
    weights = {word: Weight("kind", "ban", number) for number, word in enumerate(TWENTY, 1)}
    impression = _learned(weights).impression([TEXT])
    assert impression.words_for("kind", "ban")[:2] == ["wt", "ws"]
    assert len(impression.words_for("kind", "ban")) == len(TWENTY)


def test_what_chosen_words_found_speaks_beside_the_words() -> None:
    blood = chosen("topic", "human_material", "title")
    weights = dict.fromkeys(TWENTY, Weight("kind", "ban", 1.0)) | {
        blood: Weight("relevance", "category", 9.0)
    }
    learned = _learned(weights)
    assert learned.impression([TEXT]).sure("relevance") == []
    assert learned.impression([TEXT], [blood]).sure("relevance") == ["category"]
    assert not learned.impression([], [blood]).of("relevance")  # alone it is no impression


def test_a_place_of_a_chosen_word_is_no_word_of_a_text() -> None:
    name = chosen("topic", "human_material", "title")
    assert is_chosen(name)
    assert all(map(is_word, words_of(folded_text(f"{name}: a:b"))))


def test_a_word_of_an_issuers_name_is_neither_a_chosen_one_nor_one_of_a_text() -> None:
    court, name = sorted(words_of_issuer(folded_text("Example Court")), key=len)[::2]
    assert (court, name) == ("issuer:court", "issuer:exampl court")
    assert not is_word(court)
    assert not is_chosen(court)


def test_who_issued_a_notice_speaks_for_a_kind_and_stands_in_no_text() -> None:
    by_court = dict.fromkeys(words_of_issuer(folded_text("Court")), Weight("kind", "ban", 30.0))
    learned = _learned(dict.fromkeys(TWENTY, Weight("kind", "ban", 0.1)) | by_court)
    reader = Classifier(learned).reader
    unnamed, named = (
        reader.read(TEXT, "The court", regulator=regulator) for regulator in (None, "A Court")
    )
    assert unnamed.impression.of("kind")["ban"] < 1 < named.impression.of("kind")["ban"]
    words = {hit.words for _, hit in named.suggesting("kind", "ban")}
    assert words
    assert words <= set(TWENTY)


def test_words_against_a_code_are_none_for_it() -> None:
    against = dict.fromkeys(TWENTY, Weight("kind", "ban", -1.0))
    impression = _learned(against).impression([TEXT])
    assert impression.words_for("kind", "ban") == []


def test_no_words_are_for_a_code_that_was_never_learned() -> None:
    for_bans = dict.fromkeys(TWENTY, Weight("kind", "ban", 1.0))
    impression = _learned(for_bans).impression([TEXT])
    assert impression.words_for("kind", "of_tomorrow") == []


@pytest.mark.parametrize(
    ("facet", "code", "is_added"),
    [
        ("origin", "human", False),
        ("use", "injection", False),
        ("claim", "anti_ageing", False),
        ("concern", "unapproved", True),
    ],
)
def test_what_a_product_is_has_to_be_said_and_an_objection_shows_in_the_whole(
    facet: str, code: str, is_added: bool
) -> None:
    sure = _learned(dict.fromkeys(TWENTY, Weight(facet, code, 5.0)))
    labels = Classifier(sure).classify("Warning: unlawful exosomes", TEXT, language="en")
    assert labels.relevance == "direct"
    given = {*labels.origin, *labels.uses, *labels.claims, *labels.concerns}
    assert (code in given) == is_added


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        (" the warnings were issued ", "warnin", "warnings"),
        (" the warnings issued ", "warnin issued", "warnings issued"),
        (" forewarning ", "warnin", None),
        (" therapies of the clinic ", "the", "the"),
        (" cut off at the warn", "warn", "warn"),
        (folded_text("रोगियों के लिए चेतावनी"), "चेतावन", "चेतावनी"),
        (folded_text("अंगों की चेतावनी जारी"), "की चेतावन", "की चेतावनी"),
        (folded_text("全數回收產品"), "回收", "回收"),
    ],
)
def test_where_learned_words_stand(text: str, words: str, found: str | None) -> None:
    place = standing_in(text, words)
    assert (text[slice(*place)] if place else None) == found


@pytest.mark.parametrize(
    "text",
    [
        "अवैध क्लीनिकों में बेचे जाने वाले इंजेक्शनों को लेकर उपभोक्ताओं के लिए चेतावनी जारी की गई",
        "Ｗａｒｎｉｎｇ：ﬁllers of İstanbul clinics, 120 vials，un\u00adlawful 😀 and\nseized",
        "ประกาศเตือนภัยผู้บริโภค：ห้ามฉีดเครื่องสำอาง FDA warns",
        "엑소좀 화장품 회수 GMP検査、回収。クリニックへの警告 — 停止",
        "כתב אזהרה למרפאה؛ تحذيرٌ من الحقن غير المرخّصة",
    ],
)
def test_every_word_of_an_opening_is_found_in_it_wherever_it_is_cut_off(text: str) -> None:
    folded = folded_text(text)
    for end in range(len(folded), 0, -7):
        for words in words_of(folded[:end]):
            place = standing_in(folded[:end], words)
            assert place, words
            assert words in words_of(folded[:end][slice(*place)])


def test_a_label_that_rests_on_learned_words_alone_shows_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    title = "Important notice on unlicensed exosome infusions in wellness centres"
    text = (
        "The public is advised to stay clear of centres that offer exosome infusions for fatigue."
    )

    def shown() -> list[Evidence]:
        labels = classify(title, text, language="en")
        assert labels.kind == "safety_alert"
        return [found for found in labels.evidence if found.label == f"kind:{labels.kind}"]

    assert shown()
    for found in shown():
        where = title if found.where == "title" else text
        assert where[found.start : found.end] == found.word
    monkeypatch.setattr(Reading, "suggesting", lambda *_: [])
    assert not shown()
