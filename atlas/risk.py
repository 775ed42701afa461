"""Risk, 0 to 100 per place and scenario: three parts that add up, each open to inspection.

The weights and what they mean stand in data/risk.yaml; nothing here has a figure of its own.
Properties that hold (and are tested): another act of enforcement never lowers the number; what is
not known never scores below `conditional`; context notices never count, nor does what a body
without authority says; older enforcement weighs less; the same input gives the same number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import exp, fsum
from typing import Annotated, Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import Field

from atlas.closed import Closed
from atlas.dates import parse_day
from atlas.law import CONFIDENCES, LADDER, NOT_KNOWN, Law, Standing
from atlas.notices import known_from
from atlas.places import INTERNATIONAL
from atlas.vocabulary import Vocabulary

_DAYS_PER_YEAR = 365.25
RISK_PARTS = ("severity", "enforcement", "uncertainty")
RELEVANCES = ("direct", "category", "context")

# A weight below zero would let another ban lower the number.
Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Divisor = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class BrokenPromise(ValueError):
    """Weights that break a promise of this module; `where` names the value, key by key."""

    def __init__(self, message: str, *where: str) -> None:
        super().__init__(message)
        self.where = where


class Enforcement(Closed):
    """Weights of part 2: points, years and factors as data/risk.yaml explains them.

    `issuers` are the types of those whose acts count.
    """

    max: Weight
    scale: Divisor
    half_life_years: Divisor
    undated_age_years: Weight
    issuers: tuple[str, ...] = Field(min_length=1)
    relevance: dict[str, Weight]
    kinds: dict[str, Weight]


class Uncertainty(Closed):
    """Weights of part 3, in points."""

    max: Weight
    confidence: dict[str, Weight]
    secondary_source: Weight
    conflict: Weight
    per_year_unverified: Weight
    unverified_max: Weight


class Weights(Closed):
    """Everything in data/risk.yaml."""

    version: str
    changed_on: str
    severity: dict[str, Weight]
    enforcement: Enforcement
    uncertainty: Uncertainty
    completeness: tuple[
        Literal[
            "status",
            "effective_from",
            "instrument",
            "primary_source",
            "confidence",
            "enforcement",
        ],
        ...,
    ] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Risk:
    """One number with its parts.

    `notices` are the ids behind the enforcement part, weightiest first, and `machine_read` is how
    many of them no person has reviewed: they count, since they only raise the number, and are told
    apart. The parts are points, rounded to one decimal; `completeness` is 0 to 1.
    """

    severity: float
    enforcement: float
    uncertainty: float
    completeness: float
    notices: tuple[str, ...]
    machine_read: int = 0

    @property
    def score(self) -> float:
        """The sum of the parts as shown, so that what a reader adds up is the number."""
        return round(self.severity + self.enforcement + self.uncertainty, 1)

    @property
    def parts(self) -> dict[str, float]:
        return {
            "severity": self.severity,
            "enforcement": self.enforcement,
            "uncertainty": self.uncertainty,
        }


# Places with acts, a scenario, rows of the acts that a position cites.
_Reach = tuple[tuple[str, ...], str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Pressure:
    """What acts weigh together: points, and their `notices` and `machine_read` as in Risk."""

    points: float
    notices: tuple[str, ...]
    machine_read: int


class RiskModel:
    """Risk of any place and scenario as of a day.

    Args:
        law: gives the standing and which places' acts reach which.
        notices: the notice DataFrame (atlas.notices.NOTICE_COLUMNS).
        scenarios: the scenario vocabulary: which origins and uses fall under each.
    """

    def __init__(
        self, weights: Weights, law: Law, notices: pd.DataFrame, scenarios: Vocabulary
    ) -> None:
        self.weights, self._law = weights, law
        self._scenarios = scenarios.codes
        kind_weight = notices["kind"].astype(object).map(weights.enforcement.kinds).astype(float)
        relevance = notices["relevance"].astype(object).map(weights.enforcement.relevance)
        weight = (kind_weight * relevance.astype(float)).to_numpy(dtype=np.float64, copy=True)
        weight[~enforcing(notices, weights).to_numpy()] = 0
        # In order of their ids, so that acts of one weight are named in the same order always.
        acts = notices.assign(weight=weight)[weight > 0].sort_values("id")
        self._weight: npt.NDArray[np.floating[Any]] = acts["weight"].to_numpy()
        self._published = acts["published_first"].to_numpy().astype("datetime64[D]")
        self._known_from = known_from(acts).to_numpy().astype("datetime64[D]")
        self._ids = acts["id"].to_numpy(dtype=object)
        self._machine_read = (acts["review"] == "machine_read").to_numpy(dtype=bool)
        self._row = {id_: row for row, id_ in enumerate(self._ids)}
        at = acts.groupby("jurisdiction").indices
        self._rows_at = {str(code): np.asarray(rows) for code, rows in at.items()}
        self._fits = touching(acts, scenarios, self._scenarios)
        on_record = known_from(notices).groupby(notices["jurisdiction"].to_numpy()).min()
        self._on_record_from: dict[Any, pd.Timestamp] = on_record.dropna().to_dict()
        self._subdivisions: dict[str, list[str]] = {}
        for code in self._rows_at:
            if parent := law.places[code].parent:
                self._subdivisions.setdefault(parent, []).append(code)

    def assess(self, standing: Standing, as_of: date) -> Risk:
        """The risk behind one answer of the law."""
        return self.assess_all([standing], as_of)[0]

    def assess_all(self, standings: Iterable[Standing], as_of: date) -> list[Risk]:
        """The risk behind each answer, in order."""
        current = self._current_weights(as_of)
        # Most places have no acts of their own, so those of one bloc weigh the same: added up once.
        pressures: dict[_Reach, _Pressure] = {}
        risks = []
        for standing in standings:
            reach = self._reach(standing)
            if reach not in pressures:
                pressures[reach] = self._pressure(self._acts_within(reach), current)
            risks.append(self._assess(standing, as_of, pressures[reach]))
        return risks

    def _assess(self, standing: Standing, as_of: date, pressure: _Pressure) -> Risk:
        return Risk(
            severity=round(self.weights.severity[standing.status], 1),
            enforcement=pressure.points,
            uncertainty=round(self._uncertainty(standing, as_of), 1),
            completeness=self._completeness(standing, as_of),
            notices=pressure.notices,
            machine_read=pressure.machine_read,
        )

    def _pressure(self, rows: npt.NDArray[np.int64], current: npt.NDArray[np.float64]) -> _Pressure:
        """What some acts weigh together on the day of the `current` weights."""
        rows = rows[current[rows] > 0]
        part = self.weights.enforcement
        # The exact sum: the order of the rows must not show, nor may one more act ever lower it.
        points = part.max * (1 - exp(-fsum(current[rows].tolist()) / part.scale))
        return _Pressure(
            points=round(points, 1),
            notices=tuple(self._ids[rows[np.argsort(-current[rows], kind="stable")]]),
            machine_read=int(self._machine_read[rows].sum()),
        )

    def _current_weights(self, as_of: date) -> npt.NDArray[np.float64]:
        """Each act's weight on a day; 0 for what was not published by then."""
        today, part = np.datetime64(as_of, "D"), self.weights.enforcement
        undated = np.isnat(self._published)
        age = (today - self._published).astype(float) / _DAYS_PER_YEAR
        age = np.where(undated, part.undated_age_years, age)
        return np.where(
            self._known_from <= today,
            self._weight * 0.5 ** (np.maximum(age, 0) / part.half_life_years),
            0.0,
        )

    def _reach(self, standing: Standing) -> _Reach:
        """Where acts reach this place from, and those that its position cites."""
        places = (
            standing.place,
            *self._law.places.above(standing.place),
            *self._subdivisions.get(standing.place, ()),
        )
        cited = standing.position.notices if standing.position else ()
        return (
            tuple(code for code in places if code in self._rows_at),
            standing.scenario,
            tuple(self._row[id_] for id_ in cited if id_ in self._row),
        )

    def _acts_within(self, reach: _Reach) -> npt.NDArray[np.int64]:
        """Rows of the acts at some places that speak of a scenario, and of those cited."""
        places, scenario, cited = reach
        near = [self._rows_at[code] for code in places]
        rows = np.concatenate(near) if near else np.empty(0, dtype=np.int64)
        rows = rows[self._fits[rows, self._scenarios.index(scenario)]]
        return np.union1d(rows, cited).astype(np.int64)

    def _uncertainty(self, standing: Standing, as_of: date) -> float:
        weights, position = self.weights.uncertainty, standing.position
        if position is None or standing.confidence is None:
            return weights.max
        points = weights.confidence[standing.confidence]
        if position.source_read == "secondary":
            points += weights.secondary_source
        if position.unclear_reason == "conflict" or "status" in position.coders_differ:
            points += weights.conflict
        years = (as_of - parse_day(position.verified_on)).days / _DAYS_PER_YEAR
        points += min(max(years, 0) * weights.per_year_unverified, weights.unverified_max)
        return min(points, weights.max)

    def _completeness(self, standing: Standing, as_of: date) -> float:
        position = standing.position
        on_record = self._on_record_from.get(standing.place)
        known = {
            "status": standing.status not in ("unclear", "no_data"),
            "effective_from": bool(position and position.effective_from),
            "instrument": bool(position and position.instrument and position.basis != "none"),
            "primary_source": bool(position and position.source_read == "primary"),
            "confidence": standing.confidence in ("medium", "high"),
            "enforcement": on_record is not None and on_record <= pd.Timestamp(as_of),
        }
        return round(
            sum(known[item] for item in self.weights.completeness) / len(self.weights.completeness),
            2,
        )


def enforcing(notices: pd.DataFrame, weights: Weights) -> pd.Series:
    """Which notices are acts of enforcement by kind, issuer and effect (bool, row by row).

    A ruling or letter that loosens is no pressure against the product. Nor is what a court decides
    without applying a rule against it, as between two sellers; while no person has reviewed it, it
    counts, as whatever can only raise the number does.
    """
    by_kind = notices["kind"].isin(list(weights.enforcement.kinds))
    can_act = notices["issuer_type"].isin(weights.enforcement.issuers)
    can_act &= notices["jurisdiction"] != INTERNATIONAL
    of_parties = (notices["issuer_type"] == "court") & (notices["effect"] == "informs")
    of_parties &= notices["review"] != "machine_read"
    return by_kind & can_act & (notices["effect"] != "loosens") & ~of_parties


def touches(
    origin: Sequence[str], uses: Sequence[str], scenarios: Vocabulary, scenario: str
) -> bool:
    """Whether a notice of these origins and uses speaks of a scenario.

    A notice that does not say the origin, or the use, speaks of every one.
    """
    term = scenarios[scenario]
    any_origin = not origin or "unspecified" in origin
    return (any_origin or not set(origin).isdisjoint(term.origins)) and (
        not uses or not set(uses).isdisjoint(term.uses)
    )


def touching(
    notices: pd.DataFrame, scenarios: Vocabulary, codes: Collection[str]
) -> npt.NDArray[np.bool_]:
    """Which notice speaks of which scenario: a row for each notice, a column for each code.

    Raises:
        UnknownTerm: a code that is no scenario.
    """
    # Few combinations of origins and uses stand for any number of notices.
    speaks_of: dict[tuple[tuple[str, ...], tuple[str, ...]], list[bool]] = {}
    pairs = list(zip(notices["origin"], notices["uses"], strict=True))
    for origin, uses in set(pairs):
        speaks_of[origin, uses] = [touches(origin, uses, scenarios, code) for code in codes]
    return np.array([speaks_of[pair] for pair in pairs], dtype=bool).reshape(len(pairs), len(codes))


def check_weights(weights: Mapping[str, Any]) -> Weights:
    """Read data/risk.yaml's content and refuse weights that break the promises of this module.

    Raises:
        pydantic.ValidationError: the weights are not of their form.
        BrokenPromise: a code has no weight, a stricter status would weigh less than a looser one,
            the unknown could score below `conditional`, the parts could exceed 100, or context
            notices would count.
    """
    checked = Weights.model_validate(weights)
    for where, given, needed in (
        (("severity",), checked.severity, (*LADDER, *sorted(NOT_KNOWN))),
        (("uncertainty", "confidence"), checked.uncertainty.confidence, CONFIDENCES),
        (("enforcement", "relevance"), checked.enforcement.relevance, RELEVANCES),
    ):
        for code in needed:
            if code not in given:
                raise BrokenPromise(f"{'.'.join(where)} has no weight for {code!r}", *where)
    # Compared as they are shown, to one decimal, so that rounding breaks no promise either.
    severity = {status: round(points, 1) for status, points in checked.severity.items()}
    for stricter, looser in pairwise(LADDER):
        if severity[stricter] < severity[looser]:
            raise BrokenPromise(
                f"severity of {stricter} is {severity[stricter]}, below that of {looser} "
                f"({severity[looser]}): what is stricter must not look safer",
                "severity",
                stricter,
            )
    ceiling = severity["conditional"] + round(checked.uncertainty.max, 1)
    for status in sorted(NOT_KNOWN):
        if severity[status] < ceiling:
            raise BrokenPromise(
                f"severity of {status} is {severity[status]}, below conditional "
                f"at its most uncertain ({ceiling}): the unknown must not look safer than a rule",
                "severity",
                status,
            )
    most = (
        max(severity.values())
        + round(checked.enforcement.max, 1)
        + round(checked.uncertainty.max, 1)
    )
    if most > 100:
        raise BrokenPromise(f"the parts can add up to {most}, more than 100", "severity")
    if checked.enforcement.relevance["context"] != 0:
        raise BrokenPromise(
            "context notices never count as enforcement: their relevance must be 0",
            "enforcement",
            "relevance",
            "context",
        )
    return checked
