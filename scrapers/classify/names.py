"""How names look in a text, whatever they name.

Only names that stand in the text can be found, and only where they look like one: firms by what
scrapers.classify.firms looks for, products by what scrapers.classify.products does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from ahocorasick_rs import AhoCorasick

from scrapers.classify.evidence import Evidence
from scrapers.classify.matcher import Hit
from scrapers.classify.reading import Field, Reading
from scrapers.classify.terms import PRODUCT

_MOST: Final = 12
# Names are looked for in the opening: who is concerned is said there.
READ: Final = 3000
REACH: Final = 90
# Capital letters of the Latin, Greek and Cyrillic scripts.
CAPITAL: Final = (
    "["
    + "".join(
        chr(code)
        for first, last in ((0x41, 0x530), (0x1E00, 0x1F00))
        for code in range(first, last)
        if chr(code).isupper()
    )
    + "]"
)
# A word of a name; a full stop ends a sentence, unless it stands inside or behind an initial.
WORD: Final = (
    rf"(?:{CAPITAL}\w{{0,2}}\.(?=[ ,])|(?:{CAPITAL}|\d)[\w'’&+-]{{0,40}}(?:\.[\w&+-]{{1,20}})*)"
)
JOIN: Final = "(?:&|and|of|de|del|da|do|di|y|e|und|et|dba|d/b/a)"
NAME: Final = rf"{WORD}(?: (?:{JOIN} )?{WORD}){{0,6}}"
IN_QUOTES: Final = r"(?:«[^«»\n]{2,60}»|\"[^\"\n]{2,60}\"|“[^“”\n]{2,60}”|„[^„“”\n]{2,60}[“”])"
LAST_LATIN: Final = "\u024f"
# Chinese, Japanese and Korean from here on; Thai has its own place.
_FIRST_UNSPACED: Final = 0x2E00
_LABELLED: Final = re.compile(r"[ \t]*[:：][ \t]*([^\n;|。；]{2,240})")
LONGEST_VALUE: Final = 80
_BELOW: Final = re.compile(rf" ?[:：] ?\n(?![-•*·\d]+[.) ])([^\n:：]{{2,{LONGEST_VALUE}}})(?=\n|$)")
# A value ends with its sentence; what ends in a full stop after few letters is short for something.
_VALUE_END: Final = re.compile(
    rf"(?:(?<=\w{{5}})|(?<=[»\"”]))\.(?: (?={CAPITAL})|$)|, (?=lot|batch|lote\b)"
    # The label of the next value, and what is said of this one in brackets.
    r"|(?:\.| [-–—|/]) (?=[^\W\d][\w ]{1,24}[:：])| [(](?=[a-zß-ÿ\d][^A-ZÀ-Þ()]{1,60}[)](?:$"
    r"|[.;\n]))"
)
# A word with a capital inside it is coined: ExoFlo, CharaCore.
COINED: Final = re.compile(
    r"([A-Z](?<!\w.)(?<!Project .)"
    r"(?:[a-z]{1,12}[A-Z][a-z][A-Za-z]{0,12}\+?(?: (?:Pro|Plus|Max|Series|\d{1,3}\b))?"
    r"|[a-z]{2,12}[A-Z]{3,5}(?:-[A-Z]{1,4}\b)?"
    r"|[a-z]{3,12}[A-Z](?: [A-Z]{2,4}(?:-[A-Z][a-z]+)?)?))(?![\w+])"
)
# A brand whose name is also a word of the vocabulary, for what it is.
_BRAND: Final = re.compile(r"B(?:otox|OTOX)(?: \d{2,3} ?(?:U|units))?")
_FORM_BEHIND: Final = re.compile(r",? (?:corp|gmbh|(?:[a-z]\.?){2,4})$")
# What a product is called; the second: in the sense of scrapers.classify.terms.Products.
_CALLED: Final = frozenset({("cue", "goods"), (PRODUCT, "called")})
Span = tuple[int, int]
Name = tuple[int, int, float]  # a span, and how sure it is that a name stands there


class Sought:
    """A pattern that takes long, and signs: where none of them stands, it finds nothing."""

    def __init__(self, pattern: str, signs: tuple[str, ...]) -> None:
        self.pattern, self.signs = re.compile(pattern), signs


class Sight:
    """A text at a glance: what is worth looking for in it."""

    def __init__(self, text: str, worth: AbstractSet[Sought]) -> None:
        self._text, self._worth = text, worth

    def shows_any(self, sought: Collection[Sought]) -> bool:
        """Whether one of some patterns is worth looking for."""
        return not self._worth.isdisjoint(sought)

    def all_of(self, sought: Sought) -> Iterator[re.Match[str]]:
        """What a pattern finds, one after the other."""
        return sought.pattern.finditer(self._text) if sought in self._worth else iter(())

    def spans_of(self, sought: Sought) -> Iterator[Span]:
        """Where the names stand that a pattern finds: its first group."""
        return (found.span(1) for found in self.all_of(sought))


class Glance:
    """Tells what is worth looking for in a text, in one pass for the signs of all patterns."""

    def __init__(self, *sought: Sought) -> None:
        self._sought = frozenset(sought)
        self._by_sign = [each for each in sought for _ in each.signs]
        self._signs = AhoCorasick([sign for each in sought for sign in each.signs])

    def at(self, text: str) -> Sight:
        """The text, as far as it is worth a look."""
        try:
            found = self._signs.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # half a surrogate
            return Sight(text, self._sought)
        return Sight(text, {self._by_sign[number] for number, _, _ in found})


def evidence_of(
    reading: Reading,
    names: Callable[[Field], Iterator[Name]],
    facet: str,
    taken: Iterable[str] = (),
) -> tuple[Evidence, ...]:
    """The names of both parts, each once and without those that lie within another.

    `taken` are names, casefolded, that something else has.
    """
    found: dict[str, Evidence] = {}
    for part in reading.parts:
        for start, end, confidence in names(part):
            raw = part.original[start:end]
            name = raw.strip(" ,\t")
            key = name.casefold().rstrip(".")
            if (shorter := _without_form(key)) in found:
                del found[shorter]
            for shorter in [other for other in found if key.startswith(f"{other} ")]:
                del found[shorter]
            known = (*found, *taken)
            if len(key) < 2 or any(key in other or other in key for other in known):
                continue
            begin = start + raw.index(name)
            found[key] = Evidence(
                f"{facet}:{name}", name, begin, begin + len(name), part.where, confidence
            )
            if len(found) == _MOST:
                return tuple(found.values())
    return tuple(found.values())


def _without_form(key: str) -> str:
    """A firm's name as it may have been found before, without its legal form."""
    return _FORM_BEHIND.sub("", key)


def within(part: Field, hits: Iterable[Hit]) -> Iterator[Span]:
    """Where hits stand in the original text, as far as names are looked for."""
    for hit in hits:
        span = part.folded.source(hit.start, hit.end)
        if span[1] > READ:
            return
        yield span


def labelled(text: str, end: int) -> Iterator[Span]:
    """What stands behind a label that ends at `end`, and a colon."""
    value = _LABELLED.match(text, end)
    if value:
        start, stop = value.span(1)
        cut = _VALUE_END.search(text, start, stop)
        yield start, cut.start() if cut else stop


def tabled(part: Field, wanted: str) -> Iterator[Span]:
    """What stands in the line below a label and a colon: so a table reads whose cells are lines."""
    text = part.original
    if "\n" not in text or not part.of(wanted):
        return
    for start, end in within(part, part.of(wanted, "label")):
        if text[start - 1 : start] in {"", "\n"} and (value := _BELOW.match(text, end)):
            yield value.span(1)


def pieces(text: str, start: int, end: int, joint: re.Pattern[str]) -> Iterator[Span]:
    """What stands before, between and behind the joints in [start, end)."""
    for found in joint.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def as_names(spans: Iterable[Span], confidence: float) -> Iterator[Name]:
    """Where names stand, one as sure as the other."""
    return ((*span, confidence) for span in spans)


def has_own_words(
    part: Field, start: int, end: int, *, coined: bool = False, may_claim: bool = False
) -> bool:
    """Whether some of [start, end) is none of the vocabulary: "stem cell cosmetics" is no name.

    What names an act is none either, nor what claims something and is not called a cream or serum,
    unless it `may_claim`.
    """
    if _BRAND.fullmatch(part.original, start, end):
        return True
    if coined and COINED.match(part.original, start, end):
        return True
    is_called = is_claimed = False
    source = part.folded.source
    first = bisect_left(part.hits, start - REACH, key=lambda hit: source(hit.start, hit.end)[0])
    reach, is_own = start, False
    for hit in islice(part.hits, first, None):
        begin, stop = source(hit.start, hit.end)
        if begin >= end:
            break
        if stop <= start or hit.spreads:
            continue
        if hit.facet == "kind":
            return False
        is_called = is_called or (hit.facet, hit.code) in _CALLED
        is_claimed = is_claimed or hit.facet == "claim"
        is_own = is_own or any(letter.isalnum() for letter in part.original[reach:begin])
        reach = max(reach, stop)
    is_own = is_own or any(letter.isalnum() for letter in part.original[reach:end])
    return is_own and (is_called or may_claim or not is_claimed)


def script_of(letter: str) -> str:
    """How names show in the script of a letter: by capitals, by spaces, or by neither."""
    if letter.lower() != letter.upper():
        return "cased"
    if ord(letter) > _FIRST_UNSPACED or "\u0e00" <= letter <= "\u0e7f":
        return "unspaced"
    return "uncased"
