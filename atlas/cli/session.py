"""What every command shares: the application, its options, the open atlas, faults as exit codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from atlas.check import MakesNoLaw
from atlas.cli.output import Format
from atlas.dates import NotADate, parse_day
from atlas.edition import Edition
from atlas.facts import DATA
from atlas.places import UnknownPlace
from atlas.store import Store, StoreError, open_store
from atlas.tabular import printable
from atlas.terminal import errors
from atlas.vocabulary import UnknownTerm, Vocabulary

app = typer.Typer(
    name="atlas",
    help="Where exosome products are legal, for which use, on what authority. Not legal advice.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

FormatOption = Annotated[Format, typer.Option("--format", help="How to write the answer.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="The day asked about, yyyy-mm-dd; today if not given."
    ),
]
PlacesOption = Annotated[
    list[str] | None,
    typer.Option("--place", metavar="PLACE", help="ISO code, name or bloc; may be repeated."),
]


@contextmanager
def answering(data: Path = DATA) -> Iterator[tuple[Edition, Store]]:
    """Open the store, filled from `data`; turn faults into a message and an exit code."""
    try:
        with open_store() as store:
            store.ensure_filled(data)
            edition = store.read_edition()
            try:
                yield edition, store
            except (UnknownPlace, UnknownTerm, NotADate, MakesNoLaw) as error:
                fail(str(error), 2)
    except StoreError as error:
        fail(str(error), 1)


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong, a line for each of the message, and end with an exit code."""
    for line in message.split("\n"):
        errors.print(printable(line), style="red", soft_wrap=True)
    raise typer.Exit(code)


def day_of(text: str | None) -> date | None:
    """The day that an option names; None when it was not given.

    An empty text is no day: `--as-of "$DAY"` without a DAY must not give today's law.
    """
    return None if text is None else parse_day(text)


def checked_codes(vocabulary: Vocabulary, codes: Iterable[str] | None) -> list[str]:
    """The codes, each once and known to its vocabulary."""
    chosen = list(dict.fromkeys(codes or ()))
    for code in chosen:
        vocabulary[code]
    return chosen
