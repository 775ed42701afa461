"""`check`: may this be offered there?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from atlas.answer_tables import check_record, check_table, grounds_table
from atlas.check import LaunchCheck, launch_check
from atlas.check_wording import (
    about_conditions,
    acts_there,
    how_counted,
    not_about,
    question,
    sentence,
    sources,
)
from atlas.cli.output import Format, print_table, write
from atlas.cli.session import (
    CLAIM,
    ORIGIN,
    USE,
    AsOfOption,
    FormatOption,
    PlaceArgument,
    answering,
    app,
)
from atlas.commands import write_json
from atlas.dates import day_asked
from atlas.edition import Edition
from atlas.notices import shown_titles
from atlas.tabular import printable
from atlas.terminal import console
from atlas.wording import NAMED_AS_THEY_ACTED, about_the_past, by_rule_of, last_seen

_MOST_PRECEDENTS = 10
_GROUNDS_SHOWN = {
    "scenario": "Scenario",
    "status": "Status",
    "verdict": "Comes to",
    "inherited_from": "From",
    "instrument": "Instrument",
    "confidence": "Confidence",
    "verified_on": "Checked",
    "read_url": "Source",
}
_PRECEDENTS_SHOWN = {
    "nearness": "Where",
    "jurisdiction": "Place",
    "published": "Date",
    "kind": "Kind",
    "shown_title": "Title",
    "review": "Reading",
    "read_url": "Source",
}


@app.command()
def check(
    place: PlaceArgument,
    origin: Annotated[str, ORIGIN],
    use: Annotated[str, USE],
    claim: Annotated[str, CLAIM] = "cosmetic",
    as_of: AsOfOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """May this be offered there? The verdict, what it rests on, and whom to ask."""
    with answering() as (edition, _):
        answer = launch_check(
            edition,
            edition.places.find(place).code,
            origin=origin,
            use=use,
            claim=claim,
            as_of=day_asked(as_of, date.today()),
        )
        if format_ is Format.csv:
            write(check_table(edition, answer), format_)
        elif format_ is Format.json:
            write_json(check_record(edition, answer))
        else:
            _print_answer(edition, answer)


def _print_answer(edition: Edition, answer: LaunchCheck) -> None:
    words, name = edition.vocabularies, edition.places.name(answer.place)
    verdicts = words.verdict
    console.print(f"{name}, {answer.as_of}: {verdicts.label(answer.verdict)}", style="bold")
    # What is filed or sent on has to say which question it answers.
    console.print(question(edition, answer))
    console.print(sentence(answer))
    for said, page in sources(edition, answer):
        console.print(printable(f"{said}. {f'Page read: {page}' if page else ''}"))
    if against := acts_there(answer):
        console.print(against)
    if beside := not_about(answer.origin):
        console.print(beside)
    if answer.warning:
        pointing = verdicts.label(answer.warning)
        console.print(f"The evidence, too weak for a verdict, points to: {pointing}.")
    if answer.becomes_medicine:
        console.print("A therapeutic claim turns this cosmetic into a medicine.")
    grounds = grounds_table(edition, answer)
    grounds["confidence"] += [by_rule_of(edition, by) for by in grounds["sure_by"]]
    print_table(grounds, "What it rests on", _GROUNDS_SHOWN)
    _print_list("Why", (why for ground in answer.grounds for why in ground.why))
    _print_list("Conditions", (text for text, _ in answer.conditions), about_conditions(answer))
    _print_list("Penalties", (text for text, _ in answer.penalties))
    _print_list("Not known", answer.not_known)
    _print_list(
        "Ask",
        (
            f"{row.regulator} ({row.name}); {last_seen(row.latest)}"
            + (f". {row.formerly}" if isinstance(row.formerly, str) else "")
            for row in answer.regulators.itertuples()
        ),
    )
    if len(answer.regulators):
        console.print(NAMED_AS_THEY_ACTED)
    shown = answer.precedents.head(_MOST_PRECEDENTS)
    print_table(
        shown.assign(shown_title=shown_titles(shown)),
        "Acted against for the same origin or use, or there over any exosomes "
        f"({len(shown)} of {len(answer.precedents)})",
        _PRECEDENTS_SHOWN,
    )
    if sums := how_counted(answer):
        console.print(sums)
    if answer.as_of < date.today():
        console.print(f"\n{about_the_past(answer.as_of)}")
    console.print("\nNot legal advice: ask the regulator or a lawyer before you act.")


def _print_list(heading: str, lines: Iterable[str], about: str = "") -> None:
    """Print a list under its heading, without repeats, after what is said about it.

    Nothing is printed of a list that is empty and about which nothing is said.
    """
    listed = dict.fromkeys(lines)
    if listed or about:
        console.print(f"\n{heading}", style="bold")
    if about:
        console.print(about)
    for line in listed:
        console.print(f"- {printable(line)}")
