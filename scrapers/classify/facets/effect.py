"""Which way a notice moves the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from scrapers.classify.facets.facet import LAYING_DOWN, Facet, confidence_of
from scrapers.classify.matcher import Hit
from scrapers.classify.reading import Field, Reading
from scrapers.classify.terms import CAVEAT

# What each kind mostly does to the rules, and what it does at times; all others enforce.
_USUAL_EFFECT: Final[Mapping[str, Mapping[str, float]]] = {
    "legislation": {"tightens": 2.0, "clarifies": 1.3, "loosens": 0.3},
    "consultation": {"tightens": 1.5, "informs": 1.0, "loosens": 0.7},
    "guidance": {"clarifies": 2.0, "informs": 0.8, "tightens": 0.5},
    "classification": {"clarifies": 3.0},
    "court_ruling": {"clarifies": 1.5, "enforces": 1.0},
    "approval": {"loosens": 2.0, "informs": 1.0},
    "trial_authorisation": {"informs": 3.0},
    "press_release": {"informs": 1.2, "clarifies": 0.8, "enforces": 0.8},
    "safety_alert": {"enforces": 1.0, "informs": 1.0, "clarifies": 0.5},
    "import_alert": {"enforces": 2.0, "tightens": 1.0},
}
_ENFORCES: Final[Mapping[str, float]] = {"enforces": 4.0}
# Why an alert warns says what it does: of a harm, of what the law bars, of how it is to be read.
_ALERTED: Final = {
    "adverse_event": ("informs", 1.0),
    "contamination": ("informs", 0.5),
    "unapproved": ("enforces", 0.7),
    "unlicensed_practice": ("enforces", 0.7),
    "wrong_route": ("clarifies", 0.8),
    "misleading_claim": ("clarifies", 0.8),
}
# Parliaments also open ways that the regulator would not; a society's word binds nobody.
_ISSUED_EFFECT: Final = {"legislature": ("loosens", 1.0), "professional_body": ("informs", 0.8)}
# More words of one effect do not make it surer.
_MOST_BY_WORDS: Final = 2.0


def effect_of(reading: Reading, kind: str) -> Facet:
    """Which way the notice moves the rules: by its kind, unless its words outweigh that.

    What lays down rules says how others are to be punished, and punishes nobody itself.
    """
    scores: dict[str, float] = defaultdict(float, _USUAL_EFFECT.get(kind, _ENFORCES))
    grounds: dict[str, list[tuple[Field, Hit]]] = defaultdict(list)
    by_words: dict[str, float] = defaultdict(float)
    seen: set[tuple[str, str]] = set()
    for part, hit in reading.of("effect"):
        if (hit.code, hit.words) not in seen and _counts(part, hit):
            seen.add((hit.code, hit.words))
            by_words[hit.code] += hit.weight
            grounds[hit.code].append((part, hit))
    for code, weight in by_words.items():
        heaviest = max(hit.weight for _, hit in grounds[code])
        scores[code] += min(weight, max(_MOST_BY_WORDS, heaviest))
    if kind in LAYING_DOWN:
        scores.pop("enforces", None)
    if kind == "safety_alert":
        for concern in {hit.code for _, hit in reading.of("concern", *_ALERTED)}:
            code, weight = _ALERTED[concern]
            scores[code] += weight
    for issuer in reading.issuer().sorts & _ISSUED_EFFECT.keys():
        code, weight = _ISSUED_EFFECT[issuer]
        scores[code] += weight
    best = min(scores, key=lambda code: (-scores[code], code))
    return Facet("effect", {best: confidence_of(scores[best])}, grounds)


def _counts(part: Field, hit: Hit) -> bool:
    """Whether a word counts: one that undoes an act, "ban lifted", where a title says it outright.

    It outweighs the act, so it does not where the title may say that the act still stands.
    """
    undoes = hit.weight > _MOST_BY_WORDS
    return not undoes or (part.where == "title" and not part.of(CAVEAT))
