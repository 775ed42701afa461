"""What a list leaves out, background notices first of all, and the links that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from atlas.edition import Edition
from atlas.wording import counted
from pages import url_state
from pages.cards import bullets
from pages.markup import Content, Html, element, page_link, text
from pages.navigation import address, unpaged

# What a picture that counts them says of itself.
THEM_TOO = "background notices too"


def background_switch(edition: Edition) -> bool:
    """Whether the reader wants background notices too (`context` in the address)."""
    return url_state.switch(
        "Include background notices",
        "context",
        help=edition.vocabularies.relevance["context"].definition,
    )


def background(number: int, page: str, query: Mapping[str, str]) -> Content:
    """So many background notices, what they are, and a link that shows them.

    `query`: the filters in the address of the `page`.
    """
    notices = counted(number, "background notice")
    return [
        f"{notices}, on what is comparable or the wider setting. ",
        show_too(number, page, query, "context"),
    ]


def not_among_them(left_out: Sequence[Content]) -> Html:
    """Says what is left out, each with its way to it."""
    said = "Not among them:"
    if len(left_out) == 1:
        return element("p", [said, " ", left_out[0]], style="margin: 0;")
    return text([said, bullets(left_out)])


def show_too(number: int, page: str, query: Mapping[str, str], switch: str) -> Html:
    """A link to the same `page` that shows what a switch leaves out: so many."""
    them = "it" if number == 1 else "them"
    return page_link(address(page, **{**unpaged(query), switch: "1"}), f"Show {them} too")
