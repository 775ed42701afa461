"""How answers are written: tables for people, exact JSON and CSV for programs."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from atlas.tabular import csv_text, flat, json_rows, printable

# Piped into a file or a pager, a table gets the width that it needs to be read.
_WIDTH_WITHOUT_TERMINAL = 200
# Titles stand in every script, and files are UTF-8 whatever the locale says.
if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
    sys.stdout.reconfigure(encoding="utf-8")
# Nothing from outside is read as markup.
console = Console(
    highlight=False,
    markup=False,
    width=None if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL,
)
errors = Console(stderr=True, highlight=False, markup=False)


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    csv = "csv"


def write(
    frame: pd.DataFrame,
    format_: Format,
    *,
    title: str = "",
    shown: Mapping[str, str] | None = None,
) -> None:
    """Write a table in the format asked for; `shown` are the columns that people see."""
    if format_ is Format.json:
        write_json(json_rows(frame))
    elif format_ is Format.csv:
        sys.stdout.write(csv_text(frame))
    else:
        print_table(frame, title, shown or {})


def write_json(value: Any) -> None:
    """Write a value as indented JSON in UTF-8."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_table(frame: pd.DataFrame, title: str, shown: Mapping[str, str]) -> None:
    """Print the columns in `shown`, under their labels."""
    if frame.empty:
        return console.print(f"{title}: none", style="bold")
    table = Table(title=Text(title), title_justify="left", row_styles=["", "dim"])
    for label in shown.values():
        table.add_column(label, overflow="fold")
    for row in frame[list(shown)].itertuples(index=False):
        table.add_row(*(Text(printable(_cell(value))) for value in row))
    return console.print(table)


def counted(number: int, thing: str) -> str:
    """How many things: "1 notice", "2 notices"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _cell(value: Any) -> str:
    shown = flat(value)
    return "" if shown is None else str(shown)
