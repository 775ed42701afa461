"""Tables for people at a terminal: in columns where these can be read, else a paragraph a row."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from atlas.tabular import printable

# Piped into a file or a pager, a table gets the width that it needs to be read.
_WIDTH_WITHOUT_TERMINAL: Final = 200
# Longer words, mostly addresses and ids, may be broken.
_LONGEST_WHOLE_WORD: Final = 16
_BORDER: Final = 3  # of a column: a line, and a space on either side

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


def print_rows(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows of text under the names of their columns, or "none" under the title.

    Where the terminal is too narrow for the columns, each row is a paragraph: its first cell, then
    the others behind their names, without those that are empty.
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    if not cells:
        console.print(f"{title}: none", style="bold")
        return
    widths = _least_widths([columns, *cells])
    if sum(width + _BORDER for width in widths) < console.width:
        console.print(_table(title, columns, widths, cells))
    else:
        console.print(title, style="italic")
        for head, *others in cells:
            console.print(Padding(Text(head, style="bold"), (0, 0, 0, 2), expand=False))
            named = zip(columns[1:], others, strict=True)
            said = " · ".join(f"{name.lower()} {cell}" for name, cell in named if cell)
            console.print(Padding(Text(said), (0, 0, 0, 4), expand=False))


def _least_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Of each column, in characters, so that it can be read; what names a row stays whole."""
    name, *others = (max(map(_longest_word, column)) for column in zip(*rows, strict=True))
    return [name, *(min(width, _LONGEST_WHOLE_WORD) for width in others)]


def _longest_word(cell: str) -> int:
    return max(map(len, cell.split()), default=0)


def _table(
    title: str, columns: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]
) -> Table:
    table = Table(title=Text(title), title_justify="left", row_styles=["", "dim"])
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column, min_width=width, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table
