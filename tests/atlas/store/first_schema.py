"""A database as the first version of the atlas made it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import command
from alembic.config import Config


def make_first_schema(url: str) -> None:
    """Bring an empty database to the first migration, and no further."""
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", "atlas.store:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
