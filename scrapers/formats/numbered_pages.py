"""Registers without a list: one page a record, found by counting up the numbers of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urldefrag, urlencode

from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import asked
from scrapers.formats.blocks import block_or
from scrapers.formats.html_page import html_of
from scrapers.formats.page import Page
from scrapers.formats.records import Fields, items_of
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Request, Response
from scrapers.normalise.text import one_line, text_of
from scrapers.written import Selector

_DIGITS = 5
# After so many numbers in a row without a record the year is at its end.
_GAP = 5
_AT_MOST = 2000


class Options(FormatOptions):
    """`values`: names and CSS selectors of a record's values; `fields` over these and {number}.

    In the source's address NUMBER stands for the number, in five digits. `page_marker` is on every
    page of the register, with a record or without.
    """

    values: dict[str, Selector]
    fields: Fields
    page_marker: Selector


def first_requests(
    source: Source, terms: Sequence[str], since: date | None, *, today: date
) -> list[Request]:
    """The first number of the year. Where the count stands is kept in the address's fragment."""
    templates = asked(source, terms, since, today, "text/html")
    return [_numbered(each, each.url, 1, 0) for each in templates]


def parse(source: Source, response: Response) -> Page:
    """The record of a page, if it has one, and the next number."""
    options = Options.of(source)
    address, fragment = urldefrag(response.request.url)
    at = {name: values[0] for name, values in parse_qs(fragment).items()}
    number, missing, template = int(at["number"]), int(at["missing"]), at["template"]
    page, warnings = html_of(source, response)
    if not page.select(options.page_marker):
        fault = LayoutChanged(f"no {options.page_marker!r}", expected="one", url=response.url)
        raise block_or(fault, page)
    record = {
        name: one_line(text_of(element))
        for name, selector in options.values.items()
        if (element := page.select_one(selector)) is not None
    }
    present = any(record.values())
    missing = 0 if present else missing + 1
    record = {**record, "number": str(number), "address": address}
    items = items_of(source, options.fields, [record] if present else [], response)
    onward = []
    if missing < _GAP and number < _AT_MOST:
        onward.append(_numbered(response.request, template, number + 1, missing))
    return Page(items, onward, warnings=warnings)


def _numbered(request: Request, template: str, number: int, missing: int) -> Request:
    address = template.replace("NUMBER", f"{number:0{_DIGITS}d}")
    state = urlencode({"number": number, "missing": missing, "template": template})
    return replace(request, url=f"{address}#{state}")
