"""The forms of the languages of a text looked for in one pass over its folded letters.

A long text is searched where it says what it is about: in its opening, and around the places where
exosomes are named. What else stands in it is background.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache, partial
from itertools import accumulate
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from scrapers.classify.fold import BREAK, Folded, fold
from scrapers.classify.forms import Ends, Form, anchors_of, read_forms, with_marks
from scrapers.classify.terms import FIRM, MASK, ORDINARY, PRODUCT, Terms

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
_AT_HOME: Final = frozenset({(PRODUCT, "called"), (PRODUCT, "examples")})
# Looked up once: an enumeration's members are slow to get at.
_HERE, _LATER = Ends.HERE, Ends.LATER
_new: Final = tuple.__new__
_NONE_NEEDED: Final = ("",)  # it stands everywhere
_SIGNS: Final = re.compile(r"[^\w]+")


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


# What a hit says wherever it is: its facet, code, weight, words, and whether it spreads.
_Said = tuple[str, str, float, str, bool]


class _Line(NamedTuple):
    """A line of a language's vocabulary, read when one of its anchors is first met.

    `form` is the shorthand, as the file has it; `everywhere`: it counts in other languages' texts.
    """

    form: str
    facet: str
    code: str
    language: str
    everywhere: bool = False
    clitics: tuple[str, ...] = ()
    marks_matter: bool = False


class _Entry(NamedTuple):
    """A form of a line, and what it says."""

    form: Form
    said: _Said
    clitics: frozenset[str]
    marks_matter: bool


class _Meaning(NamedTuple):
    """What an anchor stands for in some languages.

    `lead` leads from the beginning of the anchor to its first letter. `plain` is found with the
    anchor: whether the word may go on, where it ends from the end of the anchor on, and what is
    said. `conditional` needs more: one of some words further on, and then a tail, so far before the
    end of the anchor, or a look at the letters around. `needles` are all these words.
    """

    lead: int
    plain: tuple[tuple[bool, int, _Said], ...]
    needles: tuple[str, ...]
    conditional: tuple[tuple[tuple[str, ...], str | None, int, _Entry], ...]


class Matcher:
    """Finds the forms of the vocabularies; what they mean in a language is worked out when met."""

    def __init__(self, vocabularies: Iterable[Terms]) -> None:
        self._by_language = {terms.language: terms for terms in vocabularies}
        self._meanings: dict[frozenset[str], _Meanings] = {}
        self._named = self._anchors_of(_ANY_LANGUAGE)
        self._relevant = _Meanings(self._anchors_of(_RELEVANT))

    def may_be_relevant(self, folded: Folded, regions: Sequence[Region]) -> bool:
        """Whether there are words that could make a notice relevant, in any language."""
        meanings, text = self._relevant, folded.text
        is_near = False
        for start, end in regions:
            for number, _, stop in meanings.anchors.found(text[start:end]):
                meaning = meanings[number]
                if meaning is None:
                    continue
                if meaning.plain:
                    return True
                stop += start
                is_near = is_near or _is_near(meaning, text[stop - 1 : stop + _REACH])
        return is_near and bool(_search(meanings, folded, regions))

    def may_be_relevant_of(self, texts: Sequence[str]) -> set[int]:
        """The numbers of the folded texts that a closer look may find such words in.

        One search does for all of them: most have not even the beginning of such a word.
        """
        ends = list(accumulate(len(text) + len(BREAK) for text in texts))
        joined = BREAK.join(texts)
        worth: set[int] = set()
        for number, start, stop in self._relevant.anchors.found(joined):
            at = bisect_right(ends, start)
            meaning = self._relevant[number]
            if at in worth or meaning is None:
                continue
            following = joined[stop - 1 : min(stop + _REACH, ends[at])]
            if meaning.plain or _is_near(meaning, following):
                worth.add(at)
        return worth

    def hits(
        self,
        folded: Folded,
        languages: frozenset[str],
        regions: Sequence[Region] | None = None,
    ) -> dict[str, list[Hit]]:
        """What is found of each facet, in the order of the text, without what a longer covers."""
        meanings = self._meanings.get(languages)
        if meanings is None:
            meanings = self._meanings_in(languages)
        if regions is None:
            regions = self.regions(folded.text)
        found = _search(meanings, folded, regions)
        return {facet: _longest(hits) for facet, hits in found.items()}

    def _meanings_in(self, languages: frozenset[str]) -> _Meanings:
        # A notice may declare any language; only for those that are known something is kept.
        known = languages.intersection(self._by_language)
        return self._meanings.setdefault(known, _Meanings(self._all, known))

    def _anchors_of(self, topics: Collection[tuple[str, str]]) -> _Anchors:
        """The anchors of some topics in every language."""
        vocabularies = self._by_language.values()
        return _Anchors(line for terms in vocabularies for line in _lines(terms, only=topics))

    @cached_property
    def _all(self) -> _Anchors:
        """The anchors of all forms in every language, prepared when a text first needs them."""
        vocabularies = self._by_language.values()
        words = (line for terms in vocabularies for line in _lines(terms))
        signs = (line for terms in vocabularies for line in _name_signs(terms))
        return _Anchors((*words, *signs))

    def regions(self, text: str) -> list[Region]:
        """The stretches of a folded text that are searched."""
        if len(text) <= OPENING:
            return [(0, len(text))]
        regions = [(0, text.find(" ", OPENING) + 1 or len(text))]
        for _, first, stop in self._named.found(text)[:_MENTIONS]:
            start = text.rfind(" ", 0, max(first - 1 - _AROUND, 1))
            end = text.find(" ", stop - 1 + _AROUND) + 1 or len(text)
            if start <= regions[-1][1]:
                regions[-1] = (regions[-1][0], max(end, regions[-1][1]))
            else:
                regions.append((max(start, 0), end))
        return regions


class _Anchors:
    """The anchors of forms, looked for all at once.

    `known` has each anchor with its lines, those of one language after the other.
    """

    def __init__(self, lines: Iterable[_Line]) -> None:
        by_anchor: dict[str, list[_Line]] = {}
        for line in lines:
            for anchor in anchors_of(line.form, line.clitics):
                by_anchor.setdefault(anchor, []).append(line)
        self.known = list(by_anchor.items())
        self._automaton = AhoCorasick([anchor for anchor, _ in self.known], store_patterns=False)

    def found(self, text: str) -> list[tuple[int, int, int]]:
        """The anchors in a text, as they end: the number of each in `known`, its start and end."""
        return self._automaton.find_matches_as_indexes(text, overlapping=True)


class _Meanings(dict[int, _Meaning | None]):
    """What anchors mean in some languages, by number, worked out when an anchor is first met.

    None: nothing. Without languages, everything counts that was put in.
    """

    def __init__(self, anchors: _Anchors, languages: frozenset[str] | None = None) -> None:
        self.anchors = anchors
        self._languages = languages

    def __missing__(self, number: int) -> _Meaning | None:
        anchor, lines = self.anchors.known[number]
        entries = [
            entry
            for line in self._spoken(lines)
            for entry in _entries(line)
            if anchor in entry.form.searched
        ]
        meaning = self[number] = _meaning(anchor, entries)
        return meaning

    def _spoken(self, lines: Sequence[_Line]) -> Sequence[_Line]:
        """The lines that count: words of the languages, words of others, signs of names."""
        languages = self._languages
        if languages is None:
            return lines
        spoken = (each for each in lines if each.everywhere or each.language in languages)
        return sorted(spoken, key=partial(_rank, languages))


def _rank(languages: frozenset[str], line: _Line) -> int:
    if line.facet in (FIRM, ORDINARY, PRODUCT):
        return 2
    return 0 if line.language in languages else 1


def _meaning(anchor: str, entries: Sequence[_Entry]) -> _Meaning | None:
    if not entries:
        return None
    plain: dict[tuple[Ends, str, str, float], _Entry] = {}
    conditional: list[_Entry] = []
    for entry in entries:
        if entry.form.tail is not None or entry.clitics or entry.marks_matter:
            conditional.append(entry)
        else:
            plain[_saying(entry)] = entry
    # Languages share words: what one of them says without condition is said.
    rest = [entry for entry in conditional if entry.form.tail or _saying(entry) not in plain]
    return _Meaning(
        int(anchor.startswith(" ")),
        tuple(
            (entry.form.ends is _LATER, -1 if entry.form.ends is _HERE else 0, entry.said)
            for entry in plain.values()
        ),
        tuple(dict.fromkeys(word for entry in rest for word in entry.form.needles or _NONE_NEEDED)),
        tuple(
            (
                entry.form.needles,
                None if entry.clitics or entry.marks_matter else entry.form.tail,
                int(entry.form.ends is _HERE),
                entry,
            )
            for entry in rest
        ),
    )


def _saying(entry: _Entry) -> tuple[Ends, str, str, float]:
    facet, code, weight, _, _ = entry.said
    return entry.form.ends, facet, code, weight


def _search(meanings: _Meanings, folded: Folded, regions: Iterable[Region]) -> dict[str, list[Hit]]:
    """What is found in some stretches of a folded text, by facet, in the order in which it ends."""
    text = folded.text
    unbroken = BREAK not in text
    hits: dict[str, list[Hit]] = defaultdict(list)
    for first, last in regions:
        for number, start, stop in meanings.anchors.found(text[first:last]):
            meaning = meanings[number]
            if meaning is None:
                continue
            lead, plain, any_of_these, conditional = meaning
            if first:
                start += first
                stop += first
            for goes_on, beyond, said in plain:
                if goes_on:
                    end = text.find(" ", stop) if unbroken else _word_end(text, stop)
                else:
                    end = stop + beyond
                hits[said[0]].append(_new(Hit, (start + lead, end, *said)))
            if not conditional:
                continue
            following = text[stop - 1 : stop + _REACH]
            for needle in any_of_these:
                if needle in following:
                    break
            else:
                continue
            for needles, tail, back, entry in conditional:
                for needle in needles:
                    if needle in following:
                        break
                else:
                    if needles:
                        continue
                if tail is None:
                    hit = _hit(folded, entry, start, stop)
                    if hit is not None:
                        hits[hit.facet].append(hit)
                    continue
                found = _compiled(tail).match(text, stop - back, stop - back + _REACH)
                if found is not None:
                    said = entry.said
                    hits[said[0]].append(_new(Hit, (start + lead, found.end(), *said)))
    return hits


def _is_near(meaning: _Meaning, following: str) -> bool:
    """Whether one of the words is there that an anchor needs further on."""
    return any(map(following.__contains__, meaning.needles))


def _end(text: str, form: Form, stop: int) -> int:
    if form.ends is _LATER:
        return _word_end(text, stop)
    return stop - 1 if form.ends is _HERE else stop


def _lines(terms: Terms, *, only: Collection[tuple[str, str]] = ()) -> Iterator[_Line]:
    clitics = tuple(fold(clitic) for clitic in terms.clitics)
    for facet, codes in terms.terms.items():
        for code, written in codes.items():
            if only and (facet, code) not in only:
                continue
            everywhere = (facet, code) in _ANY_LANGUAGE
            for line in written:
                yield _Line(
                    line, facet, code, terms.language, everywhere, clitics, terms.marks_matter
                )


def _name_signs(terms: Terms) -> Iterator[_Line]:
    """What stands in and beside names; abroad too, unless it may well be a word there."""
    for facet, signs in ((FIRM, terms.firms), (PRODUCT, terms.products)):
        for code, written in signs:
            for line in written:
                everywhere = len(line) > _SHORT and (facet, code) not in _AT_HOME
                yield _Line(line, facet, code, terms.language, everywhere)
    for line in terms.ordinary:
        yield _Line(line, ORDINARY, ORDINARY, terms.language, everywhere=True)


@lru_cache(maxsize=4096)  # a line has several anchors, and means the same in many languages
def _entries(line: _Line) -> list[_Entry]:
    spreads = "..." in line.form and line.code != MASK
    fronts = frozenset(line.clitics)
    return [
        _Entry(
            form,
            (line.facet, line.code, form.weight, line.form, spreads),
            fronts,
            line.marks_matter,
        )
        for form in read_forms(line.form, line.clitics)
    ]


def _hit(folded: Folded, entry: _Entry, start: int, end: int) -> Hit | None:
    """The hit of an entry whose anchor is at [start, end), or None where the rest is missing."""
    text, form = folded.text, entry.form
    if entry.clitics and not _begins_word(text, start, entry.clitics):
        return None
    if form.tail is not None:
        end -= form.ends is _HERE
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
    return Hit(begin, stop, *entry.said)


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
    """Of one facet, drop what a longer run of words covers, then the masks.

    Forms with a gap cover nothing, unless they are masks: what is in the gap speaks for itself.
    """
    if len(found) == 1:
        return found if found[0].code != MASK else []
    found.sort(key=_longest_first)
    kept: list[Hit] = []
    longer: Hit | None = None
    for hit in found:
        if longer is not None and hit.end <= longer.end:
            same_words = (hit.start, hit.end) == (longer.start, longer.end)
            if not same_words or longer.code in {MASK, hit.code}:
                continue
        elif not hit.spreads:
            longer = hit
        kept.append(hit)
    return [hit for hit in kept if hit.code != MASK]


def _longest_first(hit: Hit) -> tuple[int, int, bool]:
    return hit.start, -hit.end, hit.code != MASK
