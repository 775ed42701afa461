"""Where tests keep what several of them need: in no test, and below the packages that use it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
# Whose material the tests of a package may use: that of the packages which it imports itself.
MAY_USE = {
    "atlas": set[str](),
    "scrapers": {"atlas"},
    "pages": {"atlas"},
    "browser": {"atlas", "pages"},
    "world": {"atlas", "scrapers"},
}


@cache
def imports() -> list[tuple[Path, list[str]]]:
    """Each import from tests: by which file, and the module as its path below tests/."""
    return [
        (path.relative_to(TESTS), node.module.split(".")[1:])
        for path in TESTS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tests.")
    ]


def test_no_test_is_imported() -> None:
    assert [
        (str(path), ".".join(module))
        for path, module in imports()
        if module[-1].startswith("test_") and module[-1] != path.stem
    ] == []


def test_material_is_used_in_the_direction_of_the_packages() -> None:
    assert [
        (str(path), ".".join(module))
        for path, module in imports()
        if len(module) > 1 and module[0] not in {path.parts[0], *MAY_USE.get(path.parts[0], ())}
    ] == []
