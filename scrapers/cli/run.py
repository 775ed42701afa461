"""`run`: read the sources and keep what they say."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from atlas.commands import day_of, fail, interval_of
from atlas.repeating import INTERRUPTED, again_and_again
from scrapers.cli.output import write_outcomes, writer_of_store_fault
from scrapers.cli.session import (
    ARCHIVE,
    ArchiveOption,
    CatalogueOption,
    Format,
    FormatOption,
    JurisdictionOption,
    SourceOption,
    SourcesArgument,
    app,
    catalogue_of,
    chosen,
    fetch_settings,
    opened_store,
    shown_progress,
)
from scrapers.history import read_history
from scrapers.live import read_live
from scrapers.run import RunInterrupted


class Route(StrEnum):
    """From where sources are read."""

    live = "live"
    wayback = "wayback"


@app.command()
def run(
    ids: SourcesArgument = None,
    source: SourceOption = None,
    jurisdiction: JurisdictionOption = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only what was published from this day on, yyyy-mm-dd."),
    ] = None,
    every: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Run again and again: 30m, 6h, 1d from start to start."),
    ] = None,
    via: Annotated[
        Route, typer.Option(help="live, or wayback: the Internet Archive's captures.")
    ] = Route.live,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="With wayback: captures from this day on."),
    ] = None,
    archive: ArchiveOption = ARCHIVE,
    catalogue: CatalogueOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Read the sources, hosts side by side, and keep what is new, amended or gone."""
    first_day, first_capture, pause = day_of(since), day_of(from_), interval_of(every)
    if first_capture and via is not Route.wayback:
        fail("--from goes with --via wayback; live, say --since", 2)
    for day in filter(None, (first_day, first_capture)):
        if day > date.today():  # where the operator is
            fail(f"{day} is a day to come", 2)
    known = catalogue_of(catalogue)
    sources = chosen(known, ids, source, jurisdiction)
    settings = fetch_settings(sources)

    is_history = via is Route.wayback
    read = partial(read_history, first_capture=first_capture) if is_history else read_live

    def one_round() -> int:
        with opened_store(known, writer_of_store_fault(sources, format_)) as store:
            try:
                with shown_progress(sources) as progress:
                    outcomes = read(store, sources, archive, settings, first_day, progress)
            except RunInterrupted as stop:
                write_outcomes(stop.outcomes, format_)
                fail("Stopped. What was kept stays; the next run goes on from there.", INTERRUPTED)
        write_outcomes(outcomes, format_)
        return int(any(outcome.failed for outcome in outcomes))

    with _ended_as_by_ctrl_c():
        code = one_round() if pause is None else again_and_again(one_round, pause)
    raise typer.Exit(code)


@contextmanager
def _ended_as_by_ctrl_c() -> Iterator[None]:
    """What ends a service (SIGTERM) ends a run as Ctrl-C does: what was read by then is kept."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
