"""Tables for people at a terminal: in columns where these can be read, else a paragraph a row."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from atlas.tabular import printable

# Piped into a file or a pager, a table gets the width that it needs to be read.
_WIDTH_WITHOUT_TERMINAL: Final = 200
# Longer words, mostly addresses and ids, may be broken.
_LONGEST_WHOLE_WORD: Final = 16
_BORDER: Final = 3  # of a column: a line, and a space on either side; one line more ends them all

# Nothing from outside is read as markup, or a word between colons as the sign of that name.
console = Console(
    highlight=False,
    markup=False,
    emoji=False,
    width=None if sys.stdout and sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL,
)
errors = Console(stderr=True, highlight=False, markup=False, emoji=False)


def print_rows(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows of text under the names of their columns, or "none" under the title.

    Where the terminal is too narrow for the columns, each row is a paragraph: its first cell, then
    the others behind their names, without those that are empty.
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    if not cells:
        console.print(f"{title}: none", style="bold")
        return
    least = _least_widths([columns, *cells])
    spare = console.width - sum(width + _BORDER for width in least) - 1
    if spare >= 0:
        widths = _widened(least, _whole_widths([columns, *cells]), spare)
        console.print(_table(title, columns, widths, cells))
    else:
        console.print(title, style="italic")
        for head, *others in cells:
            # Without a head a row would read on as the one above.
            named_as = Text(head or f"no {columns[0].lower()}", style="bold")
            console.print(Padding(named_as, (0, 0, 0, 2), expand=False))
            named = zip(columns[1:], others, strict=True)
            said = " · ".join(f"{name.lower()} {cell}" for name, cell in named if cell)
            if said:
                console.print(Padding(Text(said), (0, 0, 0, 4), expand=False))


def _least_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """How many letters each column needs to be read; the first one stays whole."""
    name, *others = (max(map(_longest_word, column)) for column in zip(*rows, strict=True))
    return [name, *(min(width, _LONGEST_WHOLE_WORD) for width in others)]


def _whole_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """How many letters each column needs so that no cell is broken."""
    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]


def _longest_word(cell: str) -> int:
    return max(map(cell_len, cell.split()), default=0)


def _widened(least: Sequence[int], whole: Sequence[int], spare: int) -> list[int]:
    """The least widths, with what a line has to spare given out to the narrowest in need.

    Rich would take from the widest column what it needs itself, and cut off what stands last.
    """
    widths = list(least)
    for _ in range(spare):
        in_need = [number for number, width in enumerate(widths) if width < whole[number]]
        if not in_need:
            break
        widths[min(in_need, key=widths.__getitem__)] += 1
    return widths


def _table(
    title: str, columns: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]
) -> Table:
    table = Table(title=Text(title), title_justify="left", row_styles=["", "dim"])
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column, width=width, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table
