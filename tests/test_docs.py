"""Documents say what the data and the code say now."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from atlas.codebook import codebook_markdown
from atlas.facts import DATA
from atlas.vocabulary import read_vocabularies
from scrapers.cli import app

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def test_the_codebook_is_up_to_date() -> None:
    written = (DOCS / "codebook.md").read_text(encoding="utf-8")
    assert written == codebook_markdown(read_vocabularies(DATA / "vocabulary")), (
        "docs/codebook.md is out of date: run `python -m atlas codebook > docs/codebook.md`"
    )


def test_the_page_of_sources_is_up_to_date() -> None:
    made = CliRunner().invoke(app, ["list", "--format", "markdown"])
    assert made.exit_code == 0, made.output
    assert (DOCS / "sources.md").read_text(encoding="utf-8") == made.stdout, (
        "docs/sources.md is out of date: run "
        "`python -m scrapers list --format markdown > docs/sources.md`"
    )


@pytest.mark.parametrize("name", ["atlas", "scrapers"])
def test_the_architecture_says_which_package_imports_which(name: str) -> None:
    packages = {folder.parent.name for folder in (ROOT / name).glob("*/__init__.py")}
    imported = {
        package: {
            part
            for path in (ROOT / name / package).rglob("*.py")
            for part in _packages_that_it_imports(path, name)
            if part in packages - {package}
        }
        for package in packages
    }
    assert {package: said for package, said in _said_of(name) if package in packages} == imported


def test_the_architecture_says_which_folder_imports_which() -> None:
    table = (DOCS / "architecture.md").read_text(encoding="utf-8").split("\n\n")[2]
    said = {
        name: set(re.findall(r"`(\w+)`", imports))
        for name, imports in re.findall(r"^\| `([\w.]+)/?` \| .* \| (.+) \|$", table, re.M)
        if name not in {"tests", "data"}
    }
    assert said == {
        name: {
            module.split(".")[0]
            for path in _files_of(ROOT / name)
            for module in _modules_that_it_imports(path)
        }
        & ({*said, "tests"} - {name})
        for name in said
    }


def _files_of(place: Path) -> Iterator[Path]:
    return place.rglob("*.py") if place.is_dir() else iter([place])


def _modules_that_it_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def _packages_that_it_imports(path: Path, name: str) -> Iterator[str]:
    for module in _modules_that_it_imports(path):
        within, _, rest = module.partition(".")
        if within == name and rest:
            yield rest.split(".")[0]


def _said_of(name: str) -> Iterator[tuple[str, set[str]]]:
    """Each package in the table of the architecture behind "Within `name`", and what it imports."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8").split(f"Within `{name}`")[1]
    for packages, _, imports in re.findall(
        r"^\| (.+?) \| (.+?) \| (.*?) ?\|$", text.split("\n\n")[1], re.M
    ):
        for package in re.findall(r"`(\w+)`", packages):
            yield package, set(re.findall(r"`(\w+)`", imports))
