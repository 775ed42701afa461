"""A notice as the rules see it: title, text and regulator with what was found in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from scrapers.classify.fold import Folded, fold
from scrapers.classify.labels import Evidence
from scrapers.classify.matcher import Hit

# Longer texts are read to here: a notice says what it is about long before.
MOST_READ: Final = 2_000_000
# The opening of a text says what it is; what follows gives reasons and background.
LEAD: Final = 600
_FIRST_LINE: Final = re.compile(r"\s*([^\r\n]{3,200})[\r\n]")


@dataclass(frozen=True)
class Field:
    """One part of a notice: its text, folded, and the hits in it."""

    where: str  # title | text | regulator
    folded: Folded
    hits: tuple[Hit, ...]

    @cached_property
    def heading_end(self) -> int:
        """Where a first line that looks like a heading ends in the folded text; 0 without one."""
        first = _FIRST_LINE.match(self.original)
        return len(fold(first[1])) + 1 if first else 0

    @property
    def original(self) -> str:
        return self.folded.original

    @cached_property
    def _by_facet(self) -> Mapping[str, list[Hit]]:
        by_facet: dict[str, list[Hit]] = {}
        for hit in self.hits:
            by_facet.setdefault(hit.facet, []).append(hit)
        return by_facet

    def of(self, facet: str, *codes: str) -> Iterator[Hit]:
        """The hits of a facet, of some of its codes where given, in the order of the text."""
        for hit in self._by_facet.get(facet, ()):
            if not codes or hit.code in codes:
                yield hit

    def evidence(self, hit: Hit, label: str, confidence: float) -> Evidence:
        start, end = self.folded.source(hit.start, hit.end)
        word = self.original[start:end]
        return Evidence(label, word, start, end, self.where, round(confidence, 2))


@dataclass(frozen=True)
class Reading:
    """The parts of a notice, title first."""

    title: Field
    text: Field
    regulator: Field

    @property
    def parts(self) -> tuple[Field, Field]:
        return self.title, self.text

    def of(self, facet: str, *codes: str) -> Iterator[tuple[Field, Hit]]:
        for part in self.parts:
            for hit in part.of(facet, *codes):
                yield part, hit


_LINE_END: Final = re.compile(r"[\r\n]")


def line_around(text: str, start: int, end: int, reach: int = 400) -> tuple[str, int]:
    """The line that [start, end) stands in and where it begins, `reach` characters at the most."""
    before = _LINE_END.split(text[max(0, start - reach) : start])[-1]
    after = _LINE_END.split(text[end : end + reach], maxsplit=1)[0]
    return before + text[start:end] + after, start - len(before)
