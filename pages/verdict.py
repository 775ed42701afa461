"""The answer of a launch check as people read it: verdict, reasons, what is needed, precedents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

from atlas.check import LaunchCheck, about_members
from atlas.check_wording import (
    NEARNESS_SAID,
    about_conditions,
    acts_there,
    likeness,
    looked_at,
    own_status,
    question,
    sentence,
    sources,
)
from atlas.edition import Edition
from atlas.judgement import Ground
from atlas.looks import VERDICT_STATUS
from atlas.web_address import page_name
from atlas.wording import confidence_line, in_force, since, spoken
from pages.as_of import law_link
from pages.cards import bullets, instrument, noted, row_of_higher, rows
from pages.marks import marks, marks_explained, shown_title
from pages.markup import (
    MUTED,
    TIGHT,
    Content,
    Html,
    chip,
    element,
    link,
    page_link,
    status_chip,
    tag,
    text,
)
from pages.navigation import address
from pages.palette import looks

_BOX = (
    "border: 1px solid currentColor; border-left: 0.6rem solid {}; border-radius: 0.4rem; "
    "padding: 0.8rem 1rem;"
)


def banner(edition: Edition, check: LaunchCheck) -> Html:
    """The verdict with its sign, what it means, what it rests on, and the question it answers."""
    warning = check.warning
    chips: list[Content] = [_verdict_chip(edition, check.verdict)]
    if warning:
        chips += [text("; the evidence points to: "), _verdict_chip(edition, warning)]
    where, when = edition.places.name(check.place), spoken(check.as_of.isoformat())
    return element(
        "section",
        [
            # Read out when it changes: the focus stays where the question was answered.
            element(
                "div",
                [
                    element("h2", chips, style="margin: 0; padding: 0; font-size: 1.45rem;"),
                    element(
                        "p",
                        sentence(check),
                        style="font-size: 1.15rem; font-weight: 600; margin: 0.5rem 0;",
                    ),
                ],
                role="status",
            ),
            _sources(edition, check),
            element("p", against, style=TIGHT) if (against := acts_there(check)) else "",
            element("p", f"{question(edition, check)} · {where} · as of {when}", style=TIGHT),
            _members(edition, check),
            element("p", "Not legal advice.", style=TIGHT),
        ],
        style=_BOX.format(looks()[VERDICT_STATUS[warning or check.verdict]].colour),
        aria_label="Verdict",
    )


def _sources(edition: Edition, check: LaunchCheck) -> Content:
    """The texts that decide, each with the page that was read."""
    return [
        element("p", [said, ". ", link(page, "Page read") if page else ""], style=TIGHT)
        for said, page in sources(edition, check)
    ]


def _members(edition: Edition, check: LaunchCheck) -> Content:
    """How far the answer of a bloc carries, and where those of its members stand."""
    if not (said := about_members(edition, check)):
        return ""
    listed = law_link(check.place, "All members side by side", check.as_of)
    return element("p", [said, " ", listed], style=TIGHT)


def becomes_medicine(edition: Edition) -> Html:
    """Why a therapeutic claim makes a medicine of a cosmetic."""
    return element(
        "section",
        [
            element("h3", "Your claim makes this a medicine", style="margin: 0; padding: 0;"),
            element("p", edition.vocabularies.purpose_claim["therapeutic"].definition, style=TIGHT),
            element(
                "p",
                "So the rule for medicines was looked at as well as the rule for the use. "
                "Without the claim the answer may differ.",
                style=TIGHT,
            ),
        ],
        style=_BOX.format(looks()["authorisation_required"].colour),
    )


def ground_card(edition: Edition, ground: Ground, as_of: date) -> Html:
    """One position that a day's verdict rests on, with the reasons and where to read it."""
    words, standing, position = edition.vocabularies, ground.standing, ground.standing.position
    head: list[Content] = [
        element("h3", words.scenario.label(standing.scenario), style="margin: 0; padding: 0;"),
        element(
            "p",
            [
                _verdict_chip(edition, ground.verdict)
                if ground.is_no_yes
                else status_chip(standing.status, words.status.label(standing.status)),
                f" {looked_at(ground)}",
            ],
            style=TIGHT,
        ),
        bullets(ground.why),
    ]
    whole = law_link(
        standing.place, f"{edition.places.name(standing.place)}: everything on record", as_of
    )
    if position is None:
        return element("article", [*head, element("p", whole, style=TIGHT)])
    return element(
        "article",
        [
            *head,
            rows(
                [
                    (
                        own_status(ground),
                        words.status.label(standing.status) if ground.is_no_yes else "",
                    ),
                    instrument(position),
                    (in_force(standing.status), since(position, as_of)),
                    *noted(edition, standing, position),
                    row_of_higher(edition, standing, ground.higher, as_of),
                    (
                        "Page read",
                        link(position.read_url, page_name(position.read_url))
                        if position.read_url
                        else "",
                    ),
                ]
            ),
            element(
                "p",
                confidence_line(
                    edition,
                    standing.confidence,
                    position.source_read,
                    position.verified_on,
                    sure_by=standing.sure_by,
                ),
                style=MUTED,
            ),
            element("p", whole, style=TIGHT),
        ],
    )


def conditions(edition: Edition, check: LaunchCheck) -> Html:
    """What is needed, and how far meeting it carries."""
    return text(
        [
            element("p", about_conditions(check), style=TIGHT),
            _by_scenario(edition, check.conditions),
        ]
    )


def penalties(edition: Edition, check: LaunchCheck) -> Html:
    """What the positions threaten."""
    if not check.penalties:
        return element("p", "None is on record. That does not mean that there is none.")
    return _by_scenario(edition, check.penalties)


def _by_scenario(edition: Edition, entries: Iterable[tuple[str, str]]) -> Html:
    scenarios = edition.vocabularies.scenario
    return text(
        [
            element("p", element("strong", scenarios.label(scenario)), style=TIGHT),
            bullets(entry for entry, _ in group),
        ]
        for scenario, group in groupby(entries, key=lambda entry: entry[1])
    )


def precedent_list(edition: Edition, acts: pd.DataFrame) -> Html:
    """Enforcement against the same origin or use, and there, by how near it was."""
    parts: list[Content] = [marks_explained(edition, acts)]
    for nearness, group in acts.groupby("nearness", sort=False):
        parts.append(element("h3", NEARNESS_SAID[str(nearness)], style="margin: 0.6rem 0 0 0;"))
        parts.append(
            element(
                "ul",
                [_precedent(edition, act) for act in group.itertuples()],
                style="margin: 0; padding-left: 1.2rem;",
            )
        )
    return text(parts)


def _precedent(edition: Edition, row: Any) -> Html:
    words = edition.vocabularies
    return element(
        "li",
        [
            tag(words.kind.label(row.kind)),
            *marks(row.review, row.delisted_on),
            f" {spoken(row.published, 'undated')}, "
            f"{edition.places.name(row.jurisdiction)} ({row.regulator_short}): ",
            page_link(address("notices", notice=row.id), shown_title(row)),
            element(
                "div",
                [
                    f"{likeness(row.same_origin, row.same_use)} · ",
                    confidence_line(edition, row.confidence, row.source_read, row.last_checked),
                ],
                style=MUTED,
            ),
        ],
        style="margin-bottom: 0.5rem; overflow-wrap: anywhere;",
    )


def _verdict_chip(edition: Edition, verdict: str) -> Html:
    return chip(looks()[VERDICT_STATUS[verdict]], edition.vocabularies.verdict.label(verdict))
