"""The tokens of full-text search: one reading of texts and queries for every script and database.

Databases disagree on what a word is, and most cannot divide Chinese, Japanese, Korean, Thai, Lao,
Khmer or Burmese at all. So texts are folded and divided here, and the databases only store and
match what comes out:

- Folding: NFKC, case, the accents of Latin, Greek, Cyrillic, Hebrew and Arabic; every kind of digit
  becomes 0-9. Hangul, the voicing marks of kana and the vowels of Thai stay: they are letters.
- Scripts that need no spaces (and Hangul, whose spacing varies) become overlapping pairs of
  characters, and the last character alone: 엑소좀 gives 엑소, 소좀, 좀. A phrase of pairs then
  finds any part of a run, two characters included, and the beginning of a pair a single one.
- All other scripts become words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

# More than this is no title, name, summary or question; it keeps hostile input inside the bounds
# that SQLite and PostgreSQL set for one text, one word and one query.
_LONGEST_TEXT = 16_000
_LONGEST_WORD = 64
_LONGEST_QUERY = 500
_MOST_TERMS = 40

# Stands between two texts of one field, so that no phrase reaches from one into the next. No query
# can hold it, because folding makes a space of it.
BOUNDARY = "_"

_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e"  # Thai, without its digits and signs
    "\u0e81-\u0ecf\u0edc-\u0edf"  # Lao
    "\u1000-\u103f\u1050-\u108f\u109a-\u109f\ua9e0-\ua9ef\uaa60-\uaa7f"  # Burmese
    "\u1780-\u17d3\u17d7\u17dc\u17dd"  # Khmer
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    "\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff"  # kana
    "\u2e80-\u2fdf\u3005-\u3007\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|[^\s{_UNSPACED}]+")
_PAIR = re.compile(rf"[{_UNSPACED}]{{2}}")
_SINGLE = re.compile(rf"[{_UNSPACED}]")

_ACCENTS = frozenset(
    chain(
        range(0x0300, 0x0370),  # Latin and Greek
        range(0x0483, 0x048A),  # Cyrillic
        range(0x0591, 0x05C8),  # Hebrew points
        range(0x0610, 0x061B),  # Arabic
        range(0x064B, 0x0660),
        range(0x06D6, 0x06EE),
        (0x0640, 0x0670),  # the stroke that only stretches a word; the superscript alef
        range(0x08CA, 0x0900),
        range(0x1AB0, 0x1B00),
        range(0x1DC0, 0x1E00),
        range(0x20D0, 0x2100),
        range(0xFE20, 0xFE30),
    )
)
# Letters that people type without their stroke, and Unicode does not take apart.
_PLAIN_LETTERS = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"}


class _Folding(dict[int, str]):
    """A table for str.translate that works each character out when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(code)
        return folded

    @staticmethod
    def _fold(code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if code in _ACCENTS or category == "Cf":  # Cf: invisible, such as joiners and soft hyphens
            return ""
        if category == "Nd":
            return str(unicodedata.decimal(character))
        return character if category[0] in "LMN" else " "


_FOLDING = _Folding({ord(letter): plain for letter, plain in _PLAIN_LETTERS.items()})
_PLAIN_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
# Not "virus", "analysis", "illness": their s is no plural.
_ENGLISH_PLURAL = re.compile(r"([a-z]{3,}[a-hj-rtv-z])s")
_QUOTED_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a query asks for: tokens that follow each other; `open`: the last may go on."""

    tokens: tuple[str, ...]
    open: bool


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order. They hold letters, marks and digits, and nothing else."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    folded = unicodedata.normalize("NFC", decomposed.translate(_FOLDING))
    found: list[str] = []
    for run in _RUN.finditer(folded):
        letters = run[0]
        if run["unspaced"]:
            found.extend(letters[at : at + 2] for at in range(len(letters)))
        else:
            found.append(letters[:_LONGEST_WORD])
    return found


def field_tokens(texts: Iterable[str]) -> list[str]:
    """The tokens of the texts of one field, with BOUNDARY between the texts."""
    found: list[str] = []
    for text in texts:
        found += [*tokens(text[:_LONGEST_TEXT]), BOUNDARY]
    return found[:_LONGEST_TEXT]


def query_terms(query: str) -> list[Term]:
    """What a query asks for; a notice must have every term.

    A word may go on (`exos` finds exosome), and need not be a plural (`exosomes` finds exosome,
    which may go on to exosomes); a "quoted phrase" is taken as it stands, and a run
    of an unspaced script is found anywhere. What holds no letter or digit asks for nothing.
    """
    terms = []
    for quoted, word in _QUOTED_OR_WORD.findall(query[:_LONGEST_QUERY].translate(_PLAIN_QUOTES)):
        found = tokens(quoted or word)
        if not found:
            continue
        if word and (plural := _ENGLISH_PLURAL.fullmatch(found[-1])):
            found[-1] = plural[1]
        ends_unspaced = _SINGLE.fullmatch(found[-1]) is not None
        if ends_unspaced and len(found) > 1 and _PAIR.fullmatch(found[-2]):
            # The pair before already holds this character; alone it would mean "the run ends here".
            terms.append(Term(tuple(found[:-1]), open=False))
        else:
            terms.append(Term(tuple(found), open=ends_unspaced or not quoted))
    return terms[:_MOST_TERMS]
