"""Names that were found: that they are more than words of the vocabulary, and each of them once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import itemgetter
from typing import Final, NamedTuple

from scrapers.classify.evidence import Evidence
from scrapers.classify.matcher import Hit
from scrapers.classify.names.look import COINED, REACH, Span
from scrapers.classify.reading import Field, Reading
from scrapers.classify.terms import CAVEAT, ORDINARY, PRODUCT

# Names are looked for in the opening: who is concerned is said there.
READ: Final = 3000
_MOST: Final = 12
# A brand whose name is also a word of the vocabulary, for what it is.
_BRAND: Final = re.compile(r"B(?:otox|OTOX)(?: ?\d{2,3} ?(?:U|units))?")
_FORM_BEHIND: Final = re.compile(r",? (?:corp|gmbh|(?:[a-z]\.?){2,4})$")
_CALLED: Final = frozenset({("cue", "goods"), (PRODUCT, "called"), (PRODUCT, "suffixes")})
Name = tuple[int, int, float]  # a span, and how sure it is that a name stands there


class Sign(NamedTuple):
    """What tells of a name at [start, end): a key of scrapers.classify.terms.Firms or Products."""

    code: str
    start: int
    end: int


def signs_of(part: Field, facet: str) -> list[Sign]:
    """The signs of the names of firms or products, as far as names are looked for."""
    hits = part.of(facet)
    return [Sign(hit.code, *span) for hit, span in zip(hits, within(part, hits), strict=False)]


def within(part: Field, hits: Iterable[Hit]) -> Iterator[Span]:
    """Where hits stand in the original text, as far as names are looked for."""
    for hit in hits:
        span = part.folded.source(hit.start, hit.end)
        if span[1] > READ:
            return
        yield span


def as_names(spans: Iterable[Span], confidence: float) -> Iterator[Name]:
    """Where names stand, one as sure as the other."""
    return ((*span, confidence) for span in spans)


def evidence_of(
    reading: Reading,
    names: Callable[[Field], Iterator[Name]],
    facet: str,
    taken: Iterable[str] = (),
) -> tuple[Evidence, ...]:
    """The names of both parts, the surest of each first, but for those that lie within another.

    `taken` are names, casefolded, that something else has.
    """
    found: dict[str, Evidence] = {}
    for part in reading.parts:
        for start, end, confidence in sorted(names(part), key=itemgetter(2), reverse=True):
            raw = part.original[start:end]
            name = raw.strip(" ,\t")
            key = name.casefold().rstrip(".")
            if (without_form := _FORM_BEHIND.sub("", key)) != key:
                found.pop(without_form, None)
            for shorter in [other for other in found if key.startswith(f"{other} ")]:
                del found[shorter]
            is_known = any(key in other or other in key for other in found)
            if len(key) < 2 or is_known or any(key in other for other in taken):
                continue
            begin = start + raw.index(name)
            end = begin + len(name)
            word = part.written[begin:end]
            found[key] = Evidence(f"{facet}:{name}", word, begin, end, part.shown, confidence)
            if len(found) == _MOST:
                return tuple(found.values())
    return tuple(found.values())


def has_own_words(
    part: Field, start: int, end: int, *, coined: bool = False, may_claim: bool = False
) -> bool:
    """Whether some of [start, end) is none of the vocabulary: "stem cell cosmetics" is no name.

    What names an act or an authority is none either, nor what claims something and is not called a
    cream or serum, unless it `may_claim`.
    """
    text = part.original
    if _BRAND.fullmatch(text, start, end):
        return True
    word = COINED.match(text, start, end) if coined else None
    is_called = is_claimed = False
    source = part.folded.source
    first = bisect_left(part.hits, start - REACH, key=lambda hit: source(hit.start, hit.end)[0])
    reach, own = start, ""
    for hit in islice(part.hits, first, None):
        begin, stop = source(hit.start, hit.end)
        if begin >= end:
            break
        if stop <= start or hit.spreads or hit.facet == CAVEAT:
            continue
        if hit.facet in {"kind", "issuer"}:
            return False
        if word and hit.facet == ORDINARY and (begin, stop) == word.span():
            word = None
        is_called = is_called or (hit.facet, hit.code) in _CALLED
        is_claimed = is_claimed or hit.facet == "claim"
        own += text[reach:begin]
        reach = max(reach, stop)
    if word:
        return True
    own += text[reach:end]
    return _is_more_than_small_words(own) and (is_called or may_claim or not is_claimed)


def _is_more_than_small_words(own: str) -> bool:
    letters = [letter for letter in own if letter.isalnum()]
    return len(letters) > 1 and not all(map(str.islower, letters))
