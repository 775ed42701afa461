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
    "concern": "concerns",
}


class Example(NamedTuple):
    """A notice to learn from: its learned words, its codes by facet, and how much it counts.

    A facet that nobody labelled is not among the codes.
    """

    words: frozenset[str]
    codes: Mapping[str, frozenset[str]]
    weight: float


def examples() -> Iterator[Example]:
    """All that may be learned from."""
    yield from from_the_atlas()
    yield from written_to_learn_from()


def from_the_atlas() -> Iterator[Example]:
    """The notices of the atlas that are known."""
    for notice in read_facts().notices:
        if split_of(notice.id) == SPLITS[0]:
            text = with_translated_title(notice, notice.summary)
            yield _example(notice.title, text, notice.model_dump())


def written_to_learn_from() -> Iterator[Example]:
    """Those of tests/scrapers/classify; one told twice is two examples of half the weight."""
    for row in labelled("real.jsonl"):
        if real_split_of(row["id"]) == REAL_SPLITS[0]:
            yield _example(row["title"], _summed_up(row), row)
    for name in ("acts", "facets", "kinds", "notices", "tellings"):
        for row in labelled(f"{name}.jsonl"):
            yield _example(row["title"], row["text"], row)
    for row in labelled("negatives.jsonl"):
        yield _example(row["title"], row["text"], {"relevance": None})
    for row in labelled("lessons.jsonl"):
        yield _example(row["title"], _summed_up(row), row, 0.5)
        yield _example(row["title"], row["telling"], row, 0.5)


def _summed_up(row: Mapping[str, Any]) -> str:
    return with_translated_title(SimpleNamespace(**row), row["summary"])


def _example(title: str, text: str, row: Mapping[str, Any], weight: float = 1.0) -> Example:
    openings = (folded_text(part)[:LEAD] for part in (title, text))
    return Example(
        frozenset().union(*map(words_of, openings)),
        {facet: _codes(row[field]) for facet, field in FIELDS.items() if field in row},
        weight,
    )


def _codes(value: str | Iterable[str] | None) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value or ())
