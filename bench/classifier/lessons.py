"""The labelled notices that the classifier may learn from, as the fit wants them.

They are those whose errors may be read: those of the atlas that are "known", half of the real ones,
the invented ones, and lessons.jsonl, which was collected and written for this. What is to be
measured on notices never seen is kept out: the "unseen" and the "later" notices of the atlas and
the other half of the real ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

from atlas.facts import read_facts
from bench.classifier.quality import (
    REAL_SPLITS,
    SPLITS,
    labelled,
    real_split_of,
    split_of,
    with_translated_title,
)
from scrapers.classify.fold import folded_text
from scrapers.classify.learned import words_of
from scrapers.classify.reading import LEAD

# The facets that are learned, and what notices call them: of the others the vocabularies tell more.
FIELDS: Final = {
    "kind": "kind",
    "relevance": "relevance",
    "origin": "origin",
    "use": "uses",
    "claim": "claims",
    "concern": "concerns",
}
# Exosomes belong to the category of what cells give off.
_BELONGS_TO: Final = {"direct": "category"}


class Lesson(NamedTuple):
    """A notice to learn from: title and text, its codes by facet, and how much it counts.

    A facet that nobody labelled is not among the codes.
    """

    title: str
    text: str
    language: str
    codes: Mapping[str, frozenset[str]]
    weight: float

    @property
    def words(self) -> set[str]:
        """Its words, as they are learned."""
        openings = (folded_text(part)[:LEAD] for part in (self.title, self.text))
        return set().union(*map(words_of, openings))


def lessons() -> Iterator[Lesson]:
    """All that may be learned from."""
    yield from from_the_atlas()
    yield from written_to_learn_from()


def from_the_atlas() -> Iterator[Lesson]:
    """The notices of the atlas that are known."""
    for notice in read_facts().notices:
        if split_of(notice.id) == SPLITS[0]:
            yield _lesson(notice.model_dump(), with_translated_title(notice, notice.summary))


def written_to_learn_from() -> Iterator[Lesson]:
    """Those of tests/scrapers/classify; one told twice is two examples of half the weight."""
    for row in labelled("real.jsonl"):
        if real_split_of(row["id"]) == REAL_SPLITS[0]:
            yield _lesson(row, _summed_up(row))
    for name in ("acts", "facets", "kinds", "notices", "tellings"):
        for row in labelled(f"{name}.jsonl"):
            yield _lesson(row, row["text"])
    for row in labelled("donations.jsonl"):
        relevance = "category" if row["relevant"] else None
        yield _lesson({**row, "relevance": relevance}, row["text"])
    for row in labelled("negatives.jsonl"):
        yield _lesson({**row, "relevance": None}, row["text"])
    for row in labelled("lessons.jsonl"):
        yield _lesson(row, _summed_up(row), 0.5)
        yield _lesson(row, row["telling"], 0.5)


def _summed_up(row: Mapping[str, Any]) -> str:
    return with_translated_title(SimpleNamespace(**row), row["summary"])


def _lesson(row: Mapping[str, Any], text: str, weight: float = 1.0) -> Lesson:
    codes = {facet: _codes(row[field]) for facet, field in FIELDS.items() if field in row}
    return Lesson(row["title"], text, row["language"], codes, weight)


def _codes(value: str | Iterable[str] | None) -> frozenset[str]:
    codes = [value] if isinstance(value, str) else value or ()
    return frozenset(_BELONGS_TO.get(code, code) for code in codes)
