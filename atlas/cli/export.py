"""`export`: everything as files, to take away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from atlas.cli.session import answering, app
from atlas.commands import fail
from atlas.datapackage import FILE_COUNT, NotOurs, Unwritten, package_files, write_package
from atlas.source_list import read_source_list
from atlas.terminal import errors


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace an earlier export; other files stay.")
    ] = False,
) -> None:
    """Write everything as a data package: CSV with schemas, a workbook, README and codebook."""
    with answering() as (edition, store):
        if not store.sources():
            store.keep_catalogue(read_source_list())
        files = track(
            package_files(edition, store.sources()),
            description="Writing",
            total=FILE_COUNT,
            console=errors,
            transient=True,
            disable=not errors.is_terminal,
        )
        try:
            number = write_package(folder, files, force=force)
        except NotOurs as error:
            fail(str(error), 2)
        except Unwritten as error:
            fail(str(error), 1)
        typer.echo(f"{number} files in {folder} (revision {edition.revision})")
