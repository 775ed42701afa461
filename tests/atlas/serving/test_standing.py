"""What the API and the feeds share stands beside both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import atlas

_IMPORT = re.compile(r"^\s*(?:from|import) (atlas\.\w+)", re.MULTILINE)


@pytest.mark.parametrize(
    ("package", "others"),
    [
        ("api", {"atlas.feeds"}),
        ("feeds", {"atlas.api"}),
        ("serving", {"atlas.api", "atlas.feeds"}),
    ],
)
def test_neither_stands_on_the_other(package: str, others: set[str]) -> None:
    modules = list((Path(atlas.__file__).parent / package).rglob("*.py"))
    assert modules
    imported = {name for module in modules for name in _IMPORT.findall(module.read_text("utf-8"))}
    assert not imported & others
