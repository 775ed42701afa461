"""What sites' robots.txt said when they were read last: the table `robots`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import sqlalchemy as sa

from atlas.store.schema import robots


def read_since(connection: sa.Connection, moment: datetime) -> dict[str, tuple[str, datetime]]:
    """The texts that were read after a moment, by origin, each with the moment of its reading."""
    rows = connection.execute(
        sa.select(robots.c.origin, robots.c.text, robots.c.read_at).where(robots.c.read_at > moment)
    )
    return {row.origin: (row.text, row.read_at) for row in rows}


def keep_texts(connection: sa.Connection, texts: Mapping[str, tuple[str, datetime]]) -> None:
    """Keep these, by origin, but for those of which another run has kept a later one.

    A moment to come is that of a clock that was set back, and counts as later than none.
    """
    now = datetime.now(UTC)
    standing = dict(connection.execute(sa.select(robots.c.origin, robots.c.read_at)).all())
    rows = [
        {"origin": origin, "text": text, "read_at": read_at}
        for origin, (text, read_at) in texts.items()
        if not read_at < standing.get(origin, read_at) <= now
    ]
    replaced = [row["origin"] for row in rows]
    connection.execute(sa.delete(robots).where(robots.c.origin.in_(replaced)))
    if rows:
        connection.execute(sa.insert(robots), rows)
