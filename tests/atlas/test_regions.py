"""Regions: found by what people call them, and called so that it fits on a screen."""

import pytest

from atlas.edition import Edition
from atlas.regions import UnknownRegion, find_region, region_name


@pytest.mark.parametrize(
    ("asked", "region"),
    [
        ("World", "World"),
        ("south eastern asia", "South-eastern Asia"),
        ("GCC", "GCC"),
        ("European Union", "EU"),
    ],
)
def test_a_region_is_found_by_its_name_and_a_bloc_by_its_code_too(
    asked: str, region: str, edition: Edition
) -> None:
    assert find_region(edition, asked) == region


def test_what_is_no_region_is_answered_with_the_nearest(edition: Edition) -> None:
    with pytest.raises(UnknownRegion, match="did you mean Eastern Asia") as caught:
        find_region(edition, "Eastern Asa")
    assert "Eastern Asia" in caught.value.nearest
    with pytest.raises(UnknownRegion, match="'KR'; give one of"):
        find_region(edition, "KR")


def test_a_bloc_is_called_without_its_code_where_that_is_too_long(edition: Edition) -> None:
    whole = region_name(edition, "EU")
    assert whole == "European Union (EU)"
    assert region_name(edition, "EU", longest=len(whole)) == whole
    assert region_name(edition, "EU", longest=len(whole) - 1) == "European Union"
    assert region_name(edition, "Eastern Asia", longest=3) == "Eastern Asia"
