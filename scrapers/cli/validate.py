"""`validate`: what the scrapers go by, checked without asking anybody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atlas.commands import fail
from atlas.facts import DATA, FaultyFile, read_words
from atlas.tabular import printable
from scrapers.catalogue_files import SOURCES
from scrapers.cli.session import CatalogueOption, app


@app.command()
def validate(
    catalogue: CatalogueOption = None,
    data: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder with terms/ and vocabulary/.")
    ] = DATA,
) -> None:
    """Check every source's YAML and the classifier's terms; print each fault; exit 1 on any."""
    from scrapers.classify.soundness import learned_faults, term_faults
    from scrapers.classify.terms import CODED_FACETS
    from scrapers.soundness import Known, catalogue_faults

    try:
        places, words = read_words(data)
    except FaultyFile as fault:
        fail(f"{fault}; `python -m atlas validate` says how to mend it", 1)
    sources, terms = catalogue or SOURCES, data / "terms"
    for folder in (sources, terms):
        if not any(folder.glob("*.yaml")):
            fail(f"{folder}: nothing (*.yaml) here; name the folder that is meant", 2)
    known = Known(places, words, {path.stem for path in terms.glob("*.yaml")})
    codes = {facet: frozenset(words[facet].codes) for facet in (*CODED_FACETS, "relevance")}
    faults = [
        *map(str, catalogue_faults(sources, known)),
        *map(str, term_faults(terms, words)),
        *map(str, learned_faults(terms, codes)),
    ]
    for line in faults:
        typer.echo(printable(line))
    if faults:
        typer.echo(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}", err=True)
        raise typer.Exit(1)
    typer.echo("sources and terms are sound")
