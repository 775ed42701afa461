"""Is a notice about exosome products, about a category that contains them, or about neither?

direct    exosomes or extracellular vesicles are named as something sold, used or ruled upon, or in
          a language of which no other word is known: nobody can tell what is said of them.
category  they are not, but what it rules on contains them: material of human origin, what cells
          give off, biologics made of cells, cosmetics that are injected or needled in.
None      neither: the word stands in a menu, is said not to be meant, or belongs to cell biology.
          Cosmetic injections, living stem cells, cord blood that is banked and organs, milk and
          blood that are donated are only like them.

Where exosomes are not named, learned words speak for the category or against it beside its own, but
not where there are none of these: of a page whose menu alone has them they say nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from math import exp
from typing import Final, NamedTuple

from scrapers.classify.evidence import Evidence
from scrapers.classify.matcher import Hit
from scrapers.classify.menus import Menus
from scrapers.classify.reading import AUTHORITY, Field, Reading
from scrapers.classify.terms import FIRM

_NEAR: Final = 260
_AUTHORITY_WORTH: Final = 0.5
_COMMERCE: Final = ("product", "regulation", "aesthetic_setting")
_SCIENCE: Final = ("research", "diagnostic")
# How a product gets to people; science gives things by the mouth and by the vein too, to mice.
_ROUTES: Final = ("topical_cosmetic", "microneedling", "injection", "inhalation")
# A concern whose words are the names of germs and fungi, which science has as well.
_GERMS: Final = "contamination"
# In letters: to a firm's legal form, and from the word for a firm to its name.
_NAME_GOES_ON, _NAME_BEGINS = 25, 3
_ENDINGS: Final = ("suffixes", "trades")
_BEGINNINGS: Final = ("prefixes", "labels", "called", "establishments")
# A word for a kind of act that is no passing one.
_WEIGHTY: Final = 1.5
# How sure it is that a notice without any of the words is about something else.
_NOTHING: Final = 0.95
# Beyond this many mentions the rest cannot change the answer.
_MENTIONS: Final = 200


_Grounds = Sequence[tuple[Field, Hit]]


class Relevance(NamedTuple):
    """The answer, how sure it is, and what speaks for it."""

    code: str | None
    confidence: float
    grounds: _Grounds = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that it rests on."""
        label = f"relevance:{self.code}"
        return tuple(part.evidence(hit, label, self.confidence) for part, hit in self.grounds[:3])


def relevance_of(reading: Reading) -> Relevance:
    """Judge a notice; see the head of this module."""
    if not any(part.concerns_us for part in reading.parts):
        return Relevance(None, _NOTHING)
    named = [(part, hit) for part in reading.parts for hit in _mentions(part)]
    if named and not _is_of_software_by_a_firm_so_called(reading, named):
        commerce, science = _surroundings(reading, named)
        if commerce > science or (not science and not named[0][0].is_understood):
            confidence = 1 - 0.5 ** (1 + commerce - science)
            confidence = min(0.98, confidence + 0.1 * any(p is reading.title for p, _ in named))
            return Relevance("direct", confidence, named)
        return Relevance(None, min(0.95, 0.6 + 0.05 * (science - commerce)))
    return _category(reading)


def _mentions(part: Field) -> list[Hit]:
    """Where exosomes are named and meant: no menu, and no sentence that says they are not."""
    named = part.of("topic", "exosome", "vesicle")[:_MENTIONS]
    if not named:
        return []
    denials = _Spans(part.of("cue", "negation"))
    menus = Menus(part)
    return [hit for hit in named if not denials.cover(hit) and not menus.hold(hit)]


def _is_of_software_by_a_firm_so_called(reading: Reading, named: _Grounds) -> bool:
    """Whether exosomes are named in a firm's name alone, and what it makes are programs."""
    if not _is_of_programs(reading):
        return False
    firms = {_as_written(part, hit) for part, hit in named if _is_in_a_firm_s_name(part, hit)}
    return all(_as_written(part, hit) in firms for part, hit in named)


def _is_of_programs(reading: Reading) -> bool:
    """Whether a notice is about programs; goods have words that these share (patch, product)."""
    if reading.of("cue", "cosmetic_class", "aesthetic_setting"):
        return False
    if reading.title.of("cue", "software"):
        return True
    return bool(reading.text.of("cue", "software")) and not reading.of("cue", "goods")


def _is_in_a_firm_s_name(part: Field, hit: Hit) -> bool:
    """Whether a legal form follows ("Exosome Systems Ltd"), or what firms are called leads in."""
    endings, beginnings = part.of(FIRM, *_ENDINGS), part.of(FIRM, *_BEGINNINGS)
    return any(0 <= sign.start - hit.end <= _NAME_GOES_ON for sign in endings) or any(
        0 <= hit.start - sign.end <= _NAME_BEGINS for sign in beginnings
    )


def _as_written(part: Field, hit: Hit) -> str:
    return _written(part, hit.start, hit.end)


def _written(part: Field, start: int, end: int) -> str:
    first, last = part.folded.source(start, end)
    return part.original[first:last]


class _Spans:
    """Stretches of a text, to be asked whether they cover a hit; `hits` are in its order."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for hit in hits:
            self._starts.append(hit.start)
            self._ends.append(max(hit.end, self._ends[-1] if self._ends else 0))

    def cover(self, hit: Hit) -> bool:
        before = bisect_right(self._starts, hit.start)
        return before > 0 and hit.end <= self._ends[before - 1]


def _surroundings(reading: Reading, named: list[tuple[Field, Hit]]) -> tuple[float, float]:
    """How much around the mentions speaks of products and rules, and how much of science."""
    commerce: set[str] = set()
    science: set[str] = set()
    for part in reading.parts:
        spots = [hit.start for owner, hit in named if owner is part]
        if part is not reading.title and named[0][0] is reading.title:
            spots.insert(0, 0)  # a text goes on where its title ends
        for hit in _beside(part.of("cue", *_COMMERCE), part, spots):
            commerce.add(hit.words)
        for hit in _beside(part.of("use", *_ROUTES), part, spots):
            commerce.add(f"use {hit.code}")
        for hit in _beside(part.of("cue", *_SCIENCE), part, spots):
            science.add(hit.words)
        for hit in _beside(part.of("kind"), part, spots):
            if hit.weight >= _WEIGHTY:
                commerce.add(f"kind {hit.code}")
        for hit in _beside(part.of("concern"), part, spots):
            if hit.code != _GERMS:
                commerce.add(f"concern {hit.code}")
    # With nothing else to go by, an authority does not write of cell biology.
    named_authority = _AUTHORITY_WORTH * (AUTHORITY in reading.issuer().sorts)
    return len(commerce) + named_authority, 1.2 * len(science)


def _beside(hits: Sequence[Hit], part: Field, spots: list[int]) -> Iterable[Hit]:
    """Those that are near a spot; in a title all are."""
    if part.where == "title":
        return hits
    return [
        hit
        for hit in hits
        if bisect_left(spots, hit.start - _NEAR) < bisect_right(spots, hit.start + _NEAR)
    ]


# What each topic contributes to "category" when exosomes themselves are not named.
_CATEGORY_WEIGHT: Final = {
    "secreted": 1.5,
    "human_material": 1.5,
    "injected_cosmetic": 2.0,
    "cell_product": 1.0,
}
_ENOUGH: Final = 2.0
# What learned words say for or against it, as much as the chosen ones do.
_LEARNED: Final = 0.4
# How fast more of this makes surer.
_STEEPNESS: Final = 0.75
# In a long text, what stands further down is background; where a title says nothing of the matter,
# the first words of the text do.
_OPENING: Final = 3000
_BEGINNING: Final = 200
# Where a title speaks of stem cells, material of people is mostly what they are taken from; where
# it speaks of donations, what patients and infants are given, and nobody makes products of.
_SOURCE_WORTH: Final = 0.3
# In letters: so close to stem cells material is what they are taken from.
_ONE_BREATH: Final = 12
_PARTING: Final = re.compile("[;,:.·|，；：。、]")


def _category(reading: Reading) -> Relevance:
    score = 0.0
    grounds: list[tuple[Field, Hit]] = []
    seen: set[tuple[str, str]] = set()
    menus = {part.where: Menus(part) for part in reading.parts}
    donated = _is_of_donations(reading.title)
    as_it_is = donated or _is_of_living_cells(reading.title)
    stands_in = not reading.is_titled and not reading.text.of("topic", "donation")
    for part, hit in reading.of("topic", *_CATEGORY_WEIGHT):
        if (hit.code, hit.words) in seen or menus[part.where].hold(hit):
            continue
        if hit.code == "injected_cosmetic" and _is_beauty_treatment(part, hit):
            continue
        if hit.code == "human_material" and _is_of_animals(part, hit):
            continue
        seen.add((hit.code, hit.words))
        # A title says what a notice is about; further wordings of the same add less and less.
        again = sum(1 for code, _ in seen if code == hit.code)
        if part is reading.title or (stands_in and hit.start < _BEGINNING):
            place = 2.0
        else:
            place = 1.0 if hit.start < _OPENING else 0.3
        weight = _CATEGORY_WEIGHT[hit.code] * hit.weight * place / again
        if as_it_is and hit.code == "human_material":
            weight *= _SOURCE_WORTH
        score += weight
        grounds.append((part, hit))
    if not grounds:
        return Relevance(None, _NOTHING)
    learned = reading.impression.of("relevance").get("category", 0.0)
    score += _LEARNED * (min(0.0, learned) if donated else learned)
    if score < _ENOUGH:
        return Relevance(None, _sure(_ENOUGH - score))
    return Relevance("category", _sure(score - _ENOUGH), grounds)


def _sure(beyond: float) -> float:
    """How sure an answer is that is so far beyond doubt: as often right, measured, as it says."""
    return min(_NOTHING, 1 / (1 + exp(-_STEEPNESS * beyond)))


def _is_beauty_treatment(part: Field, hit: Hit) -> bool:
    """Whether cosmetic is said of what is done to people: "cosmetic injections" are no goods."""
    return any(
        done.start < hit.end and hit.start < done.end
        for done in part.of("topic", "beauty_treatment")
    )


def _is_of_animals(part: Field, hit: Hit) -> bool:
    """Whether material is said to be animals': "deer placenta", "placenta de cerdo"."""
    return any(
        animal.start < hit.start < animal.end
        or (animal.start == hit.start and hit.end < animal.end)
        for animal in part.of("origin", "animal")
    )


def _is_of_donations(title: Field) -> bool:
    """Whether a title names donations, and neither material nor goods made of it."""
    return (
        bool(title.of("topic", "donation"))
        and not _is_of_material(title)
        and not title.of("cue", "goods")
    )


def _is_of_living_cells(title: Field) -> bool:
    """Whether a title names stem cells, and neither goods made of them nor material beside them.

    What is named in one breath with stem cells is what these are taken from.
    """
    cells = title.of("topic", "stem_cell")
    return bool(cells) and not title.of("topic", "donation") and not _is_of_material(title, cells)


def _is_of_material(title: Field, cells: Sequence[Hit] = ()) -> bool:
    named = title.of("topic", *_CATEGORY_WEIGHT)
    return bool(title.of("cue", "cosmetic_class")) or any(
        hit.code != "human_material" or not any(_is_beside(title, hit, cell) for cell in cells)
        for hit in named
    )


def _is_beside(title: Field, first: Hit, second: Hit) -> bool:
    """Whether two words stand in one breath, with no sign between that parts what is said."""
    start, end = min(first.end, second.end), max(first.start, second.start)
    if end - start > _ONE_BREATH:
        return False
    return end <= start or not _PARTING.search(_written(title, start, end))
