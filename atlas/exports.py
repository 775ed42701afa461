"""Everything that the atlas knows as flat tables, for those who take the data away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from atlas.columns import BLOC, JURISDICTION, POSITION, SOURCE, names
from atlas.edition import Edition
from atlas.health import SourceRecord
from atlas.places import INTERNATIONAL, Places


def positions(edition: Edition) -> pd.DataFrame:
    """Every entry of every history, by place and scenario, oldest first.

    Columns atlas.columns.POSITION; lists are tuples of str. What was wrong once (`recoded`) stands
    among the changes.
    """
    rows = []
    for entries in edition.law.histories.values():
        following = [entry.effective_from for entry in entries[1:]]
        for number, (position, replaced_from) in enumerate(
            zip(entries, [*following, None], strict=True), start=1
        ):
            rows.append({**dict(position), "entry": number, "replaced_from": replaced_from})
    return pd.DataFrame(rows, columns=list(names(POSITION)), dtype=object)


def blocs(edition: Edition) -> pd.DataFrame:
    """Every member of every bloc, once for each instrument that binds it (atlas.columns.BLOC)."""
    name = edition.places.name
    return pd.DataFrame(
        [
            {
                "bloc": code,
                "bloc_name": bloc.name,
                "member": member,
                "member_name": name(member),
                "instrument": instrument.instrument,
                "transposition_note": instrument.transposition_note,
                "confidence": instrument.confidence,
                "read_url": instrument.read_url,
                "verified_on": bloc.verified_on,
            }
            for code, bloc in edition.places.blocs.items()
            for instrument in bloc.instruments
            for member in bloc.members
        ],
        columns=list(names(BLOC)),
        dtype=object,
    )


def jurisdictions(edition: Edition) -> pd.DataFrame:
    """Every place that the other tables speak of (atlas.columns.JURISDICTION), by kind and name."""
    return pd.DataFrame(
        [place_row(edition.places, code) for code in (*edition.codes, INTERNATIONAL)],
        columns=list(names(JURISDICTION)),
        dtype=object,
    )


def place_row(places: Places, code: str) -> dict[str, Any]:
    """A place under the names of atlas.columns.JURISDICTION."""
    place = places[code]
    return {
        "code": code,
        "name": place.name,
        "kind": place.kind,
        "alpha3": place.alpha3,
        "parent": place.parent,
        "region": place.region,
        "subregion": place.subregion,
        "blocs": places.blocs_of(code),
    }


def sources(records: Iterable[SourceRecord]) -> pd.DataFrame:
    """The sites that scrapers know, by id (atlas.columns.SOURCE); `enabled` is bool."""
    return pd.DataFrame(map(source_row, records), columns=list(names(SOURCE)), dtype=object)


def source_row(record: SourceRecord) -> dict[str, Any]:
    """A site under the names of atlas.columns.SOURCE."""
    told = record.description
    return {
        "id": record.id,
        **told.model_dump(include=set(names(SOURCE))),
        "publisher": told.publisher.name,
        "publisher_short": told.publisher.short,
        "last_read": record.good_at.date().isoformat() if record.good_at else None,
        "notices": record.notices,
    }
