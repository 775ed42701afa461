"""The first answers of a source: whether it can be reached, and is what it was."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from atlas.dates import NotADate
from scrapers.catalogue import Source
from scrapers.formats.asking import of_last_year
from scrapers.formats.detail import DetailPage, read_detail
from scrapers.formats.page import Item, Page, format_of
from scrapers.http.faults import EmptyList, LayoutChanged, SourceFault
from scrapers.http.request import Request, Response
from scrapers.keeping import keys_of
from scrapers.outcome import Outcome
from scrapers.reading.look import Site, Tell
from scrapers.search_terms import deaf, search_terms


def first_answer(source: Source, site: Site, tell: Tell, *, notice: bool = False) -> Outcome:
    """Ask a source its first question and read the answer; a notice's own page too, if wanted.

    A search is asked for its sure_term, since it may honestly find nothing for ours. Where the
    first answer only leads to the list, the list is asked too.

    Raises:
        SourceFault: what was wrong with it.
    """
    began, today = time.monotonic(), datetime.now(UTC).date()
    request, which = _to_ask(source, today)
    manners = source.manners.for_fetching()

    def answer(request: Request) -> Response:
        tell(keys_of(source).hide(request.url))
        return site.fetch(request, manners)

    def asked(request: Request) -> tuple[Page, Response]:
        response = answer(request)
        return format_of(source).parse(source, response), response

    try:
        page, response = asked(request)
        if page.next and not page.items:
            page, response = asked(page.next[0])
        if not page.items and not page.next:
            if source.sure_term:
                raise deaf(source, request.url)
            if source.terms == "client" and not source.rows.may_be_empty:
                raise EmptyList("no row at all", expected="at least one", url=request.url)
        undated = _unreadable_dates(source, page.items, today, response.url)
        opened = _page_of_a_notice(source, page.items, today, answer) if notice else ""
    except SourceFault as fault:
        if which:
            # A run counts the rows of all addresses before it calls a list empty.
            asks_on = fault.of_address or isinstance(fault, EmptyList)
            fault.todo += f" Only {which} was asked; a run asks the others"
            fault.todo += " too." if asks_on else ", but not those on this host."
        raise
    only = f"; only {which} was asked" if which else ""
    return Outcome(
        source.id,
        "ok",
        f"{_in_words(source, page, response)}{undated}{opened}{only}",
        time.monotonic() - began,
        counts={"seen": len(page.items)},
    )


def _to_ask(source: Source, today: date) -> tuple[Request, str]:
    """What to ask, and in words, which of the source's addresses that is; "" of a single one."""
    format_ = format_of(source)
    request, *others = format_.first_requests(source, search_terms(source), None, today=today)
    before = of_last_year(request, others, today)
    which = f"{'one' if before else 'the first'} of {1 + len(others)} addresses" if others else ""
    if source.sure_term:
        sure, *_ = format_.first_requests(source, [source.sure_term], None, today=today)
        return sure, which
    return before or request, which


def _in_words(source: Source, page: Page, response: Response) -> str:
    """How much an answer says, and where it was."""
    sure, further = source.sure_term, len(page.next)
    found = f"{len(page.items)} rows" + (f" for {sure!r}" if sure else "")
    leads = f", leads to {further} more page{'s' if further > 1 else ''}" if further else ""
    # Each run would be redirected again: its YAML should name the new address.
    is_elsewhere = response.url != response.request.url
    moved = f"; it is at {keys_of(source).hide(response.url)} by now" if is_elsewhere else ""
    return f"{found} in {len(response.body):,} bytes{leads}{moved}"


def _page_of_a_notice(
    source: Source, items: Sequence[Item], today: date, answer: Callable[[Request], Response]
) -> str:
    """In words, how much the page of a notice says: of the first, else of the second.

    Raises:
        SourceFault: neither can be read, though the list can.
    """
    faults: list[SourceFault] = []
    for item, request in [(item, item.detail) for item in items if item.detail][:2]:
        try:
            page = read_detail(source, answer(request))
            if not item.published:
                _check_date(source, page, today, request.url)
        except SourceFault as fault:
            faults.append(fault)
            continue
        doubts = "".join(f"; {warning}" for warning in page.warnings)
        return f"; {len(page.text):,} letters on the page of a notice{doubts}"
    if faults:
        first, *_ = faults
        first.seen = f"{len(items)} rows can be read, but not their own pages: {first.seen}"
        raise first
    return ""


def _check_date(source: Source, page: DetailPage, today: date, url: str) -> None:
    """See whether a notice's own page has the date that its list lacks, if it should."""
    if not source.detail or not source.detail.published:
        return
    if not _is_date(source, page.published or "", today):
        raise LayoutChanged(
            f"no date that can be read ({page.published!r})",
            expected=f"one of {', '.join(source.date_formats)}, since the list has none",
            url=url,
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
