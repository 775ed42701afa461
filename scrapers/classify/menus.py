"""What stands around the text of a page: navigation, lists of tags and footers.

A word that stands there says nothing of what the page is about. It is told by its shape, short
pieces between signs or one to a line, and by the words that menus have. A table's rows and what is
counted up in a sentence have that shape too: they say what they are, or stand one above the other,
and no words of menus are near.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final, NamedTuple

from scrapers.classify.matcher import Hit, Region
from scrapers.classify.once import once
from scrapers.classify.reading import Field
from scrapers.classify.sentences import SENTENCE_END, line_around

# What stands without a space between two words joins them in a row: "toxin/fillers", "필러·보톡스".
_SEPARATORS: Final = re.compile(r"[|›»•▸►\t]|\s[·>/–-]\s")
_SEPARATING: Final = re.compile(r"[|›»•·▸►>/\t–-]")
_MENU_SEPARATORS, _MENU_REACH, _MENU_LINE, _MENU_ITEM, _MENU_GAP = 3, 160, 12, 4, 60
# So many letters of a table's rows above and below are looked at.
_ROW: Final = 400
# What a line or a piece of it is, before a colon: "Product: …", "Seized: …".
_LABELLED: Final = re.compile(r"[^\W\d][:：] ?\w")
_ENDED: Final = re.compile(rf"{SENTENCE_END.pattern}\s*$")


class Menus:
    """Navigation, lists of tags and footers of a text; a title has none."""

    def __init__(self, part: Field) -> None:
        self._part = part
        self._cues = part.of("cue", "menu") if part.shown == "text" else ()
        self._starts = [cue.start for cue in self._cues]

    def hold(self, hit: Hit) -> bool:
        """Whether a hit stands in a menu and not in a sentence."""
        part = self._part
        if part.shown != "text":
            return False
        start, end = part.folded.source(hit.start, hit.end)
        line, first = line_around(part.original, start, end)
        if _is_separated(line) and not _has_long_run(line):
            says_something = _says_something(part.original, line, first, start - first)
            if self._cues_near(hit) or not says_something:
                return True
        if not self._cues:
            return False
        sentence = _sentence_around(line, start - first, end - first)
        spans = self._cues_near(hit, first + sentence.start, first + sentence.end)
        if spans and _is_item_in_a_row(line, sentence, start - first):
            return True
        if sentence.is_ended:
            # Where a page is one line, the words of a menu run on into its first sentence.
            initial = line[start - first]
            if spans and initial.isupper() and _is_hemmed_in(start, end, self._classes_of_goods):
                return True
            return not initial.islower() and _is_hemmed_in(start, end, spans.values())
        words = len(line[sentence.start : sentence.end].split())
        # One row of a menu has several of its words; a menu set one to a line has short lines.
        return (
            len(spans) >= 2
            or (bool(spans) and words <= _MENU_LINE)
            or (len(self._cues_near(hit)) >= 2 and len(line.split()) <= _MENU_ITEM)
        )

    @once
    def _classes_of_goods(self) -> list[Region]:
        """Where menus name what an authority sees to, in the original."""
        cues = self._part.of("cue", "menu", "remit")
        return [self._part.folded.source(cue.start, cue.end) for cue in cues]

    def _cues_near(
        self, hit: Hit, first: int = 0, last: int | None = None
    ) -> dict[str, tuple[int, int]]:
        """Where the different words of menus stand in the original, near a hit, in a stretch."""
        folded = self._part.folded
        nearby = self._cues[
            bisect_left(self._starts, hit.start - _MENU_REACH) : bisect_right(
                self._starts, hit.start + _MENU_REACH
            )
        ]
        spans = ((cue.words, folded.source(cue.start, cue.end)) for cue in nearby)
        return {
            words: span
            for words, span in spans
            if first <= span[0] and (last is None or span[0] < last)
        }


class _Sentence(NamedTuple):
    """A stretch of a line without a full stop in it, and whether one ends it."""

    start: int
    end: int
    is_ended: bool


def _sentence_around(line: str, start: int, end: int) -> _Sentence:
    stops = [stop.end() for stop in SENTENCE_END.finditer(line)]
    before, after = bisect_right(stops, start), bisect_left(stops, end)
    return _Sentence(
        stops[before - 1] if before else 0,
        stops[after] if after < len(stops) else len(line),
        after < len(stops),
    )


def _is_hemmed_in(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether words of a menu stand close before and close behind."""
    before = any(0 <= start - stop <= _MENU_GAP for _, stop in spans)
    return before and any(0 <= first - end <= _MENU_GAP for first, _ in spans)


def _says_something(text: str, line: str, first: int, start: int) -> bool:
    """Whether short pieces are counted up in a sentence, say what they are, or are a table's row.

    `line` begins at `first` in the text, and what is asked about at `start` in the line.
    """
    return (
        _initial(line, start).islower()
        or bool(_ENDED.search(line) or _LABELLED.search(line))
        or _is_row_of_a_table(text, line, first)
    )


def _initial(line: str, start: int) -> str:
    """The first letter of the piece that holds a place: in a menu it is no small one.

    Of the first piece, which begins a sentence as well, it is that of what stands there.
    """
    begins = max((sign.end() for sign in _SEPARATORS.finditer(line, 0, start)), default=start)
    return next(filter(str.isalpha, line[begins : start + 1]), "")


def _is_row_of_a_table(text: str, line: str, first: int) -> bool:
    """Whether the line above or below has as many signs between pieces."""
    last = first + len(line)
    above = text[max(0, first - _ROW) : first].rstrip().rpartition("\n")[2]
    below = text[last : last + _ROW].lstrip().partition("\n")[0]
    signs = len(_SEPARATORS.findall(line))
    return any(len(_SEPARATORS.findall(row)) == signs for row in (above, below))


def _is_separated(line: str) -> bool:
    """Whether signs stand between pieces, as in a menu; most lines have too few signs at all."""
    return (
        len(_SEPARATING.findall(line)) >= _MENU_SEPARATORS
        and len(_SEPARATORS.findall(line)) >= _MENU_SEPARATORS
    )


def _has_long_run(line: str) -> bool:
    """Whether a piece between separators is long enough to be a sentence."""
    return any(map(_is_long, _SEPARATORS.split(line)))


def _is_long(piece: str) -> bool:
    return len(piece.split()) > 8 or len(piece) > 60


def _is_item_in_a_row(line: str, sentence: _Sentence, start: int) -> bool:
    """Whether what stands at `start` is one of several short pieces between separators."""
    stretch = line[sentence.start : sentence.end]
    if not _is_separated(stretch):
        return False
    at = len(_SEPARATORS.findall(stretch[: start - sentence.start]))
    row = 0
    for number, piece in enumerate(_SEPARATORS.split(stretch)):
        row = 0 if _is_long(piece) else row + 1
        if number == at and not row:
            return False
        if number >= at and row > _MENU_SEPARATORS:
            return True
        if number > at and not row:
            return False
    return False
