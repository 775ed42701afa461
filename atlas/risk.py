"""Risk, 0 to 100 per place and scenario: three parts that add up, each open to inspection.

The weights and what they mean stand in data/risk.yaml; nothing here has a figure of its own.
Properties that hold (and are tested): another act of enforcement never lowers the number; what is
not known never scores below `conditional`; context notices never count; older enforcement weighs
less; the same input gives the same number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from atlas.dates import parse_day
from atlas.law import NOT_KNOWN, Law, Standing
from atlas.vocabulary import Vocabulary

_DAYS_PER_YEAR = 365.25
RISK_PARTS = ("severity", "enforcement", "uncertainty")


class Enforcement(BaseModel):
    """Weights of part 2: points, years and factors as data/risk.yaml explains them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max: float = Field(ge=0)
    scale: float = Field(gt=0)
    half_life_years: float = Field(gt=0)
    undated_age_years: float = Field(ge=0)
    relevance: dict[str, float]
    kinds: dict[str, float]


class Uncertainty(BaseModel):
    """Weights of part 3, in points."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max: float = Field(ge=0)
    confidence: dict[str, float]
    secondary_source: float = Field(ge=0)
    conflict: float = Field(ge=0)
    per_year_unverified: float = Field(ge=0)
    unverified_max: float = Field(ge=0)


class Weights(BaseModel):
    """Everything in data/risk.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    changed_on: str
    severity: dict[str, float]
    enforcement: Enforcement
    uncertainty: Uncertainty
    completeness: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """One number with its parts.

    `notices` are the ids behind the enforcement part, weightiest first; `score` and the parts are
    points, rounded to one decimal; `completeness` is 0 to 1.
    """

    score: float
    severity: float
    enforcement: float
    uncertainty: float
    completeness: float
    notices: tuple[str, ...]

    @property
    def parts(self) -> dict[str, float]:
        return {
            "severity": self.severity,
            "enforcement": self.enforcement,
            "uncertainty": self.uncertainty,
        }


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
        weight = (kind_weight.fillna(0) * relevance.astype(float)).to_numpy(
            dtype=np.float64, copy=True
        )
        # A ruling or letter that loosens is no pressure against the product.
        weight[(notices["effect"] == "loosens").to_numpy()] = 0
        acts = notices[weight > 0]
        self._weight: npt.NDArray[np.float64] = weight[weight > 0]
        self._published = acts["published_first"].to_numpy().astype("datetime64[D]")
        self._seen = acts["first_seen"].astype("datetime64[s]").to_numpy().astype("datetime64[D]")
        self._ids = acts["id"].to_numpy(dtype=object)
        self._row = {id_: row for row, id_ in enumerate(self._ids)}
        self._places = acts["jurisdiction"].to_numpy(dtype=object)
        self._rows_at = {code: np.flatnonzero(self._places == code) for code in set(self._places)}
        self._fits = np.array(
            [
                [touches(origin, uses, scenarios, code) for code in self._scenarios]
                for origin, uses in zip(acts["origin"], acts["uses"], strict=True)
            ],
            dtype=bool,
        ).reshape(len(acts), len(self._scenarios))
        self._on_record = set(notices["jurisdiction"])
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
        return [self._assess(standing, as_of, current) for standing in standings]

    def _assess(self, standing: Standing, as_of: date, current: npt.NDArray[np.float64]) -> Risk:
        rows = self._acts_against(standing)
        rows = rows[current[rows] > 0]
        total = float(current[rows].sum())
        part = self.weights.enforcement
        severity = self.weights.severity[standing.status]
        enforcement = part.max * (1 - exp(-total / part.scale))
        uncertainty = self._uncertainty(standing, as_of)
        heaviest = rows[np.lexsort((self._ids[rows], -current[rows]))] if len(rows) else rows
        return Risk(
            score=round(severity + enforcement + uncertainty, 1),
            severity=round(severity, 1),
            enforcement=round(enforcement, 1),
            uncertainty=round(uncertainty, 1),
            completeness=self._completeness(standing),
            notices=tuple(self._ids[heaviest]),
        )

    def _current_weights(self, as_of: date) -> npt.NDArray[np.float64]:
        """Each act's weight on a day; 0 for what was not published by then."""
        today, part = np.datetime64(as_of, "D"), self.weights.enforcement
        undated = np.isnat(self._published)
        age = (today - self._published).astype(float) / _DAYS_PER_YEAR
        age = np.where(undated, part.undated_age_years, age)
        # Undated acts are known to exist only from the day on which we first saw them.
        known = np.where(undated, self._seen, self._published) <= today
        return np.where(
            known, self._weight * 0.5 ** (np.maximum(age, 0) / part.half_life_years), 0.0
        )

    def _acts_against(self, standing: Standing) -> npt.NDArray[np.int64]:
        """Rows of the acts that reach this place and scenario, or that its position cites."""
        places = [
            standing.place,
            *self._law.places.above(standing.place),
            *self._subdivisions.get(standing.place, ()),
        ]
        near = [self._rows_at[code] for code in places if code in self._rows_at]
        rows = np.concatenate(near) if near else np.empty(0, dtype=np.int64)
        rows = rows[self._fits[rows, self._scenarios.index(standing.scenario)]]
        cited = standing.position.notices if standing.position else ()
        return np.union1d(rows, [self._row[id_] for id_ in cited if id_ in self._row]).astype(
            np.int64
        )

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

    def _completeness(self, standing: Standing) -> float:
        position = standing.position
        known = {
            "status": standing.status not in ("unclear", "no_data"),
            "effective_from": bool(position and position.effective_from),
            "instrument": bool(position and position.instrument and position.basis != "none"),
            "primary_source": bool(position and position.source_read == "primary"),
            "confidence": standing.confidence in ("medium", "high"),
            "enforcement": standing.place in self._on_record,
        }
        return round(
            sum(known[item] for item in self.weights.completeness) / len(self.weights.completeness),
            2,
        )


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


def check_weights(weights: Mapping[str, Any]) -> Weights:
    """Read data/risk.yaml's content and refuse weights that break the promises of this module.

    Raises:
        ValueError: a status, or a bound, would let the unknown score below `conditional`, or the
            parts could exceed 100.
    """
    checked = Weights.model_validate(weights)
    ceiling = checked.severity["conditional"] + checked.uncertainty.max
    for status in sorted(NOT_KNOWN):
        if checked.severity[status] < ceiling:
            raise ValueError(
                f"severity of {status} is {checked.severity[status]}, below conditional "
                f"at its most uncertain ({ceiling}): the unknown must not look safer than a rule"
            )
    most = max(checked.severity.values()) + checked.enforcement.max + checked.uncertainty.max
    if most > 100:
        raise ValueError(f"the parts can add up to {most}, more than 100")
    if checked.enforcement.relevance["context"] != 0:
        raise ValueError("context notices never count as enforcement: their relevance must be 0")
    return checked
