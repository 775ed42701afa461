"""How the name of a place stands in a sentence."""

import pytest

from tests.atlas.factories import recorded

IN_SENTENCE = recorded().places.in_sentence


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("US", "the United States"),
        ("GB", "the United Kingdom"),
        ("AE", "the United Arab Emirates"),
        ("NL", "the Netherlands"),
        ("PH", "the Philippines"),
        ("BS", "the Bahamas"),
        ("GM", "the Gambia"),
        ("MV", "the Maldives"),
        ("DO", "the Dominican Republic"),
        ("CD", "the DR Congo"),
        ("IM", "the Isle of Man"),
        ("CC", "the Cocos (Keeling) Islands"),
        ("EU", "the European Union"),
        ("MERCOSUR", "the Southern Common Market (MERCOSUR)"),
        ("EU-ANNEX-II-BY-REFERENCE", "the countries applying EU Annex II by reference"),
        ("AU-NT", "the Northern Territory (Australia)"),
        ("ES-MC", "the Region of Murcia (Spain)"),
        # None of these has an article, though it looks like some that have.
        ("FR", "France"),
        ("NF", "Norfolk Island"),
        ("US-GA", "Georgia (United States)"),
        ("GS", "South Georgia and the South Sandwich Islands"),
        ("HM", "Heard Island and McDonald Islands"),
        ("SC", "Seychelles"),
        ("INT", "International bodies"),
    ],
)
def test_a_name_has_its_article_in_a_sentence(code: str, said: str) -> None:
    assert IN_SENTENCE(code) == said


def test_most_countries_have_none() -> None:
    countries = recorded().places.countries
    having = [code for code in countries if IN_SENTENCE(code).startswith("the ")]
    assert 25 < len(having) < 35
