"""What sources had done when a person decided: what they do later the same day is news."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # Of what was decided before, only the day is known.
    op.add_column("review_decision", sa.Column("at_sources", sa.Integer))
