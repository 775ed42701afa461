"""Cite this: the document first, then the atlas, with a link that opens the same record later."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from atlas.facts import Facts
from atlas.store import open_store
from atlas.wording import spoken
from pages.markup import element
from tests.atlas.store.examples import a_notice
from tests.pages.shown import Open, html_of, show

WARNING = "us-fda-20260520-import-alert-57-22"


def codes(page: AppTest) -> list[str]:
    return [code.value for code in page.code]


def query(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query))


def test_a_notice_is_cited_as_its_regulators_document(
    open_page: Open, bundled_facts: Facts
) -> None:
    (notice,) = (one for one in bundled_facts.notices if one.id == WARNING)
    link, apa, bibtex = codes(open_page("notices", notice=WARNING))
    assert query(link) == {"notice": WARNING, "version": "1"}
    regulator, atlas = apa.split(" On record in: ")
    assert regulator.startswith("U.S. Food and Drug Administration. (2026, May 20). Import Alert")
    assert "[Import alert]. https://www.accessdata.fda.gov/" in regulator
    assert f"Confidence: Medium. Last checked {spoken(notice.verified_on)}." in regulator
    assert atlas.startswith("Exosome Atlas contributors. (2026).")
    assert atlas.endswith(link)
    assert bibtex.startswith(f"@misc{{{WARNING},")


@pytest.mark.parametrize(
    ("page", "asked", "days"),
    [
        ("map", {"region": "GCC"}, {"asof"}),
        ("compare", {"places": "KR,JP"}, {"asof"}),
        ("check", {"place": "ES", "origin": "animal", "use": "microneedling"}, {"asof"}),
        ("story", {"places": "KR"}, {"asof"}),
        ("changes", {"events": "notice_published", "page": "2"}, {"since", "until"}),
    ],
)
def test_a_view_is_cited_by_a_link_that_shows_the_same_days_in_a_year(
    open_page: Open, page: str, asked: dict[str, str], days: set[str]
) -> None:
    shown = html_of(open_page(page, **asked))
    cited = shown[shown.index("Cite what is shown here") :]
    link = unescape(re.findall(r"<pre[^>]*>(.*?)</pre>", cited)[0])
    assert urlsplit(link).path.endswith(page)
    asked.pop("page", None)
    assert query(link) == asked | {name: query(link)[name] for name in days}
    assert query(link)[max(days)] == date.today().isoformat()
    assert f"from {link}" in unescape(cited)
    assert "a figure may move" in cited
    assert not open_page(page, **query(link)).warning


def cited_link(page: AppTest) -> tuple[str, str]:
    """The permanent link of what a page shows, and all that is said of it."""
    cited = unescape(html_of(page).partition("Cite what is shown here")[2])
    return re.findall(r"<pre[^>]*>(.*?)</pre>", cited)[0], cited


def test_a_search_is_cited_with_its_filters_and_what_it_finds_today(open_page: Open) -> None:
    asked = {"kinds": "ban,seizure", "places": "KR", "since": "2020-01-01"}
    page = open_page("notices", **asked, page="1")
    link, said = cited_link(page)
    assert query(link) == asked
    # An end that nobody chose would leave out what carries no date.
    assert f"Today it finds {page.header[0].value}." in said
    assert "leaves out what carries no date" in said
    assert f"from {link}" in said
    ended = open_page("notices", **asked, until="2026-06-30")
    link, said = cited_link(ended)
    assert query(link) == asked | {"until": "2026-06-30"}
    assert "shows the same days whenever it is opened" in said


def test_a_list_without_filters_and_an_empty_one_can_be_cited(open_page: Open) -> None:
    assert cited_link(open_page("notices"))[0].endswith("/notices")
    link, said = cited_link(open_page("notices", q="zzzz"))
    assert query(link) == {"q": "zzzz"}
    assert "Today it finds 0 notices." in said


def test_the_link_of_a_notice_opens_it(open_page: Open) -> None:
    link = codes(open_page("notices", notice=WARNING))[0]
    again = open_page("notices", **query(link))
    assert again.header[0].value == "Whole record"
    assert not again.info
    assert not again.warning


def test_a_link_to_another_version_says_so(open_page: Open) -> None:
    page = open_page("notices", notice=WARNING, version="7")
    assert page.header[0].value == "Whole record"
    assert "The link names another version" in page.info[0].value


def test_a_notice_that_was_withdrawn_still_says_what_it_said(
    bundled_facts: Facts, tmp_path: Path, use_store: Callable[[str], None]
) -> None:
    url = f"sqlite:///{tmp_path / 'withdrawn.db'}"
    gone = a_notice("us-x-gone", title="Invented title", title_en="Invented title")
    with open_store(url) as store:
        store.fill(replace(bundled_facts, notices=(gone,)))
        store.fill(bundled_facts)
    use_store(url)
    page = show("notices", notice="us-x-gone")
    assert "withdrawn from the atlas" in page.warning[0].value
    assert [header.value for header in page.header] == ["The record as it was"]
    assert "Invented title" in html_of(page)
    assert not codes(page)


def test_every_position_on_record_can_be_cited(open_page: Open) -> None:
    cards = html_of(open_page("country", place="FR", asof="2026-01-31")).split("<article")[1:]
    assert len(cards) == 6
    for card in cards:
        assert ("Cite this" in card) == ("Nothing is on record" not in card)
    assert "Rule of the European Union, inherited by France" in cards[0]


def test_the_link_of_a_position_opens_it_as_of_its_day(open_page: Open) -> None:
    page = open_page("country", place="FR", scenario="human_topical_cosmetic", asof="2026-01-31")
    cards = html_of(page).split("<article")[1:]
    assert len(cards) == 1
    address = "country?place=FR&scenario=human_topical_cosmetic&asof=2026-01-31"
    assert str(element("i", address))[3:-4] in cards[0]
    assert page.date_input[0].value == date(2026, 1, 31)
    assert "choose All above" in "\n".join(caption.value for caption in page.caption)


def test_nothing_on_record_cannot_be_cited(open_page: Open) -> None:
    assert "Cite this" not in html_of(open_page("country", place="Antarctica"))
