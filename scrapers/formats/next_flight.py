"""Pages of Next.js that carry their list in the "flight" data of their scripts.

The data come in pieces, `self.__next_f.push([1,"…"])`, each a JSON string; together they are one
text, in which the list stands as JSON. A page cut off in the middle still gives its whole objects.
"""

from __future__ import annotations

import json
import re
from typing import Any

from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import asking_for
from scrapers.formats.blocks import block_or
from scrapers.formats.html_page import html_of
from scrapers.formats.page import Page
from scrapers.formats.records import Fields, items_of
from scrapers.http.faults import Broken, LayoutChanged, NotTheFormat
from scrapers.http.request import Response

_PIECE = re.compile(r'self\.__next_f\.push\(\[1,\s*("(?:[^"\\]|\\.)*)("?)', re.S)
_CUT_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?$")


class Options(FormatOptions):
    """`list_key`: the key of the array in the data.

    Menus have arrays of that name too: the list is the first one whose objects are notices.
    """

    list_key: str
    fields: Fields


first_requests = asking_for("text/html")


def parse(source: Source, response: Response) -> Page:
    """The objects of the list; the half object at the end of a cut page is left out, and said."""
    options = Options.of(source)
    page, warnings = html_of(source, response, whole=False)
    try:
        data = "".join(_pieces("\n".join(script.get_text() for script in page.select("script"))))
    except json.JSONDecodeError as error:
        raise NotTheFormat(
            f"a piece of the page's data that is no JSON string ({error})",
            expected='self.__next_f.push([1,"…"])',
            url=response.url,
        ) from None
    found = [
        _objects(data, start.end())
        for start in re.finditer(rf'"{re.escape(options.list_key)}"\s*:\s*\[', data)
    ]
    if not found:
        raise block_or(
            LayoutChanged(
                f"no list {options.list_key!r} in the page's data", expected="one", url=response.url
            ),
            page,
        )
    faults: list[Broken] = []
    for records, whole in found:
        try:
            items = items_of(source, options.fields, records, response)
        except LayoutChanged as fault:
            faults.append(fault)
            continue
        if items:
            if not whole:
                warnings.append(f"the page is cut off: {len(records)} whole entries were read")
            return Page(items, warnings=warnings)
        if not whole:
            faults.append(
                NotTheFormat(
                    "a list that breaks off before its first whole entry",
                    expected="whole entries",
                    url=response.url,
                )
            )
    if faults:
        raise faults[0]
    return Page((), warnings=warnings)


def _pieces(scripts: str) -> list[str]:
    pieces = []
    for text, closing in _PIECE.findall(scripts):
        literal = text + closing if closing else _CUT_ESCAPE.sub("", text) + '"'
        pieces.append(str(json.loads(literal, strict=False)))
    return pieces


def _objects(data: str, at: int) -> tuple[list[Any], bool]:
    """The objects of an array from just after its bracket, and whether the array is complete."""
    decoder = json.JSONDecoder(strict=False)
    found: list[Any] = []
    while True:
        while at < len(data) and data[at] in ", \t\r\n":
            at += 1
        if data[at : at + 1] == "]":
            return found, True
        try:
            value, at = decoder.raw_decode(data, at)
        except (ValueError, RecursionError):  # as in json_of
            return found, False
        found.append(value)
