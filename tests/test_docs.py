"""Documents that are made from the data say what the data say now."""

from pathlib import Path

from typer.testing import CliRunner

from atlas.codebook import codebook_markdown
from atlas.facts import DATA
from atlas.vocabulary import read_vocabularies
from scrapers.cli import app

DOCS = Path(__file__).parents[1] / "docs"


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
