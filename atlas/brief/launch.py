"""The brief of a launch check: the verdict, what it rests on, what is needed, who was punished."""

from __future__ import annotations

from atlas.brief.answers import answers
from atlas.brief.occasion import Occasion
from atlas.brief.references import References, records
from atlas.brief.template import render
from atlas.check import about_members, launch_check
from atlas.check_wording import (
    NEARNESS_SAID,
    ROLES_SAID,
    about_conditions,
    acts_there,
    not_about,
    own_status,
    sentence,
    sources,
)
from atlas.edition import Edition
from atlas.wording import ABOUT_RISK, about_the_past

# Enforcement against the same, nearest first: so much of it is printed.
MOST_PRECEDENTS = 30


def check_brief(
    edition: Edition, place: str, *, origin: str, use: str, claim: str, occasion: Occasion
) -> str:
    """The brief of one launch, as one HTML document. Raises as `atlas.check.launch_check` does."""
    as_of, words = occasion.as_of, edition.vocabularies
    check = launch_check(edition, place, origin=origin, use=use, claim=claim, as_of=as_of)
    references = References(edition, as_of)
    standings = [ground.standing for ground in check.grounds]
    found = answers(edition, standings, as_of, references)
    printed = check.precedents.head(MOST_PRECEDENTS)
    return render(
        "check.html",
        title=f"Launch check: {edition.places.labelled(place)}",
        occasion=occasion,
        edition=edition,
        words=words,
        name=edition.places.name,
        citation=occasion.citation(edition),
        past=about_the_past(as_of) if as_of < occasion.made_on else "",
        check=check,
        sentence=sentence(check),
        sources=sources(edition, check),
        acts_there=acts_there(check),
        not_about=not_about(origin),
        members=about_members(edition, check),
        grounds=list(zip(check.grounds, found, strict=True)),
        # The risk of the place is that of its own answer, as everywhere else.
        risked=[
            answer
            for ground, answer in zip(check.grounds, found, strict=True)
            if ground.role != "above"
        ],
        # Whose signs stand on the page.
        shown=[ground.standing.status for ground in check.grounds if not ground.is_no_yes],
        about_risk=ABOUT_RISK,
        roles=ROLES_SAID,
        own_status=own_status,
        about_conditions=about_conditions(check),
        cited=references.cited(),
        left_out=references.left_out,
        precedents=[
            (NEARNESS_SAID[str(nearness)], records(acts))
            for nearness, acts in printed.groupby("nearness", sort=False)
        ],
        more_precedents=max(len(check.precedents) - MOST_PRECEDENTS, 0),
        regulators=records(check.regulators),
        not_known=check.not_known,
    )
