"""Countries: those of ISO 3166-1 (the `pycountry` tables), and every name that they go by."""

from __future__ import annotations

from functools import cache
from typing import Any

import pycountry

from atlas import subdivisions

# Names that people use and ISO 3166 does not have.
_EVERYDAY_NAMES = {
    "AE": ("UAE", "Emirates"),
    "BA": ("Bosnia",),
    "BN": ("Brunei",),
    "BO": ("Bolivia",),
    "CD": ("DR Congo", "Congo-Kinshasa"),
    "CG": ("Congo-Brazzaville", "Republic of the Congo"),
    "CI": ("Ivory Coast",),
    "CN": ("PRC", "Mainland China"),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic",),
    "FK": ("Falkland Islands",),
    "FM": ("Micronesia",),
    "GB": ("UK", "Great Britain", "Britain"),
    "KP": ("North Korea", "DPRK"),
    "KR": ("South Korea", "Korea"),
    "LA": ("Laos",),
    "MK": ("Macedonia",),
    "MM": ("Burma",),
    "MO": ("Macau",),
    "NL": ("Holland", "The Netherlands"),
    "PS": ("Palestine",),
    "RU": ("Russia",),
    "SA": ("KSA",),
    "SY": ("Syria",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "TW": ("Chinese Taipei",),
    "US": ("US", "USA", "United States of America", "America"),
    "VA": ("Vatican", "Vatican City"),
    "VN": ("Viet Nam",),
}
# The name on screen, where ISO's own is inverted ("Iran, Islamic Republic of") or bookish.
_DISPLAY_NAMES = {
    "BN": "Brunei",
    "CD": "DR Congo",
    "CG": "Congo",
    "FK": "Falkland Islands",
    "FM": "Micronesia",
    "KP": "North Korea",
    "LA": "Laos",
    "PS": "Palestine",
    "RU": "Russia",
    "SH": "Saint Helena, Ascension and Tristan da Cunha",
    "SY": "Syria",
    "VA": "Vatican City",
    "VG": "British Virgin Islands",
    "VI": "US Virgin Islands",
}


def english_name(country: Any) -> str:
    """The name on screen."""
    shown: str = getattr(country, "common_name", country.name)
    return _DISPLAY_NAMES.get(country.alpha_2, shown)


def names(code: str) -> tuple[str, ...]:
    """What a country is called by ISO 3166-1 and by people, beside the name on screen."""
    return (*_official_names()[code], *_EVERYDAY_NAMES.get(code, ()))


@cache
def _official_names() -> dict[str, tuple[str, ...]]:
    """Every name that ISO 3166-1 gives a country, by its code."""
    return {
        country.alpha_2: tuple(
            form
            for field in ("name", "common_name", "official_name")
            if (name := getattr(country, field, None))
            # "Korea, Republic of" is also said "Republic of Korea".
            for form in (name, " ".join(reversed(name.split(", "))))
        )
        for country in pycountry.countries
    }


@cache
def former_names() -> dict[str, str]:
    """Names of ISO 3166-3 that a country of today was known by: "Zaire" is CD.

    The last two letters of a former code are those of the country that took over; where several
    did (the Soviet Union) they are no country's. What is a part of that country now keeps its name
    for itself ("Sikkim" is IN-SK).
    """
    found = {}
    for former in pycountry.historic_countries:
        name, country = former.name.partition(",")[0], former.alpha_4[2:]
        is_part = any(part.startswith(f"{country}-") for part in subdivisions.named(name))
        if country in _official_names() and not is_part:
            found[name] = country
    return found
