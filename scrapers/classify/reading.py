"""A notice as the rules see it: its title and text with what is found in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from scrapers.classify.evidence import Evidence
from scrapers.classify.fold import Folded, fold
from scrapers.classify.languages import LanguageGuess
from scrapers.classify.matcher import Hit, Matcher, Region
from scrapers.classify.once import once

# Longer texts are read to here: a notice says what it is about long before.
MOST_READ: Final = 2_000_000
# The opening of a text says what it is; what follows gives reasons and background.
LEAD: Final = 600
_LONGEST_NAME: Final = 300
# An issuer whose name speaks of regulation; a university's or a journal's does not.
AUTHORITY: Final = "authority"
# A site's name and a question's parameters say nothing of the one notice.
_HOST_AND_QUERY: Final = re.compile(r"^\w+://[^/]*|[?#].*$")
_FIRST_LINE: Final = re.compile(r"\s*([^\r\n]{3,200})[\r\n]")


class Field:
    """One part of a notice: its text, folded, and the hits in it, looked for when first asked."""

    def __init__(self, where: str, text: str, declared: str | None, reader: Reader) -> None:
        self.where = where  # title | text
        self.original = text[:MOST_READ]
        self._declared = declared
        self._reader = reader

    @once
    def folded(self) -> Folded:
        return Folded(self.original)

    @once
    def hits(self) -> tuple[Hit, ...]:
        if not self.original:
            return ()
        return self._reader.hits(self.folded, self._declared, self._regions)

    @once
    def _regions(self) -> list[Region]:
        return self._reader.regions(self.folded)

    @once
    def concerns_us(self) -> bool:
        """False where none of the words stand that could make a notice relevant."""
        return self._reader.may_be_relevant(self.folded, self._regions)

    @once
    def heading_end(self) -> int:
        """Where a first line that looks like a heading ends in the folded text; 0 without one."""
        first = _FIRST_LINE.match(self.original)
        return len(fold(first[1])) + 1 if first else 0

    @once
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
    """The parts of a notice, title first, where it stands and what sort of body issued it."""

    title: Field
    text: Field
    address: Field
    issuers: Callable[[], frozenset[str]]

    @property
    def parts(self) -> tuple[Field, Field]:
        return self.title, self.text

    def of(self, facet: str, *codes: str) -> Iterator[tuple[Field, Hit]]:
        for part in self.parts:
            for hit in part.of(facet, *codes):
                yield part, hit


class Reader:
    """Reads notices with one set of vocabularies."""

    def __init__(self, matcher: Matcher, guess: LanguageGuess) -> None:
        self._matcher = matcher
        self._guess = guess
        # A source's notices have one issuer, or a few.
        self._issuers = lru_cache(maxsize=1024)(self._issuers_in)

    def read(
        self,
        title: str | None,
        text: str | None,
        url: str | None,
        regulator: str | None,
        declared: str | None,
    ) -> Reading:
        return Reading(
            Field("title", title or "", declared, self),
            Field("text", text or "", declared, self),
            Field("url", _HOST_AND_QUERY.sub(_blank, url) if url else "", "en", self),
            partial(self._issuers, regulator or "", declared),
        )

    def regions(self, folded: Folded) -> list[Region]:
        return self._matcher.regions(folded.text)

    def hits(
        self, folded: Folded, declared: str | None, regions: Sequence[Region]
    ) -> tuple[Hit, ...]:
        languages = self._guess.languages(folded.text, declared)
        return tuple(self._matcher.hits(folded, languages, regions))

    def may_be_relevant(self, folded: Folded, regions: Sequence[Region]) -> bool:
        return self._matcher.may_be_relevant(folded, regions)

    def _issuers_in(self, regulator: str, declared: str | None) -> frozenset[str]:
        name = Folded(regulator[:_LONGEST_NAME])
        hits = self.hits(name, declared, self.regions(name))
        codes = {hit.code for hit in hits if hit.facet == "issuer"}
        if any((hit.facet, hit.code) == ("cue", "regulation") for hit in hits):
            codes.add(AUTHORITY)
        return frozenset(codes)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


_LINE_END: Final = re.compile(r"[\r\n]")


def line_around(text: str, start: int, end: int, reach: int = 400) -> tuple[str, int]:
    """The line that [start, end) stands in and where it begins, `reach` characters at the most."""
    before = _LINE_END.split(text[max(0, start - reach) : start])[-1]
    after = _LINE_END.split(text[end : end + reach], maxsplit=1)[0]
    return before + text[start:end] + after, start - len(before)
