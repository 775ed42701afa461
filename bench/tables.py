"""What was measured, as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from atlas.terminal import print_rows


def print_table(title: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Print rows, of which all have the names of the first."""
    print_rows(title, list(rows[0]), (list(map(str, row.values())) for row in rows))
