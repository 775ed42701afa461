"""`run`: read the sources and keep what they say."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from atlas.commands import day_of, fail, interval_of
from atlas.repeating import INTERRUPTED, again_and_again
from atlas.store import Store
from scrapers.archive import Archive, Scope
from scrapers.catalogue import Source
from scrapers.cli.output import write_outcomes, writer_of_store_fault
from scrapers.cli.session import (
    ARCHIVE,
    ArchiveOption,
    CatalogueOption,
    Format,
    FormatOption,
    JurisdictionOption,
    SourceOption,
    app,
    catalogue_of,
    chosen,
    fetch_settings,
    opened_store,
    shown_progress,
)
from scrapers.history import HistoryRun
from scrapers.http.fetch import Fetcher, FetchSettings
from scrapers.keeping import Keeping
from scrapers.live import LiveRun
from scrapers.outcome import Outcome
from scrapers.reading.remember import Notebook
from scrapers.run import RunInterrupted, Work, run_sources
from scrapers.wayback import Wayback


class Route(StrEnum):
    """From where sources are read."""

    live = "live"
    wayback = "wayback"


@app.command()
def run(
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
    known = catalogue_of(catalogue)
    sources = chosen(known, source, jurisdiction)
    settings = fetch_settings(sources)

    def one_round() -> int:
        with opened_store(known, writer_of_store_fault(sources, format_)) as store:
            try:
                if via is Route.wayback:
                    outcomes = _read_history(
                        store, sources, archive, settings, first_day, first_capture
                    )
                else:
                    outcomes = _read_live(store, sources, archive, settings, first_day)
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


def _read_live(
    store: Store,
    sources: Sequence[Source],
    folder: Path,
    settings: FetchSettings,
    since: date | None,
) -> list[Outcome]:
    archive, notebook, keeping = Archive(folder, Scope(since)), Notebook(), Keeping(store)
    with keeping.robots() as robots:
        fetcher = Fetcher(settings, archive, notebook, robots)
        try:
            remembered = store.remembered([source.id for source in sources])
            work = LiveRun(keeping, fetcher, notebook, remembered, since)
            return _at_once(sources, work, keeping, fetcher.stop)
        finally:
            fetcher.close()
            archive.close()


def _read_history(
    store: Store,
    sources: Sequence[Source],
    folder: Path,
    settings: FetchSettings,
    since: date | None,
    first_capture: date | None,
) -> list[Outcome]:
    archive = Archive(folder, Scope(since))
    wayback = Wayback(settings, archive, since=first_capture)
    # A source that is off because it blocks programs can still be read from there, if it is known
    # where its lists are.
    readable = [
        each.model_copy(update={"enabled": True, "off_because": None}) if each.hosts else each
        for each in sources
    ]
    try:
        work = HistoryRun(Keeping(store), wayback, since)
        return _at_once(readable, work, None, wayback.stop)
    finally:
        wayback.close()
        archive.close()


def _at_once(
    sources: Sequence[Source],
    work: Work,
    keeping: Keeping | None,
    stop: Callable[[], None],
) -> list[Outcome]:
    with shown_progress(sources) as progress:
        return run_sources(sources, work, keeping, progress, stop)
