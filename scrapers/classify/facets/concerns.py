"""What a notice objects to."""

from __future__ import annotations

import re
from typing import Final

from scrapers.classify.facets.facet import (
    ENOUGH,
    LAYING_DOWN,
    Facet,
    are_any,
    facet_of,
    go_by_impression,
    scores_of,
    words_before,
)
from scrapers.classify.matcher import Hit
from scrapers.classify.reading import Field, Reading

_ASKED_FOR: Final = 0.4
# Human origin is no objection to what is not put on the skin, unless it is said twice.
_ASIDE: Final = 0.3
_CONDITIONS: Final = ("unapproved", "unlicensed_practice", "adverse_event", "misleading_claim")
# So many ways of naming human material say that rules are about it.
_RULED_ON: Final = 2
# Kinds that let something happen object to nothing.
_LETTING: Final = frozenset({"approval", "trial_authorisation"})
_LETTERS: Final = frozenset({"warning_letter", "untitled_letter"})
# What a kind objects to where its words name nothing else.
_OBJECTS: Final = {"advertising_action": "misleading_claim", "import_alert": "unapproved"}
# Before the name of a harm these say that it is only feared, in folded words.
_FEARED: Final = re.compile(
    r" (?:can|could|may|might|risk of|risks of|danger of|puede|pueden|podria|peut|peuvent|pourrait"
    r"|kann|konnen|konnte|puo|possono|potrebbe|pode|podem|poderia|kan|kunnen|kunna|moze|moga"
    r"|может|могут|може|можуть|dapat|bisa|riesgo de|risque de|rischio di|risco de|risiko|risico"
    r"|ryzyko|риск|ризик)(?: [^ |]+){0,8} $"
)


def concerns_of(reading: Reading, order: tuple[str, ...], kind: str, uses: Facet) -> Facet:
    """The objections named.

    Human origin is none where the missing approval is the point. A law, a draft or a guideline
    says what will be needed, and that alone is no objection; nor is human origin, if it is not
    about cosmetics, but rules for these that speak of it more than once object to it; and what
    makes things easier names the missing approval that it does without. An authority's letter on a
    product for treatment says that it is not approved, in whatever words, unless it is about
    claims; action against promotion objects to claims.
    """
    scores, grounds = scores_of(reading, "concern", _is_of_practice_or_feared)
    human = reading.of("topic", "human_material")
    if missing := [
        (part, hit) for part, hit in reading.of("kind", "approval") if part.says_none(hit)
    ]:
        scores["unapproved"] = max(1.0, scores["unapproved"])
        grounds["unapproved"] += missing
    if kind in _LETTING:
        scores.clear()
    if kind in LAYING_DOWN:
        for code in _CONDITIONS:
            scores[code] *= _ASKED_FOR
        if _eases(reading):
            scores["unapproved"] = 0.0
        if "topical_cosmetic" not in uses.codes:
            scores["human_origin"] *= _ASIDE
        elif len({hit.words for _, hit in human}) >= _RULED_ON:
            scores["human_origin"] = max(ENOUGH, scores["human_origin"])
            grounds["human_origin"] += human
    if scores["unapproved"] >= scores["human_origin"]:
        scores["human_origin"] = 0.0
    if kind in _OBJECTS and not are_any(scores):
        code = _OBJECTS[kind]
        scores[code] = ENOUGH
        grounds[code] += _words_of_kind(reading, kind)
    if (
        kind in _LETTERS
        and "therapeutic" in uses.codes
        and max(scores["unapproved"], scores["misleading_claim"]) < ENOUGH
    ):
        scores["unapproved"] = ENOUGH
        grounds["unapproved"] += _words_of_kind(reading, kind)
    if kind not in _LETTING:
        go_by_impression(reading, "concern", scores, grounds, unsaid=True)
    return facet_of("concern", order, scores, grounds)


def _words_of_kind(reading: Reading, kind: str) -> list[tuple[Field, Hit]]:
    """What says that a notice is of a kind: chosen words, else learned ones."""
    return reading.of("kind", kind) or reading.suggesting("kind", kind)


def _is_of_practice_or_feared(part: Field, hit: Hit) -> bool:
    """Whether the words object to something else, or to nothing that came about."""
    return _is_of_practice(part, hit) or (hit.code == "adverse_event" and _is_feared(part, hit))


def _is_feared(part: Field, hit: Hit) -> bool:
    """Whether a harm is named as what may come, not as what came."""
    return _FEARED.search(words_before(part, hit)) is not None


def _is_of_practice(part: Field, hit: Hit) -> bool:
    """Whether "without a licence" or "may not inject" stands in words that say it of people."""
    return hit.code in {"unapproved", "wrong_route"} and any(
        other.start <= hit.start and hit.end <= other.end
        for other in part.of("concern", "unlicensed_practice")
    )


def _eases(reading: Reading) -> bool:
    """Whether what is laid down takes a duty away rather than adding one."""
    less = sum(hit.weight for _, hit in reading.of("effect", "loosens"))
    return less > sum(hit.weight for _, hit in reading.of("effect", "tightens"))
