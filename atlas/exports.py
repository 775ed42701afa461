"""Everything that the atlas knows as flat tables, for those who take the data away."""

from __future__ import annotations

import pandas as pd

from atlas.edition import Edition
from atlas.law import Position

POSITION_COLUMNS = (*Position.model_fields, "replaced_from")
BLOC_COLUMNS = (
    "bloc",
    "bloc_name",
    "member",
    "member_name",
    "instrument",
    "transposition_note",
    "confidence",
    "read_url",
    "verified_on",
)


def positions(edition: Edition) -> pd.DataFrame:
    """Every entry of every history, by place and scenario, oldest first.

    Columns POSITION_COLUMNS: those of Position, and `replaced_from`, the date from which the next
    entry holds (None: this is the last one). Lists are tuples of str.
    """
    rows = []
    for entries in edition.law.histories.values():
        following = [entry.effective_from for entry in entries[1:]]
        for entry, replaced_from in zip(entries, [*following, None], strict=True):
            rows.append({**dict(entry), "replaced_from": replaced_from})
    return pd.DataFrame(rows, columns=list(POSITION_COLUMNS), dtype=object)


def blocs(edition: Edition) -> pd.DataFrame:
    """Every member of every bloc, once for each instrument that binds it (BLOC_COLUMNS)."""
    name = edition.places.name
    return pd.DataFrame(
        [
            (
                code,
                bloc.name,
                member,
                name(member),
                instrument.instrument,
                instrument.transposition_note,
                instrument.confidence,
                instrument.read_url,
                bloc.verified_on,
            )
            for code, bloc in edition.places.blocs.items()
            for instrument in bloc.instruments
            for member in bloc.members
        ],
        columns=list(BLOC_COLUMNS),
        dtype=object,
    )
