"""`python -m bench.classifier`: measure quality, then speed, and print tables. Asserts nothing."""

from __future__ import annotations

from bench.classifier import quality, speed
from bench.tables import print_table


def main() -> None:
    for title, rows in quality.measure().items():
        print_table(title, rows)
    print_table("Speed on one core", speed.measure())


main()
