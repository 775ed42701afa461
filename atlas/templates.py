"""HTML from templates: what is filled in is escaped, and what is missing is a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from atlas.tabular import printable


def templates_in(folder: Path) -> Environment:
    """The templates of a folder."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_kept_in_its_place,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _kept_in_its_place(value: Any) -> Any:
    """Text without marks that turn round what follows it; what is HTML already stays."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
