"""Origin, uses, claims, concerns and effect: what the notice says of the product and of the act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scrapers.classify.evidence import Evidence
from scrapers.classify.matcher import Hit
from scrapers.classify.reading import LEAD, Field, Reading

_TITLE, _OPENING, _REST = 2.0, 1.0, 0.4
_ENOUGH: Final = 0.4


@dataclass(frozen=True)
class Facet:
    """The codes that apply, with a confidence each, and the words they rest on."""

    codes: tuple[str, ...]
    confidence: Mapping[str, float]
    evidence: tuple[Evidence, ...]


def claims_of(reading: Reading, order: tuple[str, ...]) -> Facet:
    """The claims reported."""
    return _named(reading, "claim", order)


def _named(reading: Reading, name: str, order: tuple[str, ...]) -> Facet:
    """The codes of a facet that the notice's words speak for, in the order of the vocabulary."""
    scores, grounds = _scores(reading, name)
    codes = tuple(code for code in order if scores.get(code, 0.0) >= _ENOUGH)
    return _facet(name, codes, scores, grounds)


def _facet(
    name: str,
    codes: tuple[str, ...],
    scores: Mapping[str, float],
    grounds: Mapping[str, list[tuple[Field, Hit]]],
) -> Facet:
    confidence = {code: round(1 - 0.5 ** (scores.get(code, 0.0) + 0.3), 2) for code in codes}
    evidence = tuple(
        part.evidence(hit, f"{name}:{code}", confidence[code])
        for code in codes
        for part, hit in grounds.get(code, [])[:3]
    )
    return Facet(codes, confidence, evidence)


def _scores(
    reading: Reading, name: str
) -> tuple[dict[str, float], dict[str, list[tuple[Field, Hit]]]]:
    scores: dict[str, float] = defaultdict(float)
    grounds: dict[str, list[tuple[Field, Hit]]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for part, hit in reading.of(name):
        if (hit.code, hit.words) in seen:
            continue
        seen.add((hit.code, hit.words))
        place = _TITLE if part is reading.title else (_OPENING if hit.start < LEAD else _REST)
        scores[hit.code] += place * hit.weight
        grounds[hit.code].append((part, hit))
    return scores, grounds


def origin_of(reading: Reading, order: tuple[str, ...]) -> Facet:
    """The origins named; unspecified where none is."""
    found = _named(reading, "origin", order)
    return found if found.codes else Facet(("unspecified",), {"unspecified": 0.5}, ())


def concerns_of(reading: Reading, order: tuple[str, ...]) -> Facet:
    """The objections named; human origin is none where the missing approval is the point."""
    scores, grounds = _scores(reading, "concern")
    if scores.get("unapproved", 0.0) >= scores.get("human_origin", 0.0):
        scores["human_origin"] = 0.0
    codes = tuple(code for code in order if scores.get(code, 0.0) >= _ENOUGH)
    return _facet("concern", codes, scores, grounds)


_ROUTES: Final = (
    "topical_cosmetic",
    "microneedling",
    "injection",
    "intravenous",
    "inhalation",
    "oral",
)


def uses_of(reading: Reading, order: tuple[str, ...]) -> Facet:
    """The uses named.

    Cosmetics law speaks of medicines too, to say what a cosmetic is not; and a product that was
    injected is called a cosmetic all the same, by its class and not by its use. What aesthetic
    clinics and beauty salons are in the news for is injected, where no other route is named.
    """
    scores, grounds = _scores(reading, "use")
    therapeutic, topical = scores.get("therapeutic", 0.0), scores.get("topical_cosmetic", 0.0)
    if topical >= 1 and therapeutic < 1.5 * topical:
        scores["therapeutic"] = 0.0
    settings = list(reading.of("cue", "aesthetic_setting"))
    injected = scores.get("injection", 0.0) >= _ENOUGH
    if (injected or settings) and _is_cosmetic_by_class_alone(reading):
        scores["topical_cosmetic"] = 0.0
    if settings and not any(scores.get(route, 0.0) >= _ENOUGH for route in _ROUTES):
        scores["injection"], grounds["injection"] = _ENOUGH, settings
    codes = tuple(code for code in order if scores.get(code, 0.0) >= _ENOUGH)
    return _facet("use", codes, scores, grounds)


def _is_cosmetic_by_class_alone(reading: Reading) -> bool:
    """Whether "cosmetic" is all that speaks of the skin's surface, and no more than injection."""
    injected = sum(1 for _ in reading.of("use", "injection"))
    injected = max(injected, sum(1 for _ in reading.of("cue", "aesthetic_setting")))
    called = {(part.where, hit.start) for part, hit in reading.of("cue", "cosmetic_class")}
    topical = [(part.where, hit.start) for part, hit in reading.of("use", "topical_cosmetic")]
    return len(topical) <= injected and called.issuperset(topical)


# What each kind does to the rules when its own words do not say.
_USUAL_EFFECT: Final = {
    "legislation": "tightens",
    "consultation": "tightens",
    "guidance": "clarifies",
    "classification": "clarifies",
    "court_ruling": "clarifies",
    "approval": "loosens",
    "trial_authorisation": "informs",
    "press_release": "informs",
    "safety_alert": "informs",
}
_PRESUMED: Final = 2.0


def effect_of(reading: Reading, kind: str) -> Facet:
    """Which way the notice moves the rules: by its kind, unless its words outweigh that."""
    scores, grounds = _scores(reading, "effect")
    scores[_USUAL_EFFECT.get(kind, "enforces")] += _PRESUMED
    if kind not in _USUAL_EFFECT:
        scores["enforces"] += _PRESUMED
    best = min(scores, key=lambda code: (-scores[code], code))
    return _facet("effect", (best,), scores, grounds)
