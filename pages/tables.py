"""Tables with their download: what is on screen can be taken away.

A table is one of HTML, which screen readers and the browser's own search read, and which is there a
second sooner than a grid painted on a canvas: that takes 1.7 MB of scripts. Its heads sort it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from atlas.tabular import csv_text, flat, unturned
from atlas.web_address import is_web_address
from atlas.wording import counted

# From which day a date counts. Beside "2024" it would read as a day that somebody knows.
_COUNTED_FROM = ["published_first", "date_first"]
# So few rows stand on the page as they are: a frame to scroll in would only hide the last.
_SHORT = 8
_HERE = Path(__file__).parent
_TABLE: Any = st.components.v2.component(
    "exosome_atlas_table",
    html="""
<div class="frame" role="group" tabindex="0">
<table><thead><tr></tr></thead><tbody></tbody></table>
</div>
""",
    css=(_HERE / "table.css").read_text(encoding="utf-8"),
    js=(_HERE / "table.js").read_text(encoding="utf-8"),
)


def table(
    frame: pd.DataFrame,
    *,
    name: str,
    of: str,
    labels: Mapping[str, str],
    links: tuple[str, ...] = (),
    opens: tuple[str, Sequence[str]] | None = None,
    languages: Mapping[str, str] = MappingProxyType({}),
    in_full: bool = False,
    whole: pd.DataFrame | None = None,
    file: str | None = None,
) -> int | None:
    """Show the columns in `labels` under their labels, with a CSV download of all rows.

    A column that says nothing of any row is left out: it would push others out of sight.

    Args:
        frame: the rows, in the order in which they first stand.
        name: names the table among the others of the page, and the file.
        of: what a row is, in the singular: read out, and on the button, it tells tables apart.
        labels: column -> its head.
        links: columns of web addresses; anything else in them is left out.
        opens: a column whose cells open the rows, and the address of each row within the dashboard.
        languages: columns whose words a screen reader has to read in a language, each with the
            column that names it (BCP 47).
        in_full: whether all rows stand on the page; otherwise more than a few scroll in a frame.
        whole: what the download holds where `frame` is only the part on screen.
        file: names the file, where `name` does not tell it from others of the table.

    Returns:
        The number of the row that was just opened, counted in `frame` from 0, if one was.
    """
    every = {column: _cells(frame[column], linked=column in links) for column in labels}
    cells = {column: said for column, said in every.items() if any(map(_says, said))}
    if opens:
        column, addresses = opens
        cells[column] = [list(pair) for pair in zip(every[column], addresses, strict=True)]
    # Before the table: behind it, whoever has a keyboard only would go through each of its links.
    download(frame if whole is None else whole, name=name, of=of, file=file)
    answer = _TABLE(
        data={
            "label": f"Table of {counted(len(frame), of)}",
            "columns": [
                {
                    "name": column,
                    "label": str(labels[column]),
                    "numeric": _is_number(frame[column]),
                    "opens": opens is not None and opens[0] == column,
                    "languages": _foreign(frame[languages[column]])
                    if column in languages
                    else None,
                }
                for column in cells
            ],
            "rows": list(zip(*cells.values(), strict=True)),
            "whole": in_full or len(frame) <= _SHORT,
        },
        key=f"table_{name}",
        on_opened_change=lambda: None,
    )
    # What a browser sends is as hostile as anything from outside.
    opened = answer.opened
    known = opens is not None and type(opened) is int and 0 <= opened < len(frame)
    return opened if known else None


def _cells(values: pd.Series, *, linked: bool) -> list[Any]:
    """Each cell as text, number or None; a pair of words and address where it is a link."""
    cells = [flat(value) for value in values.tolist()]
    if linked:
        return [["open", url] if is_web_address(url) else None for url in cells]
    return [_shown(value) for value in cells]


def _says(cell: Any) -> bool:
    return cell is not None and cell != ""


def _foreign(languages: pd.Series) -> list[str | None]:
    """The language of each row's words, where it is not that of the page."""
    return [code if isinstance(code, str) and code != "en" else None for code in languages]


def _shown(value: Any) -> str | int | float | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    return None if value is None else unturned(str(value))


def _is_number(values: pd.Series) -> bool:
    return is_numeric_dtype(values) and not is_bool_dtype(values)


def download(frame: pd.DataFrame, *, name: str, of: str, file: str | None = None) -> None:
    """Offer all rows as CSV, `of` what they are; the file is made when it is asked for."""
    st.download_button(
        f"Download {counted(len(frame), of)} (CSV)",
        data=lambda: csv(frame),
        file_name=f"exosome-atlas-{file or name}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"download_{name}",
        on_click="ignore",
    )


def csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 CSV with a byte-order mark for spreadsheets, formulas neutralised."""
    known = frame.drop(columns=_COUNTED_FROM, errors="ignore")
    return csv_text(known).encode("utf-8-sig")
