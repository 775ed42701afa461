"""Filling the store from the facts: what differs is written, and what it replaces is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from atlas.facts import Facts, FaultyFile
from atlas.notices import Notice
from atlas.store.documents import replace_documents
from atlas.store.schema import meta, notice, position
from atlas.store.search_index import SearchIndex
from atlas.store.standing import continue_versions, insert, retire, said_digest


@dataclass(frozen=True, slots=True)
class FillReport:
    """What a fill did: numbers of notices, of positions, and the revision that stands after it.

    Attributes:
        changed: notices that say something else now; their earlier versions are kept.
        rechecked: notices that say the same, and were looked at again.
        withdrawn: notices that left data/; their versions are kept.
    """

    added: int
    changed: int
    rechecked: int
    withdrawn: int
    unchanged: int
    positions: int
    revision: int

    def summary(self) -> str:
        """What was done, for people."""
        return (
            f"{self.positions:,} positions; notices: {self.added:,} added, "
            f"{self.changed:,} changed, {self.rechecked:,} looked at again, "
            f"{self.withdrawn:,} withdrawn, {self.unchanged:,} as they were"
        )


def fill(connection: sa.Connection, index: SearchIndex, facts: Facts) -> FillReport:
    """Make the store say what `facts` say, in the writer's transaction of the caller.

    Raises:
        FaultyFile: two notices have the same id.
    """
    notices = _NoticeDifference(connection, facts.notices)
    notices.write(connection, index)
    moved = [
        notices.moved,
        _replace_positions(connection, facts),
        replace_documents(connection, facts),
    ]
    connection.execute(
        sa.update(meta).values(
            revision=meta.c.revision + int(any(moved)), facts_digest=facts.digest
        )
    )
    return FillReport(
        added=len(notices.added),
        changed=len(notices.changed),
        rechecked=len(notices.rechecked),
        withdrawn=len(notices.withdrawn),
        unchanged=notices.unchanged,
        positions=len(facts.positions),
        revision=connection.scalars(sa.select(meta.c.revision)).one(),
    )


class _NoticeDifference:
    """How the notices of data/ differ from those in the store.

    A notice that a scraper found first, and that stands in data/ now, belongs to data/ from here
    on; what only scrapers found is left alone.
    """

    def __init__(self, connection: sa.Connection, notices: Sequence[Notice]) -> None:
        self.added: list[dict[str, Any]] = []
        self.changed: list[dict[str, Any]] = []
        self.rechecked: list[dict[str, Any]] = []
        self.unchanged = 0
        stored = {row.id: row for row in connection.execute(_STANDING)}
        gone = {id_ for id_, row in stored.items() if row.bundled}
        seen: set[str] = set()
        for entry in notices:
            if entry.id in seen:
                raise FaultyFile(f"notice id {entry.id!r} stands twice; give one another id")
            seen.add(entry.id)
            gone.discard(entry.id)
            self._compare(entry, stored.get(entry.id))
        self.withdrawn = sorted(gone)

    def _compare(self, entry: Notice, stored: sa.Row[Any] | None) -> None:
        record = entry.record()
        record |= {"bundled": True, "digest": said_digest(record)}
        if stored is None:
            self.added.append(record)
            return
        record["first_seen"] = entry.first_seen or stored.first_seen
        record["delisted_on"] = stored.delisted_on
        if record["digest"] != stored.digest:
            self.changed.append(record | {"version": stored.version + 1})
        elif any(record[name] != getattr(stored, name) for name in _READING):
            self.rechecked.append({f"new_{name}": record[name] for name in ("id", *_READING)})
        else:
            self.unchanged += 1

    @property
    def moved(self) -> bool:
        return bool(self.added or self.changed or self.rechecked or self.withdrawn)

    def write(self, connection: sa.Connection, index: SearchIndex) -> None:
        now = datetime.now(UTC)
        retire(connection, index, [*self.withdrawn, *(row["id"] for row in self.changed)], now)
        continue_versions(connection, self.added)
        insert(connection, index, [*self.added, *self.changed], now)
        if self.rechecked:
            connection.execute(_RECHECK, self.rechecked)


_READING = ("bundled", "first_seen", "last_checked", "sha256")
_STANDING = sa.select(
    *(notice.c[name] for name in ("id", "digest", "version", "delisted_on", *_READING))
)
_RECHECK = (
    sa.update(notice)
    .where(notice.c.id == sa.bindparam("new_id"))
    .values({name: sa.bindparam(f"new_{name}") for name in _READING})
)


def _replace_positions(connection: sa.Connection, facts: Facts) -> bool:
    """Put these in the place of those in the store; whether they differed."""
    given = [entry.model_dump(mode="json") for entry in facts.positions]
    stored = connection.scalars(sa.select(position.c.record).order_by(position.c.number)).all()
    if given == stored:
        return False
    connection.execute(sa.delete(position))
    if given:
        connection.execute(
            sa.insert(position),
            [
                {
                    "number": number,
                    "jurisdiction": record["jurisdiction"],
                    "scenario": record["scenario"],
                    "record": record,
                }
                for number, record in enumerate(given, start=1)
            ],
        )
    return True
