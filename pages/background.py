"""Background notices: left out at first, and never without saying so."""

from __future__ import annotations

from collections.abc import Mapping

from atlas.edition import Edition
from atlas.wording import counted
from pages import url_state
from pages.markup import Html, element, page_link
from pages.navigation import address, unpaged


def background_switch(edition: Edition) -> bool:
    """Whether the reader wants background notices too (`context` in the address)."""
    return url_state.switch(
        "Include background notices",
        "context",
        help=edition.vocabularies.relevance["context"].definition,
    )


def background_left_out(number: int, page: str, query: Mapping[str, str]) -> Html:
    """Says how many background notices would be here too, with a link that shows them.

    `query`: the filters in the address of the `page`. Nothing where there are none.
    """
    if not number:
        return Html("")
    notices = counted(number, "background notice")
    return element(
        "p",
        [
            f"Not among them: {notices}, on what is comparable or the wider setting. ",
            show_too(number, page, query, "context"),
        ],
        style="margin: 0;",
    )


def show_too(number: int, page: str, query: Mapping[str, str], switch: str) -> Html:
    """A link to the same `page` that shows what a switch leaves out: so many."""
    them = "it" if number == 1 else "them"
    return page_link(address(page, **{**unpaged(query), switch: "1"}), f"Show {them} too")
