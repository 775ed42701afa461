"""FDA's import alerts: one list of all alerts, and for the watched ones their lists of firms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from scrapers.catalogue import Source
from scrapers.formats.asking import asked, followed
from scrapers.formats.page import Item, Page
from scrapers.formats.reading import block_or, html_of, one
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Request, Response
from scrapers.normalise.addresses import canonical
from scrapers.normalise.text import one_line, text_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

HEADERS = ("Import Alert Number", "Type", "Publish Date", "Name")
_NUMBER = re.compile(r"Import Alert\s*#\s*([0-9]{2}-[0-9]{2,3})")
_DATE = re.compile(r"Date Published\s*:\s*(\S+)")


class Options(BaseModel):
    """`watch`: the numbers of the alerts whose lists of firms are read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    watch: tuple[str, ...]


def first_requests(
    source: Source, terms: Sequence[str], since: date | None, *, today: date | None = None
) -> list[Request]:
    """The list of alerts."""
    return asked(source, terms, since, today, {"Accept": "text/html"})


def parse(source: Source, response: Response) -> Page:
    """An item for each alert of the list; on an alert's own page one for each firm and product."""
    options = Options.model_validate(dict(source.options))
    page, warnings = html_of(source, response)
    if response.request.purpose == "list":
        return replace(_list(options, page, response), warnings=warnings)
    return Page(list(_firms(page, response)), warnings=warnings)


def _list(options: Options, page: BeautifulSoup, response: Response) -> Page:
    headers = tuple(one_line(text_of(cell)) for cell in page.select("table tr th"))
    if not set(HEADERS) <= set(headers):
        fault = LayoutChanged(
            f"headers {' | '.join(headers)}", expected=" | ".join(HEADERS), url=response.url
        )
        raise block_or(fault, page)
    items, onward = [], []
    for row in page.select("table tr:has(td)"):
        cells = row.select("td")
        if len(cells) != len(headers):
            raise LayoutChanged(
                f"a row of {len(cells)} cells", expected=str(len(headers)), url=response.url
            )
        at = dict(zip(headers, cells, strict=True))
        number, kind, published, name = (one_line(text_of(at[header])) for header in HEADERS)
        href = str(one(at["Name"], "a[href]", response)["href"])
        title = f"Import Alert {number}: {name.strip(chr(34))}"
        url = canonical(href, response.url)
        items.append(Item(f"alert {number}", title, url, published, kind))
        if number in options.watch:
            onward.append(followed(response.request, href, response.url, "document"))
    return Page(items, onward, len(items))


def _firms(page: BeautifulSoup, response: Response) -> Iterator[Item]:
    found = _NUMBER.search(one_line(text_of(page)))
    if not found:
        fault = LayoutChanged("no number of an alert", expected="one", url=response.url)
        raise block_or(fault, page)
    number = found.group(1)
    heading = page.find("h3", string=re.compile("Import Alert Name"))
    name = heading.find_next("div") if heading else None
    alert = one_line(text_of(name)).strip('"') if name else ""
    first_at: dict[str, str] = {}
    for firm in page.select("div.div-info"):
        company = one_line(text_of(one(firm, "div.div-name.floatleft", response)))
        published = _DATE.search(one_line(text_of(firm)))
        address = firm.select_one("div.clear")
        where = one_line(text_of(address)) if address else ""
        # A firm may stand there again with another of its addresses.
        again = first_at.setdefault(company, where) != where
        lines = [alert, company, where, *_products(firm)]
        yield Item(
            key=f"{number} {company}" + (f" {where}" if again else ""),
            title=f"Import Alert {number}, red list: {company}",
            url=response.url,
            published=published.group(1) if published else None,
            text="\n".join(line for line in lines if line),
            fields={"firm": company, "alert": number},
        )


def _products(firm: Tag) -> Iterator[str]:
    """What stands after a firm and before the next one: codes, descriptions and problems.

    The markup is loose (paragraphs around blocks), so elements are walked in the order of the page.
    """
    for element in firm.find_all_next(["div", "em"]):
        classes: list[str] = list(element.get("class") or ())
        if "div-info" in classes or "center" in classes:
            return
        text = one_line(text_of(element))
        if element.name == "em" and element.parent:
            yield one_line(text_of(element.parent))
        elif text.startswith(("Desc:", "Problems:")):
            yield text
