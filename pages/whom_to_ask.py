"""Whom to ask, as people read it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from atlas.edition import Edition
from atlas.web_address import is_web_address, page_name
from atlas.wording import (
    NAMED_AS_THEY_ACTED,
    counted,
    issuer,
    last_seen,
    nobody_to_ask,
    site_called,
    spoken,
)
from pages.as_of import in_address
from pages.cards import bullets
from pages.markup import MUTED, TIGHT, Content, Html, element, joined, link, page_link, text
from pages.navigation import address


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
            f"{issuer(row.regulator, row.regulator_short)}, {row.name}: "
            f"{counted(row.notices, 'notice')} on record, "
            f"{row.direct} about exosomes; {last_seen(row.latest)}; "
            f"last checked {spoken(row.last_checked)}.",
            *_site(edition, row),
            *_formerly(row),
        ]
        for row in rows
    )
    published = "" if in_address(as_of) else _published(edition, regulators)
    return text([listed, published, element("p", NAMED_AS_THEY_ACTED, style=MUTED)])


def _site(edition: Edition, row: Any) -> list[Content]:
    """Where most of its notices stand, an official gazette at times; else its own start page."""
    if not is_web_address(row.site):
        return []
    called = site_called(edition, row.jurisdiction, row.regulator_short, row.site)
    return [f" {called} ", link(row.site, page_name(row.site)), "."]


def _formerly(row: Any) -> list[Content]:
    """How an authority was called before, with the page that says so."""
    if not isinstance(row.formerly, str):
        return []
    return [f" {row.formerly} ", link(row.formerly_url, "Who says so")]


def _published(edition: Edition, regulators: pd.DataFrame) -> Html:
    """All that is on record of the places of some authorities, whoever published it."""
    links = (
        page_link(address("notices", places=code, context="1"), edition.places.name(code))
        for code in regulators["jurisdiction"].unique()
    )
    return element("p", ["Every notice on record of: ", joined(links, ", ")], style=TIGHT)
