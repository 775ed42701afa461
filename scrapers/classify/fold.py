"""Folding: the same word written differently becomes the same letters, and offsets lead back.

Folded text is compatibility-normalised (NFKC) and caseless, without Latin, Greek and Cyrillic
diacritics, Arabic and Hebrew vowel marks, joiners and soft hyphens; Arabic and Persian letter
variants are one; dotless i is i; every other sign is a space, runs of spaces are one, and spaces
between Han or Kana characters are gone. It begins and ends with a space.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from scrapers.classify.once import once

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
# They begin with the space that they look for, and look back from there: that is found quickly.
_GAP: Final = re.compile(rf" (?:(?<=  )|(?<=[{_EAST_ASIAN}] )(?= *[{_EAST_ASIAN}])) *")
_SPACES: Final = re.compile(" (?<=  ) *")
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
    """What each code point folds to, worked out when it is first met.

    `uneven` are those met that fold to several or to none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uneven: list[str] = []

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(folded) != 1:
            self.uneven.append(chr(code))
        self[code] = folded
        return folded


_TABLE: Final = _FoldTable()
_NON_ASCII: Final = re.compile("[^\x00-\x7f]")
# Where fewer than one letter in so many is not ASCII, these are folded one by one.
_FEW: Final = 10
# In ASCII all of it is one to one, byte for byte, and a good deal faster.
_ASCII: Final = bytes(ord(_fold_character(chr(code))) if code < 128 else 0 for code in range(256))


class Folded:
    """A folded text: `text` to search in, and `source(start, end)` to lead back to the original."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._clusters: list[int] | None = None
        self._composed = original
        self.is_ascii = original.isascii()
        self._last = max(len(original) - 1, 0)
        if self.is_ascii:
            folded = _folded_ascii(original)
        else:
            self._composed, self._clusters = _composed(original)
            folded = _folded(self._composed)
        self._spaced = f" {folded} "
        self.text = _narrow(folded)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that folds to [start, end) of `text`, with its last marks."""
        stop = min(self._original(end - 1) + 1, len(self.original))
        while stop < len(self.original) and unicodedata.combining(self.original[stop]):
            stop += 1
        return self._original(start), stop

    def _original(self, index: int) -> int:
        spaced = index + self._gaps.at(index)[0]
        if self.is_ascii:
            return min(max(spaced - 1, 0), self._last)
        more, following = self._longer.at(spaced - 1)
        composed = spaced - 1 - more
        # Inside a letter that folded to several, the next place to shift at is that letter's.
        if following is not None:
            composed = min(composed, following)
        composed = min(max(composed, 0), max(len(self._composed) - 1, 0))
        return self._clusters[composed] if self._clusters is not None else composed

    @once
    def _gaps(self) -> _Shifts:
        """Where `text` lacks spaces that the folded original has."""
        gap = _SPACES if self.text.isascii() else _GAP
        return _Shifts(self._gaps_found(gap))

    def _gaps_found(self, gap: re.Pattern[str]) -> Iterator[_Shift]:
        gone = 0
        for found in gap.finditer(self._spaced):
            start, end = found.span()
            gone += end - start
            yield end - gone, gone, start

    @once
    def _longer(self) -> _Shifts:
        """Where one character has folded to several or to none."""
        uneven = "".join(_TABLE.uneven)
        return _Shifts(self._uneven_found(uneven) if uneven else iter(()))

    def _uneven_found(self, characters: str) -> Iterator[_Shift]:
        more = 0
        for found in re.finditer(f"[{re.escape(characters)}]", self._composed):
            more += len(_TABLE[ord(found[0])]) - 1
            yield found.start() + 1 + more, more, found.start()


# From a place in the later text on, so much more or less than in the earlier; where it happens
# in the earlier.
_Shift = tuple[int, int, int]


class _Shifts:
    """How far two texts are apart at a place, worked out no further than it is asked for."""

    def __init__(self, shifts: Iterator[_Shift]) -> None:
        self._coming = shifts
        self._known = -1  # up to this place
        self._places: list[int] = []
        self._totals = [0]
        self._sources: list[int | None] = []

    def at(self, index: int) -> tuple[int, int | None]:
        """The shift at an index, and where the next one happens; None: nowhere."""
        if index >= self._known:
            self._go_on(index)
        found = bisect_right(self._places, index)
        return self._totals[found], self._sources[found]

    def _go_on(self, index: int) -> None:
        """Work out all shifts up to an index, and the one behind it."""
        for place, total, source in self._coming:
            self._places.append(place)
            self._totals.append(total)
            self._sources.append(source)
            if place > index:
                self._known = place
                return
        self._known = sys.maxsize
        self._sources.append(None)


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


def folded_text(original: str) -> str:
    """The folded text alone, where nothing has to lead back."""
    if original.isascii():
        return _narrow(_folded_ascii(original))
    return _narrow(_folded(_composed(original)[0]))


def _folded(composed: str) -> str:
    """A text letter by letter; faster where most of it is ASCII, as in English with its dashes."""
    others = len(composed) - len(composed.encode("ascii", "ignore"))
    if others * _FEW < len(composed):
        plain = _NON_ASCII.sub(_fold_found, composed)
        # What stands for a break by now would be taken for a written sign, which is none.
        if plain.isascii() and plain.count(BREAK) == composed.count(BREAK):
            return _folded_ascii(plain)
    return composed.translate(_TABLE)


def _fold_found(found: re.Match[str]) -> str:
    return _TABLE[ord(found[0])]


def _folded_ascii(original: str) -> str:
    return original.encode("ascii").translate(_ASCII).decode("ascii")


def _narrow(spaced: str) -> str:
    """A space at both ends, and in between no more spaces than between words."""
    narrow = f" {' '.join(spaced.split())} "
    return narrow if narrow.isascii() else _GAP.sub("", narrow)


def fold(text: str) -> str:
    """The folded text alone, without the spaces around it."""
    return folded_text(text).strip()
