"""The time zone of a country, where it has only one."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from atlas.zone_table import zones


def zone_of(country: str) -> ZoneInfo | None:
    """The zone of an ISO 3166-1 country; None where it has several, or is no country."""
    its = zones().get(country, [])
    return ZoneInfo(its[0]) if len(its) == 1 else None
