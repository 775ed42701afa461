"""`replay`: read the archive again, without network."""

from __future__ import annotations

import typer

from atlas.commands import fail
from atlas.repeating import INTERRUPTED
from scrapers.archive import Archive
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
    opened_store,
    shown_progress,
)
from scrapers.keeping import Keeping
from scrapers.replay import Replay, runs_to_read
from scrapers.run import RunInterrupted, run_sources


@app.command()
def replay(
    ids: SourcesArgument = None,
    source: SourceOption = None,
    jurisdiction: JurisdictionOption = None,
    archive: ArchiveOption = ARCHIVE,
    catalogue: CatalogueOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """Read everything in the archive again, after a parser was mended; asks no site."""
    known = catalogue_of(catalogue)
    kept = Archive(archive)
    archived = {id_ for run in runs_to_read(kept) for id_ in kept.sources(run)}
    wanted = chosen(known, ids, source, jurisdiction)
    sources = [each for each in wanted if ids or source or each.id in archived]
    with opened_store(known, writer_of_store_fault(sources, format_)) as store:
        try:
            with shown_progress(sources) as progress:
                outcomes = run_sources(sources, Replay(Keeping(store), kept), progress=progress)
        except RunInterrupted as stop:
            write_outcomes(stop.outcomes, format_)
            fail("Stopped. What was kept stays; replay those that were stopped again.", INTERRUPTED)
    write_outcomes(outcomes, format_)
    raise typer.Exit(int(any(outcome.failed for outcome in outcomes)))
