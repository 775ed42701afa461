"""The forms of the languages of a text looked for in one pass over its folded letters.

A long text is searched where it says what it is about: in its opening, and around the places where
exosomes are named. What else stands in it is background.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

import ahocorasick

from scrapers.classify.fold import BREAK, Folded, fold
from scrapers.classify.forms import Ends, Form, read_forms, with_marks
from scrapers.classify.terms import FIRM, MASK, PRODUCT, Terms

# Names that mean the same in every language, whatever the rest of the text is written in.
_ANY_LANGUAGE: Final = (("topic", "exosome"), ("topic", "vesicle"))
# What can make a notice relevant; see scrapers.classify.relevance.
_RELEVANT: Final = frozenset(
    ("topic", code)
    for code in (
        "exosome",
        "vesicle",
        "secreted",
        "human_material",
        "injected_cosmetic",
        "cell_product",
    )
)
# What a tail may reach over: four words between two, twelve characters where words are unspaced.
_REACH: Final = 160
# How much of a long text is read: its opening, and this much around each of the first mentions.
OPENING: Final = 3000
_AROUND: Final = 500
_MENTIONS: Final = 8
# Legal forms of firms that are also words of other languages: SE, AG, ME.
_SHORT: Final = 2
# Looked up once: an enumeration's members are slow to get at.
_HERE, _LATER = Ends.HERE, Ends.LATER
_SIGNS: Final = re.compile(r"[^\w]+")
_NO_SHORTHAND: Final = str.maketrans("()*_|", "     ")


Region = tuple[int, int]


class Hit(NamedTuple):
    """One form found: where it is in the folded text and what it stands for.

    `words` is the form as its file has it: two hits of the same words say the same thing twice.
    """

    start: int
    end: int
    facet: str
    code: str
    weight: float
    words: str
    spreads: bool  # over other words, by a gap


class _Entry(NamedTuple):
    form: Form
    facet: str
    code: str
    spreads: bool
    clitics: frozenset[str]
    marks_matter: bool


class Matcher:
    """Finds the forms of the vocabularies; languages are prepared when a text first needs them."""

    def __init__(self, vocabularies: Iterable[Terms]) -> None:
        self._by_language = {terms.language: terms for terms in vocabularies}
        self._read: dict[str, tuple[_Entry, ...]] = {}
        self._prepared: dict[frozenset[str], ahocorasick.Automaton] = {}
        self._named = _automaton(
            entry
            for terms in self._by_language.values()
            for entry in _entries(terms, only=_ANY_LANGUAGE)
        )

        self._relevant = _automaton(
            entry
            for terms in self._by_language.values()
            for entry in _entries(terms, only=_RELEVANT)
        )

    def may_be_relevant(self, folded: Folded, regions: Sequence[Region]) -> bool:
        """Whether there are words that could make a notice relevant, in any language."""
        return any(
            True for start, end in regions for _ in _search(self._relevant, folded, start, end)
        )

    def hits(
        self,
        folded: Folded,
        languages: frozenset[str],
        regions: Sequence[Region] | None = None,
    ) -> list[Hit]:
        """What is found, in the order of the text, without what a longer form covers."""
        known = languages.intersection(self._by_language)
        automaton = self._prepared.get(known)
        if automaton is None:
            automaton = self._prepared[known] = self._prepare(known)
        if regions is None:
            regions = self.regions(folded.text)
        found = [hit for start, end in regions for hit in _search(automaton, folded, start, end)]
        return _longest(found)

    def _prepare(self, languages: frozenset[str]) -> ahocorasick.Automaton:
        own = (entry for name in sorted(languages) for entry in self._own(name))
        firms = (
            entry
            for name, terms in self._by_language.items()
            for entry in _name_signs(terms, own=name in languages)
        )
        others = (
            entry
            for name, terms in self._by_language.items()
            if name not in languages
            for entry in _entries(terms, only=_ANY_LANGUAGE)
        )
        return _automaton((*own, *others, *firms))

    def _own(self, language: str) -> tuple[_Entry, ...]:
        """The entries of a language, read when a text first needs them."""
        if language not in self._read:
            self._read[language] = tuple(_entries(self._by_language[language]))
        return self._read[language]

    def regions(self, text: str) -> list[Region]:
        """The stretches of a folded text that are searched."""
        if len(text) <= OPENING:
            return [(0, len(text))]
        regions = [(0, text.find(" ", OPENING) + 1 or len(text))]
        for last, (length, _, _) in islice(self._named.iter(text), _MENTIONS):
            start = text.rfind(" ", 0, max(last - length - _AROUND, 1))
            end = text.find(" ", last + _AROUND) + 1 or len(text)
            if start <= regions[-1][1]:
                regions[-1] = (regions[-1][0], max(end, regions[-1][1]))
            else:
                regions.append((max(start, 0), end))
        return regions


def _automaton(entries: Iterable[_Entry]) -> ahocorasick.Automaton:
    """Anchors, each with its length and its entries: those that are found with it, and others."""
    by_anchor: dict[str, tuple[list[_Entry], list[_Entry]]] = {}
    for entry in entries:
        for anchor in _anchors(entry.form):
            plain, conditional = by_anchor.setdefault(anchor, ([], []))
            needs_more = entry.form.tail is not None or entry.clitics or entry.marks_matter
            (conditional if needs_more else plain).append(entry)
    automaton = ahocorasick.Automaton()
    for anchor, (plain, conditional) in by_anchor.items():
        # Languages share words: what one of them says without condition is said.
        said = {_saying(entry): entry for entry in plain}
        rest = [entry for entry in conditional if entry.form.tail or _saying(entry) not in said]
        automaton.add_word(anchor, (len(anchor), list(said.values()), rest))
    automaton.make_automaton()
    return automaton


def _saying(entry: _Entry) -> tuple[Ends, str, str, float]:
    return entry.form.ends, entry.facet, entry.code, entry.form.weight


def _search(
    automaton: ahocorasick.Automaton, folded: Folded, start: int, end: int
) -> Iterator[Hit]:
    text = folded.text
    unbroken = BREAK not in text
    standing: dict[str, bool] = {}  # which words of tails stand in this stretch at all
    for last, (length, plain, conditional) in automaton.iter(text, start, end):
        stop = last + 1
        if plain:
            begin = stop - length
            begin += text[begin] == " "
            for form, facet, code, spreads, _, _ in plain:
                if form.ends is _LATER:
                    ends = text.find(" ", stop) if unbroken else _word_end(text, stop)
                else:
                    ends = stop - 1 if form.ends is _HERE else stop
                yield Hit(begin, ends, facet, code, form.weight, form.written, spreads)
        for entry in conditional:
            for needle in entry.form.needles:
                stands = standing.get(needle)
                if stands is None:
                    stands = standing[needle] = text.find(needle, start, end + _REACH) >= 0
                if stands:
                    break
            else:
                if entry.form.needles:
                    continue
            hit = _hit(folded, entry, stop - length, stop)
            if hit is not None:
                yield hit


def _end(text: str, form: Form, stop: int) -> int:
    if form.ends is _LATER:
        return _word_end(text, stop)
    return stop - 1 if form.ends is _HERE else stop


def _entries(terms: Terms, *, only: Collection[tuple[str, str]] = ()) -> Iterator[_Entry]:
    clitics = tuple(fold(clitic) for clitic in terms.clitics)
    for facet, codes in terms.terms.items():
        for code, written in codes.items():
            if only and (facet, code) not in only:
                continue
            for line in written:
                for form in read_forms(line, clitics):
                    spreads = "..." in line and code != MASK
                    yield _Entry(form, facet, code, spreads, frozenset(clitics), terms.marks_matter)


def _name_signs(terms: Terms, *, own: bool) -> Iterator[_Entry]:
    """Legal forms of firms, labels of tables; abroad, those too long to be a word elsewhere."""
    for facet, code, written in (
        (FIRM, "suffix", terms.firms.suffixes),
        (FIRM, "prefix", terms.firms.prefixes),
        (FIRM, "label", terms.firms.labels),
        (PRODUCT, "label", terms.products.labels),
    ):
        for line in written:
            if own or len(line) > _SHORT:
                for form in read_forms(line.translate(_NO_SHORTHAND)):
                    as_written = replace(form, written=line)
                    yield _Entry(as_written, facet, code, False, frozenset(), False)


def _anchors(form: Form) -> tuple[str, ...]:
    """What the automaton looks for; the sign after a word that ends here is part of it."""
    if form.ends is _HERE:
        return f"{form.anchor} ", f"{form.anchor}{BREAK}"
    return (form.anchor,)


def _hit(folded: Folded, entry: _Entry, start: int, end: int) -> Hit | None:
    """The hit of an entry whose anchor is at [start, end), or None where the rest is missing."""
    text, form = folded.text, entry.form
    if entry.clitics and not _begins_word(text, start, entry.clitics):
        return None
    if form.tail is not None:
        end -= form.ends is _HERE
        if not any(text.find(needle, end, end + _REACH) >= 0 for needle in form.needles):
            return None
        tail = _compiled(form.tail).match(text, end, end + _REACH)
        if tail is None:
            return None
        stop = tail.end()
    else:
        stop = _end(text, form, end)
    begin = start + (text[start] == " ")
    if entry.marks_matter:
        anchor_end = begin + len(form.anchor.strip())
        if not _same_marks(folded, begin, anchor_end, form):
            return None
    return Hit(begin, stop, entry.facet, entry.code, form.weight, form.written, entry.spreads)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _word_end(text: str, position: int) -> int:
    space = text.find(" ", position)
    stop = text.find(BREAK, position, space)
    return space if stop < 0 else stop


def _begins_word(text: str, start: int, clitics: frozenset[str]) -> bool:
    before = max(text.rfind(" ", 0, start), text.rfind("|", 0, start))
    front = text[before + 1 : start]
    return not front or front in clitics


def _same_marks(folded: Folded, start: int, end: int, form: Form) -> bool:
    if folded.is_ascii:
        return form.unfolded.isascii()
    first, last = folded.source(start, end)
    return _SIGNS.sub(" ", with_marks(folded.original[first:last])) == form.unfolded


def _longest(found: list[Hit]) -> list[Hit]:
    """Drop what a longer run of words of the same facet covers, then the masks.

    Forms with a gap cover nothing, unless they are masks: what is in the gap speaks for itself.
    """
    kept: list[Hit] = []
    covered: dict[str, Hit] = {}
    for hit in sorted(found, key=_longest_first):
        longer = covered.get(hit.facet)
        if longer is not None and hit.end <= longer.end:
            same_words = (hit.start, hit.end) == (longer.start, longer.end)
            if not same_words or longer.code in {MASK, hit.code}:
                continue
        elif not hit.spreads:
            covered[hit.facet] = hit
        kept.append(hit)
    return [hit for hit in kept if hit.code != MASK]


def _longest_first(hit: Hit) -> tuple[int, int, bool]:
    return hit.start, -hit.end, hit.code != MASK
