"""Within the reach of those who have a keyboard only."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.reader import settle

# Address of a page -> its first filter and the name that this has in the address.
FIRST_FILTERS = {
    "": ("Product and use", "scenario"),
    "country": ("Place", "place"),
    "compare": ("Places, 2 to 6", "places"),
    "check": ("Where?", "place"),
    "notices": ("Search titles", "q"),
}


@pytest.mark.parametrize("address", FIRST_FILTERS)
def test_tab_reaches_the_first_filter_and_keys_change_it(open_page: OpenPage, address: str) -> None:
    label, parameter = FIRST_FILTERS[address]
    page = open_page(address)
    tab_to(page, label)
    if address == "notices":
        page.keyboard.type("exosome")
    else:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{parameter}=**")
    settle(page)


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the element of that name has the focus; fail where none comes soon."""
    filter_ = page.get_by_test_id("stMainBlockContainer").get_by_label(label).first
    for _ in range(30):
        page.keyboard.press("Tab")
        if filter_.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"30 times Tab, and {label!r} was not reached")
