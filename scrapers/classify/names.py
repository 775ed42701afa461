"""Firms and products named in a notice, by the look of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from scrapers.classify.labels import Evidence
from scrapers.classify.reading import Field, Reading
from scrapers.classify.terms import Terms

_MOST: Final = 12
_WORD: Final = r"[^\W\d_][\w'’&.+-]*|[A-Z0-9][\w+-]*"
_NAME: Final = rf"(?:{_WORD})(?:[ ](?:(?:{_WORD})|&|and|of|de|y|e|und|et|dba)){{0,6}}"


class NameFinder:
    """Finds names by the forms that the languages give to firms."""

    def __init__(self, vocabularies: Iterable[Terms]) -> None:
        suffixes, prefixes, glued_suffixes = set(), set(), set()
        for terms in vocabularies:
            for suffix in terms.firms.suffixes:
                (suffixes if suffix[0].isascii() or suffix.isupper() else glued_suffixes).add(
                    suffix
                )
            prefixes.update(terms.firms.prefixes)
        capital = r"[A-Z0-9À-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ]"
        word = rf"{capital}[\w'’&.+-]*"
        join = r"(?:&|and|of|de|del|da|do|y|e|und|et|the|for|dba|d/b/a|in)"
        name = rf"{word}(?:,? (?:{word}|{join} {word})){{0,6}}?"
        self._with_suffix = re.compile(rf"\b({name},? (?:{_any(suffixes)}))(?!\w)")
        letters = r"[\w·・ー&-]"
        self._glued = re.compile(
            rf"(?:(?:{_any(prefixes)})[ ]?({letters}{{2,24}}))|({letters}{{2,24}}(?:{_any(glued_suffixes)}))"
        )
        self._letter_to = re.compile(
            rf"(?:[Ll]etters? (?:to|issued to|sent to)) ((?:the )?{capital}[^\n,;:()]*?)(?= \(|[,;:\n]|\.(?:\s|$)|$)"
        )
        self._case_title = re.compile(r"^(.{3,80}?) [-–—] \d{6} [-–—] \d{2}/\d{2}/\d{4}")

    def firms(self, reading: Reading) -> tuple[Evidence, ...]:
        found: dict[str, Evidence] = {}
        for part in reading.parts:
            for pattern, confidence in (
                (self._case_title, 0.95),
                (self._letter_to, 0.8),
                (self._with_suffix, 0.8),
                (self._glued, 0.7),
            ):
                _collect(found, part, pattern, "firm", confidence)
        return tuple(found.values())[:_MOST]


class ProductFinder:
    """Finds trade names: marked with ® or ™, quoted after a word for product, or branded."""

    _MARKED: Final = re.compile(r"([A-Z][\w+-]*(?: [A-Z][\w+-]*){0,4}) ?[®™]")
    _QUOTED: Final = re.compile(
        r"(?:products?|brand(?:ed)?|named|called|product name|producto|produto|produit|Produkt"
        r"|prodotto|제품|제품명|製品|商品|产品|產品|препарат)"
        r"[ :,]{0,3}[\"“”'‘«「『《]([^\"“”'’»」』》\n]{2,60})[\"“”'’»」』》]"
    )
    _BRANDED: Final = re.compile(
        r"(?:products?|brand(?:ed)?(?: name)?|product name|exosome product|cord product)"
        r" (?:as |: ?|the )?((?-i:[A-Z][\w+-]*[A-Z0-9+][\w+-]*)(?: [A-Z][\w+-]*){0,3})"
    )

    def products(self, reading: Reading) -> tuple[Evidence, ...]:
        found: dict[str, Evidence] = {}
        for part in reading.parts:
            for pattern, confidence in (
                (self._MARKED, 0.9),
                (self._QUOTED, 0.6),
                (self._BRANDED, 0.6),
            ):
                _collect(found, part, pattern, "product", confidence)
        return tuple(found.values())[:_MOST]


def _collect(
    found: dict[str, Evidence], part: Field, pattern: re.Pattern[str], facet: str, confidence: float
) -> None:
    for match in pattern.finditer(part.original):
        group = match.lastindex or 0
        name = " ".join(match[group].split()).strip(" ,")
        key = name.casefold().rstrip(".")
        if key and not any(key in known or known in key for known in found):
            start, end = match.span(group)
            found[key] = Evidence(f"{facet}:{name}", name, start, end, part.where, confidence)


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or r"(?!)"
