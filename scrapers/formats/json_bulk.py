"""One big JSON file, an array with everything in it, read record by record."""

from __future__ import annotations

import io
import re
from itertools import accumulate
from typing import Any

import ijson

from scrapers.catalogue import FormatOptions, Source
from scrapers.desk import desk
from scrapers.formats.asking import asking_for
from scrapers.formats.blocks import not_the_format
from scrapers.formats.page import Item, Page
from scrapers.formats.reading import text_of_response, warnings_of
from scrapers.formats.records import Fields, items_of
from scrapers.http.decoding import opened
from scrapers.http.faults import LayoutChanged, NotTheFormat
from scrapers.http.request import Response

_BATCH = 500
# Far deeper than any record; some hundred thousand levels overflow the parser's stack: it crashes.
_DEEPEST = 200
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'[]{}"\\'))
# What each byte that is left does to the depth; quotes and backslashes are left by damage only.
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1, ord('"'): 0, ord("\\"): 0}
# Without its end it reaches to that of the file; else each further quote would be tried as one.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.S)


class Options(FormatOptions):
    """`fields` over the members of the array."""

    fields: Fields


first_requests = asking_for("application/json")


def parse(source: Source, response: Response) -> Page:
    """Every record of the file as an item; never more than a batch of raw records in memory."""
    options, response = Options.of(source), opened(response, source.manners.max_bytes)
    decoded = text_of_response(source, response)
    opening = decoded.text.lstrip("\ufeff \t\r\n")[:1]
    if opening not in ("[", "{"):
        raise not_the_format("JSON", decoded.text, response, "it begins otherwise")
    warnings = warnings_of(decoded)
    valid = decoded.encoding == "utf-8" and not decoded.replaced
    body = response.body if valid else decoded.text.encode()
    del decoded
    if _is_too_deep(body):
        raise NotTheFormat(
            f"JSON nested deeper than {_DEEPEST}", expected="records", url=response.url
        )
    items: list[Item] = []
    batch: list[Any] = []
    try:
        # Numbers stay floats and ints: Decimal cannot be written as JSON again.
        for record in ijson.items(io.BytesIO(body), "item", use_float=True):
            batch.append(record)
            if len(batch) == _BATCH:
                items += items_of(source, options.fields, batch, response)
                batch = []
                desk.give_way()
    except ijson.JSONError as error:
        text = response.body[:2000].decode("utf-8", "replace")
        raise not_the_format("JSON", text, response, _words(error)) from None
    if opening == "{":
        raise LayoutChanged("no array", expected="an array of records", url=response.url)
    items += items_of(source, options.fields, batch, response)
    return Page(items, warnings=warnings)


def _words(error: ijson.JSONError) -> str:
    """What the library says, without the picture of the place that it draws below."""
    return str(error).strip().split("\n", 1)[0]


def _is_too_deep(body: bytes) -> bool:
    """Whether arrays and objects are nested deeper than in any record; strings are left out."""
    brackets = _STRING.sub(b"", body.translate(None, delete=_NOT_STRUCTURE))
    depths = accumulate(map(_STEPS.__getitem__, brackets))
    return any(map(_DEEPEST.__lt__, depths))
