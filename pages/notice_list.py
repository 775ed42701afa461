"""Notices as a list: what, who, when, how sure, and where to read it."""

from __future__ import annotations

import pandas as pd

from atlas.edition import Edition
from atlas.notices import Listed, listed
from atlas.wording import spoken
from pages.evidence_line import notice_evidence
from pages.marks import marks, marks_explained, original_title, shown_title
from pages.markup import LISTED, MUTED, Content, Html, element, page_link, tag, text
from pages.navigation import address


def cited_notice(notice: Listed) -> Content:
    """One notice in a line: its title as a link, whose it is, when, and its marks."""
    return [
        page_link(address("notices", notice=notice.id), shown_title(notice)),
        f" ({notice.regulator_short}, {spoken(notice.published, 'undated')})",
        *marks(notice.review, notice.delisted_on),
    ]


def notice_list(edition: Edition, notices: pd.DataFrame) -> Html:
    """Some notices (atlas.notices.NOTICE_COLUMNS), as ordered, after what their marks mean."""
    lines = element(
        "ul",
        [_line(edition, notice) for notice in listed(notices)],
        style="list-style: none; margin: 0; padding: 0;",
    )
    return text([marks_explained(edition, notices), lines])


def _line(edition: Edition, notice: Listed) -> Html:
    words = edition.vocabularies
    return element(
        "li",
        [
            element(
                "div",
                [
                    element("strong", spoken(notice.published, "undated")),
                    " ",
                    tag(words.kind.label(notice.kind)),
                    " ",
                    tag(words.relevance.label(notice.relevance)),
                    *marks(notice.review, notice.delisted_on),
                    f" {notice.regulator_short}, {edition.places.name(notice.jurisdiction)}",
                ],
            ),
            element("div", page_link(address("notices", notice=notice.id), shown_title(notice))),
            element("div", original_title(notice)),
            element("div", notice_evidence(edition, notice), style=MUTED),
        ],
        style=LISTED,
    )
