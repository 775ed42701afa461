"""A bloc: which texts bind its members, and which members depart from it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from atlas.edition import Edition
from atlas.places import Bloc
from atlas.wording import spoken
from pages import as_of
from pages.markup import Content, Html, element, is_web_address, link, page_link, status_chip
from pages.navigation import address


def instruments(edition: Edition, bloc: Bloc) -> Html:
    """The common texts, how each reaches the members, where that was read."""
    confidence = edition.vocabularies.confidence
    return element(
        "ul",
        [
            element(
                "li",
                [
                    element("strong", text.instrument),
                    element("div", text.transposition_note),
                    element(
                        "div",
                        [
                            f"Confidence: {confidence.label(text.confidence)} · "
                            if text.confidence
                            else "",
                            f"Last checked: {spoken(bloc.verified_on)} · ",
                            link(text.read_url, "source")
                            if is_web_address(text.read_url)
                            else "no page to link to",
                        ],
                        style="opacity: 0.8; font-size: 0.9rem;",
                    ),
                ],
                style="margin-bottom: 0.5rem; overflow-wrap: anywhere;",
            )
            for text in bloc.instruments
        ],
    )


def members(edition: Edition, bloc: Bloc, day: date) -> Html:
    """The members, each a link to its page."""
    links: list[Content] = []
    for code in sorted(bloc.members, key=edition.places.name):
        links += [", " if links else "", _place(edition, code, day)]
    return element("p", links)


def departures(edition: Edition, standings: pd.DataFrame, code: str, day: date) -> Html:
    """For each scenario the members whose status is not the bloc's, by status.

    `standings` are of pages.knowledge.standings.
    """
    words = edition.vocabularies
    sections = []
    for scenario in words.scenario.codes:
        some = standings[standings["scenario"] == scenario].set_index("jurisdiction")["status"]
        of_members = some.reindex(list(edition.places.members(code)))
        other = of_members[of_members != some[code]]
        lines = []
        for status, group in other.groupby(other, sort=False):
            links: list[Content] = []
            for member in sorted(group.index, key=edition.places.name):
                links += [", " if links else " ", _place(edition, member, day)]
            lines.append(
                element("li", [status_chip(str(status), words.status.label(str(status))), *links])
            )
        sections.append(
            element(
                "section",
                [
                    element(
                        "h3",
                        words.scenario.label(scenario),
                        style="margin: 0.7rem 0 0.2rem 0; padding: 0;",
                    ),
                    element(
                        "div",
                        [
                            "Bloc: ",
                            status_chip(some[code], words.status.label(some[code])),
                            f" {len(of_members) - len(other)} of {len(of_members)} members have "
                            "the same status.",
                        ],
                    ),
                    element("ul", lines) if lines else Html(""),
                ],
            )
        )
    return element("div", sections)


def _place(edition: Edition, code: str, day: date) -> Html:
    return page_link(
        address("country", place=code, **as_of.in_address(day)), edition.places.name(code)
    )
