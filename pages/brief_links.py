"""The way from a page to its brief: open it to print, or download it to put on file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from atlas.brief import Occasion
from pages.markup import beside, text


def brief_links(path: str, query: Mapping[str, str], make: Callable[[Occasion], str]) -> None:
    """Offer a brief: a link to `/brief/{path}`, and the same as one HTML file.

    `query` has the day as `asof`; `make` makes the file when it is asked for.
    """
    relative = f"brief/{path}?{urlencode(query)}"
    # Now, and not when the file is asked for: by then there is no page to ask for its address.
    occasion = _occasion(relative, date.fromisoformat(query["asof"]))
    with st.container(horizontal=True, vertical_alignment="center"):
        way = beside(f"./{relative}", "Brief to print or file")
        st.html(text([way, " (with every source)"]), width="content")
        st.download_button(
            "Download the brief (HTML)",
            data=lambda: make(occasion).encode(),
            file_name=f"exosome-atlas-brief-{'-'.join([path, *query.values()])}.html",
            mime="text/html",
            icon=":material/print:",
            key="download_brief",
            on_click="ignore",
        )


def _occasion(relative: str, as_of: date) -> Occasion:
    home = (st.context.url or "").rpartition("/")[0]
    return Occasion(as_of, date.today(), f"{home}/{relative}" if home else "")
