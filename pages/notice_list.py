"""Notices as a list: what, who, when, how sure, and where to read it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.edition import Edition
from atlas.notices import rows_of
from atlas.wording import spoken
from pages.evidence_line import evidence_line
from pages.marks import marks, marks_explained, original_title, shown_title
from pages.markup import LISTED, MUTED, Html, element, page_link, tag, text
from pages.navigation import address

_SHOWN = (
    "id", "jurisdiction", "regulator_short", "title", "title_en", "language", "published", "kind",
    "relevance", "url", "source_read", "read_url", "confidence", "review", "last_checked",
    "delisted_on",
)  # fmt: skip


def notice_list(edition: Edition, notices: pd.DataFrame) -> Html:
    """Some notices (atlas.notices.NOTICE_COLUMNS), as ordered, after what their marks mean."""
    listed = element(
        "ul",
        [_line(edition, notice) for notice in rows_of(notices, _SHOWN)],
        style="list-style: none; margin: 0; padding: 0;",
    )
    return text([marks_explained(edition, notices), listed])


def _line(edition: Edition, notice: dict[Any, Any]) -> Html:
    words = edition.vocabularies
    return element(
        "li",
        [
            element(
                "div",
                [
                    element("strong", spoken(notice["published"], "undated")),
                    " ",
                    tag(words.kind.label(notice["kind"])),
                    " ",
                    tag(words.relevance.label(notice["relevance"])),
                    *marks(notice["review"], notice["delisted_on"]),
                    f" {notice['regulator_short']}, {edition.places.name(notice['jurisdiction'])}",
                ],
            ),
            element("div", page_link(address("notices", notice=notice["id"]), shown_title(notice))),
            element("div", original_title(notice)),
            element(
                "div",
                evidence_line(
                    edition, notice, notice["last_checked"], notice["url"], notice["read_url"]
                ),
                style=MUTED,
            ),
        ],
        style=LISTED,
    )
