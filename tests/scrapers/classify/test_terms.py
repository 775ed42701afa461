"""The files of terms: what each language speaks of, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.facts import DATA
from scrapers.classify import classify
from scrapers.classify.terms import BadTerms, Terms, read_terms

# All that have a file of their own; mul.yaml has names of exosomes alone.
LANGUAGES = sorted({path.stem for path in (DATA / "terms").glob("*.yaml")} - {"mul"})


@pytest.fixture(scope="module")
def spoken() -> dict[str, Terms]:
    """What the files say, by language: reading them takes longer than any test of them."""
    return {terms.language: terms for terms in read_terms(DATA / "terms")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_speaks_of_the_essentials(language: str, spoken: dict[str, Terms]) -> None:
    terms = spoken[language].terms
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
