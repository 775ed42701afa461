"""What the commands of the atlas and of its scrapers share: what is asked, answered, and wrong."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from typing import Any, NoReturn

import typer

from atlas.dates import NotADate, parse_day, parse_interval
from atlas.tabular import printable


def application(name: str, purpose: str) -> typer.Typer:
    """An application without commands yet; its help is plain text."""
    return typer.Typer(
        name=name,
        help=purpose,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
    )


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong, a line for each of the message, and end with an exit code."""
    # Slow to load, and a run that goes well needs none of it.
    from atlas.terminal import errors

    for line in message.split("\n"):
        errors.print(printable(line), style="red", soft_wrap=True)
    raise typer.Exit(code)


def day_of(text: str | None) -> date | None:
    """The day that an option names, None when it was not given; exit code 2 when it is none.

    An empty text is none: `--since "$DAY"` without a DAY must not ask for everything.
    """
    try:
        return None if text is None else parse_day(text)
    except NotADate as error:
        fail(str(error), 2)


def interval_of(text: str | None) -> timedelta | None:
    """An interval such as 30m, 6h or 1d; like `day_of`."""
    try:
        return None if text is None else parse_interval(text)
    except NotADate as error:
        fail(str(error), 2)


def write_json(value: Any) -> None:
    """Write a value as indented JSON in UTF-8, at once: what comes next may be hours away."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    sys.stdout.flush()
