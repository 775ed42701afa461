"""`review list|show|accept|reject|confirm`: a person's answers to what scrapers read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
import yaml

from atlas import acceptance
from atlas.cli.output import Format, print_table, write
from atlas.cli.session import FormatOption, PlacesOption, answering, app
from atlas.commands import fail, write_json
from atlas.dates import parse_partial
from atlas.edition import Edition
from atlas.facts import DATA
from atlas.law import STANDING_COLUMNS
from atlas.law_file import UnwritableLaw
from atlas.notices import RECORD_COLUMNS
from atlas.review import beside, queue
from atlas.store import Decision, Store
from atlas.tabular import json_rows, printable
from atlas.terminal import console
from atlas.wording import counted

review = typer.Typer(
    help="Machine-read notices that could move a position: a person decides, nothing else does.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(review, name="review")

DataOption = Annotated[Path, typer.Option(metavar="DIR", help="The folder of the facts.")]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Of a machine-read notice.")]


def _said(text: str) -> str:
    """Nobody decides, and nothing is decided, without a name and a reason."""
    if not text.strip():
        raise typer.BadParameter("it is empty, and is kept with the decision")
    return text


ByOption = Annotated[str, typer.Option(metavar="NAME", help="Who decides.", callback=_said)]
WhyOption = Annotated[
    str,
    typer.Option(metavar="TEXT", help="The reason, for those who come later.", callback=_said),
]


@contextmanager
def _reviewing(data: Path) -> Iterator[tuple[Edition, Store]]:
    """Open the store, filled from `data`; faults become a message and an exit code."""
    try:
        with answering(data) as opened:
            yield opened
    except (
        acceptance.NotAcceptable,
        acceptance.EditedMeanwhile,
        UnwritableLaw,
        yaml.YAMLError,
    ) as error:
        fail(str(error), 1)
    except OSError as error:
        if not error.filename:
            raise  # the answer could not be written, which atlas.program tells of
        fail(str(error), 1)


@review.command("list")
def list_(
    place: PlacesOption = None, data: DataOption = DATA, format_: FormatOption = Format.table
) -> None:
    """The notices that wait for a person, newest first."""
    with _reviewing(data) as (edition, store):
        waiting = queue(edition, _decided(store))
        if place:
            wanted = edition.within(edition.places.find(text).code for text in place)
            waiting = waiting[waiting["jurisdiction"].isin(wanted)]
        write(
            waiting,
            format_,
            title=f"{counted(len(waiting), 'notice')} waiting for a person",
            shown={
                "id": "Id",
                "published": "Date",
                "name": "Place",
                "kind": "Kind",
                "title": "Title",
                "why": "Why",
                "url": "Source",
            },
        )


@review.command()
def show(id_: IdArgument, data: DataOption = DATA, format_: FormatOption = Format.table) -> None:
    """A notice, and how the scenarios that it speaks of stand today; as CSV the latter alone."""
    with _reviewing(data) as (edition, store):
        row = _notice(edition, id_)
        standings = beside(edition, id_, date.today())
        positions = [edition.law.row(standing) for standing in standings]
        table = pd.DataFrame(positions, columns=list(STANDING_COLUMNS), dtype=object)
        decisions = [_plain(each) for each in store.decisions() if each.notice_id == id_]
        changes = json_rows(edition.notice_changes[edition.notice_changes["notice_id"] == id_])
        if format_ is Format.json:
            write_json(
                {
                    "notice": row,
                    "positions": positions,
                    "changes": changes,
                    "decisions": decisions,
                }
            )
            return
        if format_ is Format.csv:
            write(table, format_)
            return
        for name, value in row.items():
            shown = ", ".join(value) if isinstance(value, (list, tuple)) else value
            if shown not in (None, ""):
                console.print(f"{name}: {printable(str(shown))}")
        print_table(
            table,
            "As the atlas has it today",
            {
                "scenario": "Scenario",
                "status": "Status",
                "inherited_from": "From",
                "effective_from": "Since",
                "instrument": "Instrument",
                "confidence": "Confidence",
                "note": "Note",
            },
        )
        for each in changes:
            what = f" {each['field']}: {each['before']} → {each['after']}" if each["field"] else ""
            console.print(printable(f"{each['day']} {each['event']}{what}"))
        for each in decisions:
            console.print(
                printable(f"{each['decision']} by {each['decided_by']}: {each['why']}"), style="dim"
            )


@review.command()
def accept(
    id_: IdArgument,
    by: ByOption,
    why: WhyOption,
    scenario: Annotated[
        str | None, typer.Option(metavar="CODE", help="Whose position moves.")
    ] = None,
    status: Annotated[
        str | None, typer.Option(metavar="CODE", help="What it is from now on.")
    ] = None,
    effective_from: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Since when: yyyy, yyyy-mm or yyyy-mm-dd; or the word unknown."
        ),
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Where; the notice's own place if none.")
    ] = None,
    basis: Annotated[
        str | None, typer.Option(metavar="CODE", help="What the status rests on.")
    ] = None,
    unclear_reason: Annotated[
        str | None, typer.Option(metavar="CODE", help="With --status unclear only.")
    ] = None,
    instrument: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The notice's title if none.")
    ] = None,
    instrument_url: Annotated[
        str | None, typer.Option(metavar="URL", help="The page of its text.")
    ] = None,
    condition: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="May be repeated.")
    ] = None,
    penalty: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What a breach costs.")
    ] = None,
    approved_product: Annotated[
        str | None, typer.Option(metavar="CODE", help="Whether any exosome product is authorised.")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="The reason if none.")] = None,
    confidence: Annotated[str | None, typer.Option(metavar="CODE", help="medium if none.")] = None,
    title_en: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The notice's title in English.")
    ] = None,
    summary: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What the notice says; what was read if none."),
    ] = None,
    data: DataOption = DATA,
) -> None:
    """Take a notice into data/ as reviewed; with --status write the new position too."""
    with _reviewing(data) as (edition, store):
        row = _to_accept(edition, store, id_)
        if not (title_en or row["title_en"]):
            fail(f"say --title-en, the title in English of: {row['title']}", 2)
        if not (summary or row["summary"]):
            fail(f"say --summary, in a sentence what it says: no text was read of {id_}", 2)
        given = {
            "effective_from": effective_from,
            "basis": basis,
            "unclear_reason": unclear_reason,
            "instrument": instrument,
            "instrument_url": instrument_url,
            "conditions": condition,
            "penalty": penalty,
            "approved_product": approved_product,
            "note": note,
            "confidence": confidence,
        }
        move = None
        if status is not None:
            move = _move(edition, row, place, scenario, {"status": status, **given})
        elif any(value is not None for value in (place, scenario, *given.values())):
            fail("a position needs --status; without it only the notice is accepted", 2)
        now = datetime.now(UTC)  # the days of changes are those in UTC
        taken = acceptance.Acceptance(row, by, why, now.date(), move, title_en, summary)
        changed = acceptance.accept(data, edition, taken)
        entry, written = taken.entry(), None
        if move and entry:
            written = {"jurisdiction": move.place, "scenario": move.scenario, **entry}
        decision = Decision(
            id_, row["version"], "accept", by, why, now, written, edition.at_sources
        )
        store.keep_decision(decision)
        store.ensure_filled(data)
        console.print(f"accepted {id_}; wrote {', '.join(map(str, changed))}")
        if written is None:
            console.print("No position moved: --scenario, --status and --effective-from write one.")


@review.command()
def reject(id_: IdArgument, by: ByOption, why: WhyOption, data: DataOption = DATA) -> None:
    """Take a notice off the queue: it moves no position. It stays machine-read."""
    with _reviewing(data) as (edition, store):
        row = _to_decide(edition, store, id_)
        store.keep_decision(Decision(id_, row["version"], "reject", by, why, datetime.now(UTC)))
        console.print(f"rejected {id_}; nothing moved")


@review.command()
def confirm(id_: IdArgument, by: ByOption, why: WhyOption, data: DataOption = DATA) -> None:
    """Say of a notice of data/ that changed at its source that what rests on it still stands.

    Where it does not, edit data/law first. The day of today is written as that of its last check.
    """
    with _reviewing(data) as (edition, store):
        row = _notice(edition, id_)
        waiting = queue(edition, _decided(store))
        if row["review"] == "machine_read" or id_ not in set(waiting["id"]):
            fail(f"nothing to confirm: {id_} is no notice of data/ that its source changed", 2)
        now = datetime.now(UTC)
        # Who said so first: interrupted here, it waits and can be said again.
        decision = Decision(
            id_, row["version"], "confirm", by, why, now, at_sources=edition.at_sources
        )
        store.keep_decision(decision)
        changed = acceptance.confirm(data, edition, row, now.date())
        store.ensure_filled(data)
        console.print(f"confirmed {id_}; wrote {changed}")


def _plain(decision: Decision) -> dict[str, Any]:
    return asdict(decision) | {"decided_at": decision.decided_at.isoformat(timespec="seconds")}


def _decided(store: Store) -> dict[tuple[str, int], int | None]:
    return {(each.notice_id, each.version): each.at_sources for each in store.decisions()}


def _notice(edition: Edition, id_: str) -> dict[str, Any]:
    found = edition.notices_by_id([id_])
    if found.empty:
        fail(f"no notice {id_!r}; `python -m atlas review list` has those that wait", 2)
    (row,) = json_rows(found[list(RECORD_COLUMNS)])
    return row


def _to_accept(edition: Edition, store: Store, id_: str) -> dict[str, Any]:
    """A notice to decide, or one that stands in data/ although no decision is recorded.

    That is what an acceptance leaves that was interrupted.
    """
    row = _notice(edition, id_)
    is_told_of = any(each.notice_id == id_ for each in store.decisions())
    if row["review"] == "reviewed" and row["source_id"] and not is_told_of:
        return row
    return _to_decide(edition, store, id_)


def _to_decide(edition: Edition, store: Store, id_: str) -> dict[str, Any]:
    row = _notice(edition, id_)
    if row["review"] != "machine_read":
        fail(
            f"{id_} has been reviewed already: it stands in data/. Edit it there; a position is an "
            "entry in data/law",
            2,
        )
    if (id_, row["version"]) in _decided(store):
        fail(f"{id_} has been decided already; `python -m atlas review show {id_}` says how", 2)
    return row


def _move(
    edition: Edition,
    notice: Mapping[str, Any],
    place: str | None,
    scenario: str | None,
    given: Mapping[str, Any],
) -> acceptance.Move:
    """The position that moves: in the notice's own place unless another is named."""
    edition.vocabularies.status.checked([given["status"]])
    since = given["effective_from"]
    if since is None:
        fail("say --effective-from yyyy-mm-dd, or unknown if nobody knows since when", 2)
    code = edition.places.find(place).code if place else notice["jurisdiction"]
    about = _scenario(edition, notice["id"], scenario)
    held = edition.law.history(code, about)
    fields = {
        **given,
        "effective_from": None if since == "unknown" else parse_partial(since).text,
        # A part with another law keeps it, until an editor says otherwise.
        "except_in": held[-1].except_in if held else (),
    }
    return acceptance.Move(code, about, fields)


def _scenario(edition: Edition, id_: str, given: str | None) -> str:
    """The scenario that was named, or the only one that the notice speaks of."""
    if given is not None:
        edition.vocabularies.scenario.checked([given])
        return given
    spoken_of = [standing.scenario for standing in beside(edition, id_, date.today())]
    if len(spoken_of) != 1:
        known = spoken_of or edition.vocabularies.scenario.codes
        fail(f"say --scenario, whose position moves: {', '.join(known)}", 2)
    return spoken_of[0]
