"""The outlines that ship, and how they are prepared from a topology."""

from __future__ import annotations

import json
import re
from math import cos, isclose, radians
from pathlib import Path
from typing import Any

import pycountry
import pytest

from atlas.markers import Markers, read_markers
from pages.maps import outlines
from pages.maps.outlines import STATIC, albers, equal_earth, most_telling

SQUARE = [[0, 0], [0, 100], [100, 0], [0, -100], [-100, 0]]


def shipped(name: str) -> dict[str, Any]:
    return dict(json.loads((STATIC / f"{name}.json").read_text(encoding="utf-8")))


def bounds(path: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a path of M, l and z, as an SVG reader follows it."""
    xs, ys = [], []
    for ring in re.findall(r"M[^z]*z", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x, y = numbers[:2]
        xs.append(x)
        ys.append(y)
        for step_x, step_y in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + step_x, y + step_y
            xs.append(x)
            ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


@pytest.fixture
def topology(tmp_path: Path) -> Path:
    """An invented country, a square of ten degrees north-east of the Gulf of Guinea."""
    whole = {
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "arcs": [SQUARE],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0]], "id": "GHA", "properties": {"ct": [5, 5]}}
                ]
            }
        },
    }
    file = tmp_path / "world.json"
    file.write_text(json.dumps(whole))
    return file


def test_every_place_has_an_outline_or_a_marker() -> None:
    places = shipped("world")["places"]
    assert set(places) == {country.alpha_2 for country in pycountry.countries}
    for code, place in places.items():
        assert "d" in place or place.get("marker"), code
    assert {code for code, place in places.items() if place.get("marker")} == {
        *read_markers().small,
        *read_markers().without_outline,
    }
    assert {"SG", "HK", "MO", "BH", "MT", "MV", "LI", "LU"} <= set(read_markers().small)


def test_every_state_of_the_us_has_an_outline() -> None:
    states = {
        part.code
        for part in pycountry.subdivisions.get(country_code="US")  # type: ignore[no-untyped-call]
        if part.type in ("State", "District")
    }
    places = shipped("states")["places"]
    assert set(places) == states
    assert all(place["d"] for place in places.values())


@pytest.mark.parametrize("name", ["world", "states"])
def test_what_ships_is_small_and_well_formed(name: str) -> None:
    text = (STATIC / f"{name}.json").read_text(encoding="utf-8")
    assert len(text) < 250_000
    for place in json.loads(text)["places"].values():
        if "d" in place:
            assert re.fullmatch(
                r"(M\d+[ -]-?\d+l-?\d+( \d+|-\d+)+z)+", place["d"].replace("M-", "M")
            )


def test_a_sign_stands_on_its_outline() -> None:
    for name in ("world", "states"):
        for code, place in shipped(name)["places"].items():
            if "marker" not in place:
                left, top, right, bottom = bounds(place["d"])
                assert left - 20 <= place["at"][0] <= right + 20, code
                assert top - 20 <= place["at"][1] <= bottom + 20, code


def test_no_country_is_severed_by_the_edge() -> None:
    places = shipped("world")["places"]
    world = shipped("world")["size"][0]
    for code in ("RU", "FJ", "NZ"):
        left, _, right, _ = bounds(places[code]["d"])
        assert right - left < world / 2, code


def test_equal_earth_keeps_areas() -> None:
    def area(south: float) -> float:
        (_, low), (_, high) = equal_earth((30, south - 0.005)), equal_earth((30, south + 0.005))
        left, right = equal_earth((30, south))[0], equal_earth((30.01, south))[0]
        return (right - left) * (low - high) / cos(radians(south))

    assert all(isclose(area(south), area(0), rel_tol=1e-5) for south in (-40, 20, 60, 80))
    width = equal_earth((191.0, 0.0))[0] - equal_earth((-169.0, 0.0))[0]
    assert isclose(width, 10_000)


def test_albers_agrees_with_the_worked_example_of_the_manual() -> None:
    # Snyder 1987, p. 291: the sphere of radius 1, parallels 29.5 and 45.5, origin 23 N 96 W.
    x, y = albers((-96.0, 23.0), (29.5, 45.5), radius=1)((-75.0, 35.0))
    assert isclose(x, 0.2952720, abs_tol=1e-6)
    assert isclose(-y, 0.2416774, abs_tol=1e-6)


def test_the_points_that_matter_least_are_left_out_first() -> None:
    line = [(0.0, 0.0), (10.0, 0.1), (20.0, 0.0), (30.0, 30.0), (40.0, 0.0)]
    assert most_telling(line, 5) == [0, 2, 3, 4]
    assert most_telling(line, 0) == [0, 1, 2, 3, 4]
    ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    assert len(most_telling(ring, 1e9, closed=True)) == 4


def test_a_country_is_drawn_where_it_lies(topology: Path) -> None:
    made = outlines.world(topology, Markers(small=(), without_outline={}))
    place = made["places"]["GH"]
    left, top, right, bottom = bounds(place["d"])
    x, y = place["at"]
    assert left < x < right
    assert top < y < bottom
    assert place["across"] > 0
    assert "marker" not in place
