"""How answers are written: tables for people, exact JSON and CSV for programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pandas as pd

from atlas.commands import write_json
from atlas.tabular import csv_text, flat, json_rows
from atlas.terminal import print_rows


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


def print_table(frame: pd.DataFrame, title: str, shown: Mapping[str, str]) -> None:
    """Print the columns in `shown`, under their labels."""
    rows = frame[list(shown)].itertuples(index=False)
    print_rows(title, list(shown.values()), ([_cell(value) for value in row] for row in rows))


def _cell(value: Any) -> str:
    shown = flat(value)
    if isinstance(shown, float):
        return f"{shown:g}"  # as the pages write it: 51, not 51.0
    return "" if shown is None else str(shown)
