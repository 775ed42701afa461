"""A database as an earlier version of the atlas made it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import command
from alembic.config import Config


def make_schema(url: str, migration: str, *statements: str) -> None:
    """Bring an empty database to a migration, and no further; then run statements on it."""
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", "atlas.store:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, migration)
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()
