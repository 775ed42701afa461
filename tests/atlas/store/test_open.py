from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from atlas.facts import DATA, Facts
from atlas.notices import NOTICE_COLUMNS
from atlas.store import Store, StoreError, StoreLocked, database, open_store, schema
from tests.atlas.store.databases import FreshUrl
from tests.atlas.store.examples import a_notice, facts_with

ROOT = Path(__file__).resolve().parents[3]


def engine_of(url: str) -> sa.Engine:
    """Of connections that are closed as soon as they are let go."""
    url = url.replace("postgresql://", "postgresql+psycopg://")
    return sa.create_engine(url, poolclass=sa.NullPool)


def test_a_store_keeps_what_it_was_filled_with(url: str, facts: Facts) -> None:
    with open_store(url) as store:
        store.fill(facts_with(facts, a_notice("one")))
    with open_store(url) as store:
        assert store.revision() == 1
        assert store.search("plain") == ["one"]


def test_the_environment_names_the_database(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with open_store() as store:
        assert store.revision() == 0
    assert sa.inspect(engine_of(url)).has_table("notice")


def test_a_database_that_is_named_comes_before_that_of_the_environment(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////no/such/folder/atlas.db")
    open_store(url).close()
    assert sa.inspect(engine_of(url)).has_table("notice")


@pytest.mark.parametrize("value", [None, ""])
def test_without_one_the_store_is_a_file_under_var(
    value: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.DEFAULT_FILE == ROOT / "var" / "atlas.db"
    monkeypatch.setattr(database, "DEFAULT_FILE", tmp_path / "var" / "atlas.db")
    if value is None:
        monkeypatch.delenv("DATABASE_URL", raising=False)
    else:
        monkeypatch.setenv("DATABASE_URL", value)
    with open_store():
        assert (tmp_path / "var" / "atlas.db").exists()


def test_a_sqlite_file_lets_readers_read_while_one_writes(fresh_url: FreshUrl) -> None:
    url = fresh_url("sqlite")
    open_store(url).close()
    with closing(sqlite3.connect(sa.make_url(url).database or "")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_taken_away_while_it_is_open_is_not_read_on(
    fresh_url: FreshUrl, tmp_path: Path, replaced: bool
) -> None:
    url = fresh_url("sqlite")
    file, kept = Path(url.removeprefix("sqlite:///")), tmp_path / "kept.db"
    with open_store(url) as store:
        shutil.copy(file, kept)
        file.unlink()
        if replaced:
            kept.replace(file)
        for _ in range(2):
            with pytest.raises(StoreError, match=r"removed or replaced while it was open; restart"):
                store.revision()
    with open_store(url) as store:
        assert store.revision() == 0


def test_postgres_is_a_name_for_postgresql(fresh_url: FreshUrl) -> None:
    url = fresh_url("postgresql")
    with open_store(url.replace("postgresql://", "postgres://")) as store:
        assert store.revision() == 0


def test_the_migrations_make_the_tables_that_the_code_knows(url: str) -> None:
    open_store(url).close()
    with engine_of(url).connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                # Each database has its own search index, which only the migrations describe.
                "include_name": lambda name, kind, _parents: (
                    kind != "table" or not name.startswith("notice_search")
                ),
                "compare_type": True,
            },
        )
        assert compare_metadata(context, schema.metadata) == []
        assert context.get_current_revision() == schema.SCHEMA_VERSION


def test_the_code_names_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "atlas.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.SCHEMA_VERSION]


def test_a_notice_is_stored_with_every_column_of_the_dataframe() -> None:
    bookkeeping = {"row", "bundled", "digest", "recorded_at"}
    columns = [name for name in schema.notice.c.keys() if name not in bookkeeping]  # noqa: SIM118
    assert sorted(columns) == sorted(set(NOTICE_COLUMNS) - {"published_first"})


def test_threads_that_open_a_new_database_at_once_all_get_it(url: str, facts: Facts) -> None:
    small, together = facts_with(facts, a_notice("one")), Barrier(6)

    def open_and_fill(_number: int) -> int:
        together.wait()
        with open_store(url) as store:
            return store.fill(small).added

    with ThreadPoolExecutor(6) as threads:
        assert sorted(threads.map(open_and_fill, range(6))) == [0, 0, 0, 0, 0, 1]


def test_who_is_refused_while_another_makes_the_log_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite refuses the second of two at once, however long it may wait."""
    refusals = iter(("first", "second"))

    class Contended(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            if "journal_mode" in sql and next(refusals, None) is not None:
                refused = sqlite3.OperationalError("database is locked")
                refused.sqlite_errorcode = sqlite3.SQLITE_BUSY
                raise refused
            return super().execute(sql, *values)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3.dbapi2, "connect", partial(connect, factory=Contended))
    url = f"sqlite:///{tmp_path / 'atlas.db'}"
    with open_store(url) as store:
        assert store.revision() == 0
    assert next(refusals, None) is None
    with closing(connect(tmp_path / "atlas.db")) as made:
        assert made.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_processes_that_open_a_new_database_at_once_all_get_it(url: str, tmp_path: Path) -> None:
    def others(folder: str, names: list[str]) -> list[str]:
        of_a_place = Path(folder).name in ("law", "notices")
        return [name for name in names if of_a_place and not name.startswith("GB")]

    data = shutil.copytree(DATA, tmp_path / "data", ignore=others)
    program = (
        "import sys; from pathlib import Path\n"
        "from atlas.facts import read_facts; from atlas.store import open_store\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "print(open_store(sys.argv[1]).fill(read_facts(Path(sys.argv[2]))).added)"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, url, data],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    added = sorted(int(process.communicate(timeout=60)[0]) for process in processes)
    assert [process.returncode for process in processes] == [0, 0]
    assert added[0] == 0 < added[1]


def test_readers_see_one_state_while_a_writer_works(store: Store, facts: Facts) -> None:
    """The edition of revision N holds N notices, whatever is written meanwhile."""
    notices = [a_notice(f"n-{number}") for number in range(1, 13)]
    store.fill(facts_with(facts, notices[0]))

    def read(_number: int) -> tuple[int, int, int]:
        edition = store.read_edition()
        return edition.revision, len(edition.notices), len(store.search("plain"))

    def write() -> None:
        for number in range(2, len(notices) + 1):
            store.fill(facts_with(facts, *notices[:number]))

    with ThreadPoolExecutor(5) as threads:
        writing = threads.submit(write)
        for revision, count, found in threads.map(read, range(25)):
            assert count == revision <= found
        writing.result()
    assert read(0) == (12, 12, 12)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "cannot be read; write sqlite:///"),
        ("postgresql://clinic:s3cret@host:port/atlas", "cannot be read"),
        ("postgresql://clinic:s3c@ret@host/atlas", "%40"),
        ("mysql://clinic:s3cret@host/atlas", "'mysql' database; the atlas knows sqlite"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        (
            "postgresql://clinic:s3cret@127.0.0.1:9/atlas",
            "postgresql://127.0.0.1:9/atlas: .*server",
        ),
        ("sqlite:////proc/atlas/atlas.db", "/proc/atlas/atlas.db: its folder cannot be made"),
        ("sqlite:////proc/atlas.db", "/proc/atlas.db: unable to open.*DATABASE_URL"),
    ],
)
def test_a_database_that_cannot_be_opened_is_named_with_the_mend_and_never_with_its_password(
    url: str, says: str
) -> None:
    with pytest.raises(StoreError, match=says) as raised:
        open_store(url)
    report = "".join(traceback.format_exception(raised.value, chain=True))
    told = report.replace(url, "")  # the test's own line
    assert "s3c" not in str(raised.value)
    assert "s3c" not in told


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("Not a database, and dear to somebody.\n" * 100)
    with pytest.raises(StoreError, match=r"notes\.db: file is not a database; name another file"):
        open_store(f"sqlite:///{file}")
    assert file.read_text().startswith("Not a database")


def test_a_database_of_a_newer_atlas_is_refused(url: str) -> None:
    open_store(url).close()
    with engine_of(url).begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"9999.*newer atlas: update"):
        open_store(url)


def test_who_waits_for_a_locked_database_is_told_within_ten_seconds(tmp_path: Path) -> None:
    opened = database.open_database(f"sqlite:///{tmp_path / 'atlas.db'}")
    with opened.read() as connection:
        patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    opened.close()
    assert 1_000 <= patience <= 10_000  # ms


def test_a_database_locked_for_long_says_so(
    url: str, facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    other = database.open_database(url)
    with open_store(url) as store:
        with other.write(), pytest.raises(StoreLocked, match=r"lock.*; another process has been"):
            store.fill(facts)
        assert store.revision() == 0  # reading goes on
        assert store.fill(facts).revision == 1
    other.close()


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_without_room_leaves_nothing_half_written(fresh_url: FreshUrl, facts: Facts) -> None:
    with open_store(fresh_url("sqlite")) as store:
        with (
            files_no_larger_than(400_000),
            pytest.raises(StoreError, match=r"atlas\.db: .*disk.*nothing half-written"),
        ):
            store.fill(facts)
        assert store.revision() == 0
        assert store.search("exosome") == []
        assert store.fill(facts).revision == 1
