"""Every page once: its script, its address, what it is for. Menu and links come from here."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import shorten
from urllib.parse import urlencode

import streamlit as st

ATLAS = "Exosome Atlas"
_LONGEST_NAME = 90
_VIEWS = Path(__file__).parent / "views"
PAGES = {
    # address: (title, icon, what it is for)
    "map": ("Map", "public", "Where exosome products are legal, for one use, on one day."),
    "country": ("Country", "flag", "Everything on record for one country, subdivision or bloc."),
    "compare": ("Compare", "compare_arrows", "Places side by side, for each product and use."),
    "check": ("Launch check", "task_alt", "May this product be offered here, and what is needed?"),
    "changes": ("Changes", "update", "What changed since a day, newest first."),
    "story": ("Over time", "timeline", "Who moved when, enforcement, the firms named."),
    "notices": ("Notices", "description", "Search every act and publication on record."),
    "sources": ("Sources", "menu_book", "Every regulator and page that the atlas rests on."),
    "review": ("Review", "rate_review", "Machine-read notices that a person has to judge."),
    "method": ("Method", "rule", "The codebook, how status and risk are made, the limits."),
}


def all_pages() -> dict[str, st.Page]:
    """Every page by its address, for the run that asks: outside a run Streamlit makes none."""
    return {
        address: st.Page(
            _VIEWS / f"{address}.py",
            title=title,
            icon=f":material/{icon}:",
            url_path=address,
            help=purpose,
            default=address == "map",
        )
        for address, (title, icon, purpose) in PAGES.items()
    }


def address(page: str, **query: str | Mapping[str, str]) -> str:
    """The relative address of a page with its filters, for links within the dashboard."""
    path = "" if page == "map" else page
    return f"./{path}?{urlencode(query)}" if query else f"./{path}"


def unpaged(query: Mapping[str, str]) -> dict[str, str]:
    """The filters of an address without the page of a list: under other filters it is another."""
    return {name: value for name, value in query.items() if name != "page"}


def name_tab(name: str) -> None:
    """Name the browser's tab, and what is bookmarked or read out, after what the page shows."""
    st.set_page_config(page_title=f"{shorten(name, _LONGEST_NAME, placeholder=' …')} · {ATLAS}")
