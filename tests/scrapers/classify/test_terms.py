"""The files of terms: all of ours are sound, and each kind of fault is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.vocabulary import Vocabularies, read_vocabularies
from scrapers.classify import classify
from scrapers.classify.terms import BadTerms, read_terms, term_faults

DATA = Path(__file__).parents[3] / "data"
LANGUAGES = "en es pt fr de it nl pl sv tr ru uk ar he fa hi th vi id ko ja zh".split()


@pytest.fixture(scope="module")
def words() -> Vocabularies:
    return read_vocabularies(DATA / "vocabulary")


def test_our_terms_have_no_fault(words: Vocabularies) -> None:
    assert [str(fault) for fault in term_faults(DATA / "terms", words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_speaks_of_the_essentials(language: str) -> None:
    terms = {terms.language: terms for terms in read_terms(DATA / "terms")}[language].terms
    assert {"exosome", "vesicle", "secreted", "human_material", "stem_cell"} <= terms[
        "topic"
    ].keys()
    assert {"product", "regulation", "research", "diagnostic", "menu"} <= terms["cue"].keys()
    assert {"safety_alert", "recall", "ban", "seizure", "guidance", "legislation"} <= (
        terms["kind"].keys()
    )
    assert {"human", "animal", "plant"} <= terms["origin"].keys()
    assert {"topical_cosmetic", "injection", "intravenous", "therapeutic"} <= terms["use"].keys()
    assert "unapproved" in terms["concern"]


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("language: de\nterms: {kind: {ban: [ban]}}\n", 1, "language 'de'"),
        ("language: en\nterms:\n  kind:\n    bann: [ban]\n", 4, "unknown kind 'bann'"),
        ("language: en\nterms:\n  kinds:\n    ban: [ban]\n", 3, "unknown facet 'kinds'"),
        ("language: en\nterms:\n  kind:\n    ban:\n      - ban\n      - (ban\n", 6, "bracket"),
        ("language: en\nterms: {}\nterm: {}\n", 3, "did you mean terms?"),
        ("language: en\nterms: {}\nlanguage: en\n", 3, "twice"),
        ("language: [en\n", 2, "en.yaml"),
        ("language: en\nterms: {}\nfoo: [x]\n", 3, "unknown key 'foo'"),
        ("language: en\nterms:\n\tkind: {}\n", 3, "indent it with spaces"),
        ("language: en\nterms: {kind: {ban: ban}}\n", 2, "write a list"),
        ("language: en\nterms:\n  kind:\n    ban: [ban @x]\n", 4, "a weight is a number"),
    ],
)
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, words: Vocabularies, text: str, line: int, fault: str
) -> None:
    (tmp_path / "en.yaml").write_text(text, encoding="utf-8")
    found = list(term_faults(tmp_path, words))
    assert len(found) == 1
    assert found[0].line == line
    assert fault in str(found[0])


def test_a_folder_without_terms_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadTerms, match="no terms here"):
        read_terms(tmp_path)


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [
        ("en", "Three exosome products have been authorised.", "concern:unapproved"),
        ("fr", "La crème est vendue sur ordonnance.", "concern:unlicensed_practice"),
        ("he", "תהליך סטריליזציה של המוצר", "concern:contamination"),
        ("hi", "केंद्र के नाम पर सूची है", "concern:misleading_claim"),
        ("nl", "De crèmes leken op elkaar.", "concern:unlicensed_practice"),
        ("ru", "Каждый имеет право на помощь.", "concern:unlicensed_practice"),
        ("tr", "Diploması olan hekimler uygular.", "concern:unlicensed_practice"),
        ("vi", "Sở liệt kê các sản phẩm.", "concern:adverse_event"),
        ("vi", "Mặt hàng SAIGON ABC được bán", "firm:SAIGON ABC"),
        ("zh", "产品中未检出细胞", "concern:contamination"),
        ("zh", "生长激素的研究", "concern:contamination"),
    ],
)
def test_ordinary_words_of_a_language_mean_nothing_else(
    language: str, text: str, label: str
) -> None:
    assert label not in {found.label for found in classify("", text, language=language).evidence}
