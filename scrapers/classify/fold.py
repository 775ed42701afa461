"""Folding: the same word written differently becomes the same letters, and offsets lead back.

Folded text is compatibility-normalised (NFKC) and caseless, without Latin, Greek and Cyrillic
diacritics, Arabic and Hebrew vowel marks, joiners and soft hyphens; Arabic and Persian letter
variants are one; dotless i is i; every other sign is a space, runs of spaces are one, and spaces
between Han or Kana characters are gone. It begins and ends with a space.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from typing import Final

_COMBINING: Final = re.compile("[\u0300-\u036f]")
_UNSEEN: Final = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_SAME_LETTER: Final = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئې", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةۀە", "ه"),
    **dict.fromkeys("ؤۇ", "و"),
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "æ": "ae",
    "œ": "oe",
    "ʻ": "",
    "ʼ": "",
}
# What one reader sees as one letter can be several code points: a base and its marks, a half-width
# kana and its voicing, the parts of a Hangul syllable.
_CLUSTER: Final = re.compile(
    "[\u1100-\u115f]+[\u1160-\u11a7]+[\u11a8-\u11ff]*"
    "|[^\u0300-\u036f\u3099\u309a\uff9e\uff9f\u0653-\u0655\u093c]"
    "[\u0300-\u036f\u3099\u309a\uff9e\uff9f\u0653-\u0655\u093c]*"
    "|.",
    re.DOTALL,
)
_HALF_WIDTH_MARKS: Final = re.compile("[\uff9e\uff9f]")
_EAST_ASIAN: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_GAP: Final = re.compile(rf"(?<=[{_EAST_ASIAN}]) +(?=[{_EAST_ASIAN}])|(?<= ) +")
_EAST_ASIAN_STOPS: Final = frozenset("。！？；，、：｡､")
BREAK: Final = "|"


def _is_letter(character: str) -> bool:
    # Vowel signs of Thai, Hindi and their like are marks (M), not letters, but part of the word.
    return unicodedata.category(character)[0] in "LNM"


def _fold_character(character: str) -> str:
    if character in _EAST_ASIAN_STOPS:
        return BREAK
    folded = unicodedata.normalize("NFKC", character).casefold()
    if "\u00c0" <= character < "\u0530" or "\u1e00" <= character < "\u2000":
        decomposed = unicodedata.normalize("NFD", folded)
        folded = unicodedata.normalize("NFC", _COMBINING.sub("", decomposed))
    folded = _UNSEEN.sub("", folded)
    folded = "".join(_SAME_LETTER.get(letter, letter) for letter in folded)
    return "".join(letter if _is_letter(letter) else " " for letter in folded)


class _FoldTable(dict[int, str]):
    """What each code point folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_TABLE: Final = _FoldTable()
# ASCII has its own table, all of it one to one: str.translate is then at its fastest.
_ASCII: Final = {code: _fold_character(chr(code)) for code in range(128)}


_Shifts = tuple[list[int], list[int]]


class Folded:
    """A folded text: `text` to search in, and `source(start, end)` to lead back to the original."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._composed, self._clusters = _composed(original)
        self._table = _ASCII if self._composed.isascii() else _TABLE
        self._spaced = f" {self._composed.translate(self._table)} "
        narrow = f" {' '.join(self._spaced.split())} "
        self.text = narrow if narrow.isascii() else _GAP.sub("", narrow)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that folds to [start, end) of `text`."""
        return self._original(start), min(self._original(end - 1) + 1, len(self.original))

    def _original(self, index: int) -> int:
        spaced = index + _shift(self._gaps, index)
        composed = spaced - 1 - _shift(self._longer, spaced - 1)
        # Inside a letter that folded to several, the next place to shift at is that letter's.
        following = bisect_right(self._longer[0], spaced - 1)
        if following < len(self._uneven):
            composed = min(composed, self._uneven[following])
        composed = min(max(composed, 0), max(len(self._composed) - 1, 0))
        return self._clusters[composed] if self._clusters is not None else composed

    @cached_property
    def _gaps(self) -> _Shifts:
        """Where `text` lacks spaces that the folded original has, and how many up to there."""
        places, totals, gone = [], [], 0
        for gap in _GAP.finditer(self._spaced):
            gone += gap.end() - gap.start()
            places.append(gap.end() - gone)
            totals.append(gone)
        return places, totals

    @cached_property
    def _longer(self) -> _Shifts:
        """Where one character has folded to several or to none, and the sum of that up to there."""
        places, totals, more = [], [], 0
        for index in self._uneven:
            more += len(self._table[ord(self._composed[index])]) - 1
            places.append(index + 1 + more)
            totals.append(more)
        return places, totals

    @cached_property
    def _uneven(self) -> list[int]:
        """The characters that do not fold to one character each."""
        uneven = "".join(c for c in set(self._composed) if len(self._table[ord(c)]) != 1)
        if not uneven:
            return []
        return [m.start() for m in re.finditer(f"[{re.escape(uneven)}]", self._composed)]


def _shift(shifts: _Shifts, index: int) -> int:
    places, totals = shifts
    found = bisect_right(places, index)
    return totals[found - 1] if found else 0


def _composed(original: str) -> tuple[str, list[int] | None]:
    """The text with its letters in one piece each, and where each begins in the original."""
    if unicodedata.is_normalized("NFC", original) and not _HALF_WIDTH_MARKS.search(original):
        return original, None
    pieces, starts = [], []
    for cluster in _CLUSTER.finditer(original):
        piece = unicodedata.normalize("NFC", cluster[0])
        if _HALF_WIDTH_MARKS.search(piece):
            piece = unicodedata.normalize("NFKC", piece)
        pieces.append(piece)
        starts.extend([cluster.start()] * len(piece))
    return "".join(pieces), starts


def fold(text: str) -> str:
    """The folded text alone, without the spaces around it."""
    return Folded(text).text.strip()
