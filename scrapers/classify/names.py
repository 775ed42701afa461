"""Firms and products named in a notice, by the look of their names.

Only names that stand in the text can be found, and only where they look like one: by a firm's
legal form, as whom a letter is to, in quotation marks, with a trade mark sign, or as a coined word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from scrapers.classify.evidence import Evidence
from scrapers.classify.reading import Field, Reading
from scrapers.classify.terms import FIRM, PRODUCT

_MOST: Final = 12
# Names are looked for in the opening: who is concerned is said there.
_READ: Final = 3000
_REACH: Final = 90

_CAPITAL: Final = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĽŁŃŇŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁІЇЄҐ]"
_WORD: Final = rf"(?:{_CAPITAL}|\d)[\w'’&.+-]{{0,40}}"
_JOIN: Final = "(?:&|and|of|de|del|da|do|di|y|e|und|et|dba|d/b/a)"
_UNSPACED_LETTER: Final = r"[\w·・ー&-]"
# The words of a name that end where its legal form begins, and those that follow one in front.
_NAME_BEFORE: Final = re.compile(
    rf"(?:^|(?<=[^\w'’&.+-])){_WORD}(?:,? (?:{_JOIN} )?{_WORD}){{0,6}},? ?$"
)
_NAME_BEHIND: Final = re.compile(
    r" ?[«\"“„]?[\w&-]{1,40}(?: [\w&-]{1,40}){0,2}?[»\"”“]?(?=[\s,.;:)]|$)"
)
_UNSPACED_BEFORE: Final = re.compile(rf"{_UNSPACED_LETTER}{{2,20}}$")
_UNSPACED_BEHIND: Final = re.compile(rf" ?{_UNSPACED_LETTER}{{2,20}}")

_LETTER_TO: Final = re.compile(
    rf"\b[Ll]etters? (?:issued |sent |addressed )?to ((?:the )?{_CAPITAL}[^\n,;:()]{{1,100}}?"
    r"(?:, (?:Inc|LLC|Ltd|L\.L\.C)\b\.?)?)"
    r"(?= \(|[,;:\n]| (?:for|over|about|regarding)\b|\.(?:\s|$)|$)"
)
# The list of warning letters of the United States FDA: firm, case number, date.
_CASE_TITLE: Final = re.compile(r"^(.{3,120}?) [-–—] \d{6} [-–—] \d{1,2}/\d{1,2}/\d{4}")

# An establishment by its own name: in brackets, or behind a word that leads to a name.
_ESTABLISHMENT: Final = re.compile(
    r"(?:[(“‘'\"]|\b(?:to|against|at|by|from|al|a|del|la) )"
    r"(?!The |Unl|Ill|Unr|Priv|Med|Stem|Beau|Aes)"
    rf"((?:{_WORD} ){{1,4}}(?:of {_CAPITAL}\w+ )?(?:Clinics?|Cent(?:er|re)s?|Institutes?|Med[Ss]pa"
    r"|Cl[ií]nica|Klinik|Clinique|Est[ée]tica)(?: (?:of|de) (?:[A-ZÀ-Þ]\w+ ?){1,3})?"
    r"|Instituto (?:de )?(?:[A-ZÀ-Þ]\w+ ?){1,3})\b"
)
_MARKED: Final = re.compile(r"\b([A-Z][\w+-]{0,30}(?: [A-Z][\w+-]{0,30}){0,4}) ?[®™]")
_QUOTED: Final = re.compile(r"[\"“‘«「『《]([^\"“”‘’«»「」『』《》\n]{2,60})[\"”’»」』》]")
_PRODUCT_BEFORE: Final = re.compile(
    r"(?:products?|brand(?:ed)?|named|called|known as|sold as|labell?ed|makers? of|product name"
    r"|productos?|produtos?|produits?|Produkte?n?|produkterna|prodott[oi]|marca|llamad[oa]|ürün"
    r"|제품|제품명|製品|商品|产品|產品|препарат\w*|продукт\w*) ?[:,]? ?[(]?$"
)
_PRODUCT_BEHIND: Final = re.compile(
    r" ?(?:등|등의|제품|화장품|製品|等|产品|產品|化妆品|化粧品"
    r"|,? (?:a|an|the) (?:\w+ )?(?:product|cosmetic|serum|injection|drug|supplement)"
    r"|products?\b|serum|cream|ampoules?|injection)"
)
# Names in capitals behind the word product: "products Aaa Bbb and Ccc", "exosome product, Ddd,".
_NAMED: Final = re.compile(
    r"\b(?:products?|brand|productos?|produtos?|produits?|Produkte?n?|produkterna|prodott[oi]"
    r"|producten|produk|sản phẩm)(?:,| called| named| known as)? (?!Art|Annex|Section|Part\b|Regul)"
    rf"((?:{_CAPITAL}[\w+-]{{2,30}}|\d{{1,4}})(?: {_CAPITAL}[\w+-]{{1,30}}){{0,3}}"
    rf"(?: (?:and|y|e|et|und|och|en|dan|và) {_CAPITAL}[\w+-]{{2,30}}"
    rf"(?: {_CAPITAL}[\w+-]{{1,30}}){{0,3}})?)"
)
_AND: Final = re.compile(r" (?:and|y|e|et|und|och|en|dan|và) ")
# What a product under study is called: two to six capitals and a number.
_STUDIED: Final = re.compile(r"(?<![\w/-])([A-Z]{2,6}-\d{2,4}[A-Z]?)(?![\w/-])")
_STUDIED_ELSEWHERE: Final = re.compile(r"COVID|SARS|CBER|OBPO|CDER|RDC|RE-|DI-|RA-|IS-|ISO|GMC|ICH")
# In a text of another script, a name in Latin capitals with a sign of trade.
_FOREIGN: Final = re.compile(r"(?<![A-Za-z])([A-Z][A-Za-z]{3,20}\+)(?![A-Za-z])")
_LABELLED: Final = re.compile(r"[ \t]*[:：][ \t]*([^\n;|。；]{2,80})")
# A word with a capital inside it is coined: ExoFlo, CharaCore.
_COINED: Final = re.compile(
    r"\b([A-Z][a-z]{1,12}[A-Z][a-z][A-Za-z]{0,12}\+?(?: (?:Pro|Plus|Max))?"
    r"|[A-Z][a-z]{3,12}[A-Z])(?![\w+])"
)
_COINED_ELSEWHERE: Final = re.compile(
    r"MedWatch|YouTube|WhatsApp|LinkedIn|TikTok|WeChat|PubMed|ClinicalTrials|EudraLex|EudraCT"
    r"|PharmNet|CosIng|SafetyGate|Mc[A-Z]|Mac[A-Z]|PayPal|GovDelivery"
)

_Name = tuple[int, int, float]


def firms_of(reading: Reading) -> tuple[Evidence, ...]:
    """The firms named, at most a dozen."""
    return _evidence(reading, _firm_names, "firm", ())


def products_of(reading: Reading, firms: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The products named that are not part of a firm's name, at most a dozen."""
    taken = [firm.word.casefold() for firm in firms]
    return _evidence(reading, _product_names, "product", taken)


def _firm_names(part: Field) -> Iterator[_Name]:
    text = part.original[:_READ]
    if part.where == "title" and (case := _CASE_TITLE.match(text)):
        yield *case.span(1), 0.95
    if "etter" in text:
        for letter in _LETTER_TO.finditer(text):
            yield *letter.span(1), 0.8
    for establishment in _ESTABLISHMENT.finditer(text):
        yield *establishment.span(1), 0.4
    for hit in part.of(FIRM):
        start, end = part.folded.source(hit.start, hit.end)
        if end > _READ:
            break
        # Signs count here, which folding leaves out: the brackets of (주).
        near = max(0, start - 1)
        if hit.code == "label":
            yield from _labelled(text, end, 0.8)
            continue
        at = text[near : end + 2].lower().find(hit.words.lower())
        start, end = near + at, near + at + len(hit.words)
        # A legal form is written with a capital; the word of the same letters is not.
        if at >= 0 and not text[start].islower():
            yield from _around(text, start, end, hit.code, unspaced=_is_unspaced(hit.words))


def _around(text: str, start: int, end: int, code: str, *, unspaced: bool) -> Iterator[_Name]:
    """The name that a legal form at [start, end) belongs to."""
    if code == "suffix":
        before = (_UNSPACED_BEFORE if unspaced else _NAME_BEFORE).search(
            text, max(0, start - _REACH), start
        )
        if before:
            yield before.start(), end + text.startswith(".", end), 0.7 if unspaced else 0.8
    else:
        behind = (_UNSPACED_BEHIND if unspaced else _NAME_BEHIND).match(text, end)
        if behind:
            yield start, behind.end(), 0.6


def _labelled(text: str, end: int, confidence: float) -> Iterator[_Name]:
    """What stands behind a label that ends at `end`, and a colon."""
    value = _LABELLED.match(text, end)
    if value:
        yield *value.span(1), confidence


def _product_names(part: Field) -> Iterator[_Name]:
    text = part.original[:_READ]
    if "®" in text or "™" in text:
        for marked in _MARKED.finditer(text):
            yield *marked.span(1), 0.9
    for hit in part.of(PRODUCT):
        _, end = part.folded.source(hit.start, hit.end)
        if end <= _READ:
            yield from _labelled(text, end, 0.8)
    for quoted in _QUOTED.finditer(text):
        before = text[max(0, quoted.start() - 30) : quoted.start()]
        if _PRODUCT_BEFORE.search(before) or _PRODUCT_BEHIND.match(text, quoted.end()):
            yield *quoted.span(1), 0.6
    for named in _NAMED.finditer(text):
        start = named.start(1)
        for name in _AND.split(named[1]):
            yield text.index(name, start), text.index(name, start) + len(name), 0.5
    for studied in _STUDIED.finditer(text):
        if not _STUDIED_ELSEWHERE.match(studied[1]):
            yield *studied.span(1), 0.4
    for foreign in _FOREIGN.finditer(text):
        yield *foreign.span(1), 0.4
    for coined in _COINED.finditer(text):
        if not _COINED_ELSEWHERE.match(coined[1]):
            yield *coined.span(1), 0.5


def _evidence(
    reading: Reading,
    names: Callable[[Field], Iterator[_Name]],
    facet: str,
    taken: Iterable[str],
) -> tuple[Evidence, ...]:
    """The names of both parts, each once and without those that lie within another."""
    found: dict[str, Evidence] = {}
    for part in reading.parts:
        for start, end, confidence in names(part):
            raw = part.original[start:end]
            name = raw.strip(" ,\t")
            key = name.casefold().rstrip(".")
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


def _is_unspaced(text: str) -> bool:
    return any(ord(letter) > 0x2E00 for letter in text)
