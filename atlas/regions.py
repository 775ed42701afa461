"""The regions that a reader can choose: the world, regions of the UN's M49 standard, blocs."""

from difflib import get_close_matches

from atlas.edition import Edition
from atlas.subdivisions import plain
from atlas.tabular import cut

WORLD = "World"
_LONGEST_SHOWN = 80


class UnknownRegion(ValueError):
    """No region has that name; `nearest` are those spelt much like it."""

    def __init__(self, text: str, nearest: tuple[str, ...]) -> None:
        self.nearest = nearest
        hint = (
            f"did you mean {' or '.join(nearest)}?"
            if nearest
            else "give one of the UN's standard M49 (Eastern Asia) or a bloc (EU, GCC)."
        )
        super().__init__(f"unknown region {cut(text, _LONGEST_SHOWN)!r}; {hint}")


def regions(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Country codes by region, subregion and bloc code, in the order of the list on screen."""
    countries = edition.places.countries
    chosen: dict[str, tuple[str, ...]] = {WORLD: tuple(countries)}
    for field in ("region", "subregion"):
        names = sorted({str(getattr(place, field)) for place in countries.values()} - {"None"})
        for name in names:
            codes = (code for code, place in countries.items() if getattr(place, field) == name)
            chosen.setdefault(name, tuple(codes))
    return chosen | {code: edition.places.members(code) for code in sorted(edition.places.blocs)}


def region_name(edition: Edition, region: str, *, longest: int | None = None) -> str:
    """What a region is called on screen, without its code where that makes it too long."""
    known = region in edition.places.blocs
    return edition.places.labelled(region, longest=longest) if known else region


def find_region(edition: Edition, text: str) -> str:
    """The region of `regions` that is meant by its name, or a bloc by its code or any name.

    Raises:
        UnknownRegion: nothing matches.
    """
    areas, asked = regions(edition), text[:_LONGEST_SHOWN]
    if named := {plain(area): area for area in areas}.get(plain(asked)):
        return named
    place = edition.places.meant(text)
    if place and place.code in areas:
        return place.code
    raise UnknownRegion(text, tuple(get_close_matches(asked, areas, cutoff=0.5)))
