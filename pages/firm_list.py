"""The firms that notices name most often, each with its notices."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from atlas.edition import Edition
from atlas.wording import counted
from pages.markup import Content, Html, element, page_link
from pages.navigation import address
from pages.notice_list import notice_list

MOST_NOTICES = 20


def firm_list(edition: Edition, firms: pd.DataFrame, first: int) -> Html:
    """Firms (atlas.enforcement.FIRM_COLUMNS) as ordered; each opens to its newest notices.

    `first` is the number of the first among all firms.
    """
    return element(
        "ol",
        [
            element(
                "li",
                element(
                    "details",
                    [
                        element(
                            "summary",
                            [
                                element("strong", firm["firm"], dir="auto"),
                                f": {_acts(edition, firm)}",
                            ],
                        ),
                        *_notices(edition, firm),
                    ],
                ),
                style="margin-bottom: 0.4rem; overflow-wrap: anywhere;",
            )
            for firm in firms.to_dict("records")
        ],
        start=str(first),
    )


def _notices(edition: Edition, firm: dict[Hashable, Any]) -> list[Content]:
    newest_first = firm["notices"][::-1]
    shown: list[Content] = [
        notice_list(edition, edition.notices_by_id(newest_first[:MOST_NOTICES]))
    ]
    if len(newest_first) > MOST_NOTICES:
        search = address("notices", q=firm["firm"])
        shown.append(page_link(search, f"Search for all {len(newest_first):,} acts"))
    return shown


def _acts(edition: Edition, firm: dict[Hashable, Any]) -> str:
    places = ", ".join(edition.places.name(code) for code in firm["places"])
    acts = counted(firm["acts"], "act")
    if not isinstance(firm["first"], str):
        return f"{acts}, {places}, undated"
    years = sorted({firm["first"][:4], firm["latest"][:4]})
    return f"{acts}, {places}, {' to '.join(years)}"
