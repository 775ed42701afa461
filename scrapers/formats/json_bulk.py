"""One big JSON file with everything in it, read record by record."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import ijson
from pydantic import BaseModel, ConfigDict

from scrapers.catalogue import Source
from scrapers.desk import desk
from scrapers.formats.asking import asked
from scrapers.formats.page import Item, Page
from scrapers.formats.reading import not_the_format, text_of_response, warnings_of
from scrapers.formats.records import Fields, items_of
from scrapers.http.faults import LayoutChanged, NotTheFormat
from scrapers.http.request import Request, Response

_BATCH = 500
# Far deeper than any record. At some hundred thousand the reader's stack ends, and the program.
_DEEPEST = 200
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'[]{}"\\'))
_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.S)


class Options(BaseModel):
    """`items`: where the array is, keys joined by dots; "" when the file is the array."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    items: str = ""
    fields: Fields


def first_requests(
    source: Source, terms: Sequence[str], since: date | None, *, today: date | None = None
) -> list[Request]:
    """The file."""
    return asked(source, terms, since, today, {"Accept": "application/json"})


def parse(source: Source, response: Response) -> Page:
    """Every record of the file as an item; never more than a batch of raw records in memory."""
    options = Options.model_validate(dict(source.options))
    decoded = text_of_response(source, response)
    if decoded.text.lstrip("\ufeff \t\r\n")[:1] not in ("[", "{"):
        raise not_the_format("JSON", decoded.text, response, "it begins otherwise")
    warnings = warnings_of(decoded)
    valid = decoded.encoding == "utf-8" and not decoded.replaced
    body = response.body if valid else decoded.text.encode()
    del decoded
    if _depth(body) > _DEEPEST:
        raise NotTheFormat(
            f"JSON nested deeper than {_DEEPEST}", expected="records", url=response.url
        )
    stream = io.BytesIO(body)
    items: list[Item] = []
    batch: list[Any] = []
    try:
        for record in _records(options, stream):
            batch.append(record)
            if len(batch) == _BATCH:
                items += items_of(source, options.fields, batch, response)
                batch = []
                desk.give_way()
    except ijson.JSONError as error:
        text = response.body[:2000].decode("utf-8", "replace")
        raise not_the_format("JSON", text, response, str(error)) from None
    items += items_of(source, options.fields, batch, response)
    if not items:
        _expect_array(options, stream, response)
    return Page(items, total=len(items), warnings=warnings)


def _depth(body: bytes) -> int:
    """How deep arrays and objects are nested, brackets in strings left out."""
    import numpy as np

    brackets = _STRING.sub(b"", body.translate(None, delete=_NOT_STRUCTURE))
    marks = np.frombuffer(brackets, dtype=np.uint8)
    opened = (marks == ord("[")) | (marks == ord("{"))
    closed = (marks == ord("]")) | (marks == ord("}"))
    steps = opened.astype(np.int8) - closed.astype(np.int8)
    return int(np.cumsum(steps, dtype=np.int32).max(initial=0))


def _records(options: Options, stream: io.BytesIO) -> Iterator[Any]:
    prefix = f"{options.items}.item" if options.items else "item"
    # Numbers stay floats and ints: Decimal cannot be written as JSON again.
    yield from ijson.items(stream, prefix, use_float=True)


def _expect_array(options: Options, stream: io.BytesIO, response: Response) -> None:
    """An empty file is believed only when the array is where it must be."""
    stream.seek(0)
    for prefix, event, _ in ijson.parse(stream):
        if prefix == options.items and event == "start_array":
            return
    raise LayoutChanged(
        "no array", expected=f"an array at {options.items or 'the root'}", url=response.url
    )
