"""`validate`, `codebook` and `fill`: keeping the data sound and the store up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atlas.cli.session import answering, app
from atlas.codebook import codebook_markdown
from atlas.commands import fail
from atlas.facts import DATA
from atlas.source_list import read_source_list
from atlas.store import StoreError, open_store
from atlas.tabular import printable
from atlas.terminal import errors
from atlas.validate import validate as find_faults
from atlas.wording import counted


@app.command()
def validate(
    data: Annotated[Path, typer.Option(help="The folder to check.")] = DATA,
) -> None:
    """Check every file of data/; print file:line, the fault and the mend; exit 1 on any."""
    faults = find_faults(data)
    for fault in faults:
        typer.echo(printable(str(fault)))
    if faults:
        errors.print(counted(len(faults), "fault"))
        raise typer.Exit(1)
    typer.echo("data/ is sound")


@app.command()
def codebook() -> None:
    """Print the codebook: every vocabulary with its definitions, as Markdown."""
    with answering() as (edition, _):
        typer.echo(codebook_markdown(edition.vocabularies), nl=False)


@app.command()
def fill() -> None:
    """Fill the store from data/ and the list of sources; what is up to date is left as it is."""
    try:
        with open_store() as store:
            report = store.ensure_filled()
            store.keep_catalogue(read_source_list())
            done = report.summary() if report else "already up to date"
            typer.echo(f"{done} (revision {store.revision()})")
    except (StoreError, ValueError) as error:
        fail(str(error), 1)
