"""What words have been learned to speak for, from notices that people labelled.

The vocabularies hold words that somebody chose, for what they mean. Beside them stand words whose
weights were fitted (data/terms/learned.csv, written by `python -m bench.classifier.learn`): none of
them means much alone, but many together tell a recall from a warning as a reader's impression does.
Words are cut to their first letters, so that inflected forms are one; two in a row count as well;
where a script sets no spaces between words, or clings endings to them, its signs count by twos and
threes. Numbers are none of them: a notice with another number says the same. Only a title and the
opening of a text are gone by.

What the chosen words found is learned from as well, by the code that they stand for and by where
they stand: whether blood that is named is a product's material, what else is named beside it tells.
So are the words of the issuer's name: what a court publishes is mostly a ruling.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from math import sqrt
from typing import Final

from scrapers.classify.learned_file import NO_WORDS, Weights
from scrapers.classify.once import once

_STEM: Final = 6
_BY_SIGNS: Final = re.compile(
    "[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+"
)
_SIGNS: Final = (2, 3)
_NO_STEM: Final = ""
_ISSUER: Final = "issuer:"
# Few known words are no impression in a sentence or two; in a longer text, as of a language of
# which little was learned, they are a faint one: each is worth no more than of so many.
_FEWEST, _FEW = 20, 30
# In letters, title and opening together.
_LONG: Final = 150
# Log odds at which two of three such notices have the code, and one of eight.
_SURE, _RULED_OUT = 0.7, -2.0

_NO_SCORES: Final[Mapping[str, float]] = {}


def words_of(folded: str) -> set[str]:
    """The words of a folded text as they are learned: stems, pairs of stems, runs of signs."""
    stems, signs = _parts(folded)
    pairs = {f"{first} {second}" for first, second in pairwise(stems) if first and second}
    return {*stems, *signs, *pairs} - {_NO_STEM}


def _parts(folded: str) -> tuple[list[str], set[str]]:
    """The stems of a folded text in order, one without letters for each that parts its neighbours.

    And the runs of signs that are learned, which part them as numbers do.
    """
    words = folded.split()
    signs: set[str] = set()
    for at, word in () if folded.isascii() else enumerate(words):
        runs = () if word.isascii() else _BY_SIGNS.findall(word)
        for run in runs:
            for length in _SIGNS:
                signs.update(run[at : at + length] for at in range(len(run) - length + 1))
        if runs:
            words[at] = _NO_STEM
    return [_NO_STEM if word.isdigit() else word[:_STEM] for word in words], signs


def words_of_issuer(folded: str) -> frozenset[str]:
    """The words of an issuer's folded name, by the names under which they are learned."""
    return frozenset(f"{_ISSUER}{words}" for words in words_of(folded))


@cache
def chosen(facet: str, code: str, place: str) -> str:
    """The name under which it is learned that a chosen word stands in a place; no word is so."""
    return f"{facet}:{code} in {place}"


def is_word(name: str) -> bool:
    """Whether a name is a word of a text, and not one of `chosen` or of an issuer's."""
    return ":" not in name


def is_chosen(name: str) -> bool:
    """Whether a name is one of `chosen`."""
    return not is_word(name) and not name.startswith(_ISSUER)


def worth(known: int) -> float:
    """What each of so many known words counts: the more there are, the less each says."""
    return 1 / sqrt(max(known, _FEW))


def standing_in(folded: str, words: str) -> tuple[int, int] | None:
    """Where learned words first stand in a folded text, whole; None: nowhere."""
    found = _standing(words).search(folded)
    return found.span() if found else None


@lru_cache(maxsize=4096)
def _standing(words: str) -> re.Pattern[str]:
    if _BY_SIGNS.match(words):
        return re.compile(words)
    # Words end where words_of ends them: a short stem is the whole word, a word may hold marks that
    # are no \w (vowel signs of Hindi), and behind the last one of an opening no space may follow.
    stems = (re.escape(stem) + "[^ ]*" * (len(stem) == _STEM) for stem in words.split())
    return re.compile(rf"(?<= ){' '.join(stems)}(?![^ ])")


class _Table:
    """The weights with a row for each word and a column for each facet and code."""

    def __init__(self, weights: Weights) -> None:
        import numpy as np  # slow to load, and a run that finds nothing new does without

        starts = {(facet, code): start for facet, code, start in weights.get(NO_WORDS, ())}
        self.words = sorted(weights.keys() - {NO_WORDS})
        self.rows = {words: row for row, words in enumerate(self.words)}
        # The row of a stem, and those of its pairs by the second stem; None: there is none.
        self._stems: dict[str, tuple[int | None, dict[str, int]]] = {}
        for words, row in self.rows.items():
            first, is_pair, second = words.partition(" ")
            if is_pair:
                self._stems.setdefault(first, (self.rows.get(first), {}))[1][second] = row
            else:
                self._stems.setdefault(first, (row, {}))
        codes = sorted({said[:2] for row in weights.values() for said in row})
        self.columns = {code: column for column, code in enumerate(codes)}
        self._facets: dict[str, list[str]] = defaultdict(list)
        for facet, code in codes:
            self._facets[facet].append(code)
        self._starts = np.array([starts.get(code, 0.0) for code in codes])
        # Whole numbers, so that their sum is the same in whatever order.
        self.hundredths = np.zeros((len(self.words), len(codes)), np.int32)
        for row, words in enumerate(self.words):
            for facet, code, weight in weights[words]:
                self.hundredths[row, self.columns[facet, code]] = round(weight * 100)

    def rows_of(self, folded: str) -> set[int]:
        """The rows of the words of a folded text, as of `words_of`, that are known."""
        stems, signs = _parts(folded)
        known = list(map(self._stems.get, stems))
        rows = {self.rows[run] for run in signs if run in self.rows}
        for stem, second in zip(known, [*stems[1:], _NO_STEM], strict=False):
            if stem:
                row, pairs = stem
                if row is not None:
                    rows.add(row)
                if second in pairs:
                    rows.add(pairs[second])
        return rows

    def scores(self, rows: Sequence[int], each: float) -> Mapping[str, Mapping[str, float]]:
        """What some rows come to for each facet and code, each counting so much."""
        sums = self.hundredths.take(rows, axis=0).sum(axis=0)
        scores = iter((sums * (each / 100) + self._starts).tolist())
        return {
            facet: dict(zip(codes, scores, strict=False)) for facet, codes in self._facets.items()
        }


class Impression:
    """What the known words of a notice say together, each worth as much as the others."""

    def __init__(self, rows: Sequence[int], each: float, table: _Table) -> None:
        self._rows = rows
        self._each = each
        self._table = table

    def of(self, facet: str) -> Mapping[str, float]:
        """The score of each code of a facet that words may speak for; below 0: against it."""
        return self._scores.get(facet, _NO_SCORES)

    def sure(self, facet: str) -> list[str]:
        """The codes of a facet that apply by the words, whatever the vocabularies know."""
        return [code for code, score in self.of(facet).items() if score >= _SURE]

    def ruled_out(self, facet: str) -> list[str]:
        """The codes of a facet that do not apply by the words."""
        return [code for code, score in self.of(facet).items() if score <= _RULED_OUT]

    @once
    def _scores(self) -> Mapping[str, Mapping[str, float]]:
        return self._table.scores(self._rows, self._each) if self._rows else {}

    def words_for(self, facet: str, code: str) -> list[str]:
        """The words that speak for a code, the heaviest first."""
        column = self._table.columns.get((facet, code))
        if column is None:  # a code that is younger than the words
            return []
        # In the order of the words, those of one weight among them.
        rows = sorted(self._rows)
        weights = self._table.hundredths[rows, column]
        heaviest_first = (-weights).argsort(kind="stable").tolist()
        return [self._table.words[rows[at]] for at in heaviest_first if weights[at] > 0]


class LearnedWords:
    """The learned words; read when they are first asked."""

    def __init__(self, read: Callable[[], Weights]) -> None:
        self._read = read

    def impression(self, texts: Iterable[str], found: Iterable[str] = ()) -> Impression:
        """What the words of folded texts suggest, together with what else is known of a notice.

        Args:
            texts: as far as they are learned from.
            found: chosen words and those of the issuer's name, in the form of `chosen` and
                `words_of_issuer`.

        Raises:
            BadLearned: the file cannot be read.
        """
        table = self._table
        texts = list(texts)
        words = set().union(*map(table.rows_of, texts))
        if not words or (len(words) < _FEWEST and sum(map(len, texts)) < _LONG):
            return Impression((), 0.0, table)
        rows = [*words, *(table.rows[name] for name in found if name in table.rows)]
        return Impression(rows, worth(len(words)), table)

    @once
    def _table(self) -> _Table:
        return _Table(self._read())
