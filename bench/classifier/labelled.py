"""The labelled notices of tests/scrapers/classify, and the text that an analyst has of one."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from atlas.notices import Notice

# One of the atlas, or a row of real.jsonl, which has the same fields.
LabelledNotice = Notice | SimpleNamespace
FOLDER = Path(__file__).resolve().parents[2] / "tests" / "scrapers" / "classify"


class FaultyLabels(ValueError):
    """A labelled notice cannot be used; the message names it, the fault and the mend."""


class _Row(dict[str, Any]):
    """A labelled notice, which says what it lacks."""

    def __missing__(self, key: str) -> Any:
        raise FaultyLabels(f"labelled notice {self.get('id')!r}: key {key!r} is missing → add it")


def labelled(name: str) -> list[dict[str, Any]]:
    """The notices of a file.

    Raises:
        FaultyLabels: a line is not JSON; later, when a notice is asked for what it does not have.
    """
    path = FOLDER / name
    return [_row(path, *line) for line in enumerate(path.read_text("utf-8").splitlines(), start=1)]


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        return _Row(json.loads(line))
    except ValueError as error:
        fault = f"{path}:{number}: the line is not JSON: {error}"
        raise FaultyLabels(f"{fault} → write one whole object a line: {{...}}") from None


def summed_up(notice: LabelledNotice) -> str:
    """The text of a real notice as an analyst has it: its translated title, and a summary."""
    return f"{notice.title_en if notice.title_en != notice.title else ''}\n{notice.summary}"
