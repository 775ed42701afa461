"""Cite this: a permanent link, APA and BibTeX, for whatever is on screen."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from atlas.citation import Citation, Document
from atlas.edition import Edition
from pages.markup import Html, element

# One click selects all of it.
_WHOLE = "white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; font-size: 0.8rem;"


def permanent(page: str, **query: str) -> str:
    """The whole address of a page with these filters, which opens the same record later too."""
    home = (st.context.url or "").rpartition("/")[0]
    return f"{home}/{page}?{urlencode(query)}"


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


def cite_folded(cited: Document, link: str) -> Html:
    """The same inside a card, folded away."""
    return element(
        "details",
        [
            element("summary", "Cite this", style="margin-top: 0.5rem;"),
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
