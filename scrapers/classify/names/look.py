"""How names are written: with capitals, in quotation marks, or up to a word that ends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Span = tuple[int, int]

# No name reaches further back from what ends it.
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
# A full stop ends a sentence, unless it stands inside a word or behind what is shortened.
_GOES_ON: Final = r"[\w&+-]{0,40}+(?:['’.](?!s\b)[\w&+-]{1,20}+)*+"
WORD: Final = rf"(?:(?:D[Rr]|S[Tt]|Co)\.(?=[ ,])|{CAPITAL}(?:\.(?=[ ,])|{_GOES_ON})|\d{_GOES_ON})"
_SMALL: Final = "(?:&|and|n|of|de|del|da|do|di|y|e|und|et|dba|d/b/a)"
NAME: Final = rf"(?={CAPITAL}|\d+[A-Z]){WORD}(?: (?:{_SMALL} (?={CAPITAL}))?{WORD}){{0,6}}"
# A name in a row of names, where small words join the one to the next.
_ITEM: Final = rf"(?={CAPITAL}){WORD}(?: (?:& |n |d['’])?{WORD}){{0,5}}"
_ALSO: Final = "(?:and|y|e|et|und|sowie|oraz|och|og|en|dan|và|i|a|ve|și|és|и|та|і|or|ou|o|serta)"
ITEMS: Final = rf"{_ITEM}(?:(?:, (?:{_ALSO} )?| {_ALSO} ){_ITEM}){{0,11}}"
ROW: Final = rf"{_ITEM}(?:, {_ITEM}){{0,8}},? {_ALSO} {_ITEM}"
BETWEEN_ITEMS: Final = re.compile(rf",? {_ALSO} |, ")
_OTHERS: Final = re.compile(rf".*(?:,? {_ALSO} |, | of )")
IN_QUOTES: Final = r"(?:«[^«»\n]{2,60}»|\"[^\"\n]{2,60}\"|“[^“”\n]{2,60}”|„[^„“”\n]{2,60}[“”])"
LAST_LATIN: Final = "\u024f"
# Chinese, Japanese and Korean from here on; Thai has its own place.
_FIRST_UNSPACED: Final = 0x2E00
# A word with a capital inside it is coined: ExoFlo, CharaCore.
COINED: Final = re.compile(
    r"([A-Z](?<!\w.)(?<!Project .)"
    r"(?:[a-z]{1,12}[A-Z][a-z][A-Za-z]{0,12}\+?(?: (?:Pro|Plus|Max|Series|\d{1,3}\b))?"
    r"|[a-z]{2,12}[A-Z]{3,5}(?:-[A-Z]{1,4}\b)?"
    r"|[a-z]{3,12}[A-Z](?: [A-Z]{2,4}(?:-[A-Z][a-z]+)?)?))(?![\w+])"
)
_BEFORE: Final = re.compile(rf"(?<![\w'’&.+-]){NAME},? ?\Z")
# What has a capital at the head of a sentence or in a headline, and is no part of the name behind.
_LEADING: Final = re.compile(
    r".*(?:(?<![\w-])(?:Against|About|After|Before|On|For|From|Of|To|With|In|By|At|Over|Into|And"
    r"|As|Its?|One|Two|Three|Four|Five|Un(?:authori[sz]|approv|register)ed|Illegal|Fake|Counterfeit"
    r"|Bans?|Banned|Warn(?:s|ed|ing)?|Recall(?:s|ed)?|Alert|Seize[sd]?|Sends?|Tells?|Orders?"
    r"|Fine[sd]?|Sues?|Stops?|Says?|Product)\b|['’]s) (?:of |de )?"
    # Behind a comma, a legal form is that of the name before it.
    r"|(?:L\.?L\.?C|Inc|Corp|Ltd|P\.?A|P\.?C)\.? (?:dba|d/b/a) "
)
_ARTICLE: Final = re.compile(
    r"(?:(?:^|(?<=[.!?:] )|(?<=\n))(?:The|An?|D(?:ie|er|as|em|en)|El|L[aeo]s?|Il|Os?|As|De|Het|En"
    r"|Und|Et) )?(?:\w+-based )?"
)
# Behind a capital it may be part of a heading, but for German nouns.
_GERMAN_ARTICLE: Final = re.compile(
    r"\b(?:d(?:ie|er|as|em|en|es)|im|beim|vom|zum|zur|eine[mrns]?) $"
)


def is_of_a_heading(text: str, start: int) -> bool:
    """Whether a word has a capital where it is no noun behind an article, as in German."""
    return text[start].isupper() and not _GERMAN_ARTICLE.search(text, max(0, start - 7), start)


def name_before(text: str, end: int) -> int | None:
    """Where the words in capitals begin that end at `end`; None: there are none."""
    name = _BEFORE.search(text, max(0, end - REACH), end)
    if name is None:
        return None
    begin = without_leading(text, name.start(), end)
    return begin if begin < end else None


def item_before(text: str, end: int) -> int | None:
    """Where the last name begins of a row of names that ends at `end`; None: there are none."""
    begin = name_before(text, end)
    if begin is None:
        return None
    others = _OTHERS.match(text, begin, end)
    return others.end() if others else begin


def without_leading(text: str, start: int, end: int) -> int:
    """Where a name in [start, end) begins, behind the words of a headline and articles."""
    for unwanted in (_LEADING, _ARTICLE):
        if leading := unwanted.match(text, start, end):
            start = leading.end()
    return start


def pieces(text: str, start: int, end: int, joint: re.Pattern[str]) -> Iterator[Span]:
    """What stands before, between and behind the joints in [start, end)."""
    for found in joint.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def script_of(letter: str) -> str:
    """How names show in the script of a letter: by capitals, by spaces, or by neither."""
    if letter.lower() != letter.upper():
        return "cased"
    if ord(letter) > _FIRST_UNSPACED or "\u0e00" <= letter <= "\u0e7f":
        return "unspaced"
    return "uncased"
