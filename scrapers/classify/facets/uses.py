"""What is done with a product."""

from __future__ import annotations

from typing import Final

from scrapers.classify.facets.facet import (
    ENOUGH,
    LAYING_DOWN,
    Facet,
    are_any,
    facet_of,
    go_by_impression,
    scores_of,
)
from scrapers.classify.reading import Reading

_ROUTES: Final = (
    "topical_cosmetic",
    "microneedling",
    "injection",
    "intravenous",
    "inhalation",
    "oral",
)
# More than two words say, in a text.
_PLAINLY: Final = 2.5
# So many times as much as for another route.
_OUTWEIGHS: Final = 2.0
# What is given to people to treat them, where no other use is named; and what laws call so.
_GIVEN_TO_TREAT: Final = ("stem_cell", "secreted")
_RULED_TO_TREAT: Final = ("human_material", "cell_product")
_DISEASES: Final = ("pain_joint", "neurological", "covid", "other_disease")


def uses_of(reading: Reading, order: tuple[str, ...], claims: Facet, kind: str) -> Facet:
    """The uses named.

    Cosmetics law speaks of medicines too, to say what a cosmetic is not; and a product that was
    injected is called a cosmetic all the same, by its class and not by its use. What aesthetic
    clinics and beauty salons are in the news for is injected, where no other route is named. What
    is said to help against a disease is offered as a treatment, unless it is science that nobody
    let through; what is injected against none needs more than two words to be one. What speaks
    twice as much for injection as for the skin's surface is injected. Where a trial is let through,
    the least word for one is enough; elsewhere it may say what would be lawful. Stem cells and what
    they give off, and tissues and cells of people where rules are laid down, are for treatment if
    no use is named at all.
    """
    scores, grounds = scores_of(reading, "use")
    topical = scores["topical_cosmetic"]
    if topical >= 1 and scores["therapeutic"] < 1.5 * topical:
        scores["therapeutic"] = 0.0
    is_for_disease = any(claim in _DISEASES for claim in claims.codes)
    if is_for_disease and scores["therapeutic"] < ENOUGH and not _is_science(reading):
        scores["therapeutic"] = ENOUGH
        grounds["therapeutic"] += reading.of("claim", *_DISEASES)
    if scores["injection"] >= ENOUGH and not is_for_disease and scores["therapeutic"] < _PLAINLY:
        scores["therapeutic"] = 0.0
    if kind == "trial_authorisation" and scores["research"]:
        scores["research"] = max(ENOUGH, scores["research"])
    if scores["injection"] >= _OUTWEIGHS * scores["topical_cosmetic"]:
        scores["topical_cosmetic"] = 0.0
    settings = reading.of("cue", "aesthetic_setting")
    if (scores["injection"] >= ENOUGH or settings) and _is_cosmetic_by_class_alone(reading):
        scores["topical_cosmetic"] = 0.0
    if settings and not any(scores[route] >= ENOUGH for route in _ROUTES):
        scores["injection"], grounds["injection"] = ENOUGH, settings
    go_by_impression(reading, "use", scores, grounds)
    if not are_any(scores):
        cells = reading.of("topic", *_GIVEN_TO_TREAT)
        if kind in LAYING_DOWN:
            cells += reading.of("topic", *_RULED_TO_TREAT)
        if cells:
            scores["therapeutic"], grounds["therapeutic"] = ENOUGH, cells
    if kind == "trial_authorisation" and is_for_disease and scores["therapeutic"] < ENOUGH:
        scores["therapeutic"] = ENOUGH
        grounds["therapeutic"] += reading.of("claim", *_DISEASES)
    return facet_of("use", order, scores, grounds)


def _is_science(reading: Reading) -> bool:
    """Whether more words speak of research than of an authority and what it rules."""
    science = {hit.words for _, hit in reading.of("cue", "research", "diagnostic")}
    return len(science) > len({hit.words for _, hit in reading.of("cue", "regulation")})


def _is_cosmetic_by_class_alone(reading: Reading) -> bool:
    """Whether "cosmetic" is all that speaks of the skin's surface, and no more than injection."""
    injected = max(len(reading.of("use", "injection")), len(reading.of("cue", "aesthetic_setting")))
    called = {(part.where, hit.start) for part, hit in reading.of("cue", "cosmetic_class")}
    topical = [(part.where, hit.start) for part, hit in reading.of("use", "topical_cosmetic")]
    return len(topical) <= injected and called.issuperset(topical)
