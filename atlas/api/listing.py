"""Found rows as one page of an answer, and a whole record as an answer of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from atlas.api.formats import MEDIA_TYPES
from atlas.api.parameters import Asked, Parameter, Whole
from atlas.api.tables import Table
from atlas.citation import LICENCE
from atlas.serving.answers import Answer
from atlas.serving.shelf import Shelf
from atlas.tabular import as_json

PAGING = (
    Parameter("limit", "How many records at most.", Whole(1, 1000), default=100),
    Parameter("offset", "How many records to pass over first.", Whole(0, 10**9), default=0),
)


@dataclass(frozen=True)
class Listing:
    """Rows of a table, of which an answer holds a page.

    Attributes:
        rows: the numbers of the rows found, in their order; None: all.
        said: what the answer says beside them, such as the day asked about.
        lasting: whether the same rows are found until the revision moves.
    """

    table: Table
    rows: Sequence[int] | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    lasting: bool = True

    def answer(
        self, shelf: Shelf, asked: Asked, written: str, query: Sequence[tuple[str, str]]
    ) -> Answer:
        rows = range(len(self.table)) if self.rows is None else self.rows
        start, limit = asked["offset"], asked["limit"]
        page = rows[start : start + limit]
        if written == "csv":
            body = self.table.csv(page)
        else:
            said = {
                "total": len(rows),
                "offset": start,
                "limit": limit,
                **self.said,
                **about_the_data(shelf),
            }
            items = b",".join(self.table.json(page))
            body = as_json(said)[:-1] + b',"items":[' + items + b"]}"
        headers = {
            "Vary": "Accept",
            "X-Total-Count": str(len(rows)),
            "Link": _links(query, start, limit, len(rows)),
        }
        modified = shelf.modified if self.lasting else datetime.now(UTC)
        return Answer(body, MEDIA_TYPES[written], modified, headers, self.lasting)


@dataclass(frozen=True)
class Record:
    """One record, and the table that stands for it in CSV."""

    said: Mapping[str, Any]
    table: Table

    def answer(
        self, shelf: Shelf, asked: Asked, written: str, query: Sequence[tuple[str, str]]
    ) -> Answer:
        body = (
            self.table.csv(range(len(self.table)))
            if written == "csv"
            else as_json({**self.said, **about_the_data(shelf)})
        )
        return Answer(body, MEDIA_TYPES[written], shelf.modified, {"Vary": "Accept"})


def about_the_data(shelf: Shelf) -> dict[str, Any]:
    """What every answer says of the data that it is made of."""
    return {
        "revision": shelf.edition.revision,
        "verified_on": shelf.edition.verified_on or None,
        "licence": LICENCE,
    }


def _links(query: Sequence[tuple[str, str]], start: int, limit: int, total: int) -> str:
    """The pages beside this one (RFC 8288), relative to its own address."""
    last = (total - 1) // limit * limit if total else 0
    offsets = {
        "first": 0,
        "prev": max(0, start - limit) if start else None,
        "next": start + limit if start + limit < total else None,
        "last": last,
    }
    kept = [(name, text) for name, text in query if name not in ("limit", "offset")]
    links = [
        f'<?{urlencode([*kept, ("limit", limit), ("offset", offset)])}>; rel="{relation}"'
        for relation, offset in offsets.items()
        if offset is not None
    ]
    return ", ".join([*links, f'<{LICENCE}>; rel="license"'])
