"""`status`: how the law stands, a row for each place and scenario."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer

from atlas.answer_tables import status_table
from atlas.cli.output import Format, write
from atlas.cli.session import AsOfOption, CodesOption, FormatOption, answering, app
from atlas.dates import day_asked
from atlas.edition import Edition
from atlas.judgement import MakesNoLaw
from atlas.law import NOT_KNOWN
from atlas.terminal import console
from atlas.wording import about_the_past, by_rule_of, first_day

_SHOWN = {
    "name": "Place",
    "scenario": "Scenario",
    "status": "Status",
    "effective_from": "Since",
    "inherited_from": "From",
    "instrument": "Instrument",
    "confidence": "Confidence",
    "source_read": "Source",
    "verified_on": "Checked",
    "risk": "Risk",
}


@app.command()
def status(
    place: Annotated[
        list[str] | None,
        typer.Argument(metavar="PLACE", help="ISO code, name or bloc; every place if none."),
    ] = None,
    scenario: CodesOption = None,
    as_of: AsOfOption = None,
    members: Annotated[bool, typer.Option(help="The members of a bloc instead of it.")] = False,
    format_: FormatOption = Format.table,
) -> None:
    """How the law stands, a row for each place and scenario."""
    with answering() as (edition, _):
        day = day_asked(as_of, date.today())
        known = edition.vocabularies.scenario
        standings = edition.law.standings(
            _places(edition, place or (), members) or edition.codes,
            known.checked(scenario or ()) or known.codes,
            day,
        )
        table = status_table(edition, standings, day)
        if format_ is Format.table:
            of_a_text = table["instrument"].notna() | ~table["status"].isin(NOT_KNOWN)
            table.loc[of_a_text, "effective_from"] = [
                first_day(since, sure, day.isoformat(), dated=str)
                for since, sure in zip(
                    table["effective_from"][of_a_text], table["sure_from"][of_a_text], strict=True
                )
            ]
            table["confidence"] += [by_rule_of(edition, by) for by in table["sure_by"]]
        write(
            table,
            format_,
            title=f"The law as of {day}",
            shown=_SHOWN,
        )
        if format_ is Format.table and day < date.today():
            console.print(about_the_past(day))


def _places(edition: Edition, asked: Iterable[str], members: bool) -> list[str]:
    """The codes of the places asked for, each once; with `members`, a bloc's members in its stead.

    Raises UnknownPlace, and MakesNoLaw for INT.
    """
    codes: list[str] = []
    for text in asked:
        place = edition.places.find(text)
        if place.kind == "international":
            raise MakesNoLaw
        whole_bloc = members and place.kind == "bloc"
        codes += edition.places.members(place.code) if whole_bloc else (place.code,)
    return list(dict.fromkeys(codes))
