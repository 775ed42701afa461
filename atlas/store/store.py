"""The store: everything the atlas knows, in one database, searchable, with a revision number."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import sqlalchemy as sa

from atlas.corrections import Correction
from atlas.facts import DATA, Documents, Facts, digest, read_facts
from atlas.health import SourceRecord
from atlas.law import Position
from atlas.notices import RECORD_COLUMNS, notices_frame
from atlas.places import Places
from atlas.source_list import SourceDescription
from atlas.store.database import Database, StoreError, open_database
from atlas.store.documents import read_corrections, read_documents
from atlas.store.fill import FillReport, fill
from atlas.store.harvest import Harvest, Remembered, RunReport, keep
from atlas.store.health import read_health, record_health, record_run
from atlas.store.reword import Reword, differing, reword
from atlas.store.robots import keep_texts, read_since
from atlas.store.schema import (
    listing,
    meta,
    notice,
    notice_change,
    notice_version,
    position,
    review_decision,
    source,
)
from atlas.store.search_index import search_index
from atlas.vocabulary import Vocabularies

if TYPE_CHECKING:
    from atlas.edition import Edition

# How often the files are read again where they moved meanwhile: one may never come to rest, such as
# a store that somebody put into data/.
_MOST_FILLS = 3


@dataclass(frozen=True, slots=True)
class NoticeVersion:
    """What a notice said from when the store recorded it until it was changed or withdrawn.

    Attributes:
        recorded_at, ended_at: aware, UTC.
        digest: SHA-256 over what the notice said.
        record: under the names of atlas.notices.RECORD_COLUMNS.
    """

    version: int
    recorded_at: datetime
    ended_at: datetime
    digest: str
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one version of a notice that a scraper read.

    Attributes:
        decision: accept | reject; confirm, of one that was accepted and changed at its source.
        decided_at: aware, UTC.
        entry: the position written into data/law, with its jurisdiction and scenario; None when
            no position moved.
        at_sources: Edition.at_sources of the edition that the person saw; None of an older store.
    """

    notice_id: str
    version: int
    decision: str
    decided_by: str
    why: str
    decided_at: datetime
    entry: Mapping[str, Any] | None = None
    at_sources: int | None = None


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

        Whoever fills at the same time may have read newer files, and been overtaken: so it is
        looked once more whether the store has come to what they say.

        Raises:
            StoreError: a file of `data` cannot be read, or no edition can be made of what they say;
                the store stays as it was.
        """
        report = None
        for _ in range(_MOST_FILLS):
            if self._filled_from() == digest(data):
                break
            # Not needed, and slow to load, where nothing moved.
            from atlas.edition import Edition

            try:
                facts = read_facts(data)
                Edition.from_facts(facts).codes  # noqa: B018  a place that is none shows here
                report = self.fill(facts)
            except ValueError as error:
                raise StoreError(_faulty(data, error)) from error
        return report

    def _filled_from(self) -> str | None:
        with self._database.read() as connection:
            return connection.scalar(sa.select(meta.c.facts_digest))

    def revision(self) -> int:
        """A number that counts up whenever what the store says has changed; 0 when never filled."""
        with self._database.read() as connection:
            return _revision(connection)

    def read_edition(self) -> Edition:
        """Everything in the store, as of one moment.

        Raises:
            StoreError: the store was never filled.
        """
        # Tables take a library that is slow to load; a scraper that finds nothing new reads none.
        import pandas as pd

        from atlas.edition import NOTICE_CHANGE_COLUMNS, Edition

        changes = sa.select(*(notice_change.c[name] for name in NOTICE_CHANGE_COLUMNS))
        with self._database.read() as connection:
            revision = _revision(connection)
            documents = self._documents(connection)
            positions = connection.scalars(
                sa.select(position.c.record).order_by(position.c.number)
            ).all()
            notices = notices_frame(
                dict(zip(RECORD_COLUMNS, row, strict=True))
                for row in connection.execute(_RECORDS).yield_per(_AT_ONCE)
            )
            notice_changes = pd.DataFrame(
                connection.execute(changes.order_by(notice_change.c.number)).all(),
                columns=list(NOTICE_CHANGE_COLUMNS),
                dtype=object,
            )
        return Edition.from_parts(
            revision,
            documents,
            [Position.model_validate(record) for record in positions],
            notices,
            notice_changes,
        )

    def corrections(self) -> tuple[Correction, ...]:
        """The corrections of what sources say wrongly."""
        with self._database.read() as connection:
            return read_corrections(connection)

    def read_codes(self) -> tuple[Vocabularies, Places]:
        """The vocabularies and the places, without the notices, which may be many.

        Raises:
            StoreError: the store was never filled.
        """
        with self._database.read() as connection:
            documents = self._documents(connection)
        places = Places(documents.blocs, documents.regions, documents.territories)
        return documents.vocabularies, places

    def _documents(self, connection: sa.Connection) -> Documents:
        documents = read_documents(connection)
        if documents is None:
            raise StoreError(
                f"{self._database.where}: the store is empty; fill it with `python -m atlas fill`"
            )
        return documents

    def keep_run(self, harvest: Harvest, known: Remembered | None = None) -> RunReport:
        """Keep what a run brought from one source: all of it, or in case of a fault nothing.

        Nothing is kept either of a run that was compared with what the store `known` before, if
        another run has been kept since.

        Raises:
            ValueError: a row has not the keys ROW_KEYS, or two rows have one key.
        """
        with self._database.write() as connection:
            return keep(connection, self._index, harvest, known)

    def keep_failure(
        self, source_id: str, *, tried_at: datetime, fault: str, message: str, seconds: float
    ) -> None:
        """Record that a source could not be read; what it gave before stays as it is."""
        with self._database.write() as connection:
            record_run(
                connection,
                source_id,
                tried_at=tried_at,
                fault=fault,
                message=message,
                seconds=seconds,
            )

    def reword(self, source_id: str, reworded: Reword) -> None:
        """Reword, where it has to be, what is kept of a source: all of it, or nothing."""
        with self._database.read() as connection:
            if not differing(connection, source_id, reworded):
                return
        with self._database.write() as connection:
            reword(connection, self._index, source_id, reworded)

    def keep_catalogue(self, descriptions: Mapping[str, SourceDescription]) -> None:
        """Make these, by id, the sources that the store knows; health of others is forgotten."""
        given = {id_: said.model_dump(mode="json") for id_, said in descriptions.items()}
        with self._database.read() as connection:
            stored = dict(connection.execute(sa.select(source.c.id, source.c.description)).all())
        if stored == given:
            return
        with self._database.write() as connection:
            connection.execute(sa.delete(source).where(source.c.id.not_in(given)))
            for id_, description in given.items():
                record_health(connection, id_, description=description)

    def sources(self) -> list[SourceRecord]:
        """Every source of the catalogue with its health record, by id."""
        with self._database.read() as connection:
            return read_health(connection)

    def remembered(self, source_ids: Collection[str]) -> dict[str, Remembered]:
        """What is known of each of these sources from the runs that could be kept."""
        keys: dict[str, dict[str, str]] = {id_: {} for id_ in source_ids}
        with self._database.read() as connection:
            for id_, key, notice_id in connection.execute(
                sa.select(listing.c.source_id, listing.c.key, listing.c.notice_id).where(
                    listing.c.source_id.in_(source_ids)
                )
            ):
                keys[id_][key] = notice_id
            kept = {
                row.id: row
                for row in connection.execute(
                    sa.select(
                        source.c.id, source.c.tried_at, source.c.memory, source.c.kept_at
                    ).where(source.c.id.in_(source_ids))
                )
            }
        return {
            id_: Remembered(row.tried_at is not None, keys[id_], row.memory, row.kept_at)
            if (row := kept.get(id_))
            else Remembered(False, keys[id_], {})
            for id_ in keys
        }

    def robots(self, since: datetime) -> dict[str, tuple[str, datetime]]:
        """The robots.txt that were read after a moment, by origin, each with that of its reading.

        Moments are aware, UTC.
        """
        with self._database.read() as connection:
            return read_since(connection, since)

    def keep_robots(self, texts: Mapping[str, tuple[str, datetime]]) -> None:
        """Keep what robots.txt said, by origin, and when; what was read later stands."""
        with self._database.write() as connection:
            keep_texts(connection, texts)

    def keep_decision(self, decision: Decision) -> None:
        """Record what a person decided."""
        with self._database.write() as connection:
            connection.execute(sa.insert(review_decision), [asdict(decision)])

    def decisions(self) -> list[Decision]:
        """Every decision, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                sa.select(*(review_decision.c[name] for name in Decision.__slots__)).order_by(
                    review_decision.c.number
                )
            ).mappings()
            return [Decision(**row) for row in rows]

    def search(self, query: str) -> list[str]:
        """Ids of the notices that have every word of `query`, best first; [] for no words.

        Words match from their beginning, a "quoted phrase" as it stands, and in scripts without
        spaces any part of a run, one character included. Searched are titles, firms, products,
        summary, regulator and id; a match in a title comes first.
        """
        # Its patterns take long to compile, and only a search needs them.
        from atlas.store.search_text import query_terms

        terms = query_terms(query)
        if not terms:
            return []
        with self._database.read() as connection:
            return list(connection.scalars(self._index.matches(terms)))

    def versions(self, notice_id: str) -> list[NoticeVersion]:
        """What a notice said earlier, oldest first; [] when it has never changed."""
        if "\0" in notice_id:  # an address may ask for it, and PostgreSQL refuses the question
            return []
        with self._database.read() as connection:
            rows = connection.execute(
                sa.select(*(notice_version.c[name] for name in NoticeVersion.__slots__))
                .where(notice_version.c.notice_id == notice_id)
                .order_by(notice_version.c.version)
            ).mappings()
            return [NoticeVersion(**row) for row in rows]


def _revision(connection: sa.Connection) -> int:
    return int(connection.scalars(sa.select(meta.c.revision)).one())


# Rows fetched at once, so that many notices never lie in memory twice.
_AT_ONCE = 5_000
_RECORDS = sa.select(*(notice.c[name] for name in RECORD_COLUMNS))


def _faulty(data: Path, error: ValueError) -> str:
    """Why the facts cannot be read: the first fault as a check names it, else the error."""
    from atlas.validate import validate

    faults = validate(data)
    first = str(faults[0]) if faults else str(error)
    more = f" ({len(faults)} faults in all)" if len(faults) > 1 else ""
    return f"{first}{more}; `python -m atlas validate` names every fault of data/ and its mend"
