"""Formats by their names: one is found by its file, there is no registry."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

_IS_FORMAT = re.compile("^class Options", re.M)


@cache
def formats() -> tuple[str, ...]:
    """The names that a source may give: the modules that define Options."""
    return tuple(
        sorted(
            path.stem
            for path in Path(__file__).parent.glob("*.py")
            if _IS_FORMAT.search(path.read_text(encoding="utf-8"))
        )
    )


def format_module(name: str) -> Any:
    """The module of one of the formats."""
    return import_module(f"scrapers.formats.{name}")
