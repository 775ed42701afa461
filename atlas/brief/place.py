"""The brief of a place: how each scenario stands there, on what, at what risk, and who to ask."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from atlas.brief.occasion import Occasion
from atlas.brief.references import Answer, References
from atlas.brief.template import render
from atlas.check import open_questions
from atlas.edition import Edition
from atlas.judgement import MakesNoLaw
from atlas.members import beside_bloc
from atlas.sources import whom_to_ask
from atlas.tabular import records
from atlas.wording import ABOUT_RISK, nobody_to_ask

# Of the notices that no position rests on, so many of the newest are printed.
MOST_OTHERS = 60


def place_brief(edition: Edition, place: str, occasion: Occasion) -> str:
    """The brief of a country, subdivision or bloc, as one HTML document.

    Raises:
        UnknownPlace: the atlas has no such place.
        MakesNoLaw: the place is not one that has law (INT).
    """
    if edition.places[place].kind == "international":
        raise MakesNoLaw
    scenarios, as_of = edition.vocabularies.scenario, occasion.as_of
    references = References(edition, as_of)
    found = references.answers(edition.law.standings([place], scenarios.codes, as_of))
    regulators = whom_to_ask(edition, place, as_of)
    cited = references.cited()
    others = _other_notices(edition, place, occasion, references)
    return render(
        "place.html",
        title=edition.places.labelled(place),
        occasion=occasion,
        edition=edition,
        words=edition.vocabularies,
        name=edition.places.name,
        citation=occasion.citation(edition),
        answers=found,
        about_risk=ABOUT_RISK,
        blocs=[edition.places.name(code) for code in edition.places.above(place)],
        bloc=edition.places.blocs.get(place),
        members=_members(edition, place, occasion),
        not_known=_not_known(edition, place, found, regulators, as_of),
        cited=cited,
        left_out=references.left_out,
        others=records(others.head(MOST_OTHERS)),
        more_others=max(len(others) - MOST_OTHERS, 0),
        regulators=records(regulators),
    )


def _not_known(
    edition: Edition, place: str, found: list[Answer], regulators: pd.DataFrame, as_of: date
) -> list[str]:
    unknown = [
        question
        for answer in found
        for question in open_questions(edition, answer.standing, answer.higher)
    ]
    if regulators.empty:
        asked = edition.places.in_sentence(place)
        unknown.append(f"Whom to ask: {nobody_to_ask(asked, as_of)}")
    return unknown


def _other_notices(
    edition: Edition, place: str, occasion: Occasion, references: References
) -> pd.DataFrame:
    """Notices of the place and its parts that no position rests on, background left out."""
    about = edition.notices_of(place, occasion.as_of, context=False)
    return about[~about["id"].isin(references.ids)]


def _members(
    edition: Edition, place: str, occasion: Occasion
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The members of a bloc by name, each with its answers in the order of the scenarios.

    Rows of Law.table with their `relation` to the bloc.
    """
    if place not in edition.places.blocs:
        return []
    codes = [place, *edition.places.members(place)]
    scenarios = edition.vocabularies.scenario.codes
    table = beside_bloc(edition, edition.law.table(codes, scenarios, occasion.as_of), place)
    return [(str(name), records(rows)) for name, rows in table.groupby("name", sort=False)]
