"""What sites' robots.txt said: for a day nobody needs to ask them again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "robots",
        sa.Column("origin", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("read_at", sa.DateTime, nullable=False),
    )
