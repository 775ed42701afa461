"""The database behind the store: opened, brought to the newest schema, and its faults explained."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from atlas.store.schema import SCHEMA_VERSION

DEFAULT_FILE = Path(__file__).resolve().parents[2] / "var" / "atlas.db"
# A write takes less than a second: whoever waits longer for another is told so.
BUSY_SECONDS = 10.0
_CONNECT_SECONDS = 10
_TURN_SECONDS = 0.02
# Any number will do, as long as every process of the atlas takes the same one.
_WRITER_LOCK = 0x41544C41
# Alembic keeps the migration at hand in a variable of its module: one at a time in one process.
_migrating = threading.Lock()

_FORMS = "sqlite:///path/to/file.db or postgresql://user:password@host:5432/name"
# What SQLite and PostgreSQL say after BUSY_SECONDS of waiting.
_LOCKED = ("is locked", "due to lock timeout")
_MENDS = (
    ("unable to open", "make its folder writable, or name another database in DATABASE_URL"),
    ("readonly", "make the file and its folder writable, or set DATABASE_URL"),
    ("disk is full", "free some space and try again; nothing half-written was kept"),
    ("disk I/O", "check the disk and its free space; nothing half-written was kept"),
    *(
        (words, "another process has been writing for long: try again when it has ended")
        for words in _LOCKED
    ),
    ("malformed", "move the file away: `python -m atlas fill` makes it anew from data/"),
    ("not a database", "name another file, or move this one away if it was the atlas's"),
    ("fts5", "use a Python whose SQLite has FTS5 (those of Debian and python.org do)"),
    ("connection", "check that the server runs, and the host, port, user, password and name"),
    ("resolve host", "check the host in DATABASE_URL"),
    ("permission denied", "give the user of DATABASE_URL the right to create and change tables"),
    ("locate revision", "it was made by a newer atlas: update the atlas, or use another database"),
)


class StoreError(Exception):
    """The database cannot be opened, reached, brought up to date, read or written.

    The message names the file or server (never a password), the cause and the mend.
    """


class StoreLocked(StoreError):
    """Another process has been writing for longer than is waited for."""


class Database:
    """Transactions on one database; safe to share between threads.

    Attributes:
        where: the file or server, without user and password, for messages.
    """

    def __init__(self, engine: sa.Engine, where: str) -> None:
        self.where, self._engine = where, engine

    @property
    def dialect(self) -> str:
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the data from its first query to its last.

        Raises:
            StoreError: the database cannot be reached or read.
        """
        options: dict[str, Any] = (
            {"isolation_level": "REPEATABLE READ"} if self.dialect == "postgresql" else {}
        )
        with (
            self._explained(),
            self._engine.connect() as connection,
            connection.execution_options(**options).begin(),
        ):
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that no other writer, in this or another process, runs beside.

        Raises:
            StoreLocked: another one did not end within BUSY_SECONDS.
            StoreError: the database cannot be reached or written; nothing of it was kept.
        """
        with (
            self._explained(),
            self._engine.connect() as connection,
            connection.execution_options(begin="BEGIN IMMEDIATE").begin(),
        ):
            if self.dialect == "postgresql":
                patience = f"SET LOCAL lock_timeout = {round(BUSY_SECONDS * 1000)}"  # ms
                connection.exec_driver_sql(patience)
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITER_LOCK)))
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.SQLAlchemyError as error:
            cause = " ".join(str(getattr(error, "orig", None) or error).split())
            if password := self._engine.url.password:
                cause = cause.replace(password, "***")
            raise _error(self.where, cause) from error


def open_database(url: str | None = None) -> Database:
    """The database at `url`, else at DATABASE_URL, else DEFAULT_FILE, with the newest schema.

    Any number of processes may open a new database at once: one makes it, the others wait.

    Raises:
        StoreError: see there.
    """
    parsed = _parse(url or os.environ.get("DATABASE_URL") or f"sqlite:///{DEFAULT_FILE}")
    database = _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed)
    try:
        _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _error(where: str, cause: str) -> StoreError:
    mend = next((mend for words, mend in _MENDS if words.casefold() in cause.casefold()), None)
    kind = StoreLocked if any(words in cause for words in _LOCKED) else StoreError
    return kind(f"{where}: {cause}" + (f"; {mend}" if mend else ""))


def _parse(url: str) -> sa.URL:
    """Raises StoreError, which does not repeat the text: a slip can put a password anywhere."""
    try:
        parsed = sa.make_url(url)
        backend = parsed.get_backend_name()
    except (sa.exc.ArgumentError, ValueError):
        parsed, backend = None, None
    # A second @ is one of the password's: what stands behind the first would be read as the host.
    if parsed is None or url.partition("?")[0].count("@") > 1:
        raise StoreError(
            f"DATABASE_URL cannot be read; write {_FORMS}, with @ : / in a password as %40 %3A %2F"
        )
    if backend not in ("sqlite", "postgresql", "postgres"):
        raise StoreError(f"DATABASE_URL names a {backend!r} database; the atlas knows {_FORMS}")
    if backend == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise StoreError("DATABASE_URL names no file; write sqlite:///path/to/file.db")
    return parsed


def _sqlite(url: sa.URL) -> Database:
    file = Path(url.database or "")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{file}: its folder cannot be made ({error.strerror}); "
            "name a file elsewhere in DATABASE_URL"
        ) from error
    engine = sa.create_engine(
        url.set(drivername="sqlite+pysqlite"), connect_args={"timeout": BUSY_SECONDS}
    )
    opened: list[os.stat_result] = []  # of the first connection; all others are to the same file

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        # Transactions are begun below, so that schema changes and reads are part of them too.
        connection.isolation_level = None
        _keep_a_write_ahead_log(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        if not opened:
            opened.append(file.stat())

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # An open connection would go on reading and writing a file that nobody else sees any more.
        try:
            is_the_same = os.path.samestat(file.stat(), opened[0])
        except FileNotFoundError:
            is_the_same = False
        if not is_the_same:
            raise StoreError(f"{file}: it was removed or replaced while it was open; restart")
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return Database(engine, str(file))


def _keep_a_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Turn a database to WAL, as it then stays.

    Several that turn a new one at once refuse each other, and SQLite does not let them wait.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_TURN_SECONDS)


def _postgresql(url: sa.URL) -> Database:
    engine = sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"connect_timeout": _CONNECT_SECONDS},
        pool_pre_ping=True,
    )
    shown = sa.URL.create("postgresql", host=url.host, port=url.port, database=url.database)
    return Database(engine, str(shown))


def _migrate(database: Database) -> None:
    with database.read() as connection:
        if _version(connection) == SCHEMA_VERSION:
            return
    with _migrating, database.write() as connection:
        # Another process may have done it while this one waited.
        if _version(connection) != SCHEMA_VERSION:
            _upgrade(connection, database.where)


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    recorded = sa.table("alembic_version", sa.column("version_num", sa.Text))
    return connection.scalar(sa.select(recorded.c.version_num))


def _upgrade(connection: sa.Connection, where: str) -> None:
    # Alembic takes a while to import, and is needed only here: once in the life of a database.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "atlas.store:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise _error(where, str(error)) from error
