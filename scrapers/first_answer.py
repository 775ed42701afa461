"""The first answer of a source: whether it can be reached, and is what it was."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, date, datetime

from atlas.dates import NotADate
from scrapers.catalogue import Source
from scrapers.formats.page import Item, Page, format_of
from scrapers.http.faults import EmptyList, LayoutChanged, SourceFault
from scrapers.http.request import Request, Response
from scrapers.keeping import keys_of
from scrapers.outcome import Outcome
from scrapers.reading.look import Site, Tell
from scrapers.search_terms import deaf, search_terms


def first_answer(source: Source, site: Site, tell: Tell) -> Outcome:
    """Ask a source its first question and read the answer.

    A search is asked for its sure_term, since it may honestly find nothing for ours. Where the
    first answer only leads to the list, the list is asked too.

    Raises:
        SourceFault: what was wrong with it.
    """
    began, today = time.monotonic(), datetime.now(UTC).date()
    format_, sure = format_of(source), source.sure_term
    request, *others = format_.first_requests(source, search_terms(source), None, today=today)
    which = f"the first of {1 + len(others)} addresses" if others else ""
    if sure:
        request, *_ = format_.first_requests(source, [sure], None, today=today)
    manners = source.manners.for_fetching()

    def asked(request: Request) -> tuple[Page, Response]:
        tell(keys_of(source).hide(request.url))
        response = site.fetch(request, manners)
        return format_.parse(source, response), response

    try:
        page, response = asked(request)
        if page.next and not page.items:
            page, response = asked(page.next[0])
        if not page.items and not page.next:
            if sure:
                raise deaf(source, request.url)
            if source.terms == "client" and not source.rows.may_be_empty:
                raise EmptyList("no row at all", expected="at least one", url=request.url)
        undated = _unreadable_dates(source, page.items, today, response.url)
    except SourceFault as fault:
        if others:
            fault.todo += f" Only {which} was asked; a run asks the others"
            fault.todo += " too." if fault.of_address else ", but not those on this host."
        raise
    found = f"{len(page.items)} rows" + (f" for {sure!r}" if sure else "")
    further = len(page.next)
    leads = f", leads to {further} more page{'s' if further > 1 else ''}" if further else ""
    return Outcome(
        source.id,
        "ok",
        f"{found} in {len(response.body):,} bytes{leads}{undated}"
        + (f"; only {which} was asked" if others else ""),
        time.monotonic() - began,
        counts={"seen": len(page.items)},
    )


def _unreadable_dates(source: Source, items: Sequence[Item], today: date, url: str) -> str:
    """In words, how many dates cannot be read, if any: a run would hold those rows.

    Raises:
        LayoutChanged: most of them cannot.
    """
    written = [item.published for item in items if item.published]
    unread = [text for text in written if not _is_date(source, text, today)]
    if not unread:
        return ""
    seen = f"{len(unread)} of {len(written)} dates cannot be read, as {unread[0][:60]!r}"
    if 2 * len(unread) > len(written):
        expected = f"one of {', '.join(source.date_formats)}"
        todo = "Add how they are written to date_formats in its YAML."
        raise LayoutChanged(seen, expected=expected, todo=todo, url=url)
    return f"; {seen}"


def _is_date(source: Source, text: str, today: date) -> bool:
    try:
        source.date_in(text, seen_on=today)
    except NotADate:
        return False
    return True
