"""Records (JSON objects, CSV rows, XML elements) to items, as a YAML maps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from atlas.closed import Closed
from scrapers.catalogue import Source
from scrapers.formats.detail import detail_request
from scrapers.formats.page import Item, some_may_be_faulty
from scrapers.formats.paths import filled
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Response
from scrapers.normalise.addresses import canonical
from scrapers.normalise.text import one_line, plain
from scrapers.written import Pattern, Template, kept_by

# The fields of an item that one template gives.
_One = Literal["key", "title", "url", "published", "detail"]
# A record may refer to the page that it stands on.
PAGE_URL = "@page"


class Fields(Closed):
    """Which field of a record is what; each value is a template (scrapers.formats.paths).

    `key` and `title` must have text in every record. `instead` has what a field is where its own
    template gives no text: unlike the alternatives in a path it may be made of several. `text` is
    the lines of the notice's text, and a line whose fields are all empty is left out. `also` has
    further fields for the classifier and, under "issuer", the body that a source's `issuers` names.
    `patterns` cuts a field down to what a regular expression finds: its first group, or all of it.
    `skip` leaves out records in which a template gives one of the listed texts.
    """

    key: Template
    title: Template
    url: Template | None = None
    published: Template | None = None
    text: tuple[Template, ...] = ()
    detail: Template | None = None
    also: Mapping[str, Template] = {}
    instead: Mapping[_One, Template] = {}
    patterns: Mapping[str, Pattern] = {}
    skip: Mapping[Template, tuple[str, ...]] = Field(default={})


def items_of(
    source: Source, fields: Fields, records: Sequence[Any], response: Response
) -> list[Item]:
    """An item for each record that is not skipped.

    Raises:
        LayoutChanged: most records have no key or no title; the message names the fields of one.
    """
    items: list[Item] = []
    faults: list[LayoutChanged] = []
    for record in records:
        if isinstance(record, dict):
            record = {**record, PAGE_URL: response.url}
        if any(filled(template, record) in texts for template, texts in fields.skip.items()):
            continue
        item = _read(source, fields, record, response)
        items.append(item)
        if not item.whole:
            faults.append(_lacks(fields, item, record, response))
    some_may_be_faulty(items, faults)
    return items


def further_columns(seen: Sequence[str], known: Sequence[str]) -> list[str]:
    """A warning about columns that are not read: a table that has grown may have more to say."""
    more = [name for name in seen if name not in known]
    return [f"columns that are not read: {', '.join(more)[:200]}"] if more else []


def _lacks(fields: Fields, item: Item, record: Any, response: Response) -> LayoutChanged:
    name = "title" if item.key else "key"
    return LayoutChanged(
        f"a record without {name} ({_shape(record)})",
        expected=f"text in {getattr(fields, name)}",
        url=response.url,
    )


def _read(source: Source, fields: Fields, record: Any, response: Response) -> Item:
    def value(name: _One) -> str:
        text = filled(getattr(fields, name) or "", record)
        return _cut(text or filled(fields.instead.get(name, ""), record), fields.patterns.get(name))

    key, title = value("key"), one_line(value("title"))
    lines = [filled(line, record) for line in fields.text]

    def address(name: _One) -> str | None:
        return canonical(value(name), response.url, https=source.upgrade_links)

    url = address("url")
    return Item(
        key=key,
        title=title,
        url=url,
        published=one_line(value("published")) or None,
        text="\n".join(plain(line) for line in lines if line),
        fields={
            name: one_line(_cut(text, fields.patterns.get(name)))
            for name, template in fields.also.items()
            if (text := filled(template, record))
        },
        detail=detail_request(source, address("detail") or url),
    )


def _cut(text: str, pattern: str | None) -> str:
    return kept_by(pattern, text) if pattern else text


def _shape(record: Any) -> str:
    if isinstance(record, dict):
        return "fields " + ", ".join(sorted(str(key) for key in record if key != PAGE_URL)[:20])
    return f"a {type(record).__name__}"
