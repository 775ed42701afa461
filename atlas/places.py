"""Places that have law: countries and territories, their subdivisions, and blocs of countries.

Countries and subdivisions are those of ISO 3166 (the `pycountry` tables), blocs those of
data/blocs.yaml. `INT` stands for international bodies, which make no law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, cached_property
from typing import Literal

import pycountry
from pydantic import Field

from atlas import countries, subdivisions
from atlas.articles import in_sentence
from atlas.closed import Closed
from atlas.subdivisions import plain
from atlas.tabular import cut
from atlas.zone_table import countries_with

PlaceKind = Literal["country", "subdivision", "bloc", "international"]
INTERNATIONAL = "INT"

# Subdivisions that ISO 3166-1 lists as territories too, and that the law above them does not reach:
# the answer of China is not that of Hong Kong, nor the answer of the EU that of Aruba.
_LAW_OF_ITS_OWN = {
    "CN-HK": "HK",
    "CN-MO": "MO",
    "CN-TW": "TW",
    "FR-BL": "BL",
    "FR-NC": "NC",
    "FR-PF": "PF",
    "FR-PM": "PM",
    "FR-TF": "TF",
    "FR-WF": "WF",
    "NL-AW": "AW",
    "NL-BQ1": "BQ",
    "NL-BQ2": "BQ",
    "NL-BQ3": "BQ",
    "NL-CW": "CW",
    "NL-SX": "SX",
    "NO-21": "SJ",
    "NO-22": "SJ",
}
# Asked for by a name or a code that many use: to answer with places spelt alike would mislead.
_UNLISTED = dict.fromkeys(("kosovo", "xk", "xkx", "republic of kosovo"), "Kosovo")
_LONGEST_NAME = 100
# As names of subdivisions stand on screen, and as people write them.
_WITH_COUNTRY = re.compile(r"(?P<name>.+?)(?: \(|, )(?P<country>[^(),]+)\)?")
# Longer texts are names: the code spelt most like a name is of some place at random.
_LONGEST_CODE_OF_ISO = 3
# How much of a name, 0 to 1, is as that of which it is a slip: Frnace. Mali is none for Miami.
_MISSPELT = 0.8
# Letters that are one to the ear, in names of places: Irak, Lybia, Marokko, Kasachstan.
_ONE_TO_THE_EAR = str.maketrans("cqyz", "kkis")
_DOUBLE = re.compile(r"(.)\1")
# A search of more words is a sentence; each run of its words would be looked up.
_MOST_WORDS = 20
# A code that repeats the name in capitals (EU-ANNEX-II-BY-REFERENCE) tells readers nothing.
_LONGEST_SHOWN = 10


class UnknownPlace(ValueError):
    """No place has that code or name: `nearest` are the likeliest, `unlisted` says why none is."""

    def __init__(self, text: str, nearest: tuple[str, ...]) -> None:
        text = cut(text, _LONGEST_NAME)
        self.text, self.nearest = text, nearest
        self.unlisted = ""
        if unlisted := _UNLISTED.get(plain(text)):
            hint = f"ISO 3166, which the atlas follows, does not list {unlisted}."
            self.unlisted = hint
        else:
            likely = (
                f"did you mean {' or '.join(nearest)}?"
                if nearest
                else "give an ISO code (GB, US-TN), a name (South Korea) or a bloc (EU, GCC)."
            )
            hint = f"{likely} Of a city, name the country, state or province."
        super().__init__(f"unknown place {text!r}; {hint}")


class BlocInstrument(Closed):
    """The text that binds a bloc's members, and how it reaches them."""

    instrument: str
    transposition_note: str
    read_url: str
    other_urls: tuple[str, ...] = ()
    confidence: str | None = None


class Bloc(Closed):
    """A set of countries bound by one or more common instruments (data/blocs.yaml)."""

    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = Field(min_length=1)
    instruments: tuple[BlocInstrument, ...] = Field(min_length=1)
    verified_on: str


class Territory(Closed):
    """A territory that ISO 3166-1 lists beside the countries, and that another's law reaches.

    Attributes:
        of: the country whose law reaches it, with that of its blocs; or the bloc, if a text is
            known to extend the bloc's law alone.
        notice: id of the notice of the text that says so.
    """

    of: str
    notice: str
    verified_on: str


@dataclass(frozen=True)
class Place:
    """One place that a question can be asked of.

    Attributes:
        code: ISO 3166-1 alpha-2, ISO 3166-2, a bloc's code, or INT.
        name: the English name shown on screen.
        kind: country, subdivision, bloc or international.
        alpha3: ISO 3166-1 alpha-3 of a country, for maps; else None.
        parent: the country of a subdivision, or whose law reaches a territory; else None.
        region, subregion: of the UN's M49 standard; None for blocs.
    """

    code: str
    name: str
    kind: PlaceKind
    alpha3: str | None = None
    parent: str | None = None
    region: str | None = None
    subregion: str | None = None


@cache
def _countries() -> dict[str, Place]:
    """By code, in the order of their names."""
    every = [
        Place(
            code=country.alpha_2,
            name=countries.english_name(country),
            kind="country",
            alpha3=country.alpha_3,
        )
        for country in pycountry.countries
    ]
    return {country.code: country for country in sorted(every, key=lambda c: plain(c.name))}


class Places:
    """Every place, by code and by any of its names."""

    def __init__(
        self,
        blocs: Mapping[str, Bloc],
        regions: Mapping[str, Mapping[str, Iterable[str]]] | None = None,
        territories: Mapping[str, Territory] | None = None,
    ) -> None:
        self.blocs = dict(blocs)
        self.territories = dict(territories or {})
        located = {
            code: (region, subregion)
            for region, subregions in (regions or {}).items()
            for subregion, codes in subregions.items()
            for code in codes
        }
        self.countries: dict[str, Place] = {
            code: replace(place, parent=self._country_of(code), region=region, subregion=subregion)
            for code, place in _countries().items()
            for region, subregion in [located.get(code, (None, None))]
        }
        self._blocs_of: dict[str, tuple[str, ...]] = {}
        # Fewer members means more specific (the EU before the EEA); equals go by code.
        for code, bloc in sorted(blocs.items(), key=lambda item: (len(item[1].members), item[0])):
            for member in bloc.members:
                self._blocs_of[member] = (*self._blocs_of.get(member, ()), code)
        for code, territory in self.territories.items():
            if territory.of in blocs:
                self._blocs_of[code] = (*self._blocs_of.get(code, ()), territory.of)
        self._others: dict[str, Place] = {
            code: Place(code=code, name=bloc.name, kind="bloc") for code, bloc in blocs.items()
        }
        self._others[INTERNATIONAL] = Place(INTERNATIONAL, "International bodies", "international")

    def _country_of(self, code: str) -> str | None:
        """The country whose law reaches a territory, where it is not a bloc's alone."""
        territory = self.territories.get(code)
        return territory.of if territory and territory.of not in self.blocs else None

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self._get(code) is not None

    def __getitem__(self, code: str) -> Place:
        """Raises UnknownPlace for a code that no place has."""
        place = self._get(code)
        if place is None:
            raise UnknownPlace(code, self.nearest(code))
        return place

    def _get(self, code: str) -> Place | None:
        if place := self.countries.get(code) or self._others.get(code):
            return place
        subdivision = subdivisions.subdivisions().get(code) if "-" in code else None
        if subdivision is None:
            return None
        country = self.countries[subdivision.country_code]
        place = Place(
            code=code,
            name=f"{subdivisions.english_name(subdivision)} ({country.name})",
            kind="subdivision",
            parent=country.code,
            region=country.region,
            subregion=country.subregion,
        )
        self._others[code] = place
        return place

    def name(self, code: str) -> str:
        return self[code].name

    def in_sentence(self, code: str) -> str:
        """The name as it stands in a sentence: "the United States"."""
        return in_sentence(self.name(code))

    def labelled(self, code: str, *, longest: int | None = None) -> str:
        """The name with the code, unless it has it: "South Korea (KR)".

        Without it too where both together would have more letters than `longest`.
        """
        name = self.name(code)
        label = f"{name} ({code})"
        told = f"({code})" in name or len(code) > _LONGEST_SHOWN
        return name if told or len(label) > (longest or len(label)) else label

    def blocs_of(self, code: str) -> tuple[str, ...]:
        """The blocs that a country, or the country of a part, belongs to; most specific first."""
        place = self[code]
        return self._blocs_of.get(place.parent or code, ())

    def above(self, code: str) -> tuple[str, ...]:
        """The places whose rules reach this one, nearest first: country, then blocs."""
        place = self[code]
        return (*((place.parent,) if place.parent else ()), *self.blocs_of(code))

    def members(self, bloc: str) -> tuple[str, ...]:
        return self.blocs[bloc].members

    def find(self, text: str) -> Place:
        """The place meant by an ISO code, an English name or a bloc's code or name.

        A code of the atlas comes first (CAN is the Andean Community), then ISO alpha-3, then names;
        case and accents do not matter. A subdivision with a law of its own is the territory that
        ISO 3166-1 lists (CN-HK is HK).

        Raises:
            UnknownPlace: nothing matches; the error carries the nearest names.
        """
        place = self.meant(text)
        if place is None:
            asked = text.strip()
            raise UnknownPlace(asked, self.nearest(asked) if len(asked) <= _LONGEST_NAME else ())
        return place

    def meant(self, text: str) -> Place | None:
        """The place that `find` finds, or None; without a look for the nearest names."""
        asked = text.strip()
        if len(asked) > _LONGEST_NAME:
            return None
        code = asked.upper()
        if place := self._get(_LAW_OF_ITS_OWN.get(code, code)):
            return place
        named = self._codes_by_name.get(plain(asked)) or self._subdivision_named(asked)
        return None if named is None else self[named]

    def named_within(self, text: str) -> tuple[Place, str] | None:
        """The place that some words of a search name, and the words beside its name.

        The longest name wins: "west virginia seizure" means West Virginia. Codes count in capitals
        only, as "us" and "in" are words; in a text with quotes nothing does, as it means itself.
        """
        words = text.split()
        if '"' in text or len(words) > _MOST_WORDS:
            return None
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                name = " ".join(words[start : start + length])
                is_name = name.isupper() or len(name) > _LONGEST_CODE_OF_ISO
                if is_name and (place := self.meant(name)):
                    return place, " ".join([*words[:start], *words[start + length :]])
        return None

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three names close to `text`, for messages: "South Korea (KR)"."""
        return tuple(self.labelled(code) for code in self.nearest_codes(text))

    def nearest_codes(self, text: str) -> tuple[str, ...]:
        """The codes of up to three places whose name or code is close to `text`.

        Of a city, the country, where it is known: what is only spelt alike would mislead.
        """
        asked = plain(text[:_LONGEST_NAME])
        around = countries_with(asked)
        near = [*subdivisions.named(asked), *around]
        if len(asked) > 3:
            near += [code for name, code in self._codes_by_name.items() if name.startswith(asked)]
            near += subdivisions.beginning_with(asked)
        if not around:
            # Nice is no slip for NIC.
            three = {plain(place.alpha3 or "") for place in self.countries.values()}
            names = {name: at for name, at in self._codes_by_name.items() if name not in three}
            heard = {_by_ear(name): at for name, at in names.items() if at in self.countries}
            near += _slips(asked, self._codes_by_name if len(asked) < 4 else names) or _slips(
                _by_ear(asked), heard
            )
        codes = dict.fromkeys(_LAW_OF_ITS_OWN.get(code, code) for code in near)
        if not codes and (len(asked) <= _LONGEST_CODE_OF_ISO or "-" in text):
            every_code = [*self.countries, *self.blocs]
            asked = text[:_LONGEST_NAME].upper()
            codes = dict.fromkeys(get_close_matches(asked, every_code, n=3, cutoff=0.5))
        return tuple(codes)[:3]

    @cached_property
    def _codes_by_name(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for code, place in self.countries.items():
            for name in (place.alpha3 or "", place.name, *countries.names(code)):
                names.setdefault(plain(name), code)
        for code, bloc in self.blocs.items():
            for name in (code, bloc.name, *bloc.aliases):
                names.setdefault(plain(name), code)
        for name, code in countries.former_names().items():
            names.setdefault(plain(name), code)
        return names

    def _subdivision_named(self, text: str) -> str | None:
        """A subdivision by one of its names, where only one in the world has it: "Tennessee".

        With its country, "Punjab (Pakistan)" or "Punjab, PK", only those of the country count. A
        city of another country has the name too: Santiago is in Chile and a Dominican province.
        """
        matches = subdivisions.named(text)
        if not matches and (parted := _WITH_COUNTRY.fullmatch(text)):
            country = self._codes_by_name.get(plain(parted["country"]), parted["country"].upper())
            named = subdivisions.named(parted["name"])
            matches = tuple(code for code in named if code.startswith(f"{country}-"))
        if len(matches) != 1 or self._is_a_city_elsewhere(text, matches[0]):
            return None
        return _LAW_OF_ITS_OWN.get(matches[0], matches[0])

    def _is_a_city_elsewhere(self, text: str, subdivision: str) -> bool:
        asked = plain(text)
        # Of islands, zones have the name itself: Norfolk Island is no city.
        around = [of for of in countries_with(asked) if not plain(self.name(of)).startswith(asked)]
        return bool(around) and not any(subdivision.startswith(f"{of}-") for of in around)


def _slips(asked: str, names: Mapping[str, str]) -> list[str]:
    """The codes behind the names that may be meant by a misspelt one, the likeliest first."""
    return [names[name] for name in get_close_matches(asked, names, n=6, cutoff=_MISSPELT)]


def _by_ear(name: str) -> str:
    """A name as it sounds rather than as it is written."""
    return _DOUBLE.sub(r"\1", name.replace("ph", "f").translate(_ONE_TO_THE_EAR))
