"""The notices that stand today and the versions they replaced: how one gives way to the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from atlas.notices import RECORD_COLUMNS
from atlas.store.schema import notice, notice_version
from atlas.store.search_index import SearchIndex

# When, how and in which bytes a notice was read is no part of what it says: a new look at an
# unchanged page makes no new version.
OF_THE_READING = ("first_seen", "last_checked", "sha256", "version", "via", "delisted_on")
AT_ONCE = 500


def said_digest(record: Mapping[str, Any]) -> str:
    """SHA-256 over what a notice says (`record` has the keys of RECORD_COLUMNS)."""
    said = {name: value for name, value in record.items() if name not in OF_THE_READING}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def retire(
    connection: sa.Connection, index: SearchIndex, ids: Sequence[str], now: datetime
) -> None:
    """Move what stands under these ids to the earlier versions."""
    for start in range(0, len(ids), AT_ONCE):
        _retire(connection, index, ids[start : start + AT_ONCE], now)


def _retire(
    connection: sa.Connection, index: SearchIndex, ids: Sequence[str], now: datetime
) -> None:
    rows = connection.execute(sa.select(notice).where(notice.c.id.in_(ids))).mappings().all()
    connection.execute(
        sa.insert(notice_version),
        [
            {
                "notice_id": row["id"],
                "version": row["version"],
                "digest": row["digest"],
                "recorded_at": row["recorded_at"],
                "ended_at": now,
                "record": {name: row[name] for name in RECORD_COLUMNS},
            }
            for row in rows
        ],
    )
    numbers = [row["row"] for row in rows]
    index.remove(connection, numbers)
    connection.execute(sa.delete(notice).where(notice.c.row.in_(numbers)))


def insert(
    connection: sa.Connection, index: SearchIndex, records: Sequence[dict[str, Any]], now: datetime
) -> None:
    """Let these rows of the table `notice` stand; `row` and `recorded_at` are given here."""
    if not records:
        return
    last = connection.scalar(sa.select(sa.func.max(notice.c.row))) or 0
    rows = [
        record | {"row": number, "recorded_at": now}
        for number, record in enumerate(records, start=last + 1)
    ]
    connection.execute(sa.insert(notice), rows)
    index.add(connection, rows)


def continue_versions(connection: sa.Connection, added: Sequence[dict[str, Any]]) -> None:
    """A notice that was withdrawn and comes back goes on counting where it stopped."""
    numbered = sa.select(
        notice_version.c.notice_id, sa.func.max(notice_version.c.version)
    ).group_by(notice_version.c.notice_id)
    for start in range(0, len(added), AT_ONCE):
        here = added[start : start + AT_ONCE]
        of_these = notice_version.c.notice_id.in_([record["id"] for record in here])
        last = dict(connection.execute(numbered.where(of_these)).all())
        for record in here:
            record["version"] = last.get(record["id"], 0) + 1
