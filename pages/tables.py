"""Tables with their download: what is on screen can be taken away."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from atlas.tabular import csv_text, flat
from pages.markup import is_web_address


def table(
    frame: pd.DataFrame,
    *,
    name: str,
    labels: Mapping[str, str],
    links: tuple[str, ...] = (),
    height: int | Literal["auto", "content"] = "auto",
    whole: pd.DataFrame | None = None,
    **extra: Any,
) -> Any:
    """Show the columns in `labels` under their labels, with a CSV download of all rows.

    `whole` is what the download holds where `frame` is only the part on screen. `links` are columns
    of web addresses: anything else in them is left out. Tuples are joined with "; ". `name` names
    the file; `extra` goes to st.dataframe, whose return value is given back.
    """
    shown = frame[list(labels)].map(flat)
    for column in links:
        shown[column] = shown[column].where(shown[column].map(is_web_address), None)
    event = st.dataframe(
        shown,
        hide_index=True,
        height=height,
        column_config={
            column: (
                st.column_config.LinkColumn(label, display_text="open")
                if column in links
                else st.column_config.Column(label)
            )
            for column, label in labels.items()
        },
        **extra,
    )
    download(frame if whole is None else whole, name=name)
    return event


def download(frame: pd.DataFrame, *, name: str) -> None:
    """Offer all rows and columns as CSV; the file is made when it is asked for."""
    st.download_button(
        f"Download {len(frame):,} {'row' if len(frame) == 1 else 'rows'} (CSV)",
        data=lambda: csv(frame),
        file_name=f"exosome-atlas-{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"download_{name}",
        on_click="ignore",
    )


def csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 CSV with a byte-order mark for spreadsheets, formulas neutralised."""
    return csv_text(frame).encode("utf-8-sig")
