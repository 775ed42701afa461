"""Tables whose every row is written once: an answer then only joins the rows that it needs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from atlas.sources import site
from atlas.tabular import flat, json_rows, neutral

# Columns of web addresses. A program makes links of them: what is not http(s) is left out.
_ADDRESSES = frozenset({"url", "read_url", "instrument_url", "site", "homepage"})


class Table:
    """Rows under named columns, as JSON objects and as lines of CSV.

    `Table.of` makes one of a DataFrame. `in_csv` are the same rows for CSV, where they are flatter
    there than in JSON.
    """

    def __init__(
        self, rows: Sequence[Mapping[str, Any]], in_csv: Sequence[Mapping[str, Any]] | None = None
    ) -> None:
        self._rows = rows
        self._in_csv = rows if in_csv is None else in_csv

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Table:
        return cls([linked(row) for row in json_rows(frame)])

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def json(self) -> list[bytes]:
        """Each row as a JSON object in UTF-8."""
        return [as_json(row) for row in self._rows]

    @cached_property
    def csv(self) -> list[bytes]:
        """Each row as a line of CSV in UTF-8: lists joined with "; ", formulas neutralised."""
        return [_line(neutral(flat(value)) for value in row.values()) for row in self._in_csv]

    @cached_property
    def csv_header(self) -> bytes:
        """The names of the columns as a line of CSV; empty where there are no rows."""
        return _line(self._in_csv[0]) if self._in_csv else b""


def as_json(value: Any) -> bytes:
    """A plain value as compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def linked(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row without addresses that are not http(s)."""
    return {name: _addresses(name, value) for name, value in row.items()}


def _addresses(name: str, value: Any) -> Any:
    if name in _ADDRESSES:
        return value if isinstance(value, str) and site(value) else None
    if name == "other_urls":
        return [url for url in value if site(url)]
    return value


def _line(cells: Iterable[Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode()
