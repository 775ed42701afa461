"""Tables of HTML, read by the words in their header and never by position."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from atlas.closed import Closed
from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import asking_for
from scrapers.formats.blocks import block_or
from scrapers.formats.html_page import html_of, named_cells
from scrapers.formats.page import Item, Page, read_each
from scrapers.formats.records import Fields, further_columns, items_of
from scrapers.formats.stand_ins import refuse_stand_in
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Response
from scrapers.normalise.text import one_line, text_of
from scrapers.written import Pattern

if TYPE_CHECKING:
    from bs4 import Tag


class Table(Closed):
    """`headers`: words that its header must have, in any order and in small letters or capitals.

    The header is the row with these words, however its cells are marked. Further columns are left
    out with a warning.

    In `fields` a column is {Header}, and the first link in its cell {Header link}.
    """

    headers: tuple[str, ...]
    fields: Fields


class Options(FormatOptions):
    """`tables`: the kinds of tables that the source's pages have; every page has one of them.

    `empty_when` (a regular expression): what a page without a table says when nothing was found.
    """

    tables: tuple[Table, ...]
    empty_when: Pattern | None = None


first_requests = asking_for("text/html")


def parse(source: Source, response: Response) -> Page:
    """The rows of the tables that the source's YAML knows; other tables are layout."""
    options = Options.of(source)
    page, warnings = html_of(source, response, parts=("tr",))
    refuse_stand_in(page, response)
    seen, items, found = [], list[Item](), False
    for table in page.select("table"):
        # The rows of a table within a table are that table's.
        rows = [row for row in table.select("tr") if row.find_parent("table") is table]
        at, known = _header(rows, options.tables)
        headers = tuple(_words(rows[at])) if at is not None else ()
        if known and at is not None:
            found = True
            names = {name.casefold(): name for name in known.headers}
            headers = tuple(names.get(header.casefold(), header) for header in headers)
            warnings += further_columns(headers, known.headers)
            others = _by_column(rows[at], rows[:at] + rows[at + 1 :])
            records, broken = _records(others, headers, response)
            items += [*items_of(source, known.fields, records, response), *broken]
        elif headers:
            seen.append(" | ".join(headers)[:120])
    if not found:
        if options.empty_when and re.search(options.empty_when, text_of(page), re.I):
            return Page((), warnings=warnings)
        wanted = " or ".join(" | ".join(table.headers) for table in options.tables)
        raise block_or(
            LayoutChanged(
                f"tables with the headers {seen}" if seen else "no table with a header",
                expected=wanted,
                url=response.url,
            ),
            page,
        )
    return Page(items, warnings=warnings)


def _header(rows: Sequence[Tag], kinds: Sequence[Table]) -> tuple[int | None, Table | None]:
    """Where the header is, and of what kind the table is; or what looks like a header, and None."""
    for number, row in enumerate(rows):
        words = {word.casefold() for word in _words(row)}
        for kind in kinds:
            if words.issuperset(name.casefold() for name in kind.headers):
                return number, kind
    marked = (number for number, row in enumerate(rows) if row.find("th", recursive=False))
    return next(marked, None), None


def _cells(row: Tag) -> Sequence[Tag]:
    return row.find_all(["td", "th"], recursive=False)


def _words(row: Tag) -> Sequence[str]:
    return [one_line(text_of(cell)) for cell in _cells(row)]


def _by_column(header: Tag, rows: Sequence[Tag]) -> Iterator[tuple[Tag, Sequence[Tag]]]:
    """Each row with the cell of each column: one may stand in several (colspan) and rows (rowspan).

    Beyond the width of the table none does: rows would grow with each that says so.
    """
    headers = _cells(header)
    width = len(headers)
    spans = any(_reach(cell, "colspan") > 1 for cell in headers)
    reaching: dict[int, tuple[int, Tag]] = {}
    for row in rows:
        own = deque(_cells(row))
        # Cells that span as those of the header do.
        is_as_headed = spans and len(own) + len(reaching) == width
        cells: list[Tag] = []
        while own or len(cells) in reaching:
            at = len(cells)
            columns = 1
            if at in reaching:
                rows_left, cell = reaching.pop(at)
            else:
                cell = own.popleft()
                rows_left = _reach(cell, "rowspan")
                spanned = 1 if is_as_headed else _reach(cell, "colspan")
                columns = max(1, min(spanned, width - at))
            cells += [cell] * columns
            for column in range(at, min(at + columns, width)):
                # A cell from above that a wider cell of this row covers has used up a row too.
                own_reach = rows_left, cell
                left, below = own_reach if rows_left > 1 else reaching.pop(column, own_reach)
                if left > 1:
                    reaching[column] = left - 1, below
        yield row, cells


def _reach(cell: Tag, attribute: str) -> int:
    stated = str(cell.get(attribute, "")).strip()
    return int(stated) if re.fullmatch(r"\d{1,4}", stated, re.ASCII) else 1


def _records(
    rows: Iterable[tuple[Tag, Sequence[Tag]]], headers: Sequence[str], response: Response
) -> tuple[list[dict[str, str]], list[Item]]:
    """The rows by column, and those of another width that are neither caption nor layout.

    Raises:
        LayoutChanged: most are of another width.
    """
    # Long tables say their header again; a row of one cell is a caption or says that nothing was
    # found, and one without words keeps two others apart.
    said = [
        cells
        for row, cells in rows
        if row.find("td", recursive=False)
        and (len(headers) == 1 or len(set(map(id, cells))) > 1)
        and any(text_of(cell).strip() or cell.select_one("a[href]") for cell in cells)
    ]

    def record(cells: Sequence[Tag]) -> dict[str, str]:
        if len(cells) != len(headers):
            raise LayoutChanged(
                f"a row of {len(cells)} cells", expected=str(len(headers)), url=response.url
            )
        return named_cells(headers, cells)

    return read_each(said, record, lambda cells: " ".join(map(text_of, cells)))
