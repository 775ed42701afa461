"""The catalogue with other manners: the one way to make a run hurry.

How long a run pauses is said in one place, the YAML of each source. A test or a measurement that
may hurry, because nobody is at the other end, writes the sources anew with shorter pauses and names
that folder with `--catalogue`; the program has no switch that could be left on by accident.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml
from yaml import CSafeDumper, CSafeLoader

from scrapers.catalogue import Source
from scrapers.catalogue_files import SOURCES, read_catalogue

# A list of 20,000 records tells a test no more than one of 200, and takes a hundred times as long.
FEWEST_ROWS = 200
# Off in the catalogue, and the only one that numbers its pages: tests switch it on.
NUMBERED = "au-tga-drac"


def write_catalogue(
    folder: Path,
    only: Collection[str] = (),
    *,
    pause_scale: float = 0.0,
    most_rows: int | None = FEWEST_ROWS,
    switch_on: Collection[str] = (),
    **manners: Any,
) -> dict[str, Source]:
    """Write sources with scaled pauses into `folder`, and read them back.

    `only` are ids, all of them if none; `most_rows` bounds how many rows a source must have;
    `switch_on` are sources that are off; `manners` replaces further manners of every source.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(SOURCES.glob("*.yaml")):
        if only and path.stem not in only:
            continue
        text = _changed(yaml.load(path.read_bytes(), CSafeLoader), pause_scale, manners)
        if most_rows is not None:
            text["rows"]["min"] = min(text["rows"].get("min", 1), most_rows)
        if path.stem in switch_on:
            text["enabled"] = True
            text.pop("off_because", None)
        with (folder / path.name).open("w", encoding="utf-8") as file:
            yaml.dump(text, file, CSafeDumper, allow_unicode=True)
    return read_catalogue(folder)


def _changed(text: dict[str, Any], scale: float, manners: Mapping[str, Any]) -> dict[str, Any]:
    own = dict(text.get("manners", {}))
    own["delay_seconds"] = own.get("delay_seconds", 1.0) * scale
    return {**text, "manners": {**own, **manners}}
