"""A page of HTML with one element a notice, read by CSS selectors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Literal

from atlas.closed import Closed
from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import Paging, asking_for, is_later_page, next_page
from scrapers.formats.detail import detail_request
from scrapers.formats.html_page import html_of, some
from scrapers.formats.identity import KeyInAddress, key_in
from scrapers.formats.page import Item, Page, read_each
from scrapers.formats.stand_ins import refuse_stand_in
from scrapers.http.faults import GoneFromAddress, LayoutChanged
from scrapers.http.request import Response
from scrapers.normalise.addresses import canonical
from scrapers.normalise.text import one_line, text_of
from scrapers.written import Pattern, Selector, kept_by

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# Entries with one key are compared with so many others; more of them show that the key is at fault.
_MOST_OF_ONE = 50
_BLOCKS = ("li", "tr", "div", "article", "section")


class Pick(Closed):
    """One value of an item.

    `selector` is looked for in the item ("" is the item itself), or in the nearest block around it
    (a list item, a row, a division …); `attribute` is read instead of the text, and where a
    `datetime` is missing, the text after all, as HTML has it; `pattern` keeps what a regular
    expression finds (its first group, or all of it). Without `required` it may be missing.
    """

    selector: Selector = ""
    within: Literal["item", "around"] = "item"
    attribute: str | None = None
    pattern: Pattern | None = None
    required: bool = True


class Options(FormatOptions):
    """`items` selects the notices; `empty_when` (a regular expression) is what an honestly empty
    list says instead.

    `key` is "url", or "parameter:id" or "pattern:…" over the address. `drop` removes elements
    first. `paging` counts pages.
    """

    items: Selector
    title: Pick
    url: Pick = Pick(selector="a[href]", attribute="href")
    published: Pick | None = None
    text: Pick | None = None
    also: Mapping[str, Pick] = {}
    key: KeyInAddress = "url"
    drop: tuple[Selector, ...] = ()
    empty_when: Pattern | None = None
    paging: Paging | None = None


first_requests = asking_for("text/html")


def parse(source: Source, response: Response) -> Page:
    """The notices of a page."""
    options = Options.of(source)
    page, warnings = html_of(source, response, parts=(options.items,))
    if _is_said_to_be_empty(page, options):
        return Page((), warnings=warnings)
    for selector in options.drop:
        for element in page.select(selector):
            element.decompose()
    try:
        refuse_stand_in(page, response)
        elements = some(page, options.items, response)
    except (GoneFromAddress, LayoutChanged):
        if is_later_page(options.paging, response.request):
            return Page((), warnings=warnings)
        raise
    items = _items(source, options, elements, response)
    onward = next_page(options.paging, response, list(elements), None)
    return Page(items, onward, warnings=warnings)


def _is_said_to_be_empty(page: BeautifulSoup, options: Options) -> bool:
    if options.empty_when is None or page.select(options.items):
        return False
    return re.search(options.empty_when, text_of(page), re.I) is not None


def _items(
    source: Source, options: Options, elements: Sequence[Tag], response: Response
) -> list[Item]:
    """The entries, and behind them those at fault. The same link twice is one, if it looks so.

    Raises:
        LayoutChanged: most are at fault, or none has a title.
    """
    whole, faulty = read_each(
        elements, lambda element: _item(source, options, element, response), text_of
    )
    entries: dict[str, list[Item]] = {}
    for item in filter(None, whole):
        _add(item, entries.setdefault(item.key, []), options)
    items = list(chain.from_iterable(entries.values()))
    if not items:
        raise LayoutChanged(
            f"{len(elements)} of {options.items!r}, none with a title",
            expected="a title and a link in each",
            url=response.url,
        )
    return [*items, *faulty]


def _add(item: Item, others: list[Item], options: Options) -> None:
    """Put an entry among the others of its key; of those for one notice keep the longest title."""
    for number, other in enumerate(others[:_MOST_OF_ONE]):
        if not _are_two(item, other, options):
            others[number] = max(other, item, key=lambda each: len(each.title))
            return
    others.append(item)


def _are_two(item: Item, other: Item, options: Options) -> bool:
    """Whether two entries with one key are two notices.

    They are when each has a date inside and another title. A picture, or "read more", only links to
    where the title does.
    """
    has_own_date = options.published is not None and options.published.within == "item"
    if not has_own_date or not item.published or not other.published:
        return False
    return item.title not in other.title and other.title not in item.title


def _item(source: Source, options: Options, element: Tag, response: Response) -> Item | None:
    title = one_line(_picked(options.title, element, response) or "")
    # A picture and its caption often link to the same page; the picture has no text.
    if not title:
        return None
    href = _picked(options.url, element, response)
    url = canonical(href, response.url, https=source.upgrade_links) if href else None
    published = _picked(options.published, element, response) if options.published else None
    text = _picked(options.text, element, response) if options.text else None
    also = {name: _picked(pick, element, response) for name, pick in options.also.items()}
    return Item(
        key=key_in(url, options.key) if url else title,
        title=title,
        url=url,
        published=published or None,
        text=text or "",
        fields={name: one_line(value) for name, value in also.items() if value},
        detail=detail_request(source, url),
    )


def _picked(pick: Pick, item: Tag, response: Response) -> str | None:
    element = _found(pick, item)
    value = ""
    if element is not None:
        raw = element.get(pick.attribute) if pick.attribute else None
        value = raw if isinstance(raw, str) else ""
        if not value and pick.attribute in (None, "datetime"):
            value = text_of(element)
    if value and pick.pattern:
        value = kept_by(pick.pattern, value)
    if not value and pick.required and element is None:
        raise LayoutChanged(
            f"no {pick.selector or 'value'!r} in an item",
            expected="one in every item",
            url=response.url,
        )
    return value.strip() or None


def _found(pick: Pick, item: Tag) -> Tag | None:
    scope = item.find_parent(_BLOCKS) if pick.within == "around" else item
    if scope is None or not pick.selector:
        return scope
    # The item itself may be the link that is looked for.
    if scope is item and item.css.match(pick.selector):
        return item
    return scope.select_one(pick.selector)
