"""The full-text index of notices: FTS5 in SQLite, a tsvector with a GIN index in PostgreSQL.

Both hold the tokens of atlas.store.search_text and are told to divide nothing themselves, so both
find the same notices. A match in the title comes before one in the names of firms and products,
and that before one in the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import sqlalchemy as sa

from atlas.store.schema import notice

if TYPE_CHECKING:
    from atlas.store.search_text import Term


class SearchIndex(Protocol):
    """What the store asks of an index; `records` are rows of the table `notice`."""

    def add(self, connection: sa.Connection, records: Sequence[Mapping[str, Any]]) -> None: ...

    def remove(self, connection: sa.Connection, rows: Sequence[int]) -> None: ...

    def matches(self, terms: Sequence[Term]) -> sa.Select[tuple[str]]:
        """A query for the ids of the notices that have every term, best first, then newest."""
        ...


def search_index(dialect: str) -> SearchIndex:
    """The index for `sqlite` or `postgresql`."""
    if dialect == "sqlite":
        return _Fts5()
    # This dialect is slow to load; most stores are SQLite.
    from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

    return _TsVector(TSVECTOR(), TSQUERY())


def _fields(record: Mapping[str, Any]) -> dict[str, list[str]]:
    """The tokens of a notice, the field first whose matches weigh most."""
    # Its patterns take long to compile, and most runs of the scrapers write no notice.
    from atlas.store.search_text import field_tokens

    rest = ("summary", "regulator", "regulator_short", "id")
    return {
        "title": field_tokens((record["title"], record["title_en"])),
        "names": field_tokens((*record["firms"], *record["products"])),
        "body": field_tokens(record[name] for name in rest),
    }


class _Fts5:
    # FTS5 knows the table under its own name: notice_search MATCH ..., bm25(notice_search, ...).
    _itself: sa.ColumnElement[str] = sa.literal_column("notice_search")
    _table = sa.table(
        "notice_search",
        *(sa.column(name) for name in ("rowid", "title", "names", "body")),
    )
    # So far apart that one match in a title outweighs any number of matches in a summary.
    _weights = (1000.0, 30.0, 1.0)

    def add(self, connection: sa.Connection, records: Sequence[Mapping[str, Any]]) -> None:
        connection.execute(
            sa.insert(self._table),
            [
                {"rowid": record["row"]}
                | {name: " ".join(tokens) for name, tokens in _fields(record).items()}
                for record in records
            ],
        )

    def remove(self, connection: sa.Connection, rows: Sequence[int]) -> None:
        connection.execute(sa.delete(self._table).where(self._table.c.rowid.in_(rows)))

    def matches(self, terms: Sequence[Term]) -> sa.Select[tuple[str]]:
        asked = " AND ".join(
            f'"{" ".join(term.tokens)}"' + (" *" if term.open else "") for term in terms
        )
        return (
            sa.select(notice.c.id)
            .join(self._table, self._table.c.rowid == notice.c.row)
            .where(self._itself.op("MATCH")(asked))
            .order_by(
                sa.func.bm25(self._itself, *self._weights),
                notice.c.published.desc().nulls_last(),
                notice.c.id,
            )
        )


class _TsVector:
    _weights = (0.0, 0.01, 0.1, 1.0)  # of D (not used), C, B and A

    def __init__(self, vector: sa.types.TypeEngine[str], query: sa.types.TypeEngine[str]) -> None:
        self._vector, self._query = vector, query
        self._table = sa.table("notice_search", sa.column("row"), sa.column("words", vector))

    def add(self, connection: sa.Connection, records: Sequence[Mapping[str, Any]]) -> None:
        connection.execute(
            sa.insert(self._table).values(
                row=sa.bindparam("row"),
                words=sa.cast(sa.bindparam("words", type_=sa.Text), self._vector),
            ),
            [
                {"row": record["row"], "words": _vector(_fields(record).values())}
                for record in records
            ],
        )

    def remove(self, connection: sa.Connection, rows: Sequence[int]) -> None:
        connection.execute(sa.delete(self._table).where(self._table.c.row.in_(rows)))

    def matches(self, terms: Sequence[Term]) -> sa.Select[tuple[str]]:
        asked = sa.cast(" & ".join(map(_phrase, terms)), self._query)
        words = self._table.c.words
        return (
            sa.select(notice.c.id)
            .join(self._table, self._table.c.row == notice.c.row)
            .where(words.op("@@")(asked))
            .order_by(
                sa.func.ts_rank(
                    sa.cast(list(self._weights), sa.ARRAY(sa.REAL)), words, asked
                ).desc(),
                notice.c.published.desc().nulls_last(),
                notice.c.id,
            )
        )


def _vector(fields: Iterable[Iterable[str]]) -> str:
    """The text form of a tsvector: each token with its position and its field's weight A, B or C.

    Tokens hold no quote or backslash, so quoting them is enough.
    """
    places = (
        (token, weight) for weight, tokens in zip("ABC", fields, strict=True) for token in tokens
    )
    return " ".join(
        f"'{token}':{position}{weight}" for position, (token, weight) in enumerate(places, start=1)
    )


def _phrase(term: Term) -> str:
    """The text form of a tsquery for one term."""
    followed = " <-> ".join(f"'{token}'" for token in term.tokens)
    return f"({followed}:*)" if term.open else f"({followed})"
