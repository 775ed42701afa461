"""Notices: found in every script, opened by keyboard and by pointer."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import PHONE, main, settle


def search(page: Page, words: str) -> None:
    box = page.get_by_role("textbox", name="Search titles")
    box.fill(words)
    box.press("Enter")
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("q") == [words])
    settle(page)


def test_how_much_a_search_found_is_read_out_and_nothing_before_it(open_page: OpenPage) -> None:
    page = open_page("notices?places=KR")
    line = page.get_by_role("status")
    expect(line).to_have_text("")
    search(page, "엑소좀")
    expect(line).to_have_text(page.get_by_role("heading", level=2).inner_text())


def test_a_title_is_a_link_that_opens_its_record_without_a_pointer(open_page: OpenPage) -> None:
    page = open_page("notices?places=KR&q=suspension")
    titles = page.get_by_role("table").locator('a[href^="./notices"]')
    said, led = titles.first.inner_text(), titles.first.evaluate("link => link.href")
    titles.first.press("Enter")
    # The address follows before the page does, and the list stands until the record is drawn.
    page.wait_for_url("**notice=kr-**")
    expect(page.get_by_role("heading", name="Positions that cite it")).to_be_visible()
    settle(page)
    assert said in main(page)
    # Keys go on from its top.
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Back to the list")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "notice=" not in url)
    expect(titles.first).to_be_visible()
    # Beside the list, in a tab of its own, it leads to the same.
    page.goto(led, wait_until="commit")
    settle(page)
    assert said in main(page)


def test_a_title_far_down_the_list_opens_the_whole_record_at_its_top(open_page: OpenPage) -> None:
    page = open_page("notices", width=PHONE)
    last = page.get_by_role("table").locator('a[href^="./notices"]').last
    last.scroll_into_view_if_needed()
    last.click()
    expect(page.get_by_role("heading", name="Whole record")).to_be_in_viewport()
    expect(page.get_by_test_id("stMain")).to_have_js_property("scrollTop", 0)
    expect(page.get_by_role("heading", name="Positions that cite it")).to_be_visible()
    settle(page)
    (opened,) = parse_qs(urlsplit(page.url).query)["notice"]
    assert opened in main(page)


def test_a_row_is_named_by_its_title_and_words_by_their_language(look_at: OpenPage) -> None:
    table = look_at("notices?q=엑소좀").get_by_role("table")
    named = table.get_by_role("rowheader").all_inner_texts()
    assert named == table.locator('a[href^="./notices"]').all_inner_texts()
    korean = table.locator("td:lang(ko)")
    expect(korean).to_have_count(len(named))
    expect(korean.filter(has_text="엑소좀 화장품 광고업무정지 3개월")).to_have_count(1)


def test_the_head_of_a_column_sorts_the_table(open_page: OpenPage) -> None:
    page = open_page("notices?places=KR")
    table = page.get_by_role("table")
    days = table.locator("tbody tr > :first-child")
    first = days.all_inner_texts()
    head = table.get_by_role("columnheader", name="Published")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert days.all_inner_texts() == sorted(first)
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert days.all_inner_texts() == sorted(first, reverse=True)
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "none")
    assert days.all_inner_texts() == first


def test_a_list_is_turned_below_it_too_and_the_next_page_read_from_its_top(
    open_page: OpenPage,
) -> None:
    page = open_page("notices?places=US", width=PHONE)
    above, below = (page.get_by_role("button", name="Next page").nth(place) for place in (0, 1))
    below.scroll_into_view_if_needed()
    below.click()
    expect(page).to_have_url(re.compile("page=2"))
    settle(page)
    expect(page.get_by_text(re.compile("^26 to 50 of "))).to_have_count(2)
    expect(page.get_by_role("columnheader", name="Published")).to_be_in_viewport()
    above.click()
    expect(page).to_have_url(re.compile("page=3"))
    expect(page.get_by_text(re.compile("^51 to 75 of "))).to_have_count(2)
