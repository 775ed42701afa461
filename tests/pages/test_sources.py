"""Who speaks, and what was read where."""

from collections.abc import Callable
from pathlib import Path

import pytest

from atlas.facts import Facts
from tests.pages.conftest import Open, assert_harmless, show, words_of
from tests.pages.hostile import hostile_store


def test_says_plainly_how_much_was_not_read_at_its_issuer(open_page: Open) -> None:
    page = open_page("sources")
    assert page.title[0].value == "Sources"
    said = words_of(page)
    assert "100 of 430 positions (23 %) were read in the issuer's own text." in said
    assert "The other 330 (77 %) were not" in said
    assert "The other 328 (72 %) were not: they rest on what others report." in said


def test_lists_issuers_a_page_at_a_time(open_page: Open) -> None:
    page = open_page("sources")
    assert page.header[0].value == "217 issuers"
    assert len(page.dataframe[0].value) == 50
    assert "Download 217 rows (CSV)" in page.get("download_button")[0].proto.label


def test_a_place_brings_what_reaches_it(open_page: Open) -> None:
    page = open_page("sources", places="France")
    names = set(page.dataframe[0].value["name"])
    assert "European Union" in names
    assert "South Korea" not in names


def test_pages_can_be_limited_to_those_read_at_the_issuer(open_page: Open) -> None:
    every = open_page("sources", part="pages")
    primary = open_page("sources", part="pages", read="primary")
    assert set(primary.dataframe[0].value["shown_read"]) == {"Issuer's own text"}
    counts = [int(page.header[0].value.split()[0].replace(",", "")) for page in (every, primary)]
    assert counts[1] < counts[0]


def test_nothing_found_is_said(open_page: Open) -> None:
    page = open_page("sources", part="pages", places="AQ")
    assert page.header[0].value == "0 pages"
    assert "No page that was read passes" in page.info[0].value


@pytest.mark.parametrize(
    ("name", "value"), [("part", "books"), ("places", "Atlantis"), ("read", "x"), ("page", "77")]
)
def test_a_value_that_cannot_be_used_is_explained(open_page: Open, name: str, value: str) -> None:
    page = open_page("sources", **{name: value})
    assert page.title[0].value == "Sources"
    assert not page.exception
    assert len(page.warning) == 1
    assert page.header[0].value == "217 issuers"


def test_text_from_outside_stays_text(
    bundled_facts: Facts, tmp_path: Path, use_store: Callable[[str], None]
) -> None:
    use_store(hostile_store(bundled_facts, tmp_path))
    assert_harmless(show("sources", places="KR"))
    pages = show("sources", part="pages", places="KR")
    assert_harmless(pages)
    assert not any(
        str(url).startswith("javascript") for url in pages.dataframe[0].value["url"].dropna()
    )
