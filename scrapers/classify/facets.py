"""Origin, uses, claims, concerns and effect: what the notice says of the product and of the act.

Each word of the vocabulary speaks for its code, in a title twice as much as in the opening of the
text or beside a mention of exosomes, and little where it stands among what else a page has to say.
What the words for one code mean for another is said in the rules below, each for one facet. What
was learned adds to origin, uses, claims and concerns the codes that it is sure of, and takes out
those that it rules out.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from scrapers.classify.evidence import Evidence
from scrapers.classify.matcher import Hit
from scrapers.classify.reading import LEAD, Field, Reading

_TITLE, _OPENING, _REST = 2.0, 1.0, 0.3
_ENOUGH: Final = 0.4
# So close to a mention of exosomes a word is about them, wherever in the text that is.
_BESIDE: Final = 200

_Grounds = Mapping[str, list[tuple[Field, Hit]]]


class Facet(NamedTuple):
    """The codes that apply, with a confidence each, and what speaks for them."""

    name: str
    confidence: Mapping[str, float]
    grounds: _Grounds

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


def _named(
    name: str, order: tuple[str, ...], scores: Mapping[str, float], grounds: _Grounds
) -> Facet:
    """The codes of a facet that enough speaks for, in the order of the vocabulary."""
    confidence = {
        code: _confidence(scores[code]) for code in order if scores.get(code, 0.0) >= _ENOUGH
    }
    return Facet(name, confidence, grounds)


def _confidence(score: float) -> float:
    return round(1 - math.pow(0.5, score + 0.3), 2)


def _scores(
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
        elif part.in_remit(hit):
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


def _are_any(scores: Mapping[str, float]) -> bool:
    return any(score >= _ENOUGH for score in scores.values())


def _go_by_impression(
    reading: Reading,
    name: str,
    scores: dict[str, float],
    grounds: dict[str, list[tuple[Field, Hit]]],
) -> None:
    """Add the codes that what was learned is sure of, and take out those that it rules out.

    It is learned from openings, so it rules out nothing that stands further down.
    """
    impression = reading.impression
    for code in impression.ruled_out(name):
        if scores[code] >= _ENOUGH and all(hit.start < LEAD for _, hit in grounds[code]):
            scores[code] = 0.0
    for code in impression.sure(name):
        if scores[code] < _ENOUGH:
            scores[code] = _ENOUGH
            grounds[code] += reading.suggesting(name, code)


def _place(hit: Hit, mentions: list[int]) -> float:
    return _OPENING if hit.start < LEAD or _near(hit, mentions, _BESIDE) else _REST


def _near(hit: Hit, places: list[int], reach: int) -> bool:
    return bisect_left(places, hit.start - reach) < bisect_right(places, hit.end + reach)


def claims_of(reading: Reading, order: tuple[str, ...]) -> Facet:
    """The claims reported; a disease that is named as harm is none."""
    scores, grounds = _scores(reading, "claim", _is_harm)
    _go_by_impression(reading, "claim", scores, grounds)
    return _named("claim", order, scores, grounds)


def _is_harm(part: Field, hit: Hit) -> bool:
    """Whether the words say what somebody suffered, or what the product may carry or cause."""
    if hit.code not in _HARMS:
        return False
    before = f"{part.folded.text[max(0, hit.start - _FEARED_REACH) : hit.start].rstrip()} "
    if _AGAINST.search(before):
        return False
    return _CAUSED.search(before) is not None or any(
        other.start < hit.end and hit.start < other.end
        for other in part.of("concern", "adverse_event", "contamination")
    )


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

# So far apart, the name of a plant or an animal and a word for cells make one name of a material.
_ONE_NAME: Final = 12


def origin_of(reading: Reading, order: tuple[str, ...]) -> Facet:
    """The origins named, or unspecified.

    Stem cells are people's, unless each time a plant or an animal is named beside them, or nothing
    else is and what was learned speaks against it.
    """
    scores, grounds = _scores(reading, "origin")
    if scores["human"] and not _are_of_people(reading, grounds["human"]):
        scores["human"] = 0.0
    _go_by_impression(reading, "origin", scores, grounds)
    found = _named("origin", order, scores, grounds)
    return found if found.codes else Facet("origin", {"unspecified": 0.5}, {})


def _are_of_people(reading: Reading, grounds: Sequence[tuple[Field, Hit]]) -> bool:
    """Whether words for material of people mean people's."""
    if not any(map(_of_people, reading.parts)):
        return False
    if not all(_of_stem_cells(part, hit) for part, hit in grounds):
        return True
    return reading.impression.of("origin").get("human", 0.0) >= 0


def _of_stem_cells(part: Field, hit: Hit) -> bool:
    return any(
        cells.start < hit.end and hit.start < cells.end for cells in part.of("topic", "stem_cell")
    )


def _of_people(part: Field) -> bool:
    """Whether there are words for material of people, besides the stem cells of others."""
    people = part.of("origin", "human")
    if not people:
        return False
    cells = {hit.start for hit in part.of("topic", "stem_cell")}
    others = [hit.start for hit in part.of("origin", "animal", "plant", "microbial")]
    return any(hit.start not in cells or not _near(hit, others, _ONE_NAME) for hit in people)


# Kinds that lay down what is to be: what they ask for is no objection to anybody.
_LAYING_DOWN: Final = frozenset({"legislation", "consultation", "guidance", "classification"})
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


def concerns_of(reading: Reading, order: tuple[str, ...], kind: str, uses: Facet) -> Facet:
    """The objections named.

    Human origin is none where the missing approval is the point. A law, a draft or a guideline
    says what will be needed, and that alone is no objection; nor is human origin, if it is not
    about cosmetics, but rules for these that speak of it more than once object to it; and what
    makes things easier names the missing approval that it does without. An authority's letter on a
    product for treatment says that it is not approved, in whatever words, unless it is about
    claims; action against promotion objects to claims.
    """
    scores, grounds = _scores(reading, "concern", _is_of_practice_or_feared)
    human = reading.of("topic", "human_material")
    if kind in _LETTING:
        scores.clear()
    if kind in _LAYING_DOWN:
        for code in _CONDITIONS:
            scores[code] *= _ASKED_FOR
        if _eases(reading):
            scores["unapproved"] = 0.0
        if "topical_cosmetic" not in uses.codes:
            scores["human_origin"] *= _ASIDE
        elif len({hit.words for _, hit in human}) >= _RULED_ON:
            scores["human_origin"] = max(_ENOUGH, scores["human_origin"])
            grounds["human_origin"] += human
    if scores["unapproved"] >= scores["human_origin"]:
        scores["human_origin"] = 0.0
    if kind in _OBJECTS and not _are_any(scores):
        code = _OBJECTS[kind]
        scores[code] = _ENOUGH
        grounds[code] += _words_of_kind(reading, kind)
    if (
        kind in _LETTERS
        and "therapeutic" in uses.codes
        and max(scores["unapproved"], scores["misleading_claim"]) < _ENOUGH
    ):
        scores["unapproved"] = _ENOUGH
        grounds["unapproved"] += _words_of_kind(reading, kind)
    if kind not in _LETTING:
        _go_by_impression(reading, "concern", scores, grounds)
    return _named("concern", order, scores, grounds)


def _words_of_kind(reading: Reading, kind: str) -> list[tuple[Field, Hit]]:
    """What says that a notice is of a kind: chosen words, else learned ones."""
    return reading.of("kind", kind) or reading.suggesting("kind", kind)


# Before the name of a harm these say that it is only feared, in folded words.
_FEARED: Final = re.compile(
    r" (?:can|could|may|might|risk of|risks of|danger of|puede|pueden|podria|peut|peuvent|pourrait"
    r"|kann|konnen|konnte|puo|possono|potrebbe|pode|podem|poderia|kan|kunnen|kunna|moze|moga"
    r"|может|могут|може|можуть|dapat|bisa|riesgo de|risque de|rischio di|risco de|risiko|risico"
    r"|ryzyko|риск|ризик)(?: [^ |]+){0,8} $"
)
_FEARED_REACH: Final = 80


def _is_of_practice_or_feared(part: Field, hit: Hit) -> bool:
    """Whether the words object to something else, or to nothing that came about."""
    return _is_of_practice(part, hit) or (hit.code == "adverse_event" and _is_feared(part, hit))


def _is_feared(part: Field, hit: Hit) -> bool:
    """Whether a harm is named as what may come, not as what came."""
    before = part.folded.text[max(0, hit.start - _FEARED_REACH) : hit.start]
    return _FEARED.search(f"{before.rstrip()} ") is not None


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
_DISEASES: Final = ("pain_joint", "neurological", "covid", "other_disease")


def uses_of(reading: Reading, order: tuple[str, ...], claims: Facet, kind: str) -> Facet:
    """The uses named.

    Cosmetics law speaks of medicines too, to say what a cosmetic is not; and a product that was
    injected is called a cosmetic all the same, by its class and not by its use. What aesthetic
    clinics and beauty salons are in the news for is injected, where no other route is named. What
    is said to help against a disease is offered as a treatment, unless it is science; what is
    injected against none needs more than two words to be one. What speaks twice as much for
    injection as for the skin's surface is injected. Where a trial is let through, the least
    word for one is enough; elsewhere it may say what would be lawful.
    """
    scores, grounds = _scores(reading, "use")
    topical = scores["topical_cosmetic"]
    if topical >= 1 and scores["therapeutic"] < 1.5 * topical:
        scores["therapeutic"] = 0.0
    is_for_disease = any(claim in _DISEASES for claim in claims.codes)
    if is_for_disease and scores["therapeutic"] < _ENOUGH and not _is_science(reading):
        scores["therapeutic"] = _ENOUGH
        grounds["therapeutic"] += reading.of("claim", *_DISEASES)
    if scores["injection"] >= _ENOUGH and not is_for_disease and scores["therapeutic"] < _PLAINLY:
        scores["therapeutic"] = 0.0
    if kind == "trial_authorisation" and scores["research"]:
        scores["research"] = max(_ENOUGH, scores["research"])
    if scores["injection"] >= _OUTWEIGHS * scores["topical_cosmetic"]:
        scores["topical_cosmetic"] = 0.0
    settings = reading.of("cue", "aesthetic_setting")
    if (scores["injection"] >= _ENOUGH or settings) and _is_cosmetic_by_class_alone(reading):
        scores["topical_cosmetic"] = 0.0
    if settings and not any(scores[route] >= _ENOUGH for route in _ROUTES):
        scores["injection"], grounds["injection"] = _ENOUGH, settings
    _go_by_impression(reading, "use", scores, grounds)
    return _named("use", order, scores, grounds)


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
        if (hit.code, hit.words) not in seen:
            seen.add((hit.code, hit.words))
            by_words[hit.code] += hit.weight
            grounds[hit.code].append((part, hit))
    for code, weight in by_words.items():
        scores[code] += min(weight, _MOST_BY_WORDS)
    if kind in _LAYING_DOWN:
        scores.pop("enforces", None)
    if kind == "safety_alert":
        for concern in {hit.code for _, hit in reading.of("concern", *_ALERTED)}:
            code, weight = _ALERTED[concern]
            scores[code] += weight
    for issuer in reading.issuers() & _ISSUED_EFFECT.keys():
        code, weight = _ISSUED_EFFECT[issuer]
        scores[code] += weight
    best = min(scores, key=lambda code: (-scores[code], code))
    return Facet("effect", {best: _confidence(scores[best])}, grounds)
