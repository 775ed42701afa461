"""Choosing places and regions by any of their names: no first match is taken for the one meant."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from atlas.edition import Edition
from atlas.places import INTERNATIONAL, UnknownPlace
from atlas.regions import WORLD, UnknownRegion, find_region, region_name, regions
from atlas.subdivisions import plain
from pages import url_state
from pages.markup import Content, Html, element, joined, page_link
from pages.navigation import address, unpaged

FIRST_SHOWN = "US"
WHOSE_REGIONS = (
    "Regions are those of the UN's standard M49, by which Cyprus lies in Asia. The members of a "
    "bloc, such as the EU, can be chosen too."
)
# Letters that a box shows across a telephone.
_LONGEST = 43
_MOST_OFFERED = 12


def place_choice(
    edition: Edition, label: str = "Place", *, default: str = FIRST_SHOWN, **extra: Any
) -> str:
    """The chosen place's code (`place` in the address); with `default` "" none has to be chosen."""
    places = edition.places
    codes = sorted(offered(edition, "place"), key=lambda code: plain(places.name(code)))
    return url_state.choice(
        label,
        "place",
        codes if default else ["", *codes],
        default=default,
        show=lambda code: places.labelled(code, longest=_LONGEST) if code else "Choose a place",
        find=lambda text: places.find(text).code,
        typed=lambda text: typed_place(edition, text, codes),
        help="A state or region that is not listed has no rule of its own on record: choose its "
        "country.",
        **extra,
    )


def places_choice(edition: Edition, *, help: str) -> list[str]:
    """Any number of chosen places' codes (`places` in the address); none is for all."""
    codes = [*offered(edition, "places"), INTERNATIONAL]
    return places_among(
        edition, "Places", codes, show=edition.places.name, placeholder="All", help=help
    )


def places_among(edition: Edition, label: str, codes: Sequence[str], **extra: Any) -> list[str]:
    """The same among some codes that are `offered`; below it, what was typed and means no place."""

    def typed(text: str) -> str | None:
        code = typed_place(edition, text, edition.codes)
        return None if code == INTERNATIONAL and code not in codes else code

    chosen = url_state.gathered(
        label,
        "places",
        codes,
        find=lambda text: edition.places.find(text).code,
        typed=typed,
        **extra,
    )
    if text := url_state.left_open("places"):
        page = str(st.session_state["page_in_sight"])
        kept = unpaged(st.query_params.to_dict())

        def with_it(code: str) -> str:
            return address(page, **(kept | {"places": ",".join([*chosen, code])}))

        st.html(matches(edition, text, edition.codes, with_it))
    return chosen


def region_choice(edition: Edition, *, help: str = WHOSE_REGIONS, **extra: Any) -> str:
    """The chosen one of `atlas.regions.regions` (`region` in the address).

    Below it, what was typed and means no region, or may mean several.
    """
    area = url_state.choice(
        "Region",
        "region",
        list(regions(edition)),
        default=WORLD,
        show=lambda region: region_name(edition, region, longest=_LONGEST),
        find=lambda text: find_region(edition, text),
        typed=lambda text: typed_region(edition, text),
        help=help,
        **extra,
    )
    if text := url_state.left_open("region"):
        page, kept = str(st.session_state["page_in_sight"]), unpaged(st.query_params.to_dict())
        likely = _likely_regions(edition, text)[:_MOST_OFFERED]
        links = joined(
            page_link(address(page, **(kept | {"region": each})), region_name(edition, each))
            for each in likely
        )
        said = [" may mean: ", links] if likely else " is no region on the list."
        st.html(element("p", [f"“{text.strip()}”", said], role="status", style="margin: 0;"))
    return area


def typed_region(edition: Edition, text: str) -> str | None:
    """A region by its name or a bloc's code, or by the beginning of a name that only one has.

    The letters alone would not do: those of EU stand in Europe first.
    """
    try:
        return find_region(edition, text)
    except UnknownRegion:
        likely = _likely_regions(edition, text)
        return likely[0] if len(likely) == 1 else None


def _likely_regions(edition: Edition, text: str) -> list[str]:
    return _begun({area: plain(region_name(edition, area)) for area in regions(edition)}, text)


def chosen_among(edition: Edition, codes: Sequence[str]) -> list[str]:
    """What `places_among` will give, before it is drawn."""
    return url_state.chosen_before(
        "places", codes, find=lambda text: edition.places.find(text).code
    )


def typed_place(edition: Edition, text: str, codes: Sequence[str]) -> str | None:
    """The code of a place by any of its names, or by the beginning of one that is offered.

    None where it means none, or may mean several: to take the first for the one meant would answer
    for another country.
    """
    likely = begun(edition, text, codes)
    if found := edition.places.meant(text):
        # Who types Georgia may mean the country or the state.
        named = {code for code in likely if _name(edition, code) == plain(text)}
        others = named - {found.code, twin(edition, found.code)}
        return None if found.code in named and others else found.code
    # Asia is more than the one bloc that has it in its name.
    is_region = plain(text) in map(plain, regions(edition))
    return likely[0] if len(likely) == 1 and not is_region else None


def begun(edition: Edition, text: str, codes: Sequence[str]) -> list[str]:
    """Those of some places whose name begins so, else those of which a later word does."""
    return _begun({code: _name(edition, code) for code in codes}, text)


def _begun(names: Mapping[str, str], text: str) -> list[str]:
    # Every name begins with nothing: a full stop means no place.
    if not (asked := plain(text)):
        return []
    first = [code for code, name in names.items() if name.startswith(asked)]
    return first or [code for code, name in names.items() if f" {asked}" in name]


def _name(edition: Edition, code: str) -> str:
    """How a place is called, plain; the country that stands behind the name of a part is not it."""
    return plain(edition.places.name(code).partition(" (")[0])


def matches(edition: Edition, text: str, codes: Sequence[str], to: Callable[[str], str]) -> Html:
    """The places that some words may mean, as links; `to` gives the address for a code."""

    def links(likely: Sequence[str]) -> Content:
        return joined(page_link(to(code), edition.places.labelled(code)) for code in likely)

    if likely := sorted(begun(edition, text, codes), key=edition.places.name):
        more = len(likely) - _MOST_OFFERED
        said: list[Content] = [
            f"“{text.strip()}” may mean{' several places' if len(likely) > 1 else ''}: ",
            links(likely[:_MOST_OFFERED]),
            f" · and {more} more: type more of the name" if more > 0 else "",
        ]
    else:
        said = _unknown(edition, text, links)
    return element("p", said, role="status", style="margin: 0; overflow-wrap: anywhere;")


def _unknown(
    edition: Edition, text: str, links: Callable[[Sequence[str]], Content]
) -> list[Content]:
    """That some words name no place, with those that they may be about."""
    unknown = UnknownPlace(text.strip(), ())
    if unknown.unlisted:
        return [unknown.unlisted]
    alike = edition.places.nearest_codes(text)
    return [
        f"“{unknown.text}” is not on the list. Of a city, choose the country, state or province.",
        [" Perhaps: ", links(alike)] if alike else "",
    ]


def offer_matches(edition: Edition, page: str) -> None:
    """Below `place_choice`: what was typed into it and may mean several places, as links."""
    if text := url_state.left_open("place"):
        kept = unpaged(st.query_params.to_dict())
        st.html(
            matches(
                edition,
                text,
                offered(edition, "place"),
                lambda code: address(page, **(kept | {"place": code})),
            )
        )


def offered(edition: Edition, name: str, codes: Iterable[str] = ()) -> list[str]:
    """Every place with an answer of its own, or some `codes`; and what a parameter `name` asks for.

    A subdivision without facts has its country's law; there are too many to list them all.
    """
    every = list(codes or edition.codes)
    for text in st.query_params.get(name, "").split(","):
        asked = edition.places.meant(text)
        if asked and asked.code != INTERNATIONAL and asked.code not in every:
            every.append(asked.code)
    return every


def twin(edition: Edition, code: str) -> str | None:
    """The other code of a place that ISO lists both as a country and as a subdivision with facts.

    Puerto Rico is PR and US-PR: the names are the same and the one code ends in the other.
    """
    places = edition.places
    for part in edition.codes:
        parent, country = places[part].parent, part.partition("-")[2]
        if (
            parent
            and code in (part, country)
            and country in places.countries
            and places.name(part) == f"{places.name(country)} ({places.name(parent)})"
        ):
            return country if code == part else part
    return None
