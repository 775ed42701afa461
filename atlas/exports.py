"""Everything that the atlas knows as flat tables, for those who take the data away."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from atlas.edition import Edition
from atlas.health import SourceRecord
from atlas.law import Position
from atlas.places import INTERNATIONAL

POSITION_COLUMNS = (
    "jurisdiction",
    "scenario",
    "entry",
    # What was wrong once stands among the changes.
    *(name for name in list(Position.model_fields)[2:] if name != "recoded"),
    "replaced_from",
)
JURISDICTION_COLUMNS = ("code", "name", "kind", "alpha3", "parent", "region", "subregion", "blocs")
SOURCE_COLUMNS = (
    "id",
    "name",
    "jurisdiction",
    "publisher",
    "publisher_short",
    "homepage",
    "format",
    "languages",
    "cadence",
    "structure",
    "text",
    "terms_of_use",
    "enabled",
    "off_because",
    "last_read",
    "notices",
)
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

    Columns POSITION_COLUMNS: those of Position but `recoded`; `entry`, its number within its
    history from 1; and `replaced_from`, the date from which the next entry holds (None: this is
    the last one). Lists are tuples of str.
    """
    rows = []
    for entries in edition.law.histories.values():
        following = [entry.effective_from for entry in entries[1:]]
        for number, (position, replaced_from) in enumerate(
            zip(entries, [*following, None], strict=True), start=1
        ):
            rows.append({**dict(position), "entry": number, "replaced_from": replaced_from})
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


def jurisdictions(edition: Edition) -> pd.DataFrame:
    """Every place that the other tables speak of (JURISDICTION_COLUMNS), by kind and name.

    `blocs` is a tuple of the codes whose rules reach a country or subdivision, most specific first.
    """
    places = edition.places
    return pd.DataFrame(
        [
            (
                code,
                (place := places[code]).name,
                place.kind,
                place.alpha3,
                place.parent,
                place.region,
                place.subregion,
                places.blocs_of(code),
            )
            for code in (*edition.codes, INTERNATIONAL)
        ],
        columns=list(JURISDICTION_COLUMNS),
        dtype=object,
    )


def sources(records: Iterable[SourceRecord]) -> pd.DataFrame:
    """The sites that scrapers read, by id (SOURCE_COLUMNS).

    `languages` is a tuple of BCP 47 tags, `enabled` bool, `last_read` the day of the last good run
    (None: none yet), `notices` how many of its notices stand.
    """
    rows = []
    for record in records:
        told = record.description
        rows.append(
            {
                "id": record.id,
                **told.model_dump(include=set(SOURCE_COLUMNS)),
                "publisher": told.publisher.name,
                "publisher_short": told.publisher.short,
                "last_read": record.good_at.date().isoformat() if record.good_at else None,
                "notices": record.notices,
            }
        )
    return pd.DataFrame(rows, columns=list(SOURCE_COLUMNS), dtype=object)
