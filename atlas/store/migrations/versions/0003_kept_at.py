"""When what stands of a source was read, be it in part: nothing older may replace it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("source", sa.Column("kept_at", sa.DateTime))
    # What was kept in part since is not known; it is by the next run.
    op.execute("UPDATE source SET kept_at = good_at")
