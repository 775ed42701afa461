"""How each source fares, beside what it gave: the columns of the table `source`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from atlas.health import SourceRecord
from atlas.source_list import SourceDescription
from atlas.store.schema import notice, source

# Made once: a sweep that finds nothing new spends as much on making as on asking them.
_SOURCE: sa.BindParameter[str] = sa.bindparam("source")
_FARED = sa.select(source.c.tried_at, source.c.failures).where(source.c.id == _SOURCE)
_HEALTH = sa.update(source).where(source.c.id == _SOURCE)
# All but what only the scraper reads.
_TOLD = (column for column in source.c if column.name not in ("kept_at", "memory"))
_EVERY_SOURCE = sa.select(*_TOLD).order_by(source.c.id)


def record_run(
    connection: sa.Connection,
    source_id: str,
    *,
    tried_at: datetime,
    fault: str | None,
    message: str | None,
    seconds: float,
    **kept: Any,
) -> None:
    """Write how a run ended: without a fault it is the last good one, else one more that failed.

    `kept` are columns of what it brought. How the source fares is told by the run that began last,
    whichever ends last.
    """
    if fault is None:
        kept["good_at"] = tried_at
    fared = connection.execute(_FARED, {"source": source_id}).one_or_none()
    # A moment to come is that of a clock that was set back.
    if not fared or not fared.tried_at or not tried_at < fared.tried_at <= datetime.now(UTC):
        failures = 0 if fault is None else (fared.failures if fared else 0) + 1
        kept |= {"tried_at": tried_at, "fault": fault, "message": message}
        kept |= {"failures": failures, "seconds": seconds}
    if kept:
        record_health(connection, source_id, **kept)


def record_health(connection: sa.Connection, source_id: str, **columns: Any) -> None:
    """Write columns of the table `source`, which gets a row if the source has none."""
    changed = connection.execute(_HEALTH, {"source": source_id, **columns}).rowcount
    if not changed:
        empty: dict[str, Any] = {
            "description": {},
            "failures": 0,
            "counts": {},
            "held": [],
            "memory": {},
        }
        connection.execute(sa.insert(source), [{"id": source_id} | empty | columns])


def read_health(connection: sa.Connection) -> list[SourceRecord]:
    """Every source of the catalogue with its health record, by id.

    What is kept of one that left the catalogue while it was read is not among them: nothing
    describes it.
    """
    standing: dict[str | None, int] = dict(
        connection.execute(
            sa.select(notice.c.source_id, sa.func.count())
            .where(notice.c.source_id.is_not(None))
            .group_by(notice.c.source_id)
        ).all()
    )
    return [
        SourceRecord(
            **row
            | {
                "description": SourceDescription.model_validate(row["description"]),
                "notices": standing.get(row["id"], 0),
                "held": tuple(row["held"]),
            }
        )
        for row in map(dict, connection.execute(_EVERY_SOURCE).mappings())
        if row["description"]
    ]
