"""From items to rows of the notice DataFrame; what does not fit is held, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from atlas.dates import NotADate, parse_day, parse_partial
from atlas.notices import (
    CODED_FIELDS,
    CODED_LISTS,
    LIST_COLUMNS,
    NOTICE_COLUMNS,
    RECORD_COLUMNS,
    found_id,
)
from atlas.places import Places
from atlas.vocabulary import Vocabularies, Vocabulary
from scrapers.catalogue import Issuer, Source
from scrapers.formats.page import Item
from scrapers.normalise.addresses import canonical
from scrapers.normalise.counters import without_counters
from scrapers.normalise.dates import EARLIEST
from scrapers.normalise.languages import language_of
from scrapers.normalise.text import excerpt, one_line, tidy

# Enough to judge by; the rest is at the source, one click away.
SUMMARY_LENGTH = 400
TITLE_LENGTH = 500
# Columns that the classifier fills.
LABEL_COLUMNS = (
    "kind",
    "relevance",
    "origin",
    "uses",
    "claims",
    "concerns",
    "firms",
    "products",
    "effect",
    "exosome_explicit",
)
NULLABLE = ("published", "url", "sha256", "source_id", "via", "delisted_on")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class HeldBack(ValueError):
    """A row that may not be published; the message is the reason."""


@dataclass(frozen=True)
class HeldRow:
    """A row that is kept back, whole, with every reason."""

    row: Mapping[str, Any]
    reasons: tuple[str, ...]


def notice_of(
    source: Source,
    item: Item,
    detail_text: str | None,
    seen_on: date,
    *,
    language: str | None = None,
    sha256: str | None = None,
    read_url: str | None = None,
    via: str = "live",
) -> dict[str, Any]:
    """An item as a row of the notice schema, without the columns of LABEL_COLUMNS.

    `detail_text` is the text of the notice's own page, where that was read; `seen_on` the day of
    this run (`first_seen`, `last_checked`, and the bound on dates); `language` (BCP 47) that
    of the title, where more than its script is known; `sha256` the hex digest of what
    was received; `read_url` the page that was read, when it is not the notice's own address (a
    capture of the Internet Archive); a notice without an address points to the source's homepage.
    `via` is live or wayback.

    Raises:
        HeldBack: no title, an unreadable or implausible date, or an address that is not http(s).
    """
    title = excerpt(one_line(item.title), TITLE_LENGTH)
    if not title:
        raise HeldBack("no title")
    url = canonical(item.url, https=source.upgrade_links) if item.url else None
    page = canonical(read_url or url or source.homepage)
    if page is None or (item.url and url is None):
        raise HeldBack(f"not an http(s) address: {(read_url or item.url or '')[:100]!r}")
    language = item.language or language or language_of(title, source.languages)
    issuer = _issuer(source, item.fields.get("issuer", ""))
    text = tidy(detail_text or "") or item.text
    return {
        "id": found_id(source.id, item.key),
        "jurisdiction": source.jurisdiction,
        "regulator": issuer.name,
        "regulator_short": issuer.short,
        "issuer_type": issuer.issuer_type,
        "title": title,
        # Nobody has translated it: an empty title says so, and pages fall back on the original.
        "title_en": title if language.split("-")[0] == "en" else "",
        "language": language,
        "published": _published(source, item, seen_on),
        "summary": excerpt(without_counters(text), SUMMARY_LENGTH) if source.text == "full" else "",
        "url": url,
        "source_read": "primary",
        "read_url": page,
        "other_urls": (),
        "confidence": "medium",
        "coders_differ": (),
        "review": "machine_read",
        "source_id": source.id,
        "first_seen": seen_on.isoformat(),
        "last_checked": seen_on.isoformat(),
        "sha256": sha256,
        "version": 1,
        "via": via,
        "delisted_on": None,
    }


def _published(source: Source, item: Item, seen_on: date) -> str | None:
    if item.published is None:
        return None
    try:
        return source.date_in(item.published, seen_on=seen_on).text
    except NotADate as error:
        raise HeldBack(f"date: {error}") from None


def _issuer(source: Source, named: str) -> Issuer:
    """The body that an item names, of those the source's YAML knows; else the publisher."""
    for part, issuer in source.issuers.items():
        if part.casefold() in named.casefold():
            return issuer
    return source.publisher


def checked(
    rows: Iterable[Mapping[str, Any]], expected: pa.DataFrameSchema
) -> tuple[list[dict[str, Any]], list[HeldRow]]:
    """The rows that hold to the notice schema, and the others with their reasons, in their order.

    `rows` are whole, labels included: the keys RECORD_COLUMNS.
    `expected` is what `schema` makes.
    """
    given = [dict(row) for row in rows]
    reasons: dict[int, list[str]] = {
        number: list(_unframeable(row)) for number, row in enumerate(given)
    }
    for number, reason in _repeated(given).items():
        reasons[number].append(reason)
    sound = [number for number, found in reasons.items() if not found]
    if sound:
        candidate = _raw_frame([given[number] for number in sound])
        for index, reason in _failures(candidate, expected):
            reasons[sound[index]].append(reason)
    held = [HeldRow(given[n], tuple(dict.fromkeys(r))) for n, r in reasons.items() if r]
    return [given[n] for n, r in reasons.items() if not r], held


def schema(vocabularies: Vocabularies, places: Places) -> pa.DataFrameSchema:
    """The notice schema as pandera checks it, before the columns get their final dtypes.

    Codes are those of the vocabularies, places those of the atlas, dates from 1990 on, addresses
    http(s).
    """
    texts = _check(lambda value: all(isinstance(v, str) and v for v in value), "list of text")
    text = _check(lambda value: bool(value.strip()), "text")
    day = _check(_is_day, "yyyy-mm-dd")
    address = _check(lambda url: canonical(url) is not None, "an http(s) address")
    checks = {
        **dict.fromkeys(LIST_COLUMNS, texts),
        **{name: _all_coded(vocabularies[of]) for name, of in CODED_LISTS.items()},
        **{name: _coded(vocabularies[of]) for name, of in CODED_FIELDS.items()},
        **dict.fromkeys(("title", "regulator", "regulator_short"), text),
        **dict.fromkeys(("first_seen", "last_checked", "delisted_on"), day),
        **dict.fromkeys(("url", "read_url"), address),
        "jurisdiction": _check(lambda code: code in places, "a place of the atlas"),
        "published": _check(_plausible, "a date from 1990 on"),
        "language": _check(lambda tag: bool(_LANGUAGE.fullmatch(tag)), "a BCP 47 tag"),
        "id": _check(lambda key: bool(_ID.fullmatch(key)), "lower case, digits, hyphens"),
        "exosome_explicit": _check(lambda v: isinstance(v, (bool, np.bool_)), "true or false"),
    }
    # No dtype to check: _raw_frame makes every column of objects.
    columns = {
        name: pa.Column(None, checks.get(name), nullable=name in NULLABLE)
        for name in RECORD_COLUMNS
    }
    return pa.DataFrameSchema(columns, strict=True)


def _coded(vocabulary: Vocabulary) -> pa.Check:
    return _check(lambda code: code in vocabulary, f"a code of {vocabulary.vocabulary}")


def _all_coded(vocabulary: Vocabulary) -> pa.Check:
    return _check(
        lambda codes: all(code in vocabulary for code in codes), f"codes of {vocabulary.vocabulary}"
    )


def _check(holds: Any, what: str) -> pa.Check:
    return pa.Check(holds, element_wise=True, error=what)


def _plausible(text: str) -> bool:
    try:
        return parse_partial(text).last >= EARLIEST
    except NotADate:
        return False


def _is_day(text: str) -> bool:
    try:
        parse_day(text)
    except NotADate:
        return False
    return True


def _raw_frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    cells = np.empty((len(rows), len(RECORD_COLUMNS)), dtype=object)
    for number, row in enumerate(rows):
        for column, name in enumerate(RECORD_COLUMNS):
            cells[number, column] = row[name]
    return pd.DataFrame(cells, columns=list(RECORD_COLUMNS), dtype=object)


def _failures(candidate: pd.DataFrame, expected: pa.DataFrameSchema) -> Iterator[tuple[int, str]]:
    try:
        expected.validate(candidate, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for case in errors.failure_cases.itertuples():
            value = "nothing" if pd.isna(case.index) else str(case.failure_case)[:80]
            wanted = "a value" if case.check == "not_nullable" else case.check
            yield int(case.index), f"{case.column}: {value} is not {wanted}"


def _unframeable(row: Mapping[str, Any]) -> Iterator[str]:
    """Faults of shape, which would stop the check of all rows: missing, unknown, wrongly typed."""
    wanted = set(RECORD_COLUMNS)
    for name in sorted(wanted - set(row)):
        yield f"{name}: missing"
    for name in sorted(set(row) - wanted - {"published_first"}):
        yield f"{name}: not a column of the notice schema"
    for name in LIST_COLUMNS:
        if name in row and not isinstance(row[name], (list, tuple)):
            yield f"{name}: {type(row[name]).__name__} where a list is expected"
    for name, dtype in NOTICE_COLUMNS.items():
        value = row.get(name)
        if dtype in ("str", "category") and value is not None and not isinstance(value, str):
            yield f"{name}: {type(value).__name__} where text is expected"


def _repeated(rows: list[dict[str, Any]]) -> dict[int, str]:
    """The later rows of ids that stand more than once, with a different content.

    Sources list the same notice twice (two feeds, two search terms); callers drop exact doubles,
    and two different records under one id cannot both be right.
    """
    first: dict[str, int] = {}
    found = {}
    for number, row in enumerate(rows):
        at = first.setdefault(str(row.get("id")), number)
        if at != number:
            found[number] = f"id: {row.get('id')} stands already in row {at + 1}"
    return found
