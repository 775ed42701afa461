"""The members of a bloc beside it: what each takes from the bloc, and where it departs."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from atlas.edition import Edition

# Where a member's answer comes from, and whether it is the bloc's: the bloc's own rule answers;
# another rule answers with the same status, or with another one; only the member has a rule on
# record; nothing is on record.
Relation = Literal["inherits", "agrees", "departs", "alone", "nothing"]


def beside_bloc(edition: Edition, standings: pd.DataFrame, bloc: str) -> pd.DataFrame:
    """The answers of a bloc's members by name, each compared with the bloc's.

    `standings` are of Law.table, with the bloc and its members; further columns stay. Added are
    `bloc_status` (str) and `relation` (a Relation).
    """
    members = list(edition.places.members(bloc))
    rows = standings[standings["jurisdiction"].isin(members)]
    of_bloc = standings[standings["jurisdiction"] == bloc].set_index("scenario")["status"]
    compared = rows.assign(bloc_status=rows["scenario"].map(of_bloc))
    origin = compared["inherited_from"].where(compared["inherited_from"].notna(), "")
    compared["relation"] = [
        _relation(status, bloc_status, inherited_from == bloc)
        for status, bloc_status, inherited_from in zip(
            compared["status"], compared["bloc_status"], origin, strict=True
        )
    ]
    return compared.sort_values("name", kind="stable", ignore_index=True)


def _relation(status: str, bloc_status: str, of_the_bloc: bool) -> Relation:
    if of_the_bloc:
        return "inherits"
    if status == "no_data":
        return "nothing"
    if bloc_status == "no_data":
        return "alone"
    return "agrees" if status == bloc_status else "departs"
