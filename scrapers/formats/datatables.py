"""Tables that a page fetches as rows of HTML cells: DataTables of Drupal and of WordPress.

WordPress's wpDataTables want a number from the page first (`nonce`); then the page is fetched, and
the rows are asked for with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from atlas.closed import Closed
from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import Paging, asked, next_page
from scrapers.formats.html_page import html_of, named_cells, some
from scrapers.formats.page import Page, read_each
from scrapers.formats.reading import count_in, json_of
from scrapers.formats.records import Fields, items_of
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Request, Response
from scrapers.normalise.text import soup, text_of
from scrapers.written import Selector

SHOWN_ON = "@list"


class Nonce(Closed):
    """`page` is fetched first; `input` selects the element with the number in its `value`.

    Then `url` is asked with `form`, and the number under `parameter`. `width` is how many columns
    the table has, where the server wants each of them named as DataTables does in a browser.
    """

    page: str
    input: Selector
    url: str
    parameter: str
    form: Mapping[str, str]
    width: int = 0


class Options(FormatOptions):
    """`columns`: names of the cells from the first on, which each row must have; `optional` are
    those of the cells after them, where there are any.

    In `fields` a cell is {name}, the first link in it {name link}, and {@list} the page that shows
    the table to readers, where a number was taken from it.
    """

    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()
    fields: Fields
    paging: Paging | None = None
    nonce: Nonce | None = None


def first_requests(
    source: Source, terms: Sequence[str], since: date | None, *, today: date
) -> list[Request]:
    """The rows, once for each term; or the page with the number that they are asked with."""
    accept = "text/html" if source.options.get("nonce") else "application/json"
    return asked(source, terms, since, today, accept)


def parse(source: Source, response: Response) -> Page:
    """The rows as items, or the page's number and what to ask with it."""
    options = Options.of(source)
    if options.nonce and response.request.method == "GET":
        return _ask_with_nonce(source, options.nonce, response)
    answer, warnings = json_of(source, response)
    # Drupal wraps the answer in a list now and then.
    if isinstance(answer, list) and len(answer) == 1:
        answer = answer[0]
    rows = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        # WordPress says 0 or -1 to whom it refuses the number.
        seen = f"no list of rows ({str(answer)[:60]})"
        raise LayoutChanged(seen, expected="rows under 'data'", url=response.url)
    shown = {SHOWN_ON: options.nonce.page if options.nonce else ""}
    whole, broken = read_each(rows, partial(_record, options, response), _words)
    records = [{**record, **shown} for record in whole]
    items = [*items_of(source, options.fields, records, response), *broken]
    total = count_in(str(answer.get("recordsFiltered", "")))
    return Page(items, next_page(options.paging, response, rows, total), warnings)


def _words(row: Any) -> str:
    cells = row if isinstance(row, list) else [row]
    return " ".join(text_of(soup(str(cell or ""))) for cell in cells)


def _record(options: Options, response: Response, row: Any) -> dict[str, str]:
    """The cells of a row by their names.

    Raises:
        LayoutChanged: it has too few.
    """
    if not isinstance(row, list) or len(row) < len(options.columns):
        raise LayoutChanged(
            f"a row of {len(row) if isinstance(row, list) else type(row).__name__} cells",
            expected=f"at least {len(options.columns)}: {', '.join(options.columns)}",
            url=response.url,
        )
    cells = (soup(str(cell or "")) for cell in row)
    return named_cells((*options.columns, *options.optional), cells)


def _ask_with_nonce(source: Source, nonce: Nonce, response: Response) -> Page:
    page, warnings = html_of(source, response, parts=(nonce.input,))
    value = some(page, nonce.input, response)[0].get("value")
    if not value:
        raise LayoutChanged(f"{nonce.input!r} without value", expected="one", url=response.url)
    form = {**_asked_by_browsers(nonce.width), **nonce.form, nonce.parameter: str(value)}
    body = urlencode(form).encode()
    request = Request(
        nonce.url,
        "POST",
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            # As the page's script sends them; such sites refuse requests without (seen in code).
            "Referer": nonce.page,
            "X-Requested-With": "XMLHttpRequest",
        },
        body,
        source=source.id,
    )
    return Page((), [request], warnings)


def _asked_by_browsers(width: int) -> dict[str, str]:
    if not width:
        return {}
    form = {"search[value]": "", "search[regex]": "false"}
    form |= {"order[0][column]": "0", "order[0][dir]": "desc"}
    for number in range(width):
        column = f"columns[{number}]"
        form |= {f"{column}[data]": str(number), f"{column}[name]": ""}
        form |= {f"{column}[searchable]": "true", f"{column}[orderable]": "true"}
        form |= {f"{column}[search][value]": "", f"{column}[search][regex]": "false"}
    return form
