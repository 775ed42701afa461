"""The commands: `python -m atlas status|check|changes|notices|validate|codebook|fill`.

Tables for people, JSON and CSV for programs (`--format`). Exit 0: answered; 1: the data or the
store are at fault; 2: a word, place or date that the atlas does not have.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from atlas import changes as change_stream
from atlas.check import launch_check
from atlas.codebook import codebook_markdown
from atlas.dates import parse_day
from atlas.edition import Edition
from atlas.facts import DATA
from atlas.law import Standing
from atlas.notices import NOTICE_COLUMNS
from atlas.store import Store, StoreError, open_store
from atlas.tabular import csv_text, flat, json_rows, printable
from atlas.validate import validate as find_faults
from atlas.vocabulary import Vocabulary

app = typer.Typer(
    name="atlas",
    help="Where exosome products are legal, for which use, on what authority. Not legal advice.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
_errors = Console(stderr=True, highlight=False, markup=False)


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    csv = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="How to write the answer.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="The day asked about, yyyy-mm-dd; today if not given.")
]
PlacesOption = Annotated[
    list[str] | None, typer.Option("--place", help="ISO code, name or bloc; may be repeated.")
]

STATUS_COLUMNS = (
    "jurisdiction",
    "name",
    "scenario",
    "status",
    "inherited_from",
    "effective_from",
    "instrument",
    "conditions",
    "penalty",
    "confidence",
    "source_read",
    "verified_on",
    "read_url",
    "notices",
    "risk",
    "risk_parts",
    "risk_completeness",
    "basis",
    "unclear_reason",
    "approved_product",
    "note",
    "own_note",
    "coders_differ",
    "instrument_url",
    "other_urls",
)


def main() -> None:
    """Run the command line; the process ends with its exit code."""
    app()


@app.command()
def status(
    place: Annotated[
        list[str] | None, typer.Argument(help="ISO code, name or bloc; every place if none.")
    ] = None,
    scenario: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    as_of: AsOfOption = None,
    members: Annotated[bool, typer.Option(help="The members of a bloc instead of it.")] = False,
    format_: FormatOption = Format.table,
) -> None:
    """How the law stands, a row for each place and scenario."""
    with _answering() as (edition, _):
        day = _day(as_of) or date.today()
        scenarios = _codes(edition.vocabularies.scenario, scenario)
        places = [edition.places.find(text).code for text in place or ()]
        if members:
            places = [
                member
                for code in places
                for member in (
                    edition.places.members(code)
                    if edition.places[code].kind == "bloc"
                    else (code,)
                )
            ]
        standings = edition.law.standings(
            places or edition.codes, scenarios or edition.vocabularies.scenario.codes, day
        )
        _write(
            status_table(edition, standings, day),
            format_,
            title=f"The law as of {day}",
            shown={
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
            },
        )


def status_table(edition: Edition, standings: Iterable[Standing], day: date) -> pd.DataFrame:
    """Answers of the law with their risk: columns STATUS_COLUMNS, `risk_parts` a dict of points."""
    answers = list(standings)
    rows = []
    for answer, risk in zip(answers, edition.risk.assess_all(answers, day), strict=True):
        rows.append(
            edition.law.row(answer)
            | {
                "risk": risk.score,
                "risk_parts": risk.parts,
                "risk_completeness": risk.completeness,
            }
        )
    return pd.DataFrame(rows, columns=list(STATUS_COLUMNS), dtype=object)


@app.command()
def check(
    place: Annotated[str, typer.Argument(help="ISO code, name or bloc.")],
    origin: Annotated[str, typer.Option(help="What the exosomes are made from.")],
    use: Annotated[str, typer.Option(help="How the product is used.")],
    claim: Annotated[str, typer.Option(help="cosmetic or therapeutic.")] = "cosmetic",
    as_of: AsOfOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """May this be offered there? The verdict, what it rests on, and whom to ask."""
    with _answering() as (edition, _):
        day = _day(as_of) or date.today()
        answer = launch_check(
            edition,
            edition.places.find(place).code,
            origin=origin,
            use=use,
            claim=claim,
            as_of=day,
        )
        grounds = status_table(edition, [ground.standing for ground in answer.grounds], day)
        for column in ("role", "verdict", "leaning", "why"):
            grounds[column] = pd.Series(
                [getattr(ground, column) for ground in answer.grounds], dtype=object
            )
        if format_ is Format.csv:
            _write(grounds, format_)
            return
        if format_ is Format.json:
            _write_json(
                {
                    "place": answer.place,
                    "name": edition.places.name(answer.place),
                    "origin": answer.origin,
                    "use": answer.use,
                    "claim": answer.claim,
                    "as_of": day.isoformat(),
                    "verdict": answer.verdict,
                    "leaning": answer.leaning,
                    "becomes_medicine": answer.becomes_medicine,
                    "grounds": json_rows(grounds),
                    "conditions": [_said(*said) for said in answer.conditions],
                    "penalties": [_said(*said) for said in answer.penalties],
                    "not_known": list(answer.not_known),
                    "regulators": json_rows(answer.regulators),
                    "precedents": json_rows(answer.precedents),
                }
            )
            return
        verdicts = edition.vocabularies.verdict
        console = Console(highlight=False, markup=False)
        console.print(
            f"{edition.places.name(answer.place)}, {day}: {verdicts.label(answer.verdict)}",
            style="bold",
        )
        console.print(verdicts[answer.verdict].definition)
        if answer.leaning:
            console.print(f"The evidence, too weak for a verdict, points to: {answer.leaning}.")
        if answer.becomes_medicine:
            console.print("A therapeutic claim turns this cosmetic into a medicine.")
        _print_table(
            console,
            grounds,
            "What it rests on",
            {
                "scenario": "Scenario",
                "status": "Status",
                "inherited_from": "From",
                "instrument": "Instrument",
                "confidence": "Confidence",
                "verified_on": "Checked",
                "read_url": "Source",
            },
        )
        for heading, lines in (
            ("Why", [why for ground in answer.grounds for why in ground.why]),
            ("Conditions", [said for said, _ in answer.conditions]),
            ("Penalties", [said for said, _ in answer.penalties]),
            ("Not known", answer.not_known),
            (
                "Ask",
                [f"{row.regulator} ({row.name})" for row in answer.regulators.itertuples()],
            ),
        ):
            if lines:
                console.print(f"\n{heading}", style="bold")
                for line in dict.fromkeys(lines):
                    console.print(f"- {printable(line)}")
        _print_table(
            console,
            answer.precedents.head(10),
            f"Acted against for the same origin or use (10 of {len(answer.precedents)})",
            {
                "nearness": "Where",
                "jurisdiction": "Place",
                "published": "Date",
                "kind": "Kind",
                "title_en": "Title",
            },
        )
        console.print("\nNot legal advice: ask the regulator or a lawyer before you act.")


@app.command()
def changes(
    since: Annotated[str | None, typer.Option(help="First day, yyyy-mm-dd.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, yyyy-mm-dd.")] = None,
    place: PlacesOption = None,
    kind: Annotated[list[str] | None, typer.Option(help="Kind of notice.")] = None,
    event: Annotated[list[str] | None, typer.Option(help="Kind of event.")] = None,
    scenario: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    context: Annotated[bool, typer.Option(help="Background notices too.")] = False,
    format_: FormatOption = Format.table,
) -> None:
    """What changed, newest first."""
    with _answering() as (edition, _):
        words = edition.vocabularies
        events = change_stream.select(
            change_stream.changes(edition),
            edition,
            since=_day(since),
            until=_day(until),
            places=[edition.places.find(text).code for text in place or ()],
            kinds=_codes(words.kind, kind),
            events=_codes(words.event, event),
            scenarios=_codes(words.scenario, scenario),
            context=context,
        )
        _write(
            events.drop(columns="date_first"),
            format_,
            title=f"{len(events)} changes",
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
                "url": "Source",
            },
        )


@app.command()
def notices(
    query: Annotated[str, typer.Argument(help="Words to search for, in any script.")] = "",
    place: PlacesOption = None,
    kind: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    relevance: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    context: Annotated[bool, typer.Option(help="Background notices too.")] = False,
    format_: FormatOption = Format.table,
) -> None:
    """Acts and publications on record; with a query the best match comes first."""
    with _answering() as (edition, store):
        words = edition.vocabularies
        found = edition.notices_by_id(store.search(query)) if query.strip() else edition.notices
        relevances = _codes(words.relevance, relevance)
        if relevances:
            found = found[found["relevance"].isin(relevances)]
        elif not context:
            found = found[found["relevance"] != "context"]
        if place:
            wanted = {edition.places.find(text).code for text in place}
            within = {code for code in edition.codes if edition.places[code].parent in wanted}
            found = found[found["jurisdiction"].isin(wanted | within)]
        if kinds := _codes(words.kind, kind):
            found = found[found["kind"].isin(kinds)]
        columns = [column for column in NOTICE_COLUMNS if column != "published_first"]
        _write(
            found[columns],
            format_,
            title=f"{len(found)} notices",
            shown={
                "published": "Date",
                "jurisdiction": "Place",
                "regulator_short": "Issuer",
                "kind": "Kind",
                "relevance": "Relevance",
                "title_en": "Title",
                "confidence": "Confidence",
                "id": "Id",
            },
        )


@app.command()
def validate(
    data: Annotated[Path, typer.Option(help="The folder to check.")] = DATA,
) -> None:
    """Check every file of data/; print file:line, the fault and the mend; exit 1 on any."""
    faults = find_faults(data)
    for fault in faults:
        typer.echo(printable(str(fault)))
    if faults:
        _errors.print(f"{len(faults)} faults")
        raise typer.Exit(1)
    typer.echo("data/ is sound")


@app.command()
def codebook() -> None:
    """Print the codebook: every vocabulary with its definitions, as Markdown."""
    with _answering() as (edition, _):
        typer.echo(codebook_markdown(edition.vocabularies), nl=False)


@app.command()
def fill() -> None:
    """Fill the store from data/; a store that is up to date is left as it is."""
    try:
        with open_store() as store:
            report = store.ensure_filled()
            typer.echo(f"{report or 'already up to date'} (revision {store.revision()})")
    except (StoreError, ValueError) as error:
        _fail(str(error), 1)


@contextmanager
def _answering() -> Iterator[tuple[Edition, Store]]:
    """Open the filled store; turn faults into a message and an exit code."""
    try:
        with open_store() as store:
            store.ensure_filled()
            edition = store.read_edition()
            try:
                yield edition, store
            except ValueError as error:
                _fail(str(error), 2)
    except StoreError as error:
        _fail(str(error), 1)


def _fail(message: str, code: int) -> None:
    _errors.print(printable(message), style="red")
    raise typer.Exit(code)


def _day(text: str | None) -> date | None:
    return parse_day(text) if text else None


def _codes(vocabulary: Vocabulary, codes: Iterable[str] | None) -> list[str]:
    """The codes, each known to its vocabulary."""
    chosen = list(codes or ())
    for code in chosen:
        vocabulary[code]
    return chosen


def _said(said: str, scenario: str) -> dict[str, str]:
    return {"text": said, "scenario": scenario}


def _write(
    frame: pd.DataFrame,
    format_: Format,
    *,
    title: str = "",
    shown: Mapping[str, str] | None = None,
) -> None:
    """Write a table in the format asked for; `shown` are the columns that people see."""
    if format_ is Format.json:
        _write_json(json_rows(frame))
    elif format_ is Format.csv:
        sys.stdout.write(csv_text(frame))
    else:
        _print_table(Console(highlight=False, markup=False), frame, title, shown or {})


def _write_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _print_table(
    console: Console, frame: pd.DataFrame, title: str, shown: Mapping[str, str]
) -> None:
    if frame.empty:
        return console.print(f"{title}: none", style="bold")
    table = Table(title=Text(title), title_justify="left", row_styles=["", "dim"])
    for label in shown.values():
        table.add_column(label, overflow="fold")
    for row in frame[list(shown)].itertuples(index=False):
        table.add_row(*(Text(printable(_cell(value))) for value in row))
    return console.print(table)


def _cell(value: Any) -> str:
    shown = flat(value)
    return "" if shown is None else str(shown)
