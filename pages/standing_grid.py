"""Places side by side: for each scenario one cell a place, six in a row, fewer on a phone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from atlas.edition import Edition
from atlas.higher_rule import by_name
from atlas.law import ALLOWING, NOT_KNOWN, is_weak
from atlas.wording import by_rule_of, counted, first_day, rule_of
from pages import as_of
from pages.cards import anchor, bullets
from pages.evidence_line import evidence_line, source_link
from pages.markup import MUTED, Content, Html, element, page_link, status_chip, tag

# ASEAN's members beside four others.
MOST_COMPARED = 16
_CELL = (
    "border: 1px solid rgba(128, 128, 128, 0.5); border-radius: 0.4rem; padding: 0.5rem 0.6rem; "
    "overflow-wrap: anywhere;"
)


def differing(rows: pd.DataFrame) -> set[str]:
    """The scenarios in which places do not all have the same status."""
    return {scenario for scenario, some in _by_scenario(rows) if some["status"].nunique() > 1}


def standing_grid(edition: Edition, rows: pd.DataFrame, day: date) -> Html:
    """A section each scenario: whether the places differ, a cell each place, what is asked there.

    `rows` are of pages.knowledge.standings, in the order of the cells.
    """
    label, apart = edition.vocabularies.scenario.label, differing(rows)
    return element(
        "div",
        [
            element(
                "section",
                [
                    element("h3", label(scenario), style="margin: 0.9rem 0 0.1rem 0; padding: 0;"),
                    tag("Status differs" if scenario in apart else "Same status"),
                    element(
                        "ul",
                        [_cell(edition, row, day) for row in some.to_dict("records")],
                        style="display: grid; gap: 0.5rem; list-style: none; padding: 0; "
                        "margin: 0.4rem 0 0 0; grid-template-columns: "
                        "repeat(auto-fit, minmax(min(100%, 8rem), 1fr));",
                    ),
                    _conditions(edition, some, day),
                ],
            )
            for scenario, some in _by_scenario(rows)
        ],
    )


def _by_scenario(rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    for scenario, some in rows.groupby("scenario", sort=False):
        yield str(scenario), some


def _conditions(edition: Edition, rows: pd.DataFrame, day: date) -> Content:
    """What is asked where something is allowed: without it a "Conditional" reads as a yes.

    Cells are too narrow for it. Places of which the same is asked stand together.
    """
    asked: dict[tuple[str, ...], list[str]] = {}
    for row in rows.to_dict("records"):
        if row["status"] in ALLOWING:
            is_doubtful = is_weak(row["status"], row["confidence"])
            doubt = " (low confidence: have it confirmed)" if is_doubtful else ""
            standing = edition.law.standing(row["jurisdiction"], row["scenario"], day)
            higher = edition.law.higher_rule(standing, day)
            beside = by_name(edition, higher, "conditions", told=row["conditions"])
            asked.setdefault((*row["conditions"], *beside), []).append(f"{row['name']}{doubt}")
    return [
        element(
            "div",
            [
                element("strong", f"{', '.join(names)}: "),
                "conditional on all of these, and on the ordinary duties"
                if conditions
                else "the ordinary duties bind; no other condition is on record",
                bullets(conditions),
            ],
            style="margin-top: 0.4rem; overflow-wrap: anywhere;",
        )
        for conditions, names in asked.items()
    ]


def _cell(edition: Edition, row: dict[Any, Any], day: date) -> Html:
    words, status = edition.vocabularies, row["status"]
    said: list[Content] = [
        element(
            "div",
            as_of.law_link(row["jurisdiction"], row["name"], day),
            style="font-weight: 600;",
        ),
        element(
            "div",
            status_chip(status, words.status.label(status)),
            # Six beside each other are narrow: words of a status are broken by their hyphens only.
            style="font-size: 0.8rem; margin: 0.2rem -0.3rem; overflow-wrap: normal; "
            "hyphens: manual;",
        ),
    ]
    if status == "no_data":
        said.append(element("div", "Nothing on record. Not a permission."))
        return element("li", said, style=_CELL)
    if inherited := _whose(edition, row):
        said.append(element("div", inherited))
    said.append(element("div", began(row)))
    said += _doubts(row)
    said.append(
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
            style="font-size: 0.85rem; opacity: 0.85;",
        )
    )
    return element("li", said, style=_CELL)


def _whose(edition: Edition, row: Mapping[Any, Any]) -> str:
    """Whose rule or answer it is; "" where it is the place's own."""
    origin = row["inherited_from"]
    return f"{rule_of(row['status'])} {edition.places.in_sentence(origin)}" if origin else ""


def began(row: Mapping[Any, Any]) -> str:
    """Since when it holds."""
    # What is not known is not so since a day: the day is that of the text that was looked into.
    looked_into, is_dated = row["status"] in NOT_KNOWN, isinstance(row["effective_from"], str)
    if looked_into and not is_dated and not isinstance(row["instrument"], str):
        return "No text on record"
    first = first_day(row["effective_from"], row["sure_from"], row["as_of"])
    if looked_into:
        return f"Text {'since' if is_dated else 'from an'} {first}"
    return f"{'Since' if is_dated else 'From an'} {first}"


def glance(edition: Edition, rows: pd.DataFrame, carded: Collection[str]) -> Html:
    """One place at a glance: each scenario with its status, since when, whose rule, how sure.

    Args:
        edition: names everything.
        rows: of pages.knowledge.standings, one place.
        carded: the scenarios that have a card on the page; the name of each leads there, and that
            of another to the page with its card. Where none has, no name is a link.
    """
    words = edition.vocabularies
    return element(
        "ul",
        [
            element(
                "li",
                [
                    element("div", _named(edition, row, carded)),
                    status_chip(row["status"], words.status.label(row["status"])),
                    element("div", _in_short(edition, row), style=MUTED),
                    _doubts(row),
                ],
            )
            for row in rows.to_dict("records")
        ],
        style="display: grid; gap: 0.5rem 1rem; list-style: none; padding: 0; margin: 0; "
        "grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr));",
    )


def _named(edition: Edition, row: Mapping[Any, Any], carded: Collection[str]) -> Content:
    scenario = row["scenario"]
    label = edition.vocabularies.scenario.label(scenario)
    if scenario in carded:
        return page_link(f"#{anchor(scenario)}", label)
    day = date.fromisoformat(row["as_of"])
    return as_of.law_link(row["jurisdiction"], label, day, scenario=scenario) if carded else label


def _in_short(edition: Edition, row: Mapping[Any, Any]) -> Content:
    """Since when, whose, how sure and on which page: what a status is never shown without."""
    if row["status"] == "no_data":
        return "Nothing on record. Not a permission."
    said = [began(row), _whose(edition, row)]
    if not is_weak(row["status"], row["confidence"]):
        sure = edition.vocabularies.confidence.label(row["confidence"])
        said.append(f"{sure} confidence{by_rule_of(edition, row['sure_by'])}")
    return [" · ".join(filter(None, said)), " · ", source_link(row["read_url"])]


def _doubts(row: Mapping[Any, Any]) -> list[Html]:
    """A line for each thing that a status alone does not tell."""
    said = {
        "Low confidence: have it confirmed": is_weak(row["status"], row["confidence"]),
        f"On {counted(len(row['conditions']), 'condition')}": (
            row["conditions"] and row["status"] in ALLOWING
        ),
    }
    style = "font-size: 0.85rem;"
    return [element("div", doubt, style=style) for doubt, holds in said.items() if holds]
