"""`changes` and `notices`: what is on record."""

from __future__ import annotations

import shlex
from datetime import date
from functools import partial
from typing import Annotated

import pandas as pd
import typer

from atlas import changes as change_stream
from atlas.cli.output import Format, write
from atlas.cli.session import CodesOption, FormatOption, PlacesOption, answering, app
from atlas.columns import CHANGE, names
from atlas.commands import day_of, fail
from atlas.edition import Edition
from atlas.facets import Facets
from atlas.notices import RECORD_COLUMNS, shown_titles
from atlas.regions import find_region, regions
from atlas.terminal import console
from atlas.wording import (
    about_notices_left_out,
    about_the_imprecise,
    about_the_undated,
    corrections_of_the_record,
    counted,
    spoken,
    still_holds,
)

SinceOption = Annotated[str | None, typer.Option(metavar="DATE", help="First day, yyyy-mm-dd.")]
UntilOption = Annotated[str | None, typer.Option(metavar="DATE", help="Last day, yyyy-mm-dd.")]


@app.command()
def changes(
    since: SinceOption = None,
    until: UntilOption = None,
    place: PlacesOption = None,
    region: Annotated[
        str | None, typer.Option(metavar="REGION", help="Of the UN's M49, or a bloc's members.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Kind of notice.")] = None,
    event: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Kind of event.")] = None,
    scenario: CodesOption = None,
    context: Annotated[bool, typer.Option(help="Background notices too.")] = False,
    format_: FormatOption = Format.table,
) -> None:
    """What changed, newest first."""
    with answering() as (edition, _):
        words = edition.vocabularies
        first, last = _time(since, until)
        last = last or date.today()  # what is recorded for a day to come has not happened
        places = [edition.places.find(text).code for text in place or ()]
        within = regions(edition)[find_region(edition, region)] if region else ()
        told = partial(
            change_stream.select,
            change_stream.changes(edition),
            edition,
            places=places,
            region=within,
            kinds=words.kind.checked(kind or ()),
            events=words.event.checked(event or ()),
            scenarios=words.scenario.checked(scenario or ()),
        )
        known = told(since=first, until=last, context=True)
        is_background = known["relevance"] == "context"
        events = known if context else known[~is_background]
        write(
            events[list(names(CHANGE))],
            format_,
            title=counted(len(events), "change"),
            shown={
                "date": "Date",
                "name": "Place",
                "event": "Event",
                "kind": "Kind",
                "scenario": "Scenario",
                "before": "Before",
                "after": "After",
                "title": "Title",
                "confidence": "Confidence",
                "review": "Reading",
                "url": "Source",
            },
        )
        if format_ is Format.table:
            _print_what_still_holds(edition, events)
            if not context:
                _print_background(known.loc[is_background, "notices"].nunique())
            if not event and not kind:
                _print_corrections(told(since=first, until=last, events=[change_stream.CORRECTED]))
            if first:
                _print_what_came_before(told(until=last, context=context), events, first)
            undated = change_stream.undated(edition, places, within)
            of_places = bool(places or within)
            console.print(about_the_undated(undated, of_places=of_places), soft_wrap=True)


def _time(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    first, last = day_of(since), day_of(until)
    if first and last and first > last:
        fail(f"the time ends before it begins: --since {first} is after --until {last}", 2)
    return first, last


def _print_what_still_holds(edition: Edition, events: pd.DataFrame) -> None:
    """Say where a rule from above answers whatever a position has become."""
    for event in change_stream.one_by_one(events):
        if rule := event.rule:
            scenario = edition.vocabularies.scenario.label(event.scenario)
            console.print(
                f"{event.name}, {scenario}, {event.date}: {still_holds(edition, rule)}.",
                soft_wrap=True,
            )


def _print_background(number: int) -> None:
    if number:
        console.print(f"Not among them: {counted(number, 'background notice')} (--context).")


def _print_corrections(corrections: pd.DataFrame) -> None:
    if not corrections.empty:
        said = corrections_of_the_record(len(corrections))
        console.print(f"Not among them: {said} (--event {change_stream.CORRECTED}).")


def _print_what_came_before(whenever: pd.DataFrame, events: pd.DataFrame, since: date) -> None:
    """Say what a first day leaves out; `events` are those of `whenever` from that day on."""
    if events.empty and not whenever.empty:
        newest = spoken(whenever.iloc[0]["date"])
        console.print(f"The newest before {spoken(since.isoformat())} dates from {newest}.")
    rough = change_stream.may_be_since(whenever, since)
    if not rough.empty:
        console.print(f"Not among them: {about_the_imprecise(len(rough), since)}")


@app.command()
def notices(
    query: Annotated[str, typer.Argument(help="Words to search for, in any script.")] = "",
    since: SinceOption = None,
    until: UntilOption = None,
    place: PlacesOption = None,
    kind: CodesOption = None,
    relevance: CodesOption = None,
    context: Annotated[bool, typer.Option(help="Background notices too.")] = False,
    format_: FormatOption = Format.table,
) -> None:
    """Acts and publications on record; with a query the best match comes first."""
    with answering() as (edition, store):
        first, last = _time(since, until)
        words = edition.vocabularies
        selection = Facets(edition).select(
            {
                "kind": words.kind.checked(kind or ()),
                "relevance": words.relevance.checked(relevance or ()),
            },
            places=edition.within(edition.places.find(text).code for text in place or ()),
            since=first,
            until=last,
            among=edition.rows_of(store.search(query)) if query.strip() else None,
            context=context,
        )
        found = edition.notices.iloc[selection.rows]
        columns = list(RECORD_COLUMNS)
        write(
            found[columns].assign(shown_title=shown_titles(found))
            if format_ is Format.table
            else found[columns],
            format_,
            title=counted(len(found), "notice"),
            shown={
                "published": "Date",
                "jurisdiction": "Place",
                "regulator_short": "Issuer",
                "kind": "Kind",
                "relevance": "Relevance",
                "shown_title": "Title",
                "confidence": "Confidence",
                "review": "Reading",
                "delisted_on": "Not listed since",
                "id": "Id",
            },
        )
        if format_ is Format.table:
            if not (context or relevance):
                _print_background(selection.counts["relevance"]["context"])
            if selection.undated:
                console.print(f"Not among them: {about_notices_left_out(selection.undated)}")
            if not place:
                _print_place_named(edition, query)


def _print_place_named(edition: Edition, query: str) -> None:
    """Say how to ask for the notices of a place that the words searched for name."""
    named = edition.places.named_within(query)
    if named is None:
        return
    place, words = named
    if edition.notices["jurisdiction"].isin(edition.within([place.code])).any():
        asked = shlex.join(["notices", *([words] if words else []), "--place", place.code])
        told = f"{place.name}, taken as a place: python -m atlas {asked}"
        console.print(told, markup=False, highlight=False, soft_wrap=True)
