"""The brief of a launch check: the verdict, what it rests on, what is needed, who was punished."""

from __future__ import annotations

import numpy as np

from atlas.brief.occasion import Occasion
from atlas.brief.references import References
from atlas.brief.template import render
from atlas.check import about_members, launch_check
from atlas.check_wording import (
    NEARNESS_SAID,
    about_conditions,
    acted,
    acts_there,
    how_counted,
    likeness,
    looked_at,
    not_about,
    own_status,
    question,
    sentence,
    sources,
)
from atlas.edition import Edition
from atlas.tabular import records
from atlas.wording import ABOUT_RISK

# Acts of the place itself are printed up to the first number, those of elsewhere only until there
# are as many as the second: more would fill pages that nobody reads. So many are printed whole.
_MOST_PRECEDENTS, _ENOUGH_PRECEDENTS, _MOST_WHOLE = 30, 10, 6


def check_brief(
    edition: Edition, place: str, *, origin: str, use: str, claim: str, occasion: Occasion
) -> str:
    """The brief of one launch, as one HTML document. Raises as `atlas.check.launch_check` does."""
    as_of, words = occasion.as_of, edition.vocabularies
    check = launch_check(edition, place, origin=origin, use=use, claim=claim, as_of=as_of)
    references = References(edition, as_of)
    standings = [ground.standing for ground in check.grounds]
    found = references.answers(standings)
    there = int((check.precedents["nearness"] == "there").sum())
    printed = check.precedents.head(min(max(there, _ENOUGH_PRECEDENTS), _MOST_PRECEDENTS))
    printed = printed.assign(whole=np.arange(len(printed)) < _MOST_WHOLE)
    return render(
        "check.html",
        title=f"Launch check: {edition.places.labelled(place)}",
        occasion=occasion,
        edition=edition,
        words=words,
        name=edition.places.name,
        citation=occasion.citation(edition),
        check=check,
        question=question(edition, check),
        sentence=sentence(check),
        sources=sources(edition, check),
        acted=acted(check),
        acts_there=acts_there(check),
        how_counted=how_counted(check),
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
        looked_at=looked_at,
        likeness=likeness,
        own_status=own_status,
        about_conditions=about_conditions(check),
        cited=references.cited(),
        left_out=references.left_out,
        precedents=[
            (NEARNESS_SAID[str(nearness)], records(acts))
            for nearness, acts in printed.groupby("nearness", sort=False)
        ],
        more_precedents=len(check.precedents) - len(printed),
        regulators=records(check.regulators),
        not_known=check.not_known,
    )
