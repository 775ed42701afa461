"""The codebook holds every code with its definition."""

from atlas.codebook import codebook_markdown
from atlas.edition import Edition


def test_every_term_of_every_vocabulary_is_there(edition: Edition) -> None:
    text = codebook_markdown(edition.vocabularies)
    for vocabulary in edition.vocabularies.values():
        assert f"## {vocabulary.title} (`{vocabulary.vocabulary}`)" in text
        for code, term in vocabulary.terms.items():
            section = text.split(f"### {term.label} (`{code}`)\n")
            assert len(section) > 1, code
            assert any(
                " ".join(term.definition.split()) in part
                and f"Not this: {' '.join(term.instead.split())}" in part
                for part in section[1:]
            )


def test_a_scenario_says_which_origins_and_uses_fall_under_it(edition: Edition) -> None:
    text = codebook_markdown(edition.vocabularies)
    assert "Origins: `plant`, `microbial`. Uses: `topical_cosmetic`." in text
