"""Vocabularies: closed, defined term by term, and helpful about what is not in them."""

import copy
import pickle
from pathlib import Path

import pytest
from pydantic import ValidationError

from atlas.edition import Edition
from atlas.law import CONFIDENCES, LADDER, STATUSES
from atlas.vocabulary import VOCABULARIES, UnknownTerm, Vocabulary, read_vocabularies

FIELDS = (
    "status", "basis", "scenario", "kind", "issuer_type", "relevance", "origin", "use", "claim",
    "concern", "effect", "confidence",
)  # fmt: skip


def test_every_coded_field_of_the_design_has_a_vocabulary(edition: Edition) -> None:
    assert set(FIELDS) <= set(edition.vocabularies) == set(VOCABULARIES)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_each_term_is_defined_and_says_what_its_neighbour_covers(
    edition: Edition, name: str
) -> None:
    vocabulary = edition.vocabularies[name]
    assert vocabulary.vocabulary == name
    assert vocabulary.terms
    for code, term in vocabulary.terms.items():
        assert all(text.strip() for text in (code, term.label, term.definition, term.instead))
    assert len({term.label for term in vocabulary.terms.values()}) == len(vocabulary.terms)


def test_the_law_and_its_vocabularies_name_the_same_codes(edition: Edition) -> None:
    words = edition.vocabularies
    assert set(words.status.codes) == set(STATUSES)
    assert [code for code in words.status.codes if code in LADDER] == list(LADDER)
    assert set(words.confidence.codes) == set(CONFIDENCES)


def test_scenarios_cover_only_origins_and_uses_that_exist_and_every_use(edition: Edition) -> None:
    words = edition.vocabularies
    terms = words.scenario.terms.values()
    assert {origin for term in terms for origin in term.origins} <= set(words.origin.codes)
    assert {use for term in terms for use in term.uses} == set(words.use.codes)


def test_an_unknown_code_is_answered_with_the_nearest(edition: Edition) -> None:
    status = edition.vocabularies.status
    with pytest.raises(UnknownTerm, match="unknown status 'prohibitd'; did you mean prohibited"):
        status["prohibitd"]
    with pytest.raises(UnknownTerm, match="did you mean"):
        status.label("Permitted")
    assert "prohibited" in status
    assert "prohibitd" not in status
    assert 7 not in status


def test_a_code_like_no_other_is_answered_with_all(edition: Edition) -> None:
    status = edition.vocabularies.status
    with pytest.raises(UnknownTerm) as refused:
        status["zzzzqqqq"]
    assert all(code in str(refused.value) for code in status.codes)


def test_a_vocabulary_that_does_not_exist_is_no_attribute(edition: Edition) -> None:
    assert not hasattr(edition.vocabularies, "colour")
    with pytest.raises(KeyError):
        edition.vocabularies["colour"]


def test_vocabularies_can_be_copied_and_pickled_for_a_cache(edition: Edition) -> None:
    words = edition.vocabularies
    for twin in (copy.deepcopy(words), pickle.loads(pickle.dumps(words))):
        assert twin.status == words.status


def test_a_field_that_no_vocabulary_has_is_refused(edition: Edition) -> None:
    document = edition.vocabularies.status.model_dump()
    with pytest.raises(ValidationError, match="colour"):
        Vocabulary.model_validate(document | {"colour": "red"})


def test_a_folder_without_its_vocabularies_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="status"):
        read_vocabularies(tmp_path)
