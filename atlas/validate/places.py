"""data/blocs.yaml, territories.yaml, subdivisions.yaml, regions.yaml, markers.yaml: which countries
belong together, and where; what their parts are called.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from atlas.places import INTERNATIONAL, Bloc, Place, Places, UnknownPlace
from atlas.subdivisions import plain, subdivisions
from atlas.validate.findings import Fault, Finding, Where, located, under
from atlas.validate.known import Known
from atlas.validate.reading import read_document
from atlas.validate.values import (
    Record,
    codes,
    dates,
    form,
    links,
    near,
    texts,
    texts_are_plain,
)
from atlas.vocabulary import Vocabulary

_BLOC = TypeAdapter(Bloc)
_BLOCS = TypeAdapter(Annotated[dict[str, dict[str, Any]], Field(min_length=1)])


def check_blocs(path: Path, words: dict[str, Vocabulary]) -> Generator[Fault, None, Known]:
    """Every fault of the bloc file; returns what is known of places and words."""
    document = yield from read_document(path)
    if document is None:
        return Known(words, bloc_codes=(), places=None, notices=None)
    yield from located(path, document.line, _blocs(document.value, words))
    entries = document.value if isinstance(document.value, dict) else {}
    return Known(words, bloc_codes=set(entries), places=_places(entries), notices=None)


def _places(entries: dict[Any, Any]) -> Places:
    blocs = {}
    for code, entry in entries.items():
        try:
            blocs[str(code)] = Bloc.model_validate(entry)
        except ValidationError:
            continue
    return Places(blocs)


def _blocs(document: Any, words: dict[str, Vocabulary]) -> Iterator[Finding]:
    yield from form(_BLOCS, document)
    world = _of_the_world()
    for code, entry in document.items() if isinstance(document, dict) else ():
        if code in world.countries or code == INTERNATIONAL:
            yield Finding((code,), f"{code} is not free to be a bloc's code", "choose another code")
        if isinstance(entry, dict):
            yield from under((code,), _bloc(entry, world.countries, words))
    if isinstance(document, dict):
        yield from _names_lead_to_their_bloc(document, world)


def _names_lead_to_their_bloc(document: Record, places: Places) -> Iterator[Finding]:
    """No name of a bloc is a country's, which is found first, or another bloc's."""
    ours: dict[str, str] = {}
    for code, entry in document.items():
        named = texts(entry, ["name", "aliases"]) if isinstance(entry, dict) else ()
        for where, name in (((), str(code)), *named):
            other = ours.setdefault(plain(name), code)
            if other != code:
                yield Finding((code, *where), f"{name!r} is {other} already", "choose another name")
            elif where and (country := _country_named(name, places)):
                yield Finding(
                    (code, *where),
                    f"{name!r} is a name of {country.name} ({country.code}), which is found first",
                    "choose another name",
                )


def _country_named(name: str, places: Places) -> Place | None:
    place = places.meant(name)
    return place if place and place.kind != "subdivision" else None


def _bloc(entry: Record, countries: Record, words: dict[str, Vocabulary]) -> Iterator[Finding]:
    yield from form(_BLOC, entry)
    yield from texts_are_plain(entry)
    yield from dates(entry, whole=["verified_on"])
    for where, member in texts(entry, ["members"]):
        if member not in countries:
            yield Finding(where, f"member {member!r} is no country", _country_meant(member))
    instruments = entry.get("instruments")
    for n, instrument in enumerate(instruments if isinstance(instruments, list) else ()):
        if isinstance(instrument, dict):
            yield from under(
                ("instruments", n),
                (
                    *texts_are_plain(instrument),
                    *links(instrument, ["read_url", "other_urls"]),
                    *codes(instrument, {"confidence": "confidence"}, words),
                ),
            )


@cache
def _of_the_world() -> Places:
    """The places without blocs and territories: those of ISO 3166."""
    return Places({})


def _country_meant(text: str) -> str:
    """The mend of a text that is no country's code: "UK" and "France" say which they mean."""
    try:
        place = _of_the_world().find(text)
    except UnknownPlace:
        return "write its ISO 3166-1 code of two letters"
    return f"did you mean {place.parent or place.code}?"


def check_territories(document: Any, known: Known) -> Iterator[Finding]:
    """What is wrong with territories: their places exist, and the text that says so is known."""
    countries = _of_the_world().countries
    for code, territory in document.items():
        of = territory["of"]
        if code not in countries:
            yield Finding((code,), f"{code!r} is no country", _country_meant(code))
        # Without a readable file of blocs it may be one of them.
        if known.places and of not in countries and of not in known.bloc_codes:
            yield Finding((code, "of"), f"{of!r} is no country or bloc", _country_meant(of))
        if of in document:
            yield Finding((code, "of"), f"{of} is a territory", "name its country or bloc")
        yield from under((code,), dates(territory, whole=["verified_on"]))
        yield from under((code,), known.notice(("notice",), territory["notice"]))


def check_english_names(document: Any) -> Iterator[Finding]:
    """What is wrong with English names: each is of a subdivision of ISO 3166-2."""
    known = subdivisions()
    for country, parts in document.items():
        yield from under((country,), texts_are_plain(parts))
        for part in parts:
            if (code := f"{country}-{part}") not in known:
                mend = near(code, known, "write the parts of a code of ISO 3166-2")
                yield Finding((country, part), f"{code!r} is no subdivision", mend)


def check_regions(document: Any) -> Iterator[Finding]:
    """What is wrong with regions: each ISO country stands in them exactly once."""
    countries = _of_the_world().countries
    stands: dict[str, str] = {}
    for region, subregions in document.items():
        for subregion, members in subregions.items():
            for n, code in enumerate(members):
                where: Where = (region, subregion, n)
                if code not in countries:
                    yield Finding(where, f"{code!r} is no country", _country_meant(code))
                elif code in stands:
                    yield Finding(where, f"{code} stands already in {stands[code]}", "keep it once")
                stands.setdefault(code, subregion)
    for code in sorted(countries.keys() - stands.keys()):
        yield Finding((), f"{code} ({countries[code].name}) is in no region", "add it to one")


def check_markers(document: Any) -> Iterator[Finding]:
    """What is wrong with markers: each country exists and has one."""
    yield from texts_are_plain(document)
    countries = _of_the_world().countries
    small, placed = document["small"], document["without_outline"]
    wheres: list[Where] = [("small", n) for n in range(len(small))]
    wheres += [("without_outline", code) for code in placed]
    for where, code in zip(wheres, [*small, *placed], strict=True):
        if code not in countries:
            yield Finding(where, f"{code!r} is no country", _country_meant(code))
    for code in sorted(set(small) & set(placed)):
        yield Finding(("without_outline", code), f"{code} stands in small too", "keep it once")
