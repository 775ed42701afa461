"""The launch check: the verdict on a launch, and what its reader needs next.

That is: conditions and penalties, what is not known, whom to ask, and who was acted against for the
same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from atlas.edition import Edition
from atlas.higher_rule import by_name, texts, together
from atlas.judgement import UNSPECIFIED, Ground, Judgement, judge, why_not_known
from atlas.law import NOT_KNOWN, Position, Standing, is_weak
from atlas.members import beside_bloc
from atlas.places import Places
from atlas.precedents import may_mean, precedents
from atlas.sources import whom_to_ask
from atlas.wording import nobody_to_ask


@dataclass(frozen=True)
class LaunchCheck(Judgement):
    """A judgement with everything that its reader needs next.

    Attributes:
        conditions, penalties: what the positions say, each with the scenario it belongs to.
        not_known: sentences on what no page read answers.
        regulators: whom to ask (atlas.columns.ASKED).
        precedents: enforcement against the same origin or use, or there in any case of exosomes;
            the notice columns and `nearness` (there | same bloc | elsewhere), `same_origin`,
            `same_use` (bool).
    """

    conditions: tuple[tuple[str, str], ...]
    penalties: tuple[tuple[str, str], ...]
    not_known: tuple[str, ...]
    regulators: pd.DataFrame
    precedents: pd.DataFrame

    @cached_property
    def acts_there(self) -> pd.DataFrame:
        """The precedents of the place against this use that may mean this origin."""
        acts = self.there
        return acts[self.against_the_same(acts)]

    @cached_property
    def other_acts_there(self) -> pd.DataFrame:
        """The precedents of the place that name exosomes of another origin or for another use."""
        acts = self.there
        return acts[(acts["relevance"] == "direct") & ~self.against_the_same(acts)]

    @cached_property
    def there(self) -> pd.DataFrame:
        """The precedents of the place."""
        return self.precedents[self.precedents["nearness"] == "there"]

    def against_the_same(self, acts: pd.DataFrame) -> pd.Series:
        """Whether each act is against this use and may mean this origin."""
        return acts["same_use"] & may_mean(acts, self.origin)


def launch_check(
    edition: Edition, place: str, *, origin: str, use: str, claim: str = "cosmetic", as_of: date
) -> LaunchCheck:
    """Check one launch: a product of an origin, for a use, sold with a claim, in a place.

    Raises as `judge` does.
    """
    judgement = judge(edition, place, origin=origin, use=use, claim=claim, as_of=as_of)
    regulators = whom_to_ask(edition, place, as_of)
    return LaunchCheck(
        **vars(judgement),
        conditions=_said(edition, judgement.grounds, "conditions"),
        penalties=_said(edition, judgement.grounds, "penalty"),
        not_known=tuple(dict.fromkeys(_not_known(edition, judgement, regulators))),
        regulators=regulators,
        precedents=precedents(edition, place, origin=origin, use=use, as_of=as_of),
    )


def _said(edition: Edition, grounds: Collection[Ground], field: str) -> tuple[tuple[str, str], ...]:
    """What the positions say in one field, and what stands above them: (text, scenario).

    Without repeats; what is from above stands behind the name of its place.
    """
    positions = [ground.standing.position for ground in grounds]
    said: dict[str, str] = {}
    for ground in grounds:
        position, higher = ground.standing.position, ground.higher
        told = (
            by_name(edition, position, field) if ground.role == "above" else texts(position, field)
        )
        apart = higher if higher not in positions else None
        beside = by_name(edition, apart, field, told=told)
        for text in (*told, *beside):
            said.setdefault(text, ground.standing.scenario)
    return tuple(said.items())


def about_members(edition: Edition, judged: Judgement) -> str:
    """That nobody launches in a bloc: how many of its members answer otherwise. "" for a place."""
    bloc, scenarios = judged.place, [ground.standing.scenario for ground in judged.grounds]
    if bloc not in edition.places.blocs or not scenarios:
        return ""
    members = edition.places.members(bloc)
    answers = edition.law.table([bloc, *members], scenarios, judged.as_of)
    relation = beside_bloc(edition, answers, bloc).set_index("jurisdiction")["relation"]
    apart = relation[relation.isin(["departs", "alone"])].index.nunique()
    have = "has" if apart == 1 else "have"
    return (
        "This is the answer of the bloc, not of the member in which you launch: "
        f"{apart or 'none'} of its {len(members)} members {have} a rule on record with another "
        "status. Check the member."
    )


def uncovered(edition: Edition, judged: Judgement) -> list[str]:
    """That nothing is known of the uses that no scenario covers, a sentence each."""
    words = edition.vocabularies
    return [
        f"{words.origin.label(judged.origin)} / {words.use.label(use)}: the atlas covers no "
        "product of this origin for this use, so nothing is known."
        for use in judged.uncovered
    ]


def _not_known(edition: Edition, judged: Judgement, regulators: pd.DataFrame) -> list[str]:
    words, scenarios = edition.vocabularies, edition.vocabularies.scenario
    unknown = uncovered(edition, judged)
    unknown += [
        f"{words.use.label(judged.use)}: no rule in the atlas is about this use. What is "
        f"barred in the nearest ({scenarios.label(ground.standing.scenario)}) is taken to reach "
        "it, what is allowed there is not."
        for ground in judged.grounds
        if ground.role == "nearest"
    ]
    for ground in judged.grounds:
        of = _whose(edition.places, ground, judged.grounds)
        unknown += [
            f"{of}{question}"
            for question in open_questions(edition, ground.standing, ground.higher)
        ]
        standing = ground.standing
        if ground.is_no_yes and not is_weak(standing.status, standing.confidence):
            label = scenarios.label(standing.scenario)
            unknown.append(f"{of}{label}: what holds for this launch. The rule gives it no yes.")
    if judged.origin == UNSPECIFIED:
        unknown.append(
            "The origin of the product: every origin was looked at, the strictest decides. While "
            "it is not known, nothing is a yes."
        )
    if apart := about_members(edition, judged):
        unknown.append(apart)
    if regulators.empty:
        name = edition.places.in_sentence(judged.place)
        unknown.append(f"Whom to ask: {nobody_to_ask(name, judged.as_of)}")
    return unknown


def _whose(places: Places, ground: Ground, grounds: Collection[Ground]) -> str:
    """Whose rule a ground is, where another rules the same: what is open in one may not be in both.

    "" where it is the only one.
    """
    position, scenario = ground.standing.position, ground.standing.scenario
    alike = [each for each in grounds if each.standing.scenario == scenario]
    return f"{places.name(position.jurisdiction)}: " if position and len(alike) > 1 else ""


def open_questions(edition: Edition, standing: Standing, higher: Position | None) -> list[str]:
    """What one answer of the law leaves open, as sentences.

    `higher`: what holds above it (Law.higher_rule), whose word answers for the place too.
    """
    position, label = standing.position, edition.vocabularies.scenario.label(standing.scenario)
    questions = []
    if reason := why_not_known(standing):
        questions.append(f"{label}: {reason}")
    elif position and not position.effective_from:
        questions.append(f"{label}: the day from which this has applied.")
    if is_weak(standing.status, standing.confidence):
        questions.append(f"{label}: whether that is so: the evidence is of low confidence.")
    if position and position.source_read == "secondary":
        questions.append(f"{label}: the official text itself was not read, only reports of it.")
    if position is None or standing.status in NOT_KNOWN:
        return questions
    products = {rule.approved_product for rule in (position, higher) if rule} - {None}
    if products == {"unknown"}:
        questions.append(f"{label}: whether any exosome product is authorised.")
    if not together(edition, position, higher, "penalty"):
        questions.append(f"{label}: the penalty. None is on record.")
    return questions
