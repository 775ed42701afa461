"""FDA's import alerts: one list of all alerts, and for the watched ones their lists of firms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import asking_for, document_at
from scrapers.formats.blocks import block_or
from scrapers.formats.html_page import html_of, one
from scrapers.formats.page import Item, Page, read_each
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Response
from scrapers.normalise.addresses import canonical
from scrapers.normalise.text import one_line, text_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

HEADERS = ("Import Alert Number", "Type", "Publish Date", "Name")
_NUMBER = re.compile(r"Import Alert\s*#\s*([0-9]{2}-[0-9]{2,3})")
# The anchor above each of an alert's lists of firms.
_LIST = re.compile("(Red|Green|Yellow)Firm")
_RED = "Red"
_DATE = re.compile(r"Date Published\s*:\s*(\S+)")


class Options(FormatOptions):
    """`watch`: the numbers of the alerts whose lists of firms are read."""

    watch: tuple[str, ...]


first_requests = asking_for("text/html")


def parse(source: Source, response: Response) -> Page:
    """An item for each alert of the list; on an alert's own page one for each firm."""
    options = Options.of(source)
    page, warnings = html_of(source, response)
    if response.request.purpose == "list":
        found = _list(options, page, response)
        return replace(found, warnings=[*warnings, *found.warnings])
    return Page(_firms(page, response), warnings=warnings)


def _list(options: Options, page: BeautifulSoup, response: Response) -> Page:
    table = _table(page, response)
    headers = _headers(table)
    alerts, broken = read_each(
        table.select("tr:has(td)"), lambda row: _alert(row, headers, response), text_of
    )
    onward = [
        document_at(response.request, url, response.url)
        for number, url, _ in alerts
        if number in options.watch
    ]
    seen = {number for number, _, _ in alerts}
    missing = [number for number in options.watch if number not in seen]
    warnings = [f"watched alerts that are not listed: {', '.join(missing)}"] if missing else []
    return Page([*(item for _, _, item in alerts), *broken], onward, warnings)


def _alert(row: Tag, headers: Sequence[str], response: Response) -> tuple[str, str, Item]:
    cells = row.select("td")
    if len(cells) != len(headers):
        raise LayoutChanged(
            f"a row of {len(cells)} cells", expected=str(len(headers)), url=response.url
        )
    at = dict(zip(headers, cells, strict=True))
    number, kind, published, name = (one_line(text_of(at[header])) for header in HEADERS)
    href = str(one(at["Name"], "a[href]", response)["href"])
    url = canonical(href, response.url)
    if url is None:
        raise LayoutChanged(f"a link to {href[:100]!r}", expected="an alert", url=response.url)
    title = f"Import Alert {number}: {name.strip(chr(34))}"
    return number, url, Item(f"alert {number}", title, url, published, kind)


def _table(page: BeautifulSoup, response: Response) -> Tag:
    """The innermost table with the headers: others may stand beside it, or around it for layout."""
    tables = page.select("table:not(:has(table))")
    found = next((table for table in tables if set(HEADERS) <= set(_headers(table))), None)
    if found is None:
        seen = " | ".join(header for table in tables for header in _headers(table))
        fault = LayoutChanged(f"headers {seen}", expected=" | ".join(HEADERS), url=response.url)
        raise block_or(fault, page)
    return found


def _headers(table: Tag) -> tuple[str, ...]:
    return tuple(one_line(text_of(cell)) for cell in table.select("tr th"))


def _firms(page: BeautifulSoup, response: Response) -> Sequence[Item]:
    """The firms of the red list. Those of the green list are the ones that may import."""
    found = _NUMBER.search(one_line(text_of(page)))
    if not found:
        fault = LayoutChanged("no number of an alert", expected="one", url=response.url)
        raise block_or(fault, page)
    number = found.group(1)
    heading = page.find("h3", string=re.compile("Import Alert Name"))
    name = heading.find_next("div") if heading else None
    alert = one_line(text_of(name)).strip('"') if name else ""
    first_at: dict[str, str] = {}

    def item(firm: Tag, products: Sequence[str]) -> Item:
        company = one_line(text_of(one(firm, "div.div-name.floatleft", response)))
        published = _DATE.search(one_line(text_of(firm)))
        address = firm.select_one("div.clear")
        where = one_line(text_of(address)) if address else ""
        # A firm may stand there again with another of its addresses.
        again = first_at.setdefault(company, where) != where
        lines = [alert, company, where, *products]
        return Item(
            key=f"{number} {company}" + (f" {where}" if again else ""),
            title=f"Import Alert {number}, red list: {company}",
            url=response.url,
            published=published.group(1) if published else None,
            text="\n".join(line for line in lines if line),
            fields={"firm": company, "alert": number},
        )

    entries = list(_entries(page))
    if any(listed is None for listed, _, _ in entries):
        raise LayoutChanged(
            "a firm that is on no list", expected="the name of a list above", url=response.url
        )
    red = [(firm, products) for listed, firm, products in entries if listed == _RED]
    firms, broken = read_each(red, lambda each: item(*each), lambda each: text_of(each[0]))
    return [*firms, *broken]


def _entries(page: BeautifulSoup) -> Iterator[tuple[str | None, Tag, list[str]]]:
    """Each firm with the list that it is on, and its products: codes, descriptions and problems.

    The markup is loose (paragraphs around blocks), so elements are walked in the order of the page,
    and once: an alert has thousands of firms.
    """
    listed: str | None = None
    entry: tuple[str | None, Tag, list[str]] | None = None
    for element in page.find_all(["a", "div", "em"]):
        classes: list[str] = list(element.get("class") or ())
        named = _LIST.fullmatch(str(element.get("name") or ""))
        if named or "div-info" in classes or "center" in classes:
            if entry:
                yield entry
            listed = named.group(1) if named else listed
            entry = (listed, element, []) if "div-info" in classes else None
        elif entry:
            entry[2].extend(_product(element))
    if entry:
        yield entry


def _product(element: Tag) -> Iterator[str]:
    if element.name == "em" and element.parent:
        yield one_line(text_of(element.parent))
    elif element.name == "div":
        text = one_line(text_of(element))
        if text.startswith(("Desc:", "Notes:", "Problems:")):
            yield text
