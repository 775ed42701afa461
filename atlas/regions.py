"""The regions that a reader can choose: the world, regions of the UN's M49 standard, blocs."""

from atlas.edition import Edition

WORLD = "World"


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
