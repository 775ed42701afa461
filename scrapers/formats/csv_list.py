"""CSV files, at an address of their own or linked from a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import asking_for, document_at
from scrapers.formats.blocks import not_the_format
from scrapers.formats.html_page import html_of, some
from scrapers.formats.page import Item, Page, read_each
from scrapers.formats.reading import text_of_response, warnings_of
from scrapers.formats.records import Fields, further_columns, items_of
from scrapers.http.faults import LayoutChanged, NotTheFormat
from scrapers.http.request import Response
from scrapers.written import Selector

_DELIMITERS = ";,\t|"
# No cell of a regulator's table is longer, unless a quotation mark is not closed.
_LONGEST_CELL = 1_000_000
# The header is one of so many first lines.
_HEADING = 20


class Options(FormatOptions):
    """`headers`: the columns that must be there, in any order; `optional` are read where they are,
    and others are left out with a warning.

    `links`: where the files are linked from a page, the CSS selector of the links.
    """

    headers: tuple[str, ...]
    optional: tuple[str, ...] = ()
    fields: Fields
    links: Selector | None = None


first_requests = asking_for("text/csv, text/html;q=0.9")


def parse(source: Source, response: Response) -> Page:
    """The rows of a file as items, or the files that a page links."""
    options = Options.of(source)
    if options.links and response.request.purpose == "list":
        page, warnings = html_of(source, response, parts=(options.links,))
        links = dict.fromkeys(str(link["href"]) for link in some(page, options.links, response))
        onward = [document_at(response.request, link, response.url) for link in links]
        return Page((), onward, warnings=warnings)
    decoded = text_of_response(source, response)
    text = decoded.text.lstrip("\ufeff \r\n")
    if text[:1] in ("<", "{", "["):
        raise not_the_format("CSV", text, response, "it begins otherwise")
    csv.field_size_limit(_LONGEST_CELL)
    text, delimiter = _from_header(text, options.headers)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NotTheFormat(f"malformed CSV ({error})", expected="CSV", url=response.url) from None
    headers = [name.strip() for name in rows[0]] if rows else []
    if not set(options.headers) <= set(headers):
        raise LayoutChanged(
            f"columns {', '.join(headers)[:300]}",
            expected=", ".join(options.headers),
            url=response.url,
        )
    rows = [cells for cells in rows[1:] if any(cell.strip() for cell in cells)]
    records, broken = _records(rows, headers, response)
    items = [*items_of(source, options.fields, records, response), *broken]
    warnings = [
        *warnings_of(decoded),
        *further_columns(headers, (*options.headers, *options.optional)),
    ]
    return Page(items, warnings=warnings)


def _records(
    rows: Sequence[Sequence[str]], headers: Sequence[str], response: Response
) -> tuple[list[dict[str, str]], list[Item]]:
    """The rows that have a cell for each column, and the others: somebody forgets a quotation mark.

    Raises:
        LayoutChanged: most have not, or the last one has not. So ends a file that was cut.
    """

    def record(numbered: tuple[int, Sequence[str]]) -> dict[str, str]:
        number, cells = numbered
        # Spreadsheets end rows with delimiters that the header does not have.
        if len(cells) < len(headers) or any(cell.strip() for cell in cells[len(headers) :]):
            raise LayoutChanged(
                f"row {number} with another number of cells than the header",
                expected=f"{len(headers)} cells",
                url=response.url,
            )
        return dict(zip(headers, cells, strict=False))

    numbered = list(enumerate(rows, start=1))
    if numbered:
        record(numbered[-1])
    return read_each(numbered, record, lambda each: " ".join(filter(None, each[1])))


def _from_header(text: str, headers: Sequence[str]) -> tuple[str, str]:
    """A file from its header on, and what divides its cells: some exports begin with a heading."""
    lines = text.splitlines(keepends=True)

    def known(line: str) -> int:
        return len(set(headers) & {cell.strip(' "\r\n') for cell in line.split(_delimiter(line))})

    number = max(range(len(lines[:_HEADING])), key=lambda at: known(lines[at]), default=0)
    text = "".join(lines[number:])
    return text, _delimiter(text.partition("\n")[0])


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)
