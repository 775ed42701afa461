"""Answers of the law as a brief prints them: each with its risk and the numbers of its notices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from atlas.edition import Edition
from atlas.law import Position, Standing
from atlas.notices import published_by
from atlas.risk import Risk
from atlas.tabular import records


class Answer(NamedTuple):
    """One answer of the law; `cited` are the numbers of the notices behind its position.

    `higher` is what holds above the place beside it (Law.higher_rule), where that is no answer too.
    """

    standing: Standing
    risk: Risk
    cited: tuple[int, ...]
    higher: Position | None


class References:
    """Notices with the numbers under which a brief cites them, from 1, as they are first named.

    A notice that was not out on the day asked about is not cited; `left_out` counts those.
    """

    def __init__(self, edition: Edition, as_of: date) -> None:
        self._edition, self._as_of = edition, as_of
        self._numbers: dict[str, int] = {}
        self._later: set[str] = set()

    @property
    def left_out(self) -> int:
        return len(self._later)

    def answers(self, standings: Iterable[Standing]) -> list[Answer]:
        """Each answer of the law with its risk and the notices behind it."""
        found = list(standings)
        positions = [standing.position for standing in found]
        risks = self._edition.risk.assess_all(found, self._as_of)
        return [
            Answer(
                standing,
                risk,
                self._numbers_of(standing),
                higher if higher not in positions else None,
            )
            for standing, risk in zip(found, risks, strict=True)
            for higher in [self._edition.law.higher_rule(standing, self._as_of)]
        ]

    def _numbers_of(self, standing: Standing) -> tuple[int, ...]:
        ids = standing.position.notices if standing.position else ()
        on_record = self._edition.notices_by_id(ids)
        out = set(published_by(on_record, self._as_of)["id"])
        self._later |= set(on_record["id"]) - out
        return tuple(
            self._numbers.setdefault(id_, len(self._numbers) + 1)
            for id_ in on_record["id"]
            if id_ in out
        )

    def cited(self) -> list[dict[Any, Any]]:
        """Every notice that has a number, in order: the notice columns and `number`."""
        found = self._edition.notices_by_id(self._numbers)
        return records(found.assign(number=list(self._numbers.values())))

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._numbers)
