"""Notices that wait for a person: each beside the positions it could move."""

from __future__ import annotations

from shlex import quote
from typing import Any

import pandas as pd

from atlas.edition import Edition
from atlas.wording import spoken
from pages.evidence_line import notice_evidence
from pages.marks import marks, marks_explained, original_title, shown_title
from pages.markup import CARD, MUTED, Html, element, page_link, status_chip, tag, text
from pages.navigation import address

_COMMAND = "white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.2rem 0; font-size: 0.85rem;"
_ANSWERS = (
    "The first shows all of it, the second leaves the law as it is, the third takes the notice "
    "into data/ as reviewed, the last writes a new dated position too."
)
_ANSWERS_AGAIN = (
    "The first shows what changed. If what rests on the notice still stands, the second says so; "
    "if not, edit data/law first."
)


def waiting_list(edition: Edition, waiting: pd.DataFrame) -> Html:
    """Rows of the review queue (atlas.review.REVIEW_COLUMNS), in the order given."""
    cards = [_card(edition, notice) for notice in waiting.itertuples()]
    return text([marks_explained(edition, waiting), *cards])


def commands(notice_id: str, *, accepted: bool = False) -> list[str]:
    """What a maintainer types to look at a notice and to answer it; for one `accepted`, again."""
    review, id_ = "python -m atlas review", quote(notice_id)
    if accepted:
        return [f"{review} show {id_}", f'{review} confirm {id_} --by "NAME" --why "REASON"']
    return [
        f"{review} show {id_}",
        f'{review} reject {id_} --by "NAME" --why "REASON"',
        f'{review} accept {id_} --by "NAME" --why "REASON"',
        f'{review} accept {id_} --by "NAME" --why "REASON" --scenario SCENARIO --status STATUS '
        "--effective-from DATE",
    ]


def _card(edition: Edition, notice: Any) -> Html:
    words, accepted = edition.vocabularies, notice.review != "machine_read"
    return element(
        "article",
        [
            element(
                "h3",
                page_link(address("notices", notice=notice.id), shown_title(notice)),
                style="margin: 0; padding: 0;",
            ),
            element("div", original_title(notice)),
            element(
                "div",
                [
                    tag(words.kind.label(notice.kind)),
                    " ",
                    tag(words.relevance.label(notice.relevance)),
                    *marks(notice.review, notice.delisted_on),
                    f" {notice.regulator_short}, {notice.name}, "
                    f"{spoken(notice.published, 'undated')}",
                ],
                style="margin: 0.3rem 0;",
            ),
            element("p", f"Why it waits: {notice.why}.", style="margin: 0.3rem 0;"),
            _positions(edition, notice),
            element("p", notice_evidence(edition, notice), style=MUTED),
            element(
                "details",
                [
                    element("summary", "Commands that answer it"),
                    *(
                        element("pre", element("code", command), style=_COMMAND)
                        for command in commands(notice.id, accepted=accepted)
                    ),
                    element(
                        "p",
                        _ANSWERS_AGAIN if accepted else _ANSWERS,
                        style=MUTED,
                    ),
                ],
            ),
        ],
        style=f"{CARD} margin-bottom: 0.8rem;",
    )


def _positions(edition: Edition, notice: Any) -> Html:
    """How the scenarios that the notice speaks of stand today."""
    words = edition.vocabularies
    if not notice.scenarios:
        return element(
            "p", "It speaks of no product and use that the atlas covers.", style="margin: 0.3rem 0;"
        )
    where = page_link(address("country", place=notice.jurisdiction), notice.name)
    return element(
        "div",
        [
            "What is on record today as the law there, ",
            where,
            ":",
            element(
                "ul",
                [
                    element(
                        "li",
                        [
                            f"{words.scenario.label(scenario)}: ",
                            status_chip(status, words.status.label(status)),
                        ],
                    )
                    for scenario, status in zip(notice.scenarios, notice.statuses, strict=True)
                ],
                style="margin: 0.2rem 0;",
            ),
        ],
    )
