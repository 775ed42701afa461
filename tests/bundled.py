"""What data/ says, for all tests: to read and type it takes longer than most of them.

Whole it is read once; where a test changes files, a copy with less in it is read instead.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from atlas.facts import DATA, Facts, read_facts

# Which files of a folder stay beside those of the one place.
_OF_PLACES = {"law": (), "notices": ("EU.jsonl", "US.jsonl")}
_FEW = 5  # of its notices the United States keep so many


@cache
def recorded_facts() -> Facts:
    """The facts of data/, which nobody may change."""
    return read_facts()


def copy_of_one_place(place: str, folder: Path) -> Path:
    """A sound copy of data/ in `folder`, in which one place has law and notices.

    Of other places' notices it has those that data/territories.yaml rests on, and a few beside.
    """

    def others(within: str, names: list[str]) -> set[str]:
        kept = _OF_PLACES.get(Path(within).name)
        return set() if kept is None else set(names) - {f"{place}.yaml", f"{place}.jsonl", *kept}

    copy = Path(shutil.copytree(DATA, folder, ignore=others))
    many = copy / "notices" / "US.jsonl"
    some = many.read_text(encoding="utf-8").splitlines(keepends=True)[:_FEW]
    many.write_text("".join(some), encoding="utf-8")
    return copy
