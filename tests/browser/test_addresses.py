"""Addresses: every view is a link that works for whoever gets it, at once and to the end."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.addresses import EXAMPLES, FACES
from tests.browser.conftest import OpenPage
from tests.browser.reader import choose, main, settle


def test_links_within_the_dashboard_lead_to_its_pages(open_page: OpenPage) -> None:
    page = open_page(FACES["country that is a bloc"])
    page.get_by_test_id("stMainBlockContainer").get_by_role("link", name="France").first.click()
    expect(page.locator("h2").first).to_have_text("France (FR)")
    settle(page)
    assert parse_qs(urlsplit(page.url).query)["place"] == ["FR"]


def test_the_menu_leads_to_every_page(open_page: OpenPage) -> None:
    page = open_page()
    for example in EXAMPLES.values():
        # Whoever knows the way does not wait until a page stands.
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=example.title).click()
        expect(page.locator("h1")).to_have_text(example.title)


def seen_by_another(page: Page) -> Page:
    """The view as someone sees it who is sent its address; in the same tab, which is compiled."""
    page.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")
    page.goto(page.url, wait_until="commit")
    settle(page)
    return page


def test_a_search_and_a_facet_go_along_in_the_address(open_page: OpenPage) -> None:
    page = open_page("notices")
    everything = page.locator("h2").first.inner_text()
    page.get_by_role("textbox", name="Search titles").fill("exosome")
    page.get_by_role("textbox", name="Search titles").press("Enter")
    expect(page.locator("h2").first).not_to_have_text(everything)
    settle(page)
    searched = page.locator("h2").first.inner_text()
    choose(page, "Kind", "Warning letter")
    expect(page.locator("h2").first).not_to_have_text(searched)
    settle(page)
    query = parse_qs(urlsplit(page.url).query)
    assert query == {"q": ["exosome"], "kinds": ["warning_letter"]}
    narrowed = page.locator("h2").first.inner_text()
    assert seen_by_another(page).locator("h2").first.inner_text() == narrowed


def test_the_link_that_is_cited_shows_the_same(open_page: OpenPage) -> None:
    """Of every page that is cited, tests/pages/test_citing.py follows the link."""
    page = open_page("changes?since=2026-01-01")
    link = page.locator("details", has_text="Cite what is shown here").locator("pre").first
    shown = main(page)
    page.goto(link.text_content() or "", wait_until="commit")
    settle(page)
    assert main(page) == shown
    assert "since" in parse_qs(urlsplit(page.url).query)


def test_the_menu_takes_a_past_day_along_until_it_is_today_again(open_page: OpenPage) -> None:
    page = open_page("country?place=AE&asof=2026-09-30")
    page.get_by_role("link", name="Compare").click()
    page.wait_for_url("**/compare?asof=2026-09-30")
    settle(page)
    expect(page.get_by_text("The law as it stood on 30 September 2026")).to_be_visible()
    page.get_by_role("link", name="Notices").click()
    page.wait_for_url("**/notices")
    settle(page)
    page.get_by_role("link", name="Launch check").click()
    page.wait_for_url("**/check?asof=2026-09-30")
    settle(page)
    page.goto(page.url.partition("check")[0] + "compare", wait_until="commit")
    settle(page)
    assert "asof" not in page.url
