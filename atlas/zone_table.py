"""Time zones by country, named after large cities: zone.tab of the tz database (public domain)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import resources

from atlas.subdivisions import plain


@cache
def zones() -> dict[str, list[str]]:
    """By ISO 3166-1 code: "PL" -> ["Europe/Warsaw"]."""
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    by_country: defaultdict[str, list[str]] = defaultdict(list)
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            by_country[country].append(zone)
    return dict(by_country)


def countries_with(city: str) -> tuple[str, ...]:
    """The codes of countries that have a city of this name, of the few after which zones are named.

    No answer to whoever names the city: a part of the country may have law of its own.
    """
    return _countries().get(plain(city), ())


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    by_city: dict[str, tuple[str, ...]] = {}
    for country, names in zones().items():
        for city in {plain(name.rpartition("/")[2].replace("_", " ")) for name in names}:
            by_city[city] = (*by_city.get(city, ()), country)
    return by_city
