"""`check`: one request a source, for an operator's first day."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from atlas.commands import fail, write_json
from atlas.dates import NotADate
from atlas.rounds import INTERRUPTED
from scrapers.archive import Archive, Scope
from scrapers.catalogue import Source
from scrapers.cli.output import print_table
from scrapers.cli.session import (
    ARCHIVE,
    ArchiveOption,
    CatalogueOption,
    Format,
    FormatOption,
    app,
    catalogue_of,
    chosen,
    fetch_settings,
    shown_progress,
)
from scrapers.formats.page import Item, Page, format_of
from scrapers.http.faults import EmptyList, LayoutChanged, SourceFault
from scrapers.http.fetch import Fetcher
from scrapers.http.request import Request, Response
from scrapers.keeping import keys_of
from scrapers.normalise.dates import read_date
from scrapers.outcome import Outcome
from scrapers.reading.look import Site
from scrapers.reading.remember import Notebook
from scrapers.run import RunInterrupted, run_sources
from scrapers.search_terms import deaf, search_terms

WORDS = {
    "ok": "reachable",
    "outage": "not reachable",
    "blocked": "blocked",
    "broken": "layout changed",
    "refused": "not safe to follow",
    "needs_key": "needs key",
    "off": "off",
    "stopped": "stopped",
}
# Broken, and not for what the site answered: nothing could be archived, or we stumbled.
FAILED_HERE = "failed here"
NO_CONTACT = (
    "ATLAS_CONTACT is not set: sites cannot reach you, and more of them refuse a program that does "
    "not say whose it is. Set it to your e-mail address or a page about you."
)


@app.command()
def check(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Sources; all of them if none.")
    ] = None,
    archive: ArchiveOption = ARCHIVE,
    catalogue: CatalogueOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Ask each source once: reachable, blocked, layout changed or needs key.

    No notice is kept. What came is archived, as all that is read: `show ID --raw` prints it.
    """
    sources = chosen(catalogue_of(catalogue), ids)
    kept = Archive(archive, Scope(whole=False))
    settings = fetch_settings(sources)
    fetcher = Fetcher(settings, kept, Notebook())
    theirs: set[str] = set()

    def ask(source: Source, tell: Callable[[str], None]) -> Outcome:
        try:
            return first_answer(source, fetcher, tell)
        except SourceFault:
            theirs.add(source.id)
            raise

    is_stopped = False
    try:
        with shown_progress(sources) as progress:
            outcomes = run_sources(sources, ask, progress=progress, stop=fetcher.stop)
    except RunInterrupted as stop:
        outcomes, is_stopped = stop.outcomes, True
    finally:
        fetcher.close()
        kept.close()
    by_hand = {source.id: source.homepage for source in sources}
    outcomes = [
        replace(each, message=f"{each.message} By hand: {by_hand[each.source_id]}")
        if each.verdict == "off"
        else each
        for each in outcomes
    ]
    _write([(outcome, _answer(outcome, theirs)) for outcome in outcomes], format_)
    if not settings.contact:
        typer.echo(NO_CONTACT, err=True)
    if is_stopped:
        fail("Stopped.", INTERRUPTED)
    raise typer.Exit(int(any(outcome.failed for outcome in outcomes)))


def _answer(outcome: Outcome, theirs: Container[str]) -> str:
    """What a check came to; `theirs` are the ids of the sources of which the site is at fault."""
    here = outcome.verdict == "broken" and outcome.source_id not in theirs
    return FAILED_HERE if here else WORDS[outcome.verdict]


def _write(answers: Sequence[tuple[Outcome, str]], format_: Format) -> None:
    if format_ is Format.json:
        write_json(
            [
                {
                    "source_id": outcome.source_id,
                    "verdict": outcome.verdict,
                    "answer": answer,
                    "message": outcome.message,
                    "seconds": round(outcome.seconds, 3),
                }
                for outcome, answer in answers
            ]
        )
        return
    print_table(
        f"{sum(outcome.failed for outcome, _ in answers)} of {len(answers)} sources not in order",
        ("Source", "Answer", "Seconds", "Message"),
        (
            (outcome.source_id, answer, f"{outcome.seconds:.1f}", outcome.message)
            for outcome, answer in answers
        ),
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
        read_date(
            text,
            source.date_formats,
            languages=source.languages,
            seen_on=today,
            zone=source.zone,
        )
    except NotADate:
        return False
    return True


def first_answer(source: Source, site: Site, tell: Callable[[str], None]) -> Outcome:
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
