"""Cite this: a permanent link, APA and BibTeX, for whatever is on screen."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from atlas.citation import Citation, Document
from atlas.edition import Edition
from pages.markup import Html, element
from pages.navigation import unpaged

# One click selects all of it.
_WHOLE = "white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; font-size: 0.8rem;"


def permanent(page: str, **query: str) -> str:
    """The whole address of the page that is open with these filters: it opens the same later too.

    The map's has no name of a page at its end.
    """
    home = (st.context.url or "").rstrip("/").removesuffix(f"/{page}")
    return f"{home}/{page}?{urlencode(query)}" if query else f"{home}/{page}"


def found_at(edition: Edition, address: str) -> Citation:
    """The atlas as the reader sees it today, at an address."""
    return Citation(edition.verified_on, edition.revision, address, retrieved=date.today())


def cite_this(cited: Citation | Document, link: str) -> None:
    """The permanent link and both forms, each with a button that copies it."""
    st.caption("Permanent link")
    st.code(link, language=None, wrap_lines=True)
    st.caption("APA")
    st.code(cited.apa(), language=None, wrap_lines=True)
    st.caption("BibTeX")
    st.code(cited.bibtex(), language="bibtex", wrap_lines=True)


_SAME_DAYS = (
    "The link shows the same days whenever it is opened. What is learned later about them shows "
    "too, so that a figure may move: a downloaded file keeps it."
)


def cite_view(edition: Edition, page: str, *, remark: str = _SAME_DAYS, **days: date) -> Html:
    """How to cite what a page shows, folded away, by a link that opens it again.

    `days` are those it shows, under the names of its address, which leaves out today and other
    defaults: opened in a year, it would show something else. Where there is no last day, `remark`
    says what follows from that.
    """
    said = {name: day.isoformat() for name, day in days.items()}
    link = permanent(page, **(unpaged(st.query_params.to_dict()) | said))
    return cite_folded(found_at(edition, link), link, "Cite what is shown here", remark)


def cite_folded(
    cited: Citation | Document, link: str, name: str = "Cite this", remark: str = ""
) -> Html:
    """The same inside a card, folded away, with a remark on what the link will show."""
    return element(
        "details",
        [
            element("summary", name, style="margin-top: 0.5rem;"),
            element("p", remark, style="margin: 0.4rem 0 0 0;") if remark else "",
            *(
                part
                for heading, said in (
                    ("Permanent link", link),
                    ("APA", cited.apa()),
                    ("BibTeX", cited.bibtex()),
                )
                for part in (
                    element("div", heading, style="font-weight: 600; margin-top: 0.4rem;"),
                    element("pre", said, style=_WHOLE),
                )
            ),
        ],
    )
