"""The notices that a brief cites, numbered in the order in which they are first named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from atlas.edition import Edition
from atlas.notices import published_by
from atlas.tabular import records


class References:
    """Notices with the numbers under which a brief cites them, from 1.

    A notice that was not out on the day asked about is not cited; `left_out` counts those.
    """

    def __init__(self, edition: Edition, as_of: date) -> None:
        self._edition, self._as_of = edition, as_of
        self._numbers: dict[str, int] = {}
        self._later: set[str] = set()

    @property
    def left_out(self) -> int:
        return len(self._later)

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """The numbers of these notices; those that are not on record have none."""
        on_record = self._edition.notices_by_id(ids)
        out = set(published_by(on_record, self._as_of)["id"])
        self._later |= set(on_record["id"]) - out
        return [
            self._numbers.setdefault(id_, len(self._numbers) + 1)
            for id_ in on_record["id"]
            if id_ in out
        ]

    def cited(self) -> list[dict[Any, Any]]:
        """Every notice that has a number, in order: the notice columns and `number`."""
        found = self._edition.notices_by_id(self._numbers)
        return records(found.assign(number=list(self._numbers.values())))

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._numbers)
