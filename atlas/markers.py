"""Where the map needs a marker: data/markers.yaml."""

from __future__ import annotations

from pydantic import Field

from atlas.closed import Closed
from atlas.facts import DATA
from atlas.yaml_file import read_yaml


class Point(Closed):
    """Degrees east and north."""

    longitude: float = Field(ge=-180, le=180)
    latitude: float = Field(ge=-90, le=90)


class Markers(Closed):
    """Countries too small to see on the map, and where those stand that have no outline."""

    small: tuple[str, ...]
    without_outline: dict[str, Point]


def read_markers() -> Markers:
    """Read data/markers.yaml.

    Raises:
        FileNotFoundError, pydantic.ValidationError: the file is missing or not of its form.
    """
    return Markers.model_validate(read_yaml(DATA / "markers.yaml"))
