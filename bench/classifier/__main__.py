"""`python -m bench.classifier`: measure quality, then speed, and print tables. Asserts nothing."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from bench.classifier import quality, speed


def main() -> None:
    console = Console()
    for title, rows in quality.measure().items():
        _print(console, title, rows)
    _print(console, "Speed on one core", speed.measure())


def _print(console: Console, title: str, rows: list[dict[str, object]]) -> None:
    table = Table(title=title, title_justify="left")
    for name in rows[0]:
        table.add_column(name)
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    console.print(table)


main()
