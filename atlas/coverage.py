"""Which places have a source of notices of their own, and which have none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd

from atlas.edition import Edition
from atlas.health import SourceRecord

COVERAGE_COLUMNS = (
    "jurisdiction",
    "name",
    "kind",
    "own",
    "off",
    "above",
    "positions",
    "notices",
)


def coverage(edition: Edition, records: Iterable[SourceRecord]) -> pd.DataFrame:
    """Every place of the atlas with the sources that are read for it; most facts first.

    Columns COVERAGE_COLUMNS: `kind` is country, subdivision or bloc; `own` the ids of the place's
    sources that are switched on, `off` of those that are not, `above` of those switched on for its
    country and its blocs, which do not tell what its own authorities do (tuples of str);
    `positions` and `notices` count what is on record, whoever found it.
    """
    on: defaultdict[str, list[str]] = defaultdict(list)
    off: defaultdict[str, list[str]] = defaultdict(list)
    for record in records:
        group = on if record.description.enabled else off
        group[record.description.jurisdiction].append(record.id)
    positions = Counter(entry.jurisdiction for entry in edition.law.entries)
    notices = edition.notices["jurisdiction"].value_counts()
    rows: list[dict[str, Any]] = [
        {
            "jurisdiction": code,
            "name": edition.places.name(code),
            "kind": edition.places[code].kind,
            "own": tuple(on[code]),
            "off": tuple(off[code]),
            "above": tuple(id_ for above in edition.places.above(code) for id_ in on[above]),
            "positions": positions[code],
            "notices": int(notices.get(code, 0)),
        }
        for code in edition.codes
    ]
    rows.sort(key=lambda row: (-row["positions"] - row["notices"], row["name"]))
    return pd.DataFrame(rows, columns=list(COVERAGE_COLUMNS))
