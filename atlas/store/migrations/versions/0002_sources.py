"""Sources and how they fare, what they did to their notices, and what people decided."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("notice", sa.Column("via", sa.Text))
    op.add_column("notice", sa.Column("delisted_on", sa.Text))
    op.create_index("notice_source", "notice", ["source_id"])
    op.create_table(
        "listing",
        sa.Column("source_id", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("notice_id", sa.Text, nullable=False),
    )
    op.create_table(
        "notice_change",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("notice_id", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("field", "before", "after")),
    )
    op.create_index("notice_change_notice", "notice_change", ["notice_id"])
    op.create_table(
        "source",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("description", sa.JSON, nullable=False),
        *(sa.Column(name, sa.DateTime) for name in ("tried_at", "good_at")),
        sa.Column("failures", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("fault", "message")),
        sa.Column("seconds", sa.Float),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("counts", "held", "memory")),
    )
    op.create_table(
        "review_decision",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("notice_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("decision", "decided_by", "why")),
        sa.Column("decided_at", sa.DateTime, nullable=False),
        sa.Column("entry", sa.JSON),
    )
    op.create_index("review_decision_notice", "review_decision", ["notice_id"])
