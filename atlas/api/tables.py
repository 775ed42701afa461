"""Tables whose rows are written when they are first asked for, and kept as they were written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from atlas.columns import ADDRESSES
from atlas.tabular import as_json, flat, json_rows, neutral
from atlas.web_address import is_web_address

# Rows kept as JSON, and as CSV: of the bundled facts all, of 100,000 notices some 30 MB.
_ROWS_KEPT = 20_000

Row = Mapping[str, Any]


class Table:
    """Rows by number, as JSON objects and as lines of CSV; threads may share it.

    Attributes:
        columns: of CSV, which may be flatter than JSON.
    """

    def __init__(
        self,
        columns: Sequence[str],
        size: int,
        read: Callable[[list[int]], Sequence[Row]],
        in_csv: Callable[[Row], Row] = dict,
    ) -> None:
        self.columns, self._size = tuple(columns), size
        self._read, self._in_csv = read, in_csv
        self._json: dict[int, bytes] = {}
        self._csv: dict[int, bytes] = {}

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Table:
        """The rows of a DataFrame."""
        return cls(
            [str(name) for name in frame], len(frame), lambda rows: json_rows(frame.iloc[rows])
        )

    @classmethod
    def of_rows(cls, rows: Sequence[Row], in_csv: Callable[[Row], Row] = dict) -> Table:
        """Rows of plain values, all with the same names; `in_csv` makes them flat."""
        columns = list(in_csv(rows[0])) if rows else []
        return cls(columns, len(rows), lambda wanted: [rows[row] for row in wanted], in_csv)

    def __len__(self) -> int:
        return self._size

    def json(self, rows: Sequence[int]) -> list[bytes]:
        """Some rows as JSON objects in UTF-8."""
        return self._written(rows, self._json, as_json)

    def csv(self, rows: Sequence[int]) -> bytes:
        """Some rows as CSV in UTF-8 under a header: lists joined, formulas neutralised."""
        return b"".join([_line(self.columns), *self._written(rows, self._csv, self._csv_line)])

    def _csv_line(self, row: Row) -> bytes:
        return _line(neutral(flat(value)) for value in self._in_csv(row).values())

    def _written(
        self, rows: Sequence[int], kept: dict[int, bytes], write: Callable[[Row], bytes]
    ) -> list[bytes]:
        missing = [row for row in rows if row not in kept]
        if missing:
            read = zip(missing, self._read(missing), strict=True)
            new = {number: write(linked(row)) for number, row in read}
            if len(kept) + len(new) > _ROWS_KEPT:
                kept = {**{row: kept[row] for row in rows if row in kept}, **new}
            else:
                kept.update(new)
        return [kept[row] for row in rows]


def linked(row: Row) -> dict[str, Any]:
    """The row without addresses that are not http(s): a program makes links of them."""
    return {name: _addresses(name, value) for name, value in row.items()}


def _addresses(name: str, value: Any) -> Any:
    if name in ADDRESSES:
        return value if is_web_address(value) else None
    if name == "other_urls":
        return [url for url in value if is_web_address(url)]
    return value


def _line(cells: Iterable[Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode()
