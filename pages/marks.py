"""What a reader must know of a notice before relying on it, and its title in its own language.

A notice that a program read and nobody reviewed, or that its source no longer lists, is marked so
wherever it stands.
"""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from atlas.edition import Edition
from atlas.wording import MACHINE_READ, mark_words
from pages.markup import Content, Html, element, tag

_DELISTED = (
    "No longer listed: the source has taken the notice out of a list that reaches back that far. "
    "Why is not known; the notice stays on record."
)


def marks(review: object, delisted_on: object) -> list[Content]:
    """The tags of one notice, each after a space; none for one that was reviewed and is listed."""
    return [part for words in mark_words(review, delisted_on) for part in (" ", tag(words))]


def marks_in_words(notices: pd.DataFrame) -> list[str]:
    """The marks of each of some notices or events, for a table; "" where it has none."""
    both = zip(notices["review"], notices["delisted_on"], strict=True)
    return ["; ".join(mark_words(review, delisted_on)) for review, delisted_on in both]


def marks_explained(edition: Edition, notices: pd.DataFrame) -> Html:
    """What the marks on these notices or events mean; nothing where none is marked.

    `notices` has the columns `review` and `delisted_on`.
    """
    said: list[Content] = []
    if (notices["review"] == "machine_read").any():
        review = edition.vocabularies.review["machine_read"]
        said.append(element("div", f"{MACHINE_READ}: {review.definition}"))
    if notices["delisted_on"].notna().any():
        said.append(element("div", _DELISTED))
    return element("div", said, role="note", style=_NOTE) if said else Html("")


class Titled(Protocol):
    """A notice, or a row of a table of notices."""

    @property
    def title(self) -> str: ...

    @property
    def title_en(self) -> str: ...

    @property
    def language(self) -> str: ...


def shown_title(notice: Titled) -> Html:
    """A notice's English title, or the original with its language where there is no English one."""
    if notice.title_en:
        return element("span", notice.title_en)
    return foreign(notice.title, notice.language)


def original_title(notice: Titled) -> Html:
    """The title as published, where an English one is shown in its place; else nothing."""
    if notice.title_en in ("", notice.title):
        return Html("")
    return foreign(notice.title, notice.language)


def foreign(words: str, language: object) -> Html:
    """Words in a language that a screen reader has to know, in that language's direction."""
    if not isinstance(language, str) or language == "en":
        return element("span", words)
    return element("span", words, lang=language, dir="auto")


_NOTE = "border-left: 0.25rem solid currentColor; padding-left: 0.6rem; margin: 0.4rem 0 0.8rem 0;"
