"""Which part of a prepared drawing (pages.maps.outlines) a map shows."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, Literal

import numpy as np

from pages.maps.outlines import STATIC

Outlines = Literal["world", "states"]
# Left, top, width, height, in the units of the drawing.
Box = tuple[float, float, float, float]

_MARGIN = 230  # units around a part of the world, since signs stand within their outlines
# Land that reaches out of the picture by up to this share of it is shown whole (Java, the north of
# Brazil); what lies further off is not (French Guiana, on a map of the EU). Islets do not count.
_NEAR, _ISLET = 0.25, 0.05
_EDGE = 20  # units between such land and the edge
_RING, _NUMBER = re.compile(r"M(-?\d+) (-?\d+)l([^z]*)z"), re.compile(r"-?\d+")
_SQUAREST, _FLATTEST = 1.1, 2.4  # width by height


def drawn(outlines: Outlines) -> frozenset[str]:
    """The places that are on a drawing."""
    return frozenset(_stands(outlines)[1])


def whole(outlines: Outlines) -> Box:
    """All of a drawing."""
    wide, high = _stands(outlines)[0]
    return 0, 0, wide, high


def around(codes: Collection[str]) -> tuple[Box, tuple[str, ...]]:
    """Where most of some countries are on the world's drawing, and which of them to turn.

    One place in twenty at either end is left aside, so that Siberia does not shrink Europe. Where
    the places lie on both sides of the drawing's edge, those in the west are drawn one turn of the
    globe further east. Land that reaches out a little is shown whole.
    """
    (world, _), places = _stands("world")
    x, y = np.array([places[code]["at"] for code in codes], dtype=float).T
    turns = np.array([places[code]["turn"] for code in codes])
    far_west = x < world / 2
    beyond = np.where(far_west, x + turns, x)
    turned: tuple[str, ...] = ()
    if not far_west.all() and np.ptp(beyond) < np.ptp(x):
        x, turned = beyond, tuple(np.array(list(codes))[far_west])
    across = [places[code]["across"] for code in codes]
    margin = max(_MARGIN, float(np.percentile(across, 75)) / 2)
    (left, right), (top, bottom) = (np.percentile(axis, (5, 95)) for axis in (x, y))
    wide, high = float(right - left) + 2 * margin, float(bottom - top) + 2 * margin
    box = _shaped((float(left) - margin, float(top) - margin, wide, high))
    lands = [
        (x + places[code]["turn"] * (code in turned), y, across, down)
        for code in codes
        for x, y, across, down in places[code]["lands"]
    ]
    return _shaped(_with_whole(lands, box)), turned


def _shaped(box: Box) -> Box:
    """A box that is neither too square nor too flat, with room on both sides where it was."""
    left, top, wide, high = box
    shown_wide, shown_high = max(wide, high * _SQUAREST), max(high, wide / _FLATTEST)
    return (
        left - (shown_wide - wide) / 2,
        top - (shown_high - high) / 2,
        shown_wide,
        shown_high,
    )


def _with_whole(lands: Sequence[Box], box: Box) -> Box:
    """A box so large that the pieces of land that reach out of it by _NEAR at most are in it."""
    left, top, wide, high = box
    near = [
        (x - _EDGE, y - _EDGE, x + across + _EDGE, y + down + _EDGE)
        for x, y, across, down in lands
        if max(left - x, x + across - left - wide) <= _NEAR * wide
        and max(top - y, y + down - top - high) <= _NEAR * high
    ]
    west, north, east, south = zip((left, top, left + wide, top + high), *near, strict=True)
    return min(west), min(north), max(east) - min(west), max(south) - min(north)


def _lands(outline: str) -> list[Box]:
    """Where the pieces of a place lie, without islets beside the largest.

    `outline` is a path of pages.maps.outlines: of each ring where it starts, then each step.
    """
    pieces: list[Box] = []
    for x, y, steps in _RING.findall(outline):
        way = np.array(_NUMBER.findall(steps), dtype=float).reshape(-1, 2).cumsum(axis=0)
        ring = np.vstack([[0, 0], way]) + np.array([x, y], dtype=float)
        (west, north), (east, south) = ring.min(axis=0), ring.max(axis=0)
        pieces.append((float(west), float(north), float(east - west), float(south - north)))
    largest = max((across * down for _, _, across, down in pieces), default=0)
    return [piece for piece in pieces if piece[2] * piece[3] >= _ISLET * largest]


@cache
def _stands(outlines: Outlines) -> tuple[tuple[int, int], dict[str, dict[str, Any]]]:
    """A drawing's size, and of each place all but its outline, and its `lands`."""
    drawing = json.loads((STATIC / f"{outlines}.json").read_text(encoding="utf-8"))
    places = {
        code: {name: value for name, value in place.items() if name != "d"}
        | {"lands": _lands(place.get("d", ""))}
        for code, place in drawing["places"].items()
    }
    wide, high = drawing["size"]
    return (wide, high), places
