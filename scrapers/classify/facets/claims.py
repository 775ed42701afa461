"""What a product is said to help against, as a notice reports it."""

from __future__ import annotations

import re
from typing import Final

from scrapers.classify.facets.facet import (
    Facet,
    facet_of,
    go_by_impression,
    scores_of,
    words_before,
)
from scrapers.classify.matcher import Hit
from scrapers.classify.reading import Field, Reading

# What can be harm as well as what a product is to help against.
_HARMS: Final = frozenset({"pain_joint", "neurological", "other_disease", "scars_pigmentation"})
# Before the name of a harm these say where it comes from, in folded words.
_CAUSED: Final = re.compile(
    r" (?:caus(?:e|es|ed|ing)|carr(?:y|ies)|transmit|transmits|pass on|spreads?|leads? to|led to"
    r"|risks? of|suffer(?:ed|s)?|causar|causa|causan|causam|provocar|provoca|provoquer|causer"
    r"|causare|provocare|verursachen|veroorzaken|orsaka|powoduj\w*|вызва\w*|вызыва\w*|спричин\w*"
    r"|menyebabkan|gay ra)(?: [^ |]+){0,4} $"
)
# Before it these say that the product is to help against it.
_AGAINST: Final = re.compile(
    r" (?:against|for|cures?|cured|treat\w*|heal\w*|prevent\w*|remedy|contra|para|contre|pour|gegen"
    r"|fur|contro|per|tegen|voor|mot|przeciw\w*|против|от|проти|від)(?: [^ |]+){0,2} $"
)


def claims_of(reading: Reading, order: tuple[str, ...]) -> Facet:
    """The claims reported; a disease that is named as harm is none."""
    scores, grounds = scores_of(reading, "claim", _is_harm)
    go_by_impression(reading, "claim", scores, grounds)
    return facet_of("claim", order, scores, grounds)


def _is_harm(part: Field, hit: Hit) -> bool:
    """Whether the words say what somebody suffered, or what the product may carry or cause."""
    if hit.code not in _HARMS:
        return False
    before = words_before(part, hit)
    if _AGAINST.search(before):
        return False
    return _CAUSED.search(before) is not None or any(
        other.start < hit.end and hit.start < other.end
        for other in part.of("concern", "adverse_event", "contamination")
    )
