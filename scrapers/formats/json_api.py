"""Answers of a JSON interface: a list of objects somewhere in a document, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import Paging, asking_for, next_page
from scrapers.formats.page import Page
from scrapers.formats.paths import list_at, text_at
from scrapers.formats.reading import count_in, json_of, text_of_response
from scrapers.formats.records import Fields, items_of
from scrapers.http.faults import Broken, GoneFromAddress, KeyRefused, LayoutChanged
from scrapers.http.request import Response


class Options(FormatOptions):
    """`items`: paths at which the list may be, the first that is there wins; "" is the document.

    `total`: the path of the number of records; where it says 0 the list may be missing.
    `must`: paths and the text that each must have where it has any, else the answer is refused.
    `no_match`: a status and a text that together mean that nothing was found. `key_refused`: a text
    that means a wrong key.
    """

    items: tuple[str, ...]
    fields: Fields
    total: str | None = None
    paging: Paging | None = None
    must: Mapping[str, str] = {}
    no_match: Mapping[int, str] = {}
    key_refused: str | None = None


first_requests = asking_for("application/json")


def parse(source: Source, response: Response) -> Page:
    """The records of one answer as items."""
    options = Options.of(source)
    if _nothing_found(options, source, response):
        return Page(())
    if options.key_refused and options.key_refused.encode() in response.body:
        raise KeyRefused(f"the key was refused ({options.key_refused})", url=response.url)
    answer, warnings = json_of(source, response)
    for path, wanted in options.must.items():
        if (found := text_at(answer, path)) and found != wanted:
            raise Broken(f"{path} is {found!r}", expected=repr(wanted), url=response.url)
    total = count_in(text_at(answer, options.total)) if options.total else None
    records = list_at(answer, options.items)
    if records is None:
        if total == 0:
            return Page((), warnings=warnings)
        raise LayoutChanged(
            f"no list ({_keys(answer)})",
            expected=f"a list at {' or '.join(options.items)}",
            url=response.url,
        )
    return Page(
        items_of(source, options.fields, records, response),
        next_page(options.paging, response, records, total),
        warnings,
    )


def _nothing_found(options: Options, source: Source, response: Response) -> bool:
    if response.status < 400:
        return False
    marker = options.no_match.get(response.status)
    if marker is not None and marker in text_of_response(source, response).text:
        return True
    raise GoneFromAddress(
        f"status {response.status} without the words for an empty answer",
        expected=marker or "a list",
        url=response.url,
    )


def _keys(answer: Any) -> str:
    if isinstance(answer, dict):
        return "keys " + ", ".join(sorted(map(str, answer))[:20]) if answer else "an empty object"
    return f"a {type(answer).__name__}"
