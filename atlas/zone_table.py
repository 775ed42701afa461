"""Time zones by country, named after large cities: tables of the tz database (public domain)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import resources

from atlas.subdivisions import plain

# In others zones are called after parts of the day's map, such as US/Central.
_AREAS = ("Africa/", "America/", "Asia/", "Atlantic/", "Europe/", "Indian/", "Pacific/")


@cache
def zones() -> dict[str, list[str]]:
    """By ISO 3166-1 code: "PL" -> ["Europe/Warsaw"]."""
    by_country: defaultdict[str, list[str]] = defaultdict(list)
    for line in _table("zone.tab"):
        country, _, zone, *_ = line.split("\t")
        by_country[country].append(zone)
    return dict(by_country)


def _table(name: str) -> list[str]:
    text = resources.files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def countries_with(city: str) -> tuple[str, ...]:
    """The codes of countries that have a city of this name, of the few after which zones are named.

    No answer to whoever names the city: a part of the country may have law of its own.
    """
    return _countries().get(plain(city), ())


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    by_city: dict[str, tuple[str, ...]] = {}
    for country, names in zones().items():
        for city in set(map(_city, names)):
            by_city[city] = (*by_city.get(city, ()), country)
    return _of_other_names() | by_city


def _of_other_names() -> dict[str, tuple[str, ...]]:
    """The same of the other names that zones had: Kiev, Calcutta, Saigon.

    Zones of several countries were joined at times: Timbuktu's is now called after Abidjan. So
    only where one country alone has the zone.
    """
    countries = {}
    for line in _table("zone1970.tab"):
        codes, _, zone, *_ = line.split("\t")
        countries[zone] = codes
    links = (line.split() for line in _table("tzdata.zi") if line.startswith("L "))
    return {
        _city(name): (countries[zone],)
        for _, zone, name in links
        if name.startswith(_AREAS) and len(countries.get(zone, "")) == len("UA")
    }


def _city(zone: str) -> str:
    return plain(zone.rpartition("/")[2].replace("_", " "))
