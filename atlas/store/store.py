"""The store: everything the atlas knows, in one database, searchable, with a revision number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa

from atlas.edition import Edition
from atlas.facts import DATA, Facts, digest, read_facts
from atlas.law import Position
from atlas.notices import notices_frame
from atlas.places import Bloc
from atlas.store.database import Database, StoreError, open_database
from atlas.store.fill import FillReport, fill
from atlas.store.schema import RECORD_COLUMNS, document, meta, notice, notice_version, position
from atlas.store.search_index import search_index
from atlas.store.search_text import query_terms
from atlas.vocabulary import Vocabularies, Vocabulary


@dataclass(frozen=True, slots=True)
class NoticeVersion:
    """What a notice said from when the store recorded it until it was changed or withdrawn.

    Attributes:
        recorded_at, ended_at: moments in UTC.
        digest: SHA-256 over what the notice said.
        record: under the names of atlas.notices.NOTICE_COLUMNS, without `published_first`.
    """

    version: int
    recorded_at: datetime
    ended_at: datetime
    digest: str
    record: dict[str, Any]


def open_store(url: str | None = None) -> Store:
    """The store at `url`, else at the environment's DATABASE_URL, else in var/atlas.db.

    Takes sqlite:///FILE and postgresql://USER:PASSWORD@HOST:PORT/NAME. A new database gets its
    tables, an older one the newest schema.

    Raises:
        StoreError: the database cannot be opened, reached or brought up to date.
    """
    return Store(open_database(url))


class Store:
    """One open store; threads may share it, and processes may share the database.

    Every method raises StoreError when the database fails it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = search_index(database.dialect)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def fill(self, facts: Facts) -> FillReport:
        """Make the store say what `facts` say: all of it, or in case of a fault nothing.

        Raises:
            FaultyFile: two notices have the same id.
        """
        with self._database.write() as connection:
            return fill(connection, self._index, facts)

    def ensure_filled(self, data: Path = DATA) -> FillReport | None:
        """Fill from `data` if it is not what the store was last filled from; else None.

        Raises:
            FaultyFile: a file of `data` cannot be read.
        """
        with self._database.read() as connection:
            filled_from = connection.scalar(sa.select(meta.c.facts_digest))
        return None if filled_from == digest(data) else self.fill(read_facts(data))

    def revision(self) -> int:
        """A number that counts up whenever what the store says has changed; 0 when never filled."""
        with self._database.read() as connection:
            return _revision(connection)

    def read_edition(self) -> Edition:
        """Everything in the store, as of one moment.

        Raises:
            StoreError: the store was never filled.
        """
        with self._database.read() as connection:
            revision = _revision(connection)
            documents: dict[str, Any] = dict(
                connection.execute(sa.select(document.c.name, document.c.content)).all()
            )
            positions = connection.scalars(
                sa.select(position.c.record).order_by(position.c.number)
            ).all()
            notices = notices_frame(
                dict(zip(RECORD_COLUMNS, row, strict=True))
                for row in connection.execute(_RECORDS).yield_per(_AT_ONCE)
            )
        if not documents:
            raise StoreError(
                f"{self._database.where}: the store is empty; fill it with `python -m atlas fill`"
            )
        return Edition.from_parts(
            revision,
            positions=[Position.model_validate(record) for record in positions],
            notices=notices,
            blocs={code: Bloc.model_validate(bloc) for code, bloc in documents["blocs"].items()},
            regions=documents["regions"],
            vocabularies=Vocabularies(
                {
                    name: Vocabulary.model_validate(words)
                    for name, words in documents["vocabularies"].items()
                }
            ),
            risk=documents["risk"],
        )

    def search(self, query: str, limit: int | None = None) -> list[str]:
        """Ids of the notices that have every word of `query`, best first; [] for no words.

        Words match from their beginning, a "quoted phrase" as it stands, and in scripts without
        spaces any part of a run, one character included. Searched are titles, firms, products,
        summary, regulator and id; a match in a title comes first.
        """
        terms = query_terms(query)
        if not terms:
            return []
        with self._database.read() as connection:
            return list(connection.scalars(self._index.matches(terms).limit(limit)))

    def versions(self, notice_id: str) -> list[NoticeVersion]:
        """What a notice said earlier, oldest first; [] when it has never changed."""
        with self._database.read() as connection:
            rows = connection.execute(
                sa.select(notice_version)
                .where(notice_version.c.notice_id == notice_id)
                .order_by(notice_version.c.version)
            ).all()
        return [
            NoticeVersion(
                version=row.version,
                recorded_at=row.recorded_at.replace(tzinfo=UTC),
                ended_at=row.ended_at.replace(tzinfo=UTC),
                digest=row.digest,
                record=row.record,
            )
            for row in rows
        ]


def _revision(connection: sa.Connection) -> int:
    return int(connection.scalars(sa.select(meta.c.revision)).one())


# Rows fetched at once, so that many notices never lie in memory twice.
_AT_ONCE = 5_000
_RECORDS = sa.select(*(notice.c[name] for name in RECORD_COLUMNS))
