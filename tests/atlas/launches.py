"""Launches under INVENTED rules: of a human cosmetic in France, today, unless a test says other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from atlas.check import LaunchCheck, launch_check
from atlas.edition import Edition
from atlas.judgement import Judgement, judge
from atlas.law import Position
from atlas.notices import Notice
from atlas.places import Bloc
from tests.atlas.factories import TODAY, bloc, edition_of, position

BLOCS = {"EU": bloc("FR", "DE", "ES"), "EEA": bloc("FR", "DE", "ES", "NO")}
A_LAUNCH: dict[str, Any] = {
    "place": "FR",
    "origin": "human",
    "use": "topical_cosmetic",
    "claim": "cosmetic",
    "as_of": TODAY,
}


def of(status: str, scenario: str = "human_topical_cosmetic", **changes: Any) -> Position:
    """A rule of France."""
    return position("FR", status, scenario=scenario, **changes)


def under(
    *rules: Position, notices: Iterable[Notice] = (), blocs: Mapping[str, Bloc] = BLOCS
) -> Edition:
    return edition_of(*rules, notices=notices, blocs=blocs)


def judge_launch(world: Edition, **asked: Any) -> Judgement:
    return judge(world, **A_LAUNCH | asked)


def check(*rules: Position, notices: Iterable[Notice] = (), **asked: Any) -> LaunchCheck:
    return launch_check(under(*rules, notices=notices), **A_LAUNCH | asked)
