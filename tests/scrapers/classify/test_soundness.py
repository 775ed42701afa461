"""The check of data/terms: all of ours are sound, and each kind of fault is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.facts import DATA
from atlas.validate.findings import Fault
from atlas.vocabulary import Vocabularies, read_vocabularies
from scrapers.classify.learned_file import FILE
from scrapers.classify.soundness import learned_faults, term_faults


@pytest.fixture(scope="module")
def words() -> Vocabularies:
    return read_vocabularies(DATA / "vocabulary")


def test_our_terms_have_no_fault(words: Vocabularies) -> None:
    assert [str(fault) for fault in term_faults(DATA / "terms", words)] == []


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
        ("language: en\nterms: {}\nfirms:\n  before:\n    - (made by\n", 5, "bracket"),
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


def test_codes_that_no_vocabulary_has_are_faults(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("words,weights\na,kind:ban 1.0\nb,kind:ban 1.0 kind:law 2.0\n", "utf-8")
    assert list(learned_faults(tmp_path, {"kind": frozenset({"ban"})})) == [
        Fault(str(path), 3, "unknown kind 'law'", "run python -m bench.classifier.learn")
    ]
