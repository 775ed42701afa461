"""Documents that are made from the data say what the data say now."""

from pathlib import Path

from atlas.codebook import codebook_markdown
from atlas.facts import DATA
from atlas.vocabulary import read_vocabularies

DOCS = Path(__file__).parents[1] / "docs"


def test_the_codebook_is_up_to_date() -> None:
    written = (DOCS / "codebook.md").read_text(encoding="utf-8")
    assert written == codebook_markdown(read_vocabularies(DATA / "vocabulary")), (
        "docs/codebook.md is out of date: run `python -m atlas codebook > docs/codebook.md`"
    )
