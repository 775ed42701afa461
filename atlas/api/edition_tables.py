"""The tables from which answers take their pages, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property, lru_cache

import pandas as pd

from atlas.answer_tables import status_table
from atlas.api.jurisdictions import jurisdiction_table
from atlas.api.tables import Table
from atlas.columns import CHANGE, names
from atlas.edition import Rows
from atlas.facets import Facets
from atlas.notices import RECORD_COLUMNS
from atlas.serving.shelf import Shelf
from atlas.sources import pages_read, regulators

# Days of which the law is kept as tables, each about 3 MB; searches.
_DAYS_KEPT = 8
_SEARCHES_KEPT = 64


class EditionTables:
    """The tables of the edition on a shelf; threads may share them."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf, self.edition = shelf, shelf.edition
        self.law = lru_cache(maxsize=_DAYS_KEPT)(self._law)
        self.found = lru_cache(maxsize=_SEARCHES_KEPT)(self._found)
        self.jurisdictions = lru_cache(maxsize=_DAYS_KEPT)(
            lambda day: jurisdiction_table(self.edition, self.edition.codes, day)
        )

    def law_of(self, places: Collection[str], day: date) -> tuple[pd.DataFrame, Table]:
        """The law of some places as of a day, with the columns of `law`."""
        scenarios = self.edition.vocabularies.scenario.codes
        standings = self.edition.law.standings(places, scenarios, day)
        frame = status_table(self.edition, standings, day)
        return frame, Table.of(frame)

    def _law(self, day: date) -> tuple[pd.DataFrame, Table]:
        """The law of every place as of a day (atlas.columns.STANDING)."""
        return self.law_of(self.edition.codes, day)

    @cached_property
    def notices(self) -> Table:
        return Table.of(self.edition.notices[list(RECORD_COLUMNS)])

    @cached_property
    def facets(self) -> Facets:
        return Facets(self.edition)

    @cached_property
    def changes(self) -> tuple[pd.DataFrame, Table]:
        """The stream of changes (atlas.changes), and the same as a table."""
        stream = self.shelf.changes
        return stream, Table.of(stream[list(names(CHANGE))])

    @cached_property
    def sources(self) -> Mapping[str, tuple[pd.DataFrame, Table]]:
        """Who issued notices (`issuers`), and the pages that facts rest on (`pages`)."""
        frames = {"issuers": regulators(self.edition), "pages": pages_read(self.edition)}
        return {part: (frame, Table.of(frame)) for part, frame in frames.items()}

    def _found(self, query: str) -> Rows:
        """The row numbers of the notices that a search finds, best first."""
        return self.edition.rows_of(self.shelf.store.search(query))
