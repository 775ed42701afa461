"""The risk number worked out step by step, for people who want to check it.

The steps are computed here from the weights with school arithmetic, one act and one reason at a
time; a test compares them with atlas.risk, which computes the same in bulk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import exp

from atlas.dates import parse_day, parse_partial
from atlas.edition import Edition
from atlas.law import Standing
from atlas.risk import Risk
from atlas.wording import by_rule_of

_DAYS_PER_YEAR = 365.25
_OF_AN_ACT = ["id", "title", "title_en", "kind", "relevance", "published"]


@dataclass(frozen=True)
class Act:
    """One notice of enforcement: kind weight x relevance weight x half for each half-life of age.

    `age` is in years; `published` None: undated, so that its age is the one that the weights give.
    """

    notice: str
    title: str
    kind: str
    relevance: str
    published: str | None
    kind_weight: float
    relevance_weight: float
    age: float
    fading: float

    @property
    def weight(self) -> float:
        return self.kind_weight * self.relevance_weight * self.fading


@dataclass(frozen=True)
class RiskSteps:
    """Every step from the weights to one number.

    Attributes:
        risk: what the model gives for the same question.
        uncertainty: the reasons with their points, before the bound.
    """

    standing: Standing
    as_of: date
    risk: Risk
    severity: float
    acts: tuple[Act, ...]
    enforcement_max: float
    scale: float
    half_life: float
    uncertainty: tuple[tuple[str, float], ...]
    uncertainty_max: float

    @property
    def acts_sum(self) -> float:
        return sum(act.weight for act in self.acts)

    @property
    def enforcement(self) -> float:
        return self.enforcement_max * (1 - exp(-self.acts_sum / self.scale))

    @property
    def uncertainty_points(self) -> float:
        return min(sum(points for _, points in self.uncertainty), self.uncertainty_max)

    @property
    def score(self) -> float:
        return self.severity + self.enforcement + self.uncertainty_points


def risk_steps(edition: Edition, place: str, scenario: str, as_of: date) -> RiskSteps:
    """Work the risk of a scenario in a place on a day out, step by step.

    Raises:
        UnknownPlace, UnknownTerm: the atlas has no such place or scenario.
    """
    edition.places[place], edition.vocabularies.scenario[scenario]
    standing = edition.law.standing(place, scenario, as_of)
    risk, weights = edition.risk.assess(standing, as_of), edition.weights
    return RiskSteps(
        standing=standing,
        as_of=as_of,
        risk=risk,
        severity=weights.severity[standing.status],
        acts=tuple(_acts(edition, risk.notices, as_of)),
        enforcement_max=weights.enforcement.max,
        scale=weights.enforcement.scale,
        half_life=weights.enforcement.half_life_years,
        uncertainty=tuple(_doubts(edition, standing, as_of)),
        uncertainty_max=weights.uncertainty.max,
    )


def _acts(edition: Edition, ids: tuple[str, ...], as_of: date) -> Iterator[Act]:
    weights = edition.weights.enforcement
    for notice in edition.notices_by_id(ids)[_OF_AN_ACT].to_dict("records"):
        published = notice["published"] if isinstance(notice["published"], str) else None
        age = (
            (as_of - parse_partial(published).first).days / _DAYS_PER_YEAR
            if published
            else weights.undated_age_years
        )
        yield Act(
            notice=notice["id"],
            title=notice["title_en"] or notice["title"],
            kind=notice["kind"],
            relevance=notice["relevance"],
            published=published,
            kind_weight=weights.kinds[notice["kind"]],
            relevance_weight=weights.relevance[notice["relevance"]],
            age=age,
            fading=0.5 ** (age / weights.half_life_years),
        )


def _doubts(edition: Edition, standing: Standing, as_of: date) -> Iterator[tuple[str, float]]:
    weights, position = edition.weights.uncertainty, standing.position
    if position is None or standing.confidence is None:
        yield "Nothing is on record", weights.max
        return
    by = by_rule_of(edition, standing.sure_by)
    yield f"Confidence is {standing.confidence}{by}", weights.confidence[standing.confidence]
    if position.source_read == "secondary":
        yield "The official text was not read, only a report of it", weights.secondary_source
    if position.unclear_reason == "conflict" or "status" in position.coders_differ:
        yield "Sources, or two coders, disagree on the status", weights.conflict
    years = max((as_of - parse_day(position.verified_on)).days / _DAYS_PER_YEAR, 0)
    yield (
        f"Last checked {years:.1f} years before",
        min(years * weights.per_year_unverified, weights.unverified_max),
    )
