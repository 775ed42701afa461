"""The time zone of a country, where it has only one: zone.tab of the tz database."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo


def zone_of(country: str) -> ZoneInfo | None:
    """The zone of an ISO 3166-1 country; None where it has several, or is no country."""
    zones = _zones().get(country, [])
    return ZoneInfo(zones[0]) if len(zones) == 1 else None


@lru_cache(maxsize=1)
def _zones() -> dict[str, list[str]]:
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    zones: defaultdict[str, list[str]] = defaultdict(list)
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            zones[country].append(zone)
    return dict(zones)
