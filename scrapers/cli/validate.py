"""`validate`: what the scrapers go by, checked without asking anybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from atlas.facts import DATA
from atlas.tabular import printable
from atlas.vocabulary import read_vocabularies
from scrapers.catalogue import SOURCES, BadCatalogue, read_source
from scrapers.cli.session import CatalogueOption, app


@app.command()
def validate(
    catalogue: CatalogueOption = None,
    data: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder with terms/ and vocabulary/.")
    ] = DATA,
) -> None:
    """Check every source's YAML and the classifier's terms; print each fault; exit 1 on any."""
    from scrapers.classify.terms import term_faults

    faults = [*_source_faults(catalogue or SOURCES)]
    faults += map(str, term_faults(data / "terms", read_vocabularies(data / "vocabulary")))
    for fault in faults:
        typer.echo(printable(fault))
    if faults:
        typer.echo(f"{len(faults)} faults", err=True)
        raise typer.Exit(1)
    typer.echo("sources and terms are sound")


def _source_faults(folder: Path) -> Iterator[str]:
    """The first fault of each file."""
    for path in sorted(folder.glob("*.yaml")):
        try:
            read_source(path)
        except BadCatalogue as fault:
            yield str(fault)
