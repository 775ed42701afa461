"""The tables of the store, as they stand after the last migration."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from atlas.columns import NOTICE, Kind

# The newest migration in atlas/store/migrations/versions.
SCHEMA_VERSION = "0005"

metadata = sa.MetaData()


class TextList(sa.TypeDecorator[tuple[str, ...]]):
    """A tuple of str, kept as a JSON array.

    Read as text, so that each list is decoded once: of the lists of 100,000 notices most are equal.
    """

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> list[str]:
        return list(value)

    def column_expression(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        return sa.type_coerce(sa.cast(column, sa.Text), self)

    def result_processor(
        self, dialect: sa.Dialect, coltype: object
    ) -> Callable[[Any], tuple[str, ...]]:
        return _decoded


@lru_cache(maxsize=50_000)
def _decoded(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


class Moment(sa.TypeDecorator[datetime]):
    """An aware moment, kept in UTC without saying so, as SQLite knows no time zones."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


# One row. `revision` counts up when anything that a reader can see has moved; `facts_digest` is
# that of data/ when it was last filled from.
meta = sa.Table(
    "meta",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("facts_digest", sa.Text),
    sa.CheckConstraint("id = 1", name="meta_has_one_row"),
)

_TYPES: dict[Kind, Any] = {
    "list": TextList,
    "addresses": TextList,
    "yes_no": sa.Boolean,
    "count": sa.Integer,
}
# The notices that stand today. `row` ties a notice to its entry in the search index. `bundled`:
# it stands in data/ (and goes when it leaves there), and was not merely found by a scraper.
# `digest` is over what the notice says; `recorded_at` is when this version came in.
notice = sa.Table(
    "notice",
    metadata,
    sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("bundled", sa.Boolean, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("recorded_at", Moment, nullable=False),
    *(
        sa.Column(
            column.name,
            _TYPES.get(column.kind, sa.Text),
            nullable=not (column.required or column.blank or column.several),
        )
        for column in NOTICE
    ),
    sa.Index("notice_id", "id", unique=True),
    sa.Index("notice_jurisdiction", "jurisdiction"),
    sa.Index("notice_published", "published"),
    sa.Index("notice_kind", "kind"),
    sa.Index("notice_source", "source_id"),
)

# What a notice said before it was changed or withdrawn. `record` has the keys RECORD_COLUMNS.
notice_version = sa.Table(
    "notice_version",
    metadata,
    sa.Column("notice_id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("recorded_at", Moment, nullable=False),
    sa.Column("ended_at", Moment, nullable=False),
    sa.Column("record", sa.JSON, nullable=False),
)

# The law in the order of data/law; `record` is an atlas.law.Position.
position = sa.Table(
    "position",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("jurisdiction", sa.Text, nullable=False),
    sa.Column("scenario", sa.Text, nullable=False),
    sa.Column("record", sa.JSON, nullable=False),
    sa.Index("position_jurisdiction", "jurisdiction", "scenario"),
)

# The rest of data/ by name, whole: blocs, regions, territories, risk, corrections, authorities,
# vocabularies.
document = sa.Table(
    "document",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("content", sa.JSON, nullable=False),
)

# Under which key a source lists which notice: the same entry is the same notice, whatever is
# corrected about it later.
listing = sa.Table(
    "listing",
    metadata,
    sa.Column("source_id", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("notice_id", sa.Text, nullable=False),
)

# What sources did to their notices: amended (a row each field, as text), delisted, relisted.
notice_change = sa.Table(
    "notice_change",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("notice_id", sa.Text, nullable=False),
    sa.Column("day", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("field", sa.Text),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.Index("notice_change_notice", "notice_id"),
)

# The catalogue of sources and how each fares. `description` is what the catalogue says; `good_at`
# is when it was last read whole, `kept_at` when anything of it was, be it in part: what was read
# before that is refused. `counts` is what that run met, `held` the rows it could not publish, each
# with the reason; `memory` is what the scraper wants to know next time, which the store does not
# look into. Moments are those at which runs began.
source = sa.Table(
    "source",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("description", sa.JSON, nullable=False),
    sa.Column("tried_at", Moment),
    sa.Column("good_at", Moment),
    sa.Column("kept_at", Moment),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("fault", sa.Text),
    sa.Column("message", sa.Text),
    sa.Column("seconds", sa.Float),
    sa.Column("counts", sa.JSON, nullable=False),
    sa.Column("held", sa.JSON, nullable=False),
    sa.Column("memory", sa.JSON, nullable=False),
)

# What sites' robots.txt said, by origin (scheme, host and port), and when it was read.
robots = sa.Table(
    "robots",
    metadata,
    sa.Column("origin", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("read_at", Moment, nullable=False),
)

# What people decided about machine-read notices. `entry` is what was written into data/law,
# `at_sources` the number in notice_change from which on they could not know what sources had done.
review_decision = sa.Table(
    "review_decision",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("notice_id", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("decision", sa.Text, nullable=False),
    sa.Column("decided_by", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("decided_at", Moment, nullable=False),
    sa.Column("entry", sa.JSON),
    sa.Column("at_sources", sa.Integer),
    sa.Index("review_decision_notice", "notice_id"),
)
