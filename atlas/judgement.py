"""The verdict on a launch: may this be offered here, and on which positions does that rest?

The strictest position decides, of the place itself and of what binds it from above. Only an
official text of at least medium confidence gives a verdict other than `ask_regulator`; what nobody
official has addressed is never a yes. Nor is a milder rule

- without a whole date, for a day on which it may not have begun (until it was first read, or the
  month or year that it dates from has ended);
- whose texts speak of other origins, or for a product of which the origin is not known;
- for a use that it is only the nearest to: what it bars reaches that use, what it allows does not;
- for what is sold as a treatment: that something may be used is no leave to promise an effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from atlas.edition import Edition
from atlas.law import Position, Standing, is_weak
from atlas.vocabulary import Vocabulary
from atlas.wording import to_come

_MEDICINE = "injected_or_iv"
_TRIAL = "clinical_trial"
ON_SKIN = "topical_cosmetic"
NEEDLED = "microneedling"
_TREATMENT = "therapeutic"
UNSPECIFIED = "unspecified"
# Uses for which a product is sold as a cosmetic, so that a therapeutic claim changes what it is.
_COSMETIC_USES = frozenset({ON_SKIN, NEEDLED})

# Why a position is looked at: it rules the use asked about; it is the nearest to a use that no
# scenario is about; what is needled must first be lawful on the skin; a therapeutic claim makes the
# product a medicine; it binds from above, where what the place has is milder or weaker.
ROLES = ("use", "nearest", "skin", "medicine", "above")

# Strictest first, as in the verdict vocabulary.
VERDICTS = ("no_go", "authorisation_required", "ask_regulator", "conditional", "ordinary_duties")
# Those by which a launch may go ahead: a mistake here can hurt somebody.
GO_AHEAD = ("conditional", "ordinary_duties")
_VERDICT_OF = {
    "prohibited": "no_go",
    "authorisation_required": "authorisation_required",
    "conditional": "conditional",
    "permitted": "ordinary_duties",
}


class MakesNoLaw(ValueError):
    """The place asked about makes no law (INT)."""

    def __init__(self) -> None:
        super().__init__(
            "international bodies make no law; name a country, a subdivision or a bloc"
        )


@dataclass(frozen=True)
class Ground:
    """One position that a verdict rests on.

    Attributes:
        verdict: what this position alone comes to.
        leaning: where evidence too weak for a verdict points (verdict is then ask_regulator).
        why: the reasons, as sentences.
        role: of ROLES, why the position is looked at.
        higher: what holds above a place whose own position answers (Law.higher_rule).
        allows_another: whether it allows something, but not this launch: its status is no answer.
    """

    standing: Standing
    role: str
    verdict: str
    leaning: str | None
    why: tuple[str, ...]
    higher: Position | None = None
    allows_another: bool = False

    @property
    def is_no_yes(self) -> bool:
        """Whether the position allows something, but gives no yes to this launch.

        Its status is then told in words: the sign of it would look like the answer.
        """
        return self.allows_another or self.leaning in GO_AHEAD


@dataclass(frozen=True)
class Launch:
    """What is asked about."""

    place: str
    origin: str
    use: str
    claim: str
    as_of: date

    @property
    def becomes_medicine(self) -> bool:
        """Whether the claim turns a cosmetic into a medicine."""
        return self.claim == _TREATMENT and self.use in _COSMETIC_USES

    @property
    def promises_treatment(self) -> bool:
        """Whether what is no cosmetic is sold as a treatment, by its claim or by its very use."""
        return _TREATMENT in (self.claim, self.use) and self.use not in _COSMETIC_USES


@dataclass(frozen=True)
class Judgement(Launch):
    """The verdict on one launch, and what it rests on.

    Attributes:
        leaning: what the verdict would be if evidence too weak for one were confirmed; None where
            that is the verdict itself.
        grounds: the positions it rests on, strictest first.
        uncovered: the uses in question that no scenario covers for this origin.
    """

    verdict: str
    leaning: str | None
    grounds: tuple[Ground, ...]
    uncovered: tuple[str, ...]

    @property
    def warning(self) -> str | None:
        """What it leans to, where that is a bar; a sign beside the verdict never looks like a yes.

        What leans to a yes is said in words alone.
        """
        return self.leaning if self.leaning not in GO_AHEAD else None

    @property
    def deciding(self) -> tuple[Ground, ...]:
        """The grounds that lead to the verdict, or to what it leans to."""
        return tuple(
            ground
            for ground in self.grounds
            if ground.verdict == self.verdict or (self.leaning and ground.leaning == self.leaning)
        )


def judge(
    edition: Edition, place: str, *, origin: str, use: str, claim: str, as_of: date
) -> Judgement:
    """The verdict alone, from the law alone.

    Raises:
        UnknownPlace, UnknownTerm: a word that the atlas does not have.
        MakesNoLaw: the place is not one that has law (INT).
    """
    words = edition.vocabularies
    words.origin.checked([origin])
    words.use.checked([use])
    words.purpose_claim.checked([claim])
    if edition.places[place].kind == "international":
        raise MakesNoLaw
    launch = Launch(place, origin, use, claim, as_of)
    grounds = sorted(
        (
            ground
            for scenario, role in _questions(words.scenario, launch)
            for ground in _grounds(edition, launch, scenario, role)
        ),
        key=lambda ground: VERDICTS.index(ground.verdict),
    )
    uncovered = _uncovered(words.scenario, origin, use)
    unknown = ("ask_regulator",) if uncovered else ()
    verdict = _strictest((*(ground.verdict for ground in grounds), *unknown))
    # If what is weak were confirmed: nothing leans to a yes beside something that is not known.
    confirmed = _strictest((*(ground.leaning or ground.verdict for ground in grounds), *unknown))
    return Judgement(
        **vars(launch),
        verdict=verdict,
        leaning=confirmed if confirmed != verdict else None,
        grounds=tuple(grounds),
        uncovered=uncovered,
    )


def _questions(scenarios: Vocabulary, launch: Launch) -> list[tuple[str, str]]:
    """The scenarios to look at, each with what for."""
    questions = [
        (code, "nearest" if launch.use in scenarios[code].nearest_for else "use")
        for code in _covering(scenarios, launch.origin, launch.use)
    ]
    if launch.use == NEEDLED:
        questions += [(code, "skin") for code in _covering(scenarios, launch.origin, ON_SKIN)]
    if launch.becomes_medicine:
        questions.append((_MEDICINE, "medicine"))
    return questions


def _uncovered(scenarios: Vocabulary, origin: str, use: str) -> tuple[str, ...]:
    """The uses in question that no scenario covers for this origin: nothing is known of them."""
    asked = (use, ON_SKIN) if use == NEEDLED else (use,)
    return tuple(each for each in asked if not _covering(scenarios, origin, each))


def _covering(scenarios: Vocabulary, origin: str, use: str) -> list[str]:
    return [
        code
        for code, term in scenarios.terms.items()
        if use in term.uses and (origin in term.origins or origin == UNSPECIFIED)
    ]


def _grounds(edition: Edition, launch: Launch, scenario: str, role: str) -> Iterator[Ground]:
    """The answer for one scenario, and the rules that bind from above and are stricter or surer.

    A state lifts no duty of its country, and what is weakly known of it weakens none.
    """
    law, place, as_of = edition.law, launch.place, launch.as_of
    nearest = _ground(edition, launch, law.standing(place, scenario, as_of), role)
    binding = [
        _ground(edition, launch, standing, "above")
        for standing in law.binding_above(place, scenario, as_of)
    ]
    surer = [each for each in binding if _bears_out(each, nearest.standing)]
    yield from surer
    yield nearest
    yield from (each for each in binding if each not in surer and _is_stricter(each, nearest))


def _bears_out(above: Ground, own: Standing) -> bool:
    """Whether it is a rule from above on which the verdict rests, as the own text is too weak."""
    is_surer = above.standing.inherited_from == own.sure_by
    return is_surer and is_weak(own.status, own.text_confidence)


def _is_stricter(ground: Ground, other: Ground) -> bool:
    """Whether a ground comes to something stricter than another, or points to it."""
    strictness = VERDICTS.index
    return strictness(ground.verdict) < strictness(other.verdict) or strictness(
        ground.leaning or ground.verdict
    ) < strictness(other.leaning or other.verdict)


def _ground(edition: Edition, launch: Launch, standing: Standing, role: str) -> Ground:
    """What one position comes to on its own."""
    position, why, as_of = standing.position, [], launch.as_of
    name, higher = edition.places.name, edition.law.higher_rule(standing, as_of)
    verdict = _VERDICT_OF.get(standing.status, "ask_regulator")
    leaning = None
    if reason := why_not_known(standing):
        why.append(reason)
    if position and is_weak(standing.status, standing.confidence):
        leaning, verdict = verdict, "ask_regulator"
        why.append("The evidence for this status is of low confidence: have it confirmed.")
    if position and verdict in GO_AHEAD and position.may_have_begun_after(as_of):
        leaning, verdict = verdict, "ask_regulator"
        why.append("Its first day is not known: on the day asked about it may not have begun.")
    another = None
    if (leaning or verdict) in GO_AHEAD:
        another = _allows_another(edition, launch, standing, role)
    if another:
        leaning, verdict = None, "ask_regulator"
        why.append(another)
    if standing.status == "authorisation_required" and position and standing.scenario != _TRIAL:
        approved, above = position.approved_product, higher and higher.approved_product
        if approved in _APPROVED_IN or higher is None or above not in _APPROVED_IN:
            why.append(_APPROVED[approved or "unknown"])
        else:
            why.append(_APPROVED_IN[above].format(name(higher.jurisdiction)))
    if standing.inherited_from:
        why.append(f"Inherited from: {name(standing.inherited_from)}.")
    if position and "status" in position.coders_differ:
        why.append("Two coders read this text differently; the code that promises less was kept.")
    if role != "above":
        why += to_come(edition, standing, as_of)
    return Ground(standing, role, verdict, leaning, tuple(why), higher, another is not None)


def _allows_another(edition: Edition, launch: Launch, standing: Standing, role: str) -> str | None:
    """Why what a position allows is not this launch; None where it is.

    What a rule bars may reach further than its words; what it allows does not.
    """
    if role == "nearest":
        return "The rule on record does not speak of this use; what it allows is something else."
    if role == "medicine" or launch.promises_treatment:
        return "What the rule on record allows is not selling or offering with such a claim."
    if launch.origin == UNSPECIFIED:
        return "What this rule allows may not be for this product: its origin is not known."
    origins = _origins_spoken_of(edition, standing)
    if origins and launch.origin not in origins:
        labels = ", ".join(edition.vocabularies.origin.label(code).lower() for code in origins)
        return f"The texts behind this rule speak of these origins only: {labels}."
    return None


def _origins_spoken_of(edition: Edition, standing: Standing) -> list[str]:
    """The origins that the texts behind a position name; none where one speaks of every origin.

    Texts make or explain rules on exosomes or their category; acts against single firms, news and
    background do not widen what a rule allows.
    """
    behind = edition.notices_by_id(standing.position.notices if standing.position else ())
    texts = behind[
        behind["relevance"].isin(["direct", "category"])
        & behind["effect"].isin(["tightens", "loosens", "clarifies"])
    ]
    named = [origin or (UNSPECIFIED,) for origin in texts["origin"]]
    spoken_of = {code for origins in named for code in origins}
    if UNSPECIFIED in spoken_of:
        return []
    return [code for code in edition.vocabularies.origin.codes if code in spoken_of]


def why_not_known(standing: Standing) -> str | None:
    """Why a status is none; None where the law is known."""
    if standing.out_of_reach:
        return "The rule of its country does not reach this place, and its own was not checked."
    if standing.status == "no_data":
        return "Nothing on this is in the atlas: it was not looked for, or not found."
    if standing.status == "no_specific_rule":
        return (
            "Only the general law is known to apply; nobody official has spoken of exosomes or "
            "their category. That is not a permission."
        )
    if standing.status == "unclear" and standing.position:
        return _UNCLEAR[standing.position.unclear_reason or "unread"]
    return None


_UNCLEAR = {
    "conflict": "Sources contradict each other on this.",
    "unread": "The text that decides this was not read.",
    "silent": "The texts read do not answer this.",
}
_APPROVED = {
    "yes": "At least one authorised exosome product is on record there. No other is covered by it.",
    "no": "No authorised exosome product is on record there.",
    "unknown": "Whether any exosome product is authorised there is not known.",
}
# Parts rarely say which products their country has authorised, and members which their bloc has.
_APPROVED_IN = {
    "yes": "{}: at least one authorised exosome product is on record. No other is covered by it.",
    "no": "{}: no authorised exosome product is on record.",
}


def _strictest(verdicts: Iterable[str]) -> str:
    return min(verdicts, key=VERDICTS.index)
