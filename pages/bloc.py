"""A bloc: which texts bind its members, what each takes from it, and where one departs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from atlas.columns import STANDING, names
from atlas.edition import Edition
from atlas.law import is_weak
from atlas.places import Bloc
from atlas.wording import spoken
from pages import as_of, tables
from pages.cards import bullets
from pages.evidence_line import source_link
from pages.markup import MUTED, Content, Html, element, joined, page_link
from pages.navigation import address
from pages.palette import looks
from pages.standing_grid import MOST_COMPARED
from pages.standing_table import LABELS, readable

RELATION_LABELS = {
    "inherits": "The bloc's position holds",
    "agrees": "Another position, same status",
    "departs": "Departs from the bloc",
    "alone": "The bloc has no position on record",
    "nothing": "Nothing on record",
}
_HOW_TO_READ = (
    "A framed sign: the member departs: a position of its own or of another bloc gives "
    "another status.",
    "“=” before a sign: such a position, with the same status.",
    "“+”: the member has a position and the bloc none on record.",
    "A sign alone: the bloc's position holds there, or nothing is on record (–).",
    "“low”: the evidence is of low confidence.",
)
_CARRIED = (
    "shown_inherited", "shown_since", "shown_instrument", "shown_confidence", "shown_read",
    "read_url", "verified_on",
)  # fmt: skip
_HEAD = (
    "font-weight: 600; font-size: 0.85rem; min-width: 5.5rem; padding: 0.2rem; "
    "overflow-wrap: normal;"
)
_RULE = "border-top: 1px solid rgba(128, 128, 128, 0.4);"
_NAME = (
    "text-align: left; font-weight: 400; padding: 0.2rem 0.6rem 0.2rem 0; min-width: 7rem; "
    f"overflow-wrap: normal; {_RULE}"
)
_CELL = f"text-align: center; padding: 0.25rem; white-space: nowrap; {_RULE}"
_SIGN = "display: inline-block; min-width: 1.8rem; border-radius: 0.3rem; font-weight: 700;"
_FRAME = "display: inline-block; padding: 2px; border-radius: 0.5rem;"


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
                            source_link(text.read_url),
                        ],
                        style=MUTED,
                    ),
                ],
                style="margin-bottom: 0.5rem; overflow-wrap: anywhere;",
            )
            for text in bloc.instruments
        ],
    )


def ways_on(edition: Edition, code: str, day: date) -> Html:
    """Links to what else is on record of a bloc and its members."""
    members = sorted(edition.places.members(code))
    ways = [
        page_link(
            address("changes", places=code, view="places"), "Changes here and in its members"
        ),
        page_link(address("notices", places=code), "Notices from here and its members"),
    ]
    if len(members) <= MOST_COMPARED:
        compared = address("compare", places=",".join(members), **as_of.in_address(day))
        ways.insert(0, page_link(compared, "Its members side by side"))
    return element("p", joined(ways))


def matrix(
    edition: Edition, compared: pd.DataFrame, standings: pd.DataFrame, code: str, day: date
) -> Html:
    """Members down, scenarios across: a sign each, framed where the member departs from the bloc.

    Args:
        edition: names everything.
        compared: of atlas.members.beside_bloc.
        standings: of pages.knowledge.standings, for the bloc's own row.
        code: the bloc.
        day: of the rows; in the links to members.
    """
    words = edition.vocabularies
    own = standings[standings["jurisdiction"] == code]
    head = [
        element("th", words.scenario.label(scenario), scope="col", style=_HEAD)
        for scenario in words.scenario.codes
    ]
    lines = [_line(edition, element("strong", edition.places.name(code)), own)]
    for member, rows in compared.groupby("jurisdiction", sort=False):
        name = as_of.law_link(str(member), edition.places.name(str(member)), day)
        lines.append(_line(edition, name, rows))
    table = element(
        "table",
        [
            element("thead", element("tr", [element("th", "Member", scope="col"), *head])),
            element("tbody", lines),
        ],
        style="border-collapse: collapse; width: 100%;",
    )
    # How to read it stands before what scrolls sideways: as its caption a phone would cut it off.
    return element(
        "div",
        [
            bullets(_HOW_TO_READ),
            element("p", _signs(edition)),
            element(
                "div",
                table,
                style="overflow-x: auto;",
                tabindex="0",
                role="region",
                aria_label=f"{edition.places.name(code)}: members by product and use",
            ),
        ],
    )


def _signs(edition: Edition) -> Content:
    """What each sign means."""
    label = edition.vocabularies.status.label
    signs = joined(f"{look.sign} {label(code)}" for code, look in looks().items())
    return [signs, ". ○, ? and – are never a permission."]


def _line(edition: Edition, name: Html, rows: pd.DataFrame) -> Html:
    """A row of the matrix; `rows` are one place's, by scenario."""
    cells = [_cell(edition, row) for row in rows.to_dict("records")]
    return element("tr", [element("th", name, scope="row", style=_NAME), *cells])


def _cell(edition: Edition, row: dict[Any, Any]) -> Html:
    status, look = edition.vocabularies.status.label(row["status"]), looks()[row["status"]]
    relation = row.get("relation")
    weak = is_weak(row["status"], row["confidence"])
    if weak:
        status += ", low confidence"
    says = f"{status}; {RELATION_LABELS[relation].lower()}" if relation else status
    # Around the chip, in the colour of the page's text: the chip's own may be that of the page.
    frame = "currentColor" if relation == "departs" else "transparent"
    return element(
        "td",
        [
            element(
                "span",
                {"agrees": "=", "alone": "+"}.get(str(relation), ""),
                aria_hidden="true",
                style="display: inline-block; width: 0.8rem;",
            ),
            element(
                "span",
                element(
                    "span",
                    look.sign,
                    role="img",
                    aria_label=says,
                    title=says,
                    style=f"background: {look.colour}; color: {look.ink}; {_SIGN}",
                ),
                style=f"border: 2px solid {frame}; {_FRAME}",
            ),
            element("small", " low", aria_hidden="true") if weak else "",
        ],
        style=_CELL,
    )


def member_table(edition: Edition, compared: pd.DataFrame, code: str) -> None:
    """The same as rows with sources, those that depart first, and as a download."""
    shown = readable(edition, compared).assign(
        shown_relation=compared["relation"].map(RELATION_LABELS),
        departs=compared["relation"] != "departs",
    )
    tables.table(
        shown.sort_values("departs", kind="stable").drop(columns="departs"),
        name=f"members-{code}",
        file=f"members-{code}-{compared['as_of'].iloc[0]}",
        of="national answer",
        labels={
            "name": "Member",
            "shown_scenario": "Product and use",
            "shown_status": "Status",
            "shown_relation": "Beside the bloc",
            **{name: LABELS[name] for name in _CARRIED},
        },
        links=("read_url",),
        whole=compared[[*names(STANDING), "bloc_status", "relation"]],
    )
