"""Notices as the rows of a table: the words of the reader beside the codes of the data."""

from __future__ import annotations

import pandas as pd

from atlas.edition import Edition
from atlas.notices import shown_titles, title_languages
from pages.marks import marks_in_words

LABELS = {
    "published": "Published",
    "shown_title": "Title",
    "place": "Place",
    "kind": "Kind",
    "regulator_short": "Issuer",
    "shown_marks": "Reading",
    "title": "Original title",
    "relevance": "Relevance",
    "confidence": "Confidence",
    "source_read": "Source read",
    "last_checked": "Last checked",
    "read_url": "Page read",
}
# The columns in other languages than the page's, each with the one that says which.
LANGUAGES = {"shown_title": "shown_language", "title": "language"}


def readable(edition: Edition, notices: pd.DataFrame) -> pd.DataFrame:
    """Notices (atlas.notices.NOTICE_COLUMNS) with the columns of LABELS and LANGUAGES in words."""
    words, marks = edition.vocabularies, marks_in_words(notices)
    return notices.assign(
        # With the title too: a phone shows no further without scrolling. On a line of its own: in
        # one from right to left its words would change places.
        shown_title=[
            f"{title}\n{mark}" if mark else title
            for title, mark in zip(shown_titles(notices), marks, strict=True)
        ],
        shown_language=title_languages(notices),
        shown_marks=[
            mark or words.review.label(review)
            for mark, review in zip(marks, notices["review"], strict=True)
        ],
        place=notices["jurisdiction"].map(edition.places.name),
        published=notices["published"].fillna("undated"),
        **{
            column: notices[column].astype(object).map(words[column].label)
            for column in ("kind", "relevance", "confidence", "source_read")
        },
    )
