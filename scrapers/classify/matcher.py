"""Every form of every language looked for in one pass over the folded text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import ahocorasick

from scrapers.classify.fold import Folded, fold
from scrapers.classify.forms import Form, read_forms, with_marks
from scrapers.classify.terms import MASK, Terms

# Names that mean the same in every language, whatever the rest of the text is written in.
_ANY_LANGUAGE: Final = frozenset({("topic", "exosome"), ("topic", "vesicle")})
# What a tail may reach over: four words between two, twelve characters where words are unspaced.
_REACH: Final = 160


@dataclass(frozen=True, slots=True)
class Hit:
    """One form found: what it stands for and where it is in the folded text."""

    facet: str
    code: str
    start: int
    end: int
    weight: float
    form: str


@dataclass(frozen=True, slots=True)
class _Entry:
    form: Form
    language: str
    facet: str
    code: str
    clitics: frozenset[str]
    everywhere: bool
    marks_matter: bool


class Matcher:
    """The vocabularies as one automaton; `hits` are in the order of the text."""

    def __init__(self, vocabularies: Iterable[Terms]) -> None:
        by_anchor: dict[str, list[_Entry]] = {}
        for terms in vocabularies:
            clitics = tuple(fold(clitic) for clitic in terms.clitics)
            for facet, codes in terms.terms.items():
                for code, written in codes.items():
                    for line in written:
                        for form in read_forms(line, clitics):
                            by_anchor.setdefault(form.anchor, []).append(
                                _Entry(
                                    form,
                                    terms.language,
                                    facet,
                                    code,
                                    frozenset(clitics),
                                    (facet, code) in _ANY_LANGUAGE,
                                    terms.marks_matter,
                                )
                            )
        self._automaton = ahocorasick.Automaton()
        for anchor, entries in by_anchor.items():
            self._automaton.add_word(anchor, (len(anchor), tuple(entries)))
        self._automaton.make_automaton()

    def hits(self, folded: Folded, languages: frozenset[str]) -> list[Hit]:
        """What is found, without what a longer form of the same facet covers."""
        text = folded.text
        found: list[Hit] = []
        for last, (length, entries) in self._automaton.iter(text):
            end = last + 1
            start = end - length
            for entry in entries:
                if not entry.everywhere and entry.language not in languages:
                    continue
                if entry.clitics and not _begins_word(text, start, entry.clitics):
                    continue
                if entry.marks_matter and not _same_marks(folded, start, end, entry.form):
                    continue
                stop = end
                if entry.form.tail is not None:
                    tail = entry.form.tail.match(text, end, end + _REACH)
                    if tail is None:
                        continue
                    stop = tail.end()
                begin = start + (text[start] == " ")
                found.append(
                    Hit(entry.facet, entry.code, begin, stop, entry.form.weight, entry.form.written)
                )
        return _longest(found)


def _begins_word(text: str, start: int, clitics: frozenset[str]) -> bool:
    before = max(text.rfind(" ", 0, start), text.rfind("|", 0, start))
    front = text[before + 1 : start]
    return not front or front in clitics


def _same_marks(folded: Folded, start: int, end: int, form: Form) -> bool:
    first, last = folded.source(start + (folded.text[start] == " "), end)
    return " ".join(with_marks(folded.original[first:last]).split()) == form.unfolded


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
        elif "..." not in hit.form or hit.code == MASK:
            covered[hit.facet] = hit
        kept.append(hit)
    return [hit for hit in kept if hit.code != MASK]


def _longest_first(hit: Hit) -> tuple[int, int, bool]:
    return hit.start, -hit.end, hit.code != MASK
