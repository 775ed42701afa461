"""What every command shares: the application, its options, the open atlas, faults as exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from atlas.cli.output import Format
from atlas.commands import application, fail
from atlas.dates import NotADate
from atlas.edition import Edition
from atlas.facts import DATA
from atlas.judgement import MakesNoLaw
from atlas.places import UnknownPlace
from atlas.regions import UnknownRegion
from atlas.store import Store, StoreError, open_store
from atlas.vocabulary import UnknownTerm

app = application(
    "atlas", "Where exosome products are legal, for which use, on what authority. Not legal advice."
)

FormatOption = Annotated[Format, typer.Option("--format", help="How to write the answer.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="The day asked about, yyyy-mm-dd; today if not given."
    ),
]
PlaceArgument = Annotated[str, typer.Argument(metavar="PLACE", help="ISO code, name or bloc.")]
# The parts of a launch, which one command needs and the other may be given.
ORIGIN: Any = typer.Option(
    metavar="CODE",
    help="What the exosomes are made from: human, plant, … (docs/codebook.md); of a mixture ask "
    "for each.",
)
USE: Any = typer.Option(
    metavar="CODE", help="How the product is used: injection, microneedling, … (docs/codebook.md)."
)
CLAIM: Any = typer.Option(help="cosmetic or therapeutic.")
PlacesOption = Annotated[
    list[str] | None,
    typer.Option("--place", metavar="PLACE", help="ISO code, name or bloc; may be repeated."),
]
CodesOption = Annotated[list[str] | None, typer.Option(metavar="CODE", help="May be repeated.")]


@contextmanager
def answering(data: Path = DATA) -> Iterator[tuple[Edition, Store]]:
    """Open the store, filled from `data`; turn faults into a message and an exit code."""
    try:
        with open_store() as store:
            store.ensure_filled(data)
            edition = store.read_edition()
            try:
                yield edition, store
            except (UnknownPlace, UnknownRegion, UnknownTerm, NotADate, MakesNoLaw) as error:
                fail(str(error), 2)
    except StoreError as error:
        fail(str(error), 1)
