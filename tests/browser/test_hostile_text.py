"""Text from outside is shown as text: it runs nothing, loads nothing, links nowhere."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.atlas.hostile import FORMULA, LONG, LONG_NOTICE_ID, MARKDOWN, NOTICE_ID, PLACE, RAN, TAGS
from tests.browser.conftest import OpenPage
from tests.browser.printing import printed
from tests.browser.reader import PHONE, assert_fits, main, rows_button
from tests.browser.world import click_on, point_at

FACES = {
    "list of notices": f"notices?places={PLACE}",
    "one notice": f"notices?{urlencode({'notice': NOTICE_ID})}",
    "one long notice": f"notices?notice={LONG_NOTICE_ID}",
    "country": f"country?place={PLACE}",
    "changes": f"changes?places={PLACE}",
    "changes by place": f"changes?places={PLACE}&view=places",
    "story": f"story?places={PLACE}",
    "compare": f"compare?places={PLACE},KR",
    "check": f"check?place={PLACE}&origin=human&use=topical_cosmetic",
    "precedents": f"check?place={PLACE}&origin=human&use=injection",
    "sources": f"sources?places={PLACE}",
    "address": f"notices?{urlencode({'q': TAGS + MARKDOWN, 'kinds': TAGS, 'notice': MARKDOWN})}",
}
# Faces on which the hostile title stands in the page itself, not only in a component.
IN_THE_PAGE = ("one notice", "country", "changes", "changes by place", "check", "precedents")
# Components of ours, maps and tables among them, stand in shadow roots.
MADE_OF_IT = """() => {
    const roots = [document];
    for (const root of roots) for (const element of root.querySelectorAll('*'))
        if (element.shadowRoot) roots.push(element.shadowRoot);
    return roots.flatMap(root => [
        ...root.querySelectorAll('[src*="harm"], [onerror], [onmouseover], .katex'),
        ...root.querySelectorAll('a[href^="javascript:" i], a[href^="data:" i]'),
        ...[...root.querySelectorAll('a')].filter(a => a.hostname === 'harm.example'),
    ]).map(element => element.outerHTML.slice(0, 300));
}"""


def assert_unharmed(page: Page) -> None:
    """Nothing ran, and nothing was made of the hostile text but text."""
    assert page.evaluate(f"() => window.{RAN} === undefined")
    assert page.evaluate(MADE_OF_IT) == []
    expect(page.get_by_test_id("stException")).to_have_count(0)


# Here a table is the first that a fresh server is asked for.
def test_a_table_shows_hostile_text_as_text(look_at: OpenPage, hostile_dashboard: str) -> None:
    page = look_at(FACES["list of notices"], home=hostile_dashboard)
    table = page.get_by_role("table")
    expect(table.get_by_text(TAGS).first).to_be_visible()
    expect(table.get_by_text(MARKDOWN).first).to_be_visible()
    assert "\u202e" not in table.inner_text()
    assert_unharmed(page)


def test_a_spreadsheet_runs_nothing_of_a_download(
    look_at: OpenPage, hostile_dashboard: str, tmp_path: Path
) -> None:
    page = look_at(FACES["list of notices"], home=hostile_dashboard)
    with page.expect_download() as waiting:
        rows_button(page).click()
    file = tmp_path / "notices.csv"
    waiting.value.save_as(file)
    rows = list(csv.DictReader(StringIO(file.read_text(encoding="utf-8-sig"))))
    (row,) = (row for row in rows if row["id"] == NOTICE_ID)
    assert row["title"] == f"'{FORMULA}{row['title'].removeprefix(chr(39) + FORMULA)}"
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("face", FACES)
def test_hostile_text_does_nothing_and_bursts_nothing(
    open_page: OpenPage, hostile_dashboard: str, face: str
) -> None:
    page = open_page(FACES[face], home=hostile_dashboard)
    assert_unharmed(page)
    if face in IN_THE_PAGE:
        said = main(page)
        assert TAGS in said
        assert MARKDOWN in said
        assert "\u202e" not in said  # what turns round the text that follows it
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert_fits(page)


def test_hostile_text_does_nothing_on_the_map(open_page: OpenPage, hostile_dashboard: str) -> None:
    page = open_page("", home=hostile_dashboard)
    said = point_at(page, PLACE)
    expect(said).to_contain_text(FORMULA)
    assert said.evaluate("tip => [...tip.children].every(line => !line.childElementCount)")
    assert_unharmed(page)
    click_on(page, PLACE)
    expect(page.locator("h2").first).to_have_text(f"Greenland ({PLACE})")
    assert_unharmed(page)


def test_hostile_text_runs_nothing_in_a_brief_and_is_printed_whole(
    blank: Page, hostile_dashboard: str
) -> None:
    document = printed(blank, f"{hostile_dashboard}/brief/{PLACE}")
    assert blank.evaluate(f"() => window.{RAN} === undefined")
    assert blank.evaluate(MADE_OF_IT) == []
    text = "".join(page.extract_text() for page in document.pages)
    assert text.count("A") > 3 * len(LONG)  # as a title, its English form, a condition
