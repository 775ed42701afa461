"""The labelled notices that the classifier learns from, as the fit wants them.

They are all that people have labelled: the notices of the atlas, the real ones, the invented ones,
and lessons.jsonl, which was collected and written for this. So that a measure is not of what was
learned by heart, real ones are dealt into folds, and each is measured by what was learned without
its fold (see bench.classifier.held_out).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

from atlas.facts import read_facts
from bench.classifier.folds import fold_of
from bench.classifier.labelled import LabelledNotice, labelled, summed_up
from scrapers.classify.fold import folded_text
from scrapers.classify.learned import words_of, words_of_issuer
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
# How much a real notice counts beside an invented one: those to be classified are like the real
# ones, and the invented ones are five times as many.
_REAL: Final = 4.0


class Lesson(NamedTuple):
    """A notice to learn from.

    Attributes:
        codes: what it is labelled with, by facet; one that nobody labelled is not among them.
        weight: how much it counts.
        fold: the one that it was dealt into; None: it is invented, and nothing is measured on it.
    """

    title: str
    text: str
    language: str
    codes: Mapping[str, frozenset[str]]
    weight: float
    fold: int | None = None
    regulator: str = ""

    @property
    def words(self) -> set[str]:
        """Its words and those of its issuer's name, as they are learned."""
        openings = (folded_text(part)[:LEAD] for part in (self.title, self.text))
        issuer = words_of_issuer(folded_text(self.regulator))
        return set(issuer).union(*map(words_of, openings))


def lessons() -> Iterator[Lesson]:
    """All that may be learned from."""
    yield from from_the_atlas()
    yield from written_to_learn_from()


def from_the_atlas() -> Iterator[Lesson]:
    """The notices of the atlas."""
    return map(_real, read_facts().notices)


def written_to_learn_from() -> Iterator[Lesson]:
    """Those of tests/scrapers/classify; one told twice is two examples of half the weight."""
    yield from (_real(SimpleNamespace(**row)) for row in labelled("real.jsonl"))
    for name in ("acts", "facets", "kinds", "notices", "tellings"):
        for row in labelled(f"{name}.jsonl"):
            yield _lesson(row, row["text"])
    for row in labelled("donations.jsonl"):
        relevance = "category" if row["relevant"] else None
        yield _lesson({**row, "relevance": relevance}, row["text"])
    for row in labelled("negatives.jsonl"):
        yield _lesson({**row, "relevance": None}, row["text"])
    for row in labelled("lessons.jsonl"):
        yield _lesson(row, summed_up(SimpleNamespace(**row)), 0.5)
        yield _lesson(row, row["telling"], 0.5)


def _real(notice: LabelledNotice) -> Lesson:
    return _lesson(vars(notice), summed_up(notice), _REAL)


def _lesson(row: Mapping[str, Any], text: str, weight: float = 1.0) -> Lesson:
    codes = {facet: _codes(row[field]) for facet, field in FIELDS.items() if field in row}
    return Lesson(
        row["title"],
        text,
        row["language"],
        codes,
        weight,
        fold_of(row["id"]),
        row.get("regulator") or "",
    )


def _codes(value: str | Iterable[str] | None) -> frozenset[str]:
    codes = [value] if isinstance(value, str) else value or ()
    return frozenset(_BELONGS_TO.get(code, code) for code in codes)
