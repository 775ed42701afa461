"""Small facts for the tests of the store, and what scrapers bring to it: notices made to order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from atlas.facts import Facts
from atlas.notices import Notice
from atlas.store import ROW_KEYS, Harvest

MONDAY = date(2026, 11, 23)


def a_notice(id_: str, **changes: Any) -> Notice:
    """A notice that says next to nothing, except for `changes`."""
    return Notice(
        **{
            "id": id_,
            "jurisdiction": "US",
            "regulator": "Authority",
            "regulator_short": "AUT",
            "issuer_type": "regulator",
            "title": "Plain notice",
            "title_en": "Plain notice",
            "language": "en",
            "published": "2025-09",
            "kind": "ban",
            "relevance": "direct",
            "origin": ("human",),
            "uses": ("injection",),
            "claims": (),
            "concerns": ("unapproved",),
            "firms": (),
            "products": (),
            "summary": "Nothing.",
            "effect": "tightens",
            "exosome_explicit": True,
            "url": None,
            "source_read": "primary",
            "read_url": "https://regulator.example/notice",
            "confidence": "high",
            "review": "reviewed",
            "verified_on": "2026-11-22",
            **changes,
        }
    )


def facts_with(facts: Facts, *notices: Notice) -> Facts:
    """The facts with these notices and a few positions only, and a digest that says which."""
    few = facts.positions[:9]
    return replace(facts, notices=notices, positions=few, digest=str(hash(notices)))


def row_of(record: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The record of a notice as a scraper brings it, under the key that its source has for it."""
    return {"key": key, **{name: record[name] for name in ROW_KEYS if name != "key"}}


def a_row(key: str, **changes: Any) -> dict[str, Any]:
    """A notice of the source us-x."""
    record = a_notice(f"us-x-{key}").record() | {"via": "live", "url": f"https://x.example/{key}"}
    return row_of(record, key) | changes


def a_harvest(*rows: dict[str, Any], day: date = MONDAY, **changes: Any) -> Harvest:
    """What a run over the source us-x brought early on a day."""
    return Harvest(
        **{
            "source_id": "us-x",
            "started_at": datetime(day.year, day.month, day.day, 6, tzinfo=UTC),
            "seen_on": day,
            "rows": rows,
            **changes,
        }
    )
