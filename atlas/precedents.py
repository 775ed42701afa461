"""Precedents of a launch: who was acted against for the same origin or use, the nearest first.

And for exosomes at all, in the place itself: an arrest over injected vials there tells somebody who
will needle them more than a warning from the other end of the world.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from atlas.edition import Edition
from atlas.judgement import UNSPECIFIED
from atlas.notices import published_by
from atlas.risk import enforcing

NEARNESS = ("there", "same bloc", "elsewhere")


def precedents(edition: Edition, place: str, *, origin: str, use: str, as_of: date) -> pd.DataFrame:
    """Enforcement against the same origin or use, or there in any case of exosomes, by a day.

    The notice columns, and `nearness` (there | same bloc | elsewhere), `same_origin`, `same_use`
    (bool). Nearest first; then those against this use that may mean this origin; then those that
    match both, one, that name exosomes, the newest.
    """
    acts = edition.notices
    acts = published_by(
        acts[enforcing(acts, edition.weights) & acts["relevance"].isin(["direct", "category"])],
        as_of,
    )
    near = _nearness(edition, place)
    nearness = [near.get(code, NEARNESS[-1]) for code in acts["jurisdiction"]]
    acts = acts.assign(
        nearness=nearness,
        same_origin=[origin in origins for origins in acts["origin"]],
        same_use=[use in uses for uses in acts["uses"]],
    ).astype({"nearness": "str", "same_origin": bool, "same_use": bool})
    order = pd.DataFrame(
        {
            "nearness": pd.Categorical(nearness, NEARNESS, ordered=True),
            "against_it": acts["same_use"] & may_mean(acts, origin),
            "same": acts["same_origin"].astype(int) + acts["same_use"],
            "direct": acts["relevance"] == "direct",
            "published": acts["published_first"],
        },
        index=acts.index,
    ).sort_values(
        ["nearness", "against_it", "same", "direct", "published"],
        ascending=[True, False, False, False, False],
    )
    near_enough = (order["same"] > 0) | (order["direct"] & (order["nearness"] == "there"))
    return acts.loc[order.index[near_enough]].reset_index(drop=True)


def may_mean(acts: pd.DataFrame, origin: str) -> pd.Series:
    """Whether each act may be about an origin (bool): it names it, or none."""
    means = {origin, UNSPECIFIED}
    return pd.Series(
        [
            origin == UNSPECIFIED or not origins or not means.isdisjoint(origins)
            for origins in acts["origin"]
        ],
        index=acts.index,
        dtype=bool,
    )


def _nearness(edition: Edition, place: str) -> dict[str, str]:
    """For each place that is near: there (itself, its country, its parts) or same bloc.

    Another part of the same country is not there, unless a bloc makes it near.
    """
    places = edition.places
    country = places[place].parent or place
    near = {}
    for bloc in places.blocs_of(place):
        for code in (bloc, *places.members(bloc)):
            near[code] = "same bloc"
    if places[place].kind == "bloc":
        near.update(dict.fromkeys(places.members(place), "same bloc"))
    for code in edition.codes:
        if places[code].parent in near:
            near[code] = "same bloc"
    near.update(dict.fromkeys((*edition.parts(place), place, country), "there"))
    return near
