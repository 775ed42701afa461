"""Tables of HTML, read by the words in their header and never by position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from scrapers.catalogue import Source
from scrapers.formats.asking import asked
from scrapers.formats.page import Item, Page
from scrapers.formats.reading import block_or, html_of
from scrapers.formats.records import Fields, further_columns, items_of
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Request, Response
from scrapers.normalise.text import one_line, text_of
from scrapers.written import Pattern

if TYPE_CHECKING:
    from bs4 import Tag


class Table(BaseModel):
    """`headers`: words that its header must have, in any order and in small letters or capitals.

    Further columns are said and left out.

    In `fields` a column is {Header}, and the first link in its cell {Header link}.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    headers: tuple[str, ...]
    fields: Fields


class Options(BaseModel):
    """`tables`: the kinds of tables that the source's pages have; every page has one of them.

    `empty_when` (a regular expression): what a page without a table says when nothing was found.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    tables: tuple[Table, ...]
    empty_when: Pattern | None = None


def first_requests(
    source: Source, terms: Sequence[str], since: date | None, *, today: date | None = None
) -> list[Request]:
    """The source's pages, once for each term where it can be asked for one."""
    return asked(source, terms, since, today, {"Accept": "text/html"})


def parse(source: Source, response: Response) -> Page:
    """The rows of the tables that the source's YAML knows; other tables are layout."""
    options = Options.model_validate(dict(source.options))
    page, warnings = html_of(source, response)
    seen, items, found = [], list[Item](), False
    for table in page.select("table"):
        headers = tuple(one_line(text_of(cell)) for cell in _header(table))
        known = next((kind for kind in options.tables if _has(headers, kind.headers)), None)
        if known:
            found = True
            names = {name.casefold(): name for name in known.headers}
            headers = tuple(names.get(header.casefold(), header) for header in headers)
            warnings += further_columns(headers, known.headers)
            records, left_out = _records(table, headers)
            if left_out:
                warnings.append(f"{left_out} rows of another width than the header were left out")
            items += items_of(source, known.fields, records, response)
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


def _has(headers: Sequence[str], wanted: Sequence[str]) -> bool:
    return {name.casefold() for name in wanted} <= {header.casefold() for header in headers}


def _header(table: Tag) -> Sequence[Tag]:
    row = table.select_one("tr:has(th)")
    return row.select("th") if row else ()


def _records(table: Tag, headers: Sequence[str]) -> tuple[list[dict[str, str]], int]:
    """The rows by column, and how many were left out that were neither caption nor layout."""
    records, left_out = [], 0
    for row in table.select("tr"):
        cells = row.find_all("td", recursive=False)
        # A row of one cell is a caption or says that nothing was found.
        if len(cells) != len(headers):
            left_out += len(cells) > 1
            continue
        record: dict[str, str] = {}
        for header, cell in zip(headers, cells, strict=True):
            record[header] = one_line(text_of(cell))
            link = cell.select_one("a[href]")
            record[f"{header} link"] = str(link["href"]) if link else ""
        if any(record.values()):
            records.append(record)
    return records, left_out
