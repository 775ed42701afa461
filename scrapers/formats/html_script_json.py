"""Pages that carry their list as JSON inside a script element."""

from __future__ import annotations

from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import Paging, asking_for, next_page
from scrapers.formats.blocks import not_the_format
from scrapers.formats.html_page import html_of, some
from scrapers.formats.page import Page
from scrapers.formats.paths import list_at
from scrapers.formats.reading import json_in
from scrapers.formats.records import Fields, items_of
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Response
from scrapers.written import Selector


class Options(FormatOptions):
    """`script`: the CSS selector of the one script element; `items`: paths of the list in it."""

    script: Selector
    items: tuple[str, ...]
    fields: Fields
    paging: Paging | None = None


first_requests = asking_for("text/html")


def parse(source: Source, response: Response) -> Page:
    """The records of the list in the script."""
    options = Options.of(source)
    page, warnings = html_of(source, response, parts=(options.script,))
    script = some(page, options.script, response)[0].get_text()
    try:
        data = json_in(script)
    except (ValueError, RecursionError) as error:  # as in json_of
        raise not_the_format("JSON", script, response, f"in {options.script}: {error}") from None
    records = list_at(data, options.items)
    if records is None:
        raise LayoutChanged(
            f"no list in {options.script!r}", expected=" or ".join(options.items), url=response.url
        )
    onward = next_page(options.paging, response, records, None)
    return Page(items_of(source, options.fields, records, response), onward, warnings=warnings)
