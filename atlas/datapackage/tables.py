"""The tables of the data package: their columns, keys, and what each holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas import columns, exports
from atlas.changes import changes
from atlas.columns import Columns, names
from atlas.datapackage.table_schema import field
from atlas.edition import Edition
from atlas.health import SourceRecord
from atlas.sources import pages_read
from atlas.vocabulary import Vocabularies


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        says: what a row is.
        rows: its rows; columns that are not among `columns` are left out.
        key: the columns that together name a row; () where a row has no name.
    """

    name: str
    title: str
    says: str
    columns: Columns
    rows: Callable[[Edition, Sequence[SourceRecord]], pd.DataFrame]
    key: tuple[str, ...] = ()

    def frame(self, edition: Edition, sources: Sequence[SourceRecord]) -> pd.DataFrame:
        """The rows, with exactly the columns of the table."""
        return self.rows(edition, sources)[list(names(self.columns))]

    def schema(self, vocabularies: Vocabularies) -> dict[str, Any]:
        """The table as a Table Schema."""
        schema: dict[str, Any] = {
            "fields": [field(column, vocabularies) for column in self.columns],
            "missingValues": [""],
        }
        if self.key:
            schema["primaryKey"] = list(self.key)
        if references := self._references():
            schema["foreignKeys"] = references
        return schema

    def _references(self) -> list[dict[str, Any]]:
        """That each place stands in the table of jurisdictions."""
        # Of a table that refers to itself the standard wants no name.
        table = "" if self.name == _PLACES else _PLACES
        return [
            {"fields": [column.name], "reference": {"resource": table, "fields": ["code"]}}
            for column in self.columns
            if column.kind == "place"
        ]


_PLACES = "jurisdictions"

JURISDICTIONS = Table(
    _PLACES,
    "Jurisdictions",
    "A country or territory, a subdivision with facts of its own, a bloc, or INT for international "
    "bodies, which make no law. Being in this table says nothing about the law of a place.",
    columns.JURISDICTION,
    lambda edition, _: exports.jurisdictions(edition),
    key=("code",),
)

POSITIONS = Table(
    "positions",
    "Positions",
    "What the law says for one scenario in one place, from a date: every entry of every history, "
    "oldest first. A place without an entry of its own may be reached by a rule of its country or "
    "its blocs. no_specific_rule and unclear are no permissions.",
    columns.POSITION,
    lambda edition, _: exports.positions(edition),
    key=("jurisdiction", "scenario", "entry"),
)

NOTICES = Table(
    "notices",
    "Notices",
    "One act or publication of a regulator, court, legislature or professional body, newest "
    "first, undated last. Being listed is no approval.",
    columns.NOTICE,
    lambda edition, _: edition.notices,
    key=("id",),
)

BLOCS = Table(
    "blocs",
    "Blocs",
    "A member of a bloc, once for each instrument that binds it. Members are those of today.",
    columns.BLOC,
    lambda edition, _: exports.blocs(edition),
    key=("bloc", "member", "instrument"),
)

SOURCES = Table(
    "sources",
    "Sources",
    "A site that the scrapers know, read or not. Most facts come from desk research; the table of "
    "pages has what they rest on.",
    columns.SOURCE,
    lambda _, sources: exports.sources(sources),
    key=("id",),
)

PAGES = Table(
    "pages",
    "Pages read",
    "A page on which facts were read, most facts first.",
    columns.PAGE,
    lambda edition, _: pages_read(edition),
    key=("url",),
)

CHANGES = Table(
    "changes",
    "Changes",
    "What happened on a date, newest first: positions that came into force, notices published, "
    "amended (a row for each field), no longer listed, listed again; and corrections of this "
    "record (record_corrected), which are no changes of the law. What has no date is not here; "
    "what has one to come is recorded ahead. A position that leaves the question open lifts no "
    "ban: still_holds says which rule from above answers in spite of it.",
    columns.CHANGE,
    lambda edition, _: changes(edition),
)

TABLES = (JURISDICTIONS, POSITIONS, NOTICES, BLOCS, SOURCES, PAGES, CHANGES)
