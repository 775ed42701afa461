"""`brief`: a place, or a launch there, as one HTML page to print or to put on file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from atlas.brief import Occasion, check_brief, place_brief
from atlas.cli.session import CLAIM, ORIGIN, USE, AsOfOption, PlaceArgument, answering, app
from atlas.commands import fail
from atlas.dates import day_asked
from atlas.terminal import errors


@app.command()
def brief(
    place: PlaceArgument,
    origin: Annotated[str | None, ORIGIN] = None,
    use: Annotated[str | None, USE] = None,
    claim: Annotated[str | None, CLAIM] = None,
    as_of: AsOfOption = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file to write; printed if not given.")
    ] = None,
) -> None:
    """A place, or with --origin and --use a launch there, as one HTML page to print or file."""
    with answering() as (edition, _):
        today = date.today()
        occasion = Occasion(day_asked(as_of, today), today)
        code = edition.places.find(place).code
        if origin and use:
            page = check_brief(
                edition, code, origin=origin, use=use, claim=claim or "cosmetic", occasion=occasion
            )
        elif origin or use or claim:
            fail("a launch has both --origin and --use", 2)
        else:
            page = place_brief(edition, code, occasion)
    if output is None:
        typer.echo(page)
        return
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        fail(f"the brief could not be written: {error}", 1)
    errors.print(f"written: {output}", soft_wrap=True)
