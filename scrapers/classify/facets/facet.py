"""What the facets have in common: words speak for codes, and what was learned has its say.

Each word of the vocabulary speaks for its code, in a title twice as much as in the opening of the
text or beside a mention of exosomes, and little where it stands among what else a page has to say.
What was learned takes out of origin, uses, claims and concerns the codes that it rules out, and
adds those that it is sure of. A product's origin, use or claim is a fact that some word has to
state; what an authority objects to shows in the whole of what it says.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from scrapers.classify.evidence import Evidence
from scrapers.classify.matcher import Hit
from scrapers.classify.reading import LEAD, Field, Reading

_TITLE, _OPENING, _REST = 2.0, 1.0, 0.3
ENOUGH: Final = 0.4
# So close to a mention of exosomes a word is about them, wherever in the text that is.
_BESIDE: Final = 200
# So close to one, in letters, it says what exosomes these are.
_ONE_BREATH: Final = 25
# So many letters before a word say what is meant by it.
_REACH_BEFORE: Final = 80
# Kinds that lay down what is to be: what they ask for is no objection to anybody.
LAYING_DOWN: Final = frozenset({"legislation", "consultation", "guidance", "classification"})
Grounds = Mapping[str, list[tuple[Field, Hit]]]


class Facet(NamedTuple):
    """The codes that apply, with a confidence each, and what speaks for them."""

    name: str
    confidence: Mapping[str, float]
    grounds: Grounds

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.confidence)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that each code rests on."""
        return tuple(
            part.evidence(hit, f"{self.name}:{code}", confidence)
            for code, confidence in self.confidence.items()
            for part, hit in self.grounds.get(code, [])[:3]
        )


def facet_of(
    name: str, order: tuple[str, ...], scores: Mapping[str, float], grounds: Grounds
) -> Facet:
    """The codes of a facet that enough speaks for, in the order of the vocabulary."""
    confidence = {
        code: confidence_of(scores[code]) for code in order if scores.get(code, 0.0) >= ENOUGH
    }
    return Facet(name, confidence, grounds)


def confidence_of(score: float) -> float:
    """How sure a code is that so much speaks for."""
    return round(1 - math.pow(0.5, score + 0.3), 2)


def scores_of(
    reading: Reading, name: str, means_another: Callable[[Field, Hit], bool] | None = None
) -> tuple[dict[str, float], dict[str, list[tuple[Field, Hit]]]]:
    """What speaks for each code, added up, and the words; the same words speak once, at their best.

    Both have a value for every code, nothing where nothing speaks for it.

    Args:
        reading: the notice.
        name: the facet.
        means_another: tells the words that speak for another code than theirs where they stand.
    """
    best: dict[tuple[str, str], float] = {}
    grounds: dict[str, list[tuple[Field, Hit]]] = defaultdict(list)
    for part, hit in reading.of(name):
        if means_another and means_another(part, hit):
            continue
        if part is reading.title:
            worth = hit.weight * _TITLE
        elif part.in_remit(hit) or part.is_unnamed(hit):
            continue
        else:
            worth = hit.weight * _place(hit, part.mentions)
        wording = hit.code, hit.words
        known = best.get(wording)
        if known is None:
            grounds[hit.code].append((part, hit))
        if known is None or worth > known:
            best[wording] = worth
    scores: dict[str, float] = defaultdict(float)
    for (code, _), worth in best.items():
        scores[code] += worth
    return scores, grounds


def are_any(scores: Mapping[str, float]) -> bool:
    """Whether enough speaks for any code."""
    return any(score >= ENOUGH for score in scores.values())


def go_by_impression(
    reading: Reading,
    name: str,
    scores: dict[str, float],
    grounds: dict[str, list[tuple[Field, Hit]]],
    *,
    unsaid: bool = False,
) -> None:
    """Add the codes that what was learned is sure of, and take out those that it rules out.

    It is learned from openings, so it rules out nothing that stands further down, nor what is said
    in one breath with exosomes: "exosomes from yeast" are so, rare as they are.

    Args:
        reading: the notice.
        name: the facet.
        scores: of its codes.
        grounds: the words that speak for them.
        unsaid: whether a code is added that no word speaks for.
    """
    impression = reading.impression
    for code in impression.ruled_out(name):
        if scores[code] >= ENOUGH and not any(
            _is_said_plainly(part, hit) for part, hit in grounds[code]
        ):
            scores[code] = 0.0
    for code in impression.sure(name):
        if scores[code] < ENOUGH and (grounds[code] or unsaid):
            scores[code] = ENOUGH
            grounds[code] += reading.suggesting(name, code)


def _is_said_plainly(part: Field, hit: Hit) -> bool:
    return hit.start >= LEAD or near(hit, part.mentions, _ONE_BREATH)


def _place(hit: Hit, mentions: list[int]) -> float:
    return _OPENING if hit.start < LEAD or near(hit, mentions, _BESIDE) else _REST


def near(hit: Hit, places: list[int], reach: int) -> bool:
    """Whether a word stands within a reach of one of some places, which are in order."""
    return bisect_left(places, hit.start - reach) < bisect_right(places, hit.end + reach)


def words_before(part: Field, hit: Hit) -> str:
    """The folded text before a word, to its last letter and a space."""
    return f"{part.folded.text[max(0, hit.start - _REACH_BEFORE) : hit.start].rstrip()} "
