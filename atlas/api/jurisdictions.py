"""Every place with how each scenario stands there, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from atlas.api.fields import IN_SHORT
from atlas.api.tables import Row, Table, linked
from atlas.edition import Edition
from atlas.exports import place_row

# What CSV says of each scenario, in columns of its own.
_IN_CSV = ("status", "inherited_from", "confidence", "verified_on", "read_url")


def jurisdiction_table(edition: Edition, codes: Sequence[str], day: date) -> Table:
    """A row for each place (atlas.api.fields.JURISDICTION), in the order of the codes.

    CSV has columns for each scenario instead of `law`: `injected_or_iv` is its status,
    `injected_or_iv_confidence` how sure that is, and so on.
    """
    places, scenarios = edition.places, edition.vocabularies.scenario.codes
    entries = Counter(entry.jurisdiction for entry in edition.law.entries)
    notices = Counter(edition.notices["jurisdiction"])
    law: dict[str, list[dict[str, Any]]] = {code: [] for code in codes}
    for standing in edition.law.standings(codes, scenarios, day):
        row = edition.law.row(standing)
        law[standing.place].append(linked({name: row[name] for name in IN_SHORT}))
    rows = [
        {
            **place_row(places, code),
            "members": list(places.members(code)) if places[code].kind == "bloc" else [],
            "positions": entries[code],
            "notices": notices[code],
            "as_of": day.isoformat(),
            "law": law[code],
        }
        for code in codes
    ]
    return Table.of_rows(rows, in_csv=_flat)


def _flat(row: Row) -> Row:
    flat = {name: value for name, value in row.items() if name != "law"}
    for standing in row["law"]:
        for name in _IN_CSV:
            suffix = "" if name == "status" else f"_{name}"
            flat[f"{standing['scenario']}{suffix}"] = standing[name]
    return flat
