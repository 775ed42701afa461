"""Places whose law bears on another's: the blocs above it and its own subdivisions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import pandas as pd

from atlas.edition import Edition
from atlas.wording import counted
from pages.as_of import law_link
from pages.cards import folded
from pages.evidence_line import evidence_line
from pages.markup import MUTED, Content, Html, element, joined, status_chip
from pages.standing_grid import began


def subdivisions(edition: Edition, place: str) -> tuple[str, ...]:
    """The parts of a country of which something is on record."""
    return tuple(code for code in edition.parts(place) if code in edition.filed)


def how_the_law_stands(edition: Edition, codes: Collection[str], day: date) -> list[Content]:
    """Links to the law of some places: it may bar what no act on record does."""
    return [
        law_link(code, f"How the law stands: {edition.places.name(code)}", day)
        for code in codes
        if code in edition.codes
    ]


def look_also_at(ways: Sequence[Content]) -> Html:
    """Where else to look, as links in a line."""
    return element("p", ["Look also at: ", joined(ways)], style="margin: 0;")


def own(standings: pd.DataFrame) -> pd.DataFrame:
    """Those answers (knowledge.standings) that rest on the place's own position."""
    return standings[standings["inherited_from"].isna() & (standings["status"] != "no_data")]


def own_rules(edition: Edition, standings: pd.DataFrame, codes: Collection[str], day: date) -> Html:
    """Each place as a link, with the rules that are its own folded away.

    `standings` are of pages.knowledge.standings.
    """
    answers = own(standings).to_dict("records")
    items = []
    for code in codes:
        rules = [_rule(edition, row) for row in answers if row["jurisdiction"] == code]
        items.append(
            element(
                "li",
                [
                    element("strong", law_link(code, edition.places.name(code), day)),
                    folded(
                        f"{counted(len(rules), 'answer')} of its own",
                        element("ul", rules, style="margin: 0.2rem 0;"),
                    )
                    if rules
                    else " – no rule of its own on record",
                ],
                style="margin-bottom: 0.4rem;",
            )
        )
    return element("ul", items)


def _rule(edition: Edition, row: dict[Any, Any]) -> Html:
    words = edition.vocabularies
    held = began(row)
    said: list[Content] = [
        f"{words.scenario.label(row['scenario'])}: ",
        status_chip(row["status"], words.status.label(row["status"])),
        f" {held[0].lower()}{held[1:]}",
        element(
            "div",
            evidence_line(
                edition,
                row["confidence"],
                row["source_read"],
                row["verified_on"],
                row["read_url"],
                sure_by=row["sure_by"],
            ),
            style=MUTED,
        ),
    ]
    return element("li", said)
