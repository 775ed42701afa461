"""Notices: found in every script, opened by keyboard and by pointer."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import main, settle

# Words as readers type them, and a title that must be found by each.
TITLES = {
    "엑소좀 탈모": "복지부 민원 회신: 의약품 아닌 제품(엑소좀) 주사·탈모치료 광고는 의료법 저촉",
    "สเต็มเซลล์": ("อย.ระบุผู้ใช้ นำเข้า จำหน่ายและโฆษณาเกี่ยวกับสเต็มเซลล์ถือมีความผิดหากไม่ได้รับอนุญาต อย.ก่อน"),
}


def search(page: Page, words: str) -> None:
    box = page.get_by_role("textbox", name="Search titles")
    box.fill(words)
    box.press("Enter")
    page.wait_for_url("**q=**")
    settle(page)


@pytest.mark.parametrize(("words", "found"), TITLES.items())
def test_a_search_finds_titles_in_their_own_script(
    open_page: OpenPage, words: str, found: str
) -> None:
    page = open_page("notices")
    search(page, words)
    # The rows are painted on a canvas; beside it stands a table for screen readers.
    cell = page.get_by_test_id("stDataFrame").get_by_role("gridcell", name=found)
    expect(cell.first).to_be_attached()


def test_a_selected_row_opens_its_whole_record(open_page: OpenPage) -> None:
    page = open_page("notices?q=ASCE%2B&places=KR")
    grid = page.get_by_test_id("stDataFrame").locator("canvas").first
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 15, box["y"] + 52)  # the box at the head of the first row
    page.wait_for_url("**notice=**")
    settle(page)
    (opened,) = parse_qs(urlsplit(page.url).query)["notice"]
    assert opened in main(page)
    expect(page.get_by_role("heading", name="Positions that cite it")).to_be_visible()


def test_a_record_is_opened_by_its_title_without_a_pointer(open_page: OpenPage) -> None:
    page = open_page("notices?places=KR&q=suspension")
    box = page.get_by_role("combobox", name="Open a record")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**notice=kr-**")
    settle(page)
    page.get_by_role("button", name="Back to the list").press("Enter")
    expect(page.get_by_role("combobox", name="Open a record")).to_be_visible()
    assert "notice=" not in page.url
