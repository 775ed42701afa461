"""`python -m bench.classifier`: measure quality, then speed, and print tables. Asserts nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bench.tables import print_table


class What(StrEnum):
    """What can be measured."""

    quality = "quality"
    speed = "speed"


def main(
    what: Annotated[
        What | None, typer.Argument(metavar="WHAT", help=f"One of: {', '.join(What)}.")
    ] = None,
) -> None:
    """Measure what is named, or both in some minutes, and print tables."""
    if what in (None, What.quality):
        from bench.classifier import quality

        for title, rows in quality.measure().items():
            print_table(title, rows)
    if what in (None, What.speed):
        from bench.classifier import speed

        print_table("Speed on one core", speed.measure())


typer.run(main)
