"""`check`: one request a source, for an operator's first day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from atlas.commands import fail, write_json
from atlas.health import verdict_while_off
from atlas.repeating import INTERRUPTED
from scrapers.archive import Archive, Scope
from scrapers.catalogue import Source
from scrapers.cli.output import print_table
from scrapers.cli.session import (
    ARCHIVE,
    ArchiveOption,
    CatalogueOption,
    Format,
    FormatOption,
    JurisdictionOption,
    SourceOption,
    SourcesArgument,
    app,
    catalogue_of,
    chosen,
    fetch_settings,
    shown_progress,
)
from scrapers.first_answer import first_answer
from scrapers.http.faults import SourceFault
from scrapers.http.fetch import Fetcher
from scrapers.outcome import Outcome
from scrapers.reading.look import Tell
from scrapers.run import RunInterrupted, run_sources

WORDS = {
    "ok": "reachable",
    "outage": "not reachable",
    "blocked": "blocked",
    "broken": "layout changed",
    "refused": "not safe to follow",
    "needs_key": "needs key",
    "off": "off",
    "stopped": "stopped",
}
# The verdict is broken, but the site is not at fault: the archive failed, or our own program.
FAILED_HERE = "failed here"
NO_CONTACT = (
    "ATLAS_CONTACT is not set: sites cannot reach you, and more of them refuse a program that does "
    "not say whose it is. Set it to your e-mail address or a page about you."
)


@app.command()
def check(
    ids: SourcesArgument = None,
    source: SourceOption = None,
    jurisdiction: JurisdictionOption = None,
    archive: ArchiveOption = ARCHIVE,
    catalogue: CatalogueOption = None,
    notice: Annotated[
        bool, typer.Option("--notice", help="Also open the page of one notice of each source.")
    ] = False,
    format_: FormatOption = Format.table,
) -> None:
    """Ask each source once: reachable, blocked, layout changed or needs key.

    No notice is kept. What came is archived, as all that is read: `show ID --raw` prints it.
    """
    sources = chosen(catalogue_of(catalogue), ids, source, jurisdiction)
    kept = Archive(archive, Scope(whole=False))
    settings = fetch_settings(sources)
    fetcher = Fetcher(settings, kept)
    theirs: set[str] = set()

    def ask(source: Source, tell: Tell) -> Outcome:
        try:
            return first_answer(source, fetcher, tell, notice=notice)
        except SourceFault:
            theirs.add(source.id)
            raise

    is_stopped = False
    try:
        with shown_progress(sources) as progress:
            outcomes = run_sources(sources, ask, progress=progress, stop=fetcher.stop)
    except RunInterrupted as stop:
        outcomes, is_stopped = stop.outcomes, True
    finally:
        fetcher.close()
        kept.close()
    by_id = {source.id: source for source in sources}
    outcomes = [
        replace(each, message=f"{each.message} By hand: {by_id[each.source_id].homepage}")
        if each.verdict == "off"
        else each
        for each in outcomes
    ]
    answers = [(each, _answer(each, by_id[each.source_id], theirs)) for each in outcomes]
    _write(answers, format_)
    if not settings.contact:
        typer.echo(NO_CONTACT, err=True)
    if is_stopped:
        fail("Stopped.", INTERRUPTED)
    raise typer.Exit(int(any(outcome.failed for outcome in outcomes)))


def _answer(outcome: Outcome, source: Source, theirs: Container[str]) -> str:
    """What a check came to; `theirs` are the ids of the sources of which the site is at fault."""
    if outcome.verdict == "broken" and source.id not in theirs:
        return FAILED_HERE
    is_off = outcome.verdict == "off"
    return WORDS[verdict_while_off(source.key) if is_off else outcome.verdict]


def _write(answers: Sequence[tuple[Outcome, str]], format_: Format) -> None:
    if format_ is Format.json:
        write_json(
            [
                {
                    "source_id": outcome.source_id,
                    "verdict": outcome.verdict,
                    "answer": answer,
                    "message": outcome.message,
                    "seconds": round(outcome.seconds, 3),
                }
                for outcome, answer in answers
            ]
        )
        return
    failed = Counter(answer for outcome, answer in answers if outcome.failed)
    told = ", ".join(f"{number} {answer}" for answer, number in failed.most_common())
    print_table(
        f"{failed.total()} of {len(answers)} sources not in order" + (told and f": {told}"),
        ("Source", "Answer", "Seconds", "Message"),
        (
            (outcome.source_id, answer, f"{outcome.seconds:.1f}", outcome.message)
            for outcome, answer in answers
        ),
    )
