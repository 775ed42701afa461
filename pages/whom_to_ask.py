"""Whom to ask, as people read it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from atlas.edition import Edition
from atlas.wording import NAMED_AS_THEY_ACTED, counted, last_seen, nobody_to_ask, spoken
from pages.as_of import in_address
from pages.cards import bullets
from pages.markup import MUTED, Content, Html, element, link, page_link, text
from pages.navigation import address

_TIGHT = "margin: 0.2rem 0;"


def regulator_list(edition: Edition, regulators: pd.DataFrame, as_of: date) -> Html:
    """Whom to ask, and where they publish; `regulators` is of atlas.sources.whom_to_ask that day.

    What their places have published is a link on the present day only: the list of notices knows
    no other.
    """
    if regulators.empty:
        return element("p", nobody_to_ask("this place", as_of))
    rows: list[Any] = list(regulators.itertuples())
    listed = bullets(
        [
            link(row.site if isinstance(row.site, str) else None, row.regulator),
            f" ({row.regulator_short}), {row.name}: {counted(row.notices, 'notice')} on record, "
            f"{row.direct} about exosomes; {last_seen(row.latest)}; "
            f"last checked {spoken(row.last_checked)}.",
            *_formerly(row),
        ]
        for row in rows
    )
    published = "" if in_address(as_of) else _published(edition, regulators)
    return text([listed, published, element("p", NAMED_AS_THEY_ACTED, style=MUTED)])


def _formerly(row: Any) -> list[Content]:
    """How an authority was called before, with the page that says so."""
    if not isinstance(row.formerly, str):
        return []
    return [f" {row.formerly} ", link(row.formerly_url, "Who says so")]


def _published(edition: Edition, regulators: pd.DataFrame) -> Html:
    """All that is on record of the places of some authorities, whoever published it."""
    links: list[Content] = []
    for code in regulators["jurisdiction"].unique():
        links.append(", " if links else "Every notice on record of: ")
        listed = address("notices", places=str(code), context="1")
        links.append(page_link(listed, edition.places.name(str(code))))
    return element("p", links, style=_TIGHT)
