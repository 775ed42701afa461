"""A notice as the rules see it: its title and text with what is found in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, islice
from typing import Final, NamedTuple

from scrapers.classify.evidence import Evidence
from scrapers.classify.fold import BREAK, Folded, fold, folded_text
from scrapers.classify.languages import LanguageGuess, base_language
from scrapers.classify.learned import (
    Impression,
    LearnedWords,
    chosen,
    is_word,
    standing_in,
    words_of_issuer,
)
from scrapers.classify.links import Link, links_of
from scrapers.classify.matcher import Hit, Matcher, Region
from scrapers.classify.once import once
from scrapers.classify.sentences import SENTENCE_END
from scrapers.classify.terms import CAVEAT, FIRM, ORDINARY, PRODUCT

# Longer texts are read to here: a notice says what it is about long before.
MOST_READ: Final = 2_000_000
# The opening of a text says what it is; what follows gives reasons and background.
LEAD: Final = 600
_LONGEST_NAME: Final = 300
_MOST_SUGGESTING: Final = 3
# So far away, what there is none of is still what a word says: "no exosome product is approved";
# and so far before "is not mentioned" what is not.
_NONE_REACH: Final = 120
_UNNAMED_REACH: Final = 60
# So many letters are searched at once: a page of a list, and no bulk file twice in memory.
_BATCH: Final = 100_000
# An issuer whose name speaks of regulation; a university's or a journal's does not.
AUTHORITY: Final = "authority"
# A site's name and a question's parameters say nothing of the one notice.
_HOST_AND_QUERY: Final = re.compile(r"^\w+://[^/]*|[?#].*$")
_MENTIONED: Final = ("exosome", "vesicle", "secreted")
# Words around names, and around acts, which say nothing of the rest of a notice.
_UNLEARNED: Final = frozenset({FIRM, PRODUCT, ORDINARY, CAVEAT})
# So many classes of goods in a row, so far apart, are an authority's remit, or its site's menu.
_ROW_LENGTH, _ROW_GAP = 4, 40
_FULL_WIDTH: Final = re.compile("[\u1100-\u11ff\u2e80-\uffef]")
_NO_HITS: Final[Sequence[Hit]] = ()
# What a title speaks of that says more than what sort of document it heads.
_MATTERS: Final = ("topic", "origin", "use", "claim", "concern")
_GOODS: Final = ("product", "goods", "cosmetic_class", "aesthetic_setting", "software")
_FIRST_LINE: Final = re.compile(r"\s*([^\r\n]{3,200})[\r\n]")
# Markup that a source left in its text says nothing: tags, and signs by their name or number.
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|&(?:[a-zA-Z]{2,8}|#\w{1,6});")


class Field:
    """One part of a notice: its text, folded, and the hits in it, looked for when first asked.

    `original` is the text as `written`, but for blanks where it has markup.
    """

    def __init__(
        self,
        where: str,
        text: str,
        declared: str | None,
        reader: Reader,
        shown: str | None = None,
    ) -> None:
        self.where = where  # title | text | url
        self.shown = shown or where  # where evidence says that it stands
        self.written = text[:MOST_READ]
        self.original = _MARKUP.sub(_blank, self.written)
        self._declared = declared
        self._reader = reader

    @once
    def folded(self) -> Folded:
        return Folded(self.original)

    @once
    def _by_facet(self) -> Mapping[str, list[Hit]]:
        links = self._links
        if not links:
            return self._found
        return {
            facet: [
                hit
                for hit in hits
                if not any(link.holds(self.folded.source(hit.start, hit.end)[0]) for link in links)
            ]
            for facet, hits in self._found.items()
        }

    @once
    def _found(self) -> Mapping[str, list[Hit]]:
        """The hits of each facet, those in links to other pages among them."""
        if not self.original:
            return {}
        return self._reader.matcher.hits(self.folded, self.languages, self._regions)

    @once
    def _links(self) -> list[Link]:
        """Links to other pages behind the text: what they say is said of other things."""
        if self.where != "text":
            return []
        cues = (hit for hit in self._found.get("cue", _NO_HITS) if hit.code == "onward")
        return links_of(self.original, self.folded, cues)

    @once
    def opening(self) -> str:
        """The folded text as far as it is learned from."""
        ends = (link.cue for link in self._links if link.end == len(self.original))
        return self.folded.text[: min(LEAD, next(ends, LEAD))]

    @once
    def languages(self) -> frozenset[str]:
        """Those whose vocabularies may speak about the part."""
        return self._reader.guess.languages(self.folded.text, self._declared)

    @once
    def hits(self) -> list[Hit]:
        """The hits of all facets, in the order of the text."""
        hits = list(chain.from_iterable(self._by_facet.values()))
        hits.sort(key=_first_longest)
        return hits

    @once
    def _regions(self) -> list[Region]:
        return self._reader.matcher.regions(self.folded.text)

    @once
    def concerns_us(self) -> bool:
        """False where none of the words stand that could make a notice relevant."""
        return self._reader.matcher.may_be_relevant(self.folded, self._regions)

    @once
    def is_understood(self) -> bool:
        """False where no vocabulary is of the language that the part is written in."""
        return self._reader.guess.understands(self.folded.text, self._declared)

    @once
    def heading_end(self) -> int:
        """Where a first line that looks like a heading ends in the folded text; 0 without one."""
        first = _FIRST_LINE.match(self.original)
        return len(fold(first[1])) + 1 if first else 0

    @once
    def mentions(self) -> list[int]:
        """Where exosomes or what cells give off are named in the folded text."""
        return [hit.start for hit in self.of("topic", *_MENTIONED)]

    @once
    def remits(self) -> list[Region]:
        """Where an authority says what it sees to, or a menu does: classes of goods in a row."""
        hits = self.of("cue", "remit", "menu")
        return list(_rows(hits, self.folded.text)) if len(hits) >= _ROW_LENGTH else []

    @once
    def chosen(self) -> Mapping[str, Hit]:
        """The first hit of each code in each place of the part, by the name that is learned.

        What an authority says that it sees to is none.
        """
        first: dict[str, Hit] = {}
        for facet, hits in self._by_facet.items():
            if facet not in _UNLEARNED:
                for hit in hits:
                    if not self.in_remit(hit):
                        first.setdefault(chosen(facet, hit.code, self._place(hit)), hit)
        return first

    def _place(self, hit: Hit) -> str:
        if self.where != "text":
            return self.where
        return "opening" if hit.start < LEAD else "rest"

    def in_remit(self, hit: Hit) -> bool:
        remits = self.remits
        return bool(remits) and any(start <= hit.start < end for start, end in remits)

    def of(self, facet: str, *codes: str) -> Sequence[Hit]:
        """The hits of a facet, of some of its codes where given, in the order of the text."""
        hits = self._by_facet.get(facet, _NO_HITS)
        return [hit for hit in hits if hit.code in codes] if codes and hits else hits

    def says_none(self, hit: Hit) -> bool:
        """Whether the sentence of a word says that there are none: "no product is approved"."""
        return any(
            self._in_one_sentence(min(none, hit), max(none, hit), _NONE_REACH)
            for none in self.of("cue", "none")
        )

    def is_unnamed(self, hit: Hit) -> bool:
        """Whether it is said right behind a word that it is not named: "needling is not named"."""
        return any(
            hit.start < said.start and self._in_one_sentence(hit, said, _UNNAMED_REACH)
            for said in self.of("cue", "unnamed")
        )

    def _in_one_sentence(self, first: Hit, last: Hit, reach: int) -> bool:
        """Whether so few letters lie between two words, and no sentence ends there."""
        if last.start - first.end > reach:
            return False
        text = self.folded
        start, end = text.source(first.end, first.end)[0], text.source(last.start, last.start)[1]
        return not SENTENCE_END.search(self.original[start:end])

    def standing(self, name: str) -> Region | None:
        """Where what is learned by a name stands in the part; None: nowhere."""
        if hit := self.chosen.get(name):
            return hit.start, hit.end
        return standing_in(self.opening, name) if is_word(name) else None

    def evidence(self, hit: Hit, label: str, confidence: float) -> Evidence:
        start, end = self.folded.source(hit.start, hit.end)
        word = self.written[start:end]
        return Evidence(label, word, start, end, self.shown, round(confidence, 2))


class Issuer(NamedTuple):
    """Who issued a notice: the sorts of bodies that the name speaks of, and its words."""

    sorts: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """The parts of a notice, title first, where it stands and who issued it."""

    title: Field
    text: Field
    address: Field
    issuer: Callable[[], Issuer]
    learned: LearnedWords
    regulator: str

    @once
    def impression(self) -> Impression:
        """What was learned suggests of the words, of what the chosen ones found and of the issuer.

        Of a text only the opening is gone by.
        """
        return self.learned.impression([part.opening for part in self.parts], self.found)

    @property
    def found(self) -> set[str]:
        """What the chosen words found and who issued it, by the names that are learned."""
        return set().union(self.issuer().words, *(part.chosen for part in self.parts))

    @once
    def is_titled(self) -> bool:
        """False where the title says nothing of the matter: "Notice 12/2031", "Press release"."""
        title = self.title
        return any(map(title.of, _MATTERS)) or bool(title.of("cue", *_GOODS))

    def suggesting(self, facet: str, code: str) -> list[tuple[Field, Hit]]:
        """The learned words that most speak for a code, where they stand first."""
        return list(islice(self._suggesting(facet, code), _MOST_SUGGESTING))

    def _suggesting(self, facet: str, code: str) -> Iterator[tuple[Field, Hit]]:
        for words in self.impression.words_for(facet, code):
            for part in self.parts:
                if place := part.standing(words):
                    yield part, Hit(*place, facet, code, 0.0, words, False)
                    break

    @property
    def parts(self) -> tuple[Field, Field]:
        return self.title, self.text

    def of(self, facet: str, *codes: str) -> list[tuple[Field, Hit]]:
        return [(part, hit) for part in self.parts for hit in part.of(facet, *codes)]


class Reader:
    """Reads notices with one set of vocabularies."""

    def __init__(self, matcher: Matcher, guess: LanguageGuess, learned: LearnedWords) -> None:
        self.matcher = matcher
        self.guess = guess
        self._learned = learned
        # A source's notices have one issuer, or a few.
        self._issuer = lru_cache(maxsize=1024)(self._issuer_of)

    def read(
        self,
        title: str | None,
        text: str | None,
        *,
        url: str | None = None,
        language: str | None = None,
        regulator: str | None = None,
    ) -> Reading:
        """A notice as the rules see it; its parts are as `classify` has them."""
        declared = base_language(language)
        title, text = title or "", text or ""
        shown = "title"
        if not title.strip() and (first := _FIRST_LINE.match(text)):
            # A text that comes without a title has one in its first line.
            title, text, shown = first[0], " " * first.end() + text[first.end() :], "text"
        return Reading(
            Field("title", title, declared, self, shown),
            Field("text", text, declared, self),
            Field("url", _HOST_AND_QUERY.sub(_blank, url) if url else "", "en", self),
            partial(self._issuer, regulator or "", declared),
            self._learned,
            regulator or "",
        )

    def worth_reading(self, notices: Iterable[tuple[str, str]]) -> set[int]:
        """The numbers of the notices, each a title and a text, that are worth reading."""
        worth: set[int] = set()
        first = 0
        for batch in _batches(
            BREAK.join((folded_text(title[:MOST_READ]), folded_text(text[:MOST_READ])))
            for title, text in notices
        ):
            worth.update(first + number for number in self.matcher.may_be_relevant_of(batch))
            first += len(batch)
        return worth

    def _issuer_of(self, regulator: str, declared: str | None) -> Issuer:
        name = Folded(regulator[:_LONGEST_NAME])
        # Whatever language it publishes in, its name is mostly given in English as well.
        languages = self.guess.languages(name.text, declared) | {"en"}
        hits = self.matcher.hits(name, languages)
        codes = {hit.code for hit in hits.get("issuer", _NO_HITS)}
        if any(hit.code == "regulation" for hit in hits.get("cue", _NO_HITS)):
            codes.add(AUTHORITY)
        return Issuer(frozenset(codes), words_of_issuer(name.text))


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts as they come, so many together that they reach a length."""
    batch: list[str] = []
    length = 0
    for text in texts:
        batch.append(text)
        length += len(text)
        if length >= _BATCH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _first_longest(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _rows(hits: Sequence[Hit], text: str) -> Iterator[Region]:
    """Where many different words follow close on each other."""
    row: list[Hit] = []
    for hit in [*hits, None]:
        if hit is not None and (not row or _is_near(text, row[-1].end, hit.start)):
            row.append(hit)
            continue
        if len({one.words for one in row}) >= _ROW_LENGTH:
            yield row[0].start, row[-1].end
        row = [hit] if hit is not None else []


def _is_near(text: str, start: int, end: int) -> bool:
    """Whether a row may go on over so much text; a sign of full width says as much as three."""
    if end > start + _ROW_GAP:
        return False
    return end - start + 2 * len(_FULL_WIDTH.findall(text, start, end)) <= _ROW_GAP


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
