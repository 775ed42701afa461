"""What to ask a source: its addresses with terms, dates and keys filled in, and the next pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any, Literal, Protocol
from urllib.parse import quote, urlencode, urljoin

from atlas.closed import Closed
from scrapers.catalogue import BLANK, Source
from scrapers.formats.paths import filled, text_at
from scrapers.http.faults import LayoutChanged, NeedsKey, TooManyRows
from scrapers.http.request import Request, Response
from scrapers.normalise.addresses import parameter, with_parameter
from scrapers.written import Template

# For this long into a year the one before is read too: it had more entries after the last run.
STILL_NEW = timedelta(days=45)

# In templates of `further`: the number of the page that is left.
PAGE_LEFT = "@left"


class Paging(Closed):
    """How the next page is asked for: a parameter of the query, or a field of the JSON body, which
    may stand deeper (`request.page`).

    `by` "number": the parameter goes up by `step` from `first` (page numbers and offsets alike).
    `by` "last": the parameter is `last_path` of the last record. At most `at_most` pages are
    read; a list that is longer is a fault, unless it is `newest_first`: then the rest is older.
    `size` is how many records a full page has; without it and without a total, pages are read
    until one is empty. `further` are parameters of the query that a next page needs besides:
    templates over the last record, in which {@left} is the number of the page that is left.
    """

    parameter: str
    where: Literal["query", "body"] = "query"
    by: Literal["number", "last"] = "number"
    first: int = 1
    step: int = 1
    last_path: str = ""
    size: int | None = None
    at_most: int = 20
    newest_first: bool = False
    further: Mapping[str, Template] = {}


class FirstRequests(Protocol):
    """What a format asks a source first; see `asked`."""

    def __call__(
        self, source: Source, terms: Sequence[str], since: date | None, *, today: date
    ) -> list[Request]: ...


def asking_for(accept: str) -> FirstRequests:
    """The `first_requests` of a format that needs nothing but what the source's YAML asks."""

    def first_requests(
        source: Source, terms: Sequence[str], since: date | None, *, today: date
    ) -> list[Request]:
        return asked(source, terms, since, today, accept)

    return first_requests


def asked(
    source: Source, terms: Sequence[str], since: date | None, today: date, accept: str
) -> list[Request]:
    """The source's addresses and posts with everything filled in, each once.

    `accept` are the media types that the format reads, unless the source's `headers` name others.
    Anything else is accepted too: a strict server that has a feed as text/xml, or a table as
    octet-stream, would answer 406.

    Each of `terms` gives a request of its own where {term} stands. {since} is the first day wanted
    (without one, the source's `history_from`), {until} is `today`. Where {year} stands each year
    from `since` on gives one, the newest first; without `since` this year does, and in its first
    weeks the year before, of which something may not have been seen yet.

    Raises:
        NeedsKey: the environment does not have the source's key.
    """
    # `since` may be a day to come: east of Greenwich the year turns before it does in UTC.
    years = range(today.year, min(since or today - STILL_NEW, today).year - 1, -1)
    headers = {"Accept": f"{accept}, */*;q=0.1", **source.headers}
    known: dict[str, Any] = {
        "since": since or date.fromisoformat(source.history_from),
        "until": today,
        **_keys(source),
    }
    found: dict[tuple[str, bytes | None], Request] = {}
    searched = terms if source.terms == "server" else ("",)
    for year, term in product(years, searched):
        for request in _requests(source, {**known, "year": year, "term": term}, headers):
            found.setdefault((request.url, request.body), request)
    return list(found.values())


def of_last_year(request: Request, asked_for: Sequence[Request], today: date) -> Request | None:
    """Of what a source is asked first, the same question about the year before; None if not asked.

    What is asked about a new year may have no answer yet, or one without a table. None too once the
    year is not new any more.
    """
    if (today - STILL_NEW).year == today.year:
        return None

    def before(text: str) -> str:
        return text.replace(str(today.year), str(today.year - 1))

    body = request.body and before(request.body.decode()).encode()
    return next(
        (
            each
            for each in asked_for
            if (each.url, each.body) == (before(request.url), body) and each != request
        ),
        None,
    )


def _requests(
    source: Source, known: Mapping[str, Any], headers: Mapping[str, str]
) -> Iterator[Request]:
    sent = {name: fill(value, known) for name, value in headers.items()}
    for url in source.urls:
        yield Request(fill(url, known, quoted=True), headers=sent, source=source.id)
    for post in source.posts:
        if post.json_body is not None:
            body = json.dumps(_fill_all(post.json_body, known), ensure_ascii=False).encode()
            kind = "application/json"
        else:
            pairs = {name: fill(value, known) for name, value in post.form.items()}
            body, kind = urlencode(pairs).encode(), "application/x-www-form-urlencoded"
        yield Request(
            fill(post.url, known, quoted=True),
            "POST",
            {"Content-Type": kind, **sent},
            body,
            source=source.id,
        )


def fill(template: str, known: Mapping[str, Any], *, quoted: bool = False) -> str:
    """A text with its blanks filled in; in an address each filled-in value is percent-encoded."""

    def value(blank: re.Match[str]) -> str:
        name, form = blank.group(1), blank.group(2)
        if name in ("since", "until"):
            text = known[name].strftime(form or "%Y-%m-%d")
        elif name in ("year", "year2"):
            text = f"{known['year']:04d}"[-4 if name == "year" else -2 :]
        else:
            text = str(known[name])
        return quote(text, safe="") if quoted else text

    return BLANK.sub(value, template)


def _fill_all(value: Any, known: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        return fill(value, known)
    if isinstance(value, Mapping):
        return {name: _fill_all(each, known) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_fill_all(each, known) for each in value]
    return value


def _keys(source: Source) -> dict[str, str]:
    if not source.key:
        return {}
    if missing := source.key.missing():
        raise NeedsKey(
            f"no {' and no '.join(missing)} in the environment",
            todo=f"Ask for a key at {source.key.where} and set {' and '.join(missing)}.",
        )
    return source.key.blanks()


def next_page(
    paging: Paging | None, response: Response, records: Sequence[Any], total: int | None
) -> list[Request]:
    """The request for the page after this one, or none when this was the last.

    Raises:
        TooManyRows: the list goes on after `at_most` pages and is not newest first.
    """
    if paging is None or not records:
        return []
    request = response.request
    if paging.by == "last":
        value = text_at(records[-1], paging.last_path)
        if not value or value == _current(paging, request):
            return []
        # How many pages were read cannot be told from the answer: the run's bound on rows ends it.
        return [_turned(paging, request, value)]
    here = int(_current(paging, request) or paging.first)
    done = (here - paging.first) // paging.step + 1
    if total is not None and _seen(paging, done, len(records)) >= total:
        return []
    if total is None and paging.size is not None and len(records) < paging.size:
        return []
    if done >= paging.at_most:
        if paging.newest_first:
            return []
        raise TooManyRows(
            f"more than {paging.at_most} pages",
            expected=f"at most {paging.at_most}",
            todo="Narrow the question, or raise at_most in its YAML.",
            url=response.url,
        )
    turned = _turned(paging, request, str(here + paging.step))
    last = records[-1] if isinstance(records[-1], dict) else {}
    for name, template in paging.further.items():
        if value := filled(template, {**last, PAGE_LEFT: here}):
            turned = replace(turned, url=with_parameter(turned.url, name, value))
    return [turned]


def is_later_page(paging: Paging | None, request: Request) -> bool:
    """Whether a request is for a page after the first: such a page may honestly be empty."""
    return paging is not None and _current(paging, request) not in (None, str(paging.first))


def _seen(paging: Paging, pages: int, records: int) -> int:
    """How many records all pages so far have given."""
    if paging.size:
        return (pages - 1) * paging.size + records
    return pages * (paging.step if paging.step > 1 else records)


def _current(paging: Paging, request: Request) -> str | None:
    if paging.where == "query":
        return parameter(request.url, paging.parameter)
    around, name = _around(json.loads(request.body or b"{}"), paging.parameter)
    value = around.get(name)
    return None if value is None else str(value)


def _turned(paging: Paging, request: Request, value: str) -> Request:
    url, body = request.url, request.body
    if paging.where == "query":
        url = with_parameter(url, paging.parameter, value)
    else:
        asked_for = json.loads(body or b"{}")
        around, name = _around(asked_for, paging.parameter)
        around[name] = int(value) if isinstance(around.get(name), int) else value
        body = json.dumps(asked_for, ensure_ascii=False).encode()
    return replace(request, url=url, body=body)


def _around(body: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """The object of a JSON body in which a field stands, and the field's name."""
    *way, name = path.split(".")
    for step in way:
        body = body.setdefault(step, {})
    return body, name


def document_at(request: Request, href: str, base: str) -> Request:
    """A GET for a document that a page links to, as the source of the page's request asks.

    Raises:
        LayoutChanged: it is no address.
    """
    try:
        url = urljoin(base, href.strip())
    except ValueError as error:
        raise LayoutChanged(
            f"a link that is no address ({href[:100]!r}: {error})", expected="one", url=base
        ) from None
    return Request(url, headers=request.headers, purpose="document", source=request.source)
