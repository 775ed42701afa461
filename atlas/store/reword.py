"""Rewording what is kept of a source already: texts that must not stay as they are.

A notice is reworded where it stands and in its earlier versions, without making another version:
what is taken out was never said by its source.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from atlas.notices import RECORD_COLUMNS
from atlas.store.schema import (
    listing,
    meta,
    notice,
    notice_change,
    notice_version,
    source,
)
from atlas.store.search_index import SearchIndex
from atlas.store.standing import said_digest

Row = dict[str, Any]
# Gives a row of texts, and of lists and mappings of them, with other words.
Reword = Callable[[Row], Row]


def differing(
    connection: sa.Connection, source_id: str, reworded: Reword
) -> list[tuple[sa.Table, Row, Row]]:
    """The rows of a source that are worded otherwise: their table, as they are, and reworded."""
    listed = sa.select(listing.c.notice_id).where(listing.c.source_id == source_id)
    of_source = {
        notice: notice.c.source_id == source_id,
        notice_version: notice_version.c.notice_id.in_(listed),
        notice_change: notice_change.c.notice_id.in_(listed),
        source: source.c.id == source_id,
        listing: listing.c.source_id == source_id,
    }
    return [
        (table, row, otherwise)
        for table, where in of_source.items()
        for row in map(dict, connection.execute(sa.select(table).where(where)).mappings())
        if (otherwise := reworded(row)) != row
    ]


def reword(connection: sa.Connection, index: SearchIndex, source_id: str, reworded: Reword) -> None:
    """Reword all that is kept of a source, in the writer's transaction of the caller."""
    moved = False
    for table, before, after in differing(connection, source_id, reworded):
        at = [column == before[column.name] for column in table.primary_key]
        if table is listing:
            # The next run lists under its other key what stood here; its id stays the same.
            connection.execute(sa.delete(table).where(*at))
            continue
        if table is notice:
            after["digest"] = said_digest({name: after[name] for name in RECORD_COLUMNS})
            index.remove(connection, [before["row"]])
            index.add(connection, [after])
        if table is notice_version:
            after["digest"] = said_digest(after["record"])
        connection.execute(sa.update(table).where(*at).values(after))
        moved |= table is not source
    if moved:
        connection.execute(sa.update(meta).values(revision=meta.c.revision + 1))
