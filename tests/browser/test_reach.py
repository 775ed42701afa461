"""Within everyone's reach: screen readers, keyboards, telephones, dark rooms."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.addresses import EXAMPLES, FACES
from tests.browser.conftest import OpenPage
from tests.browser.reader import PHONE, Theme, settle

# Streamlit's own parts, which no page of ours can mend; each with what it is found guilty of.
NOT_OURS: dict[str, str] = {}
GRAVE = {"serious", "critical"}
# What scrolls sideways though nobody asked it to: the document, or Streamlit's scrolling body.
TOO_WIDE = """() => [document.scrollingElement, document.querySelector('[data-testid="stMain"]')]
    .filter(box => box.scrollWidth > box.clientWidth)
    .map(box => `${box.tagName} ${box.scrollWidth} > ${box.clientWidth}`)"""
# Address of a page -> its first filter and the name that this has in the address.
FIRST_FILTERS = {
    "": ("Product and use", "scenario"),
    "country": ("Place", "place"),
    "compare": ("Places, 2 to 6", "places"),
    "check": ("Where?", "place"),
    "notices": ("Search titles", "q"),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("face", FACES)
def test_axe_finds_nothing_grave(open_page: OpenPage, face: str, theme: Theme) -> None:
    page = open_page(FACES[face], theme=theme)
    results = Axe().run(page, context={"exclude": [[part] for part in NOT_OURS]}).response
    found = [
        (violation["id"], node["target"], node["failureSummary"])
        for violation in results["violations"]
        for node in violation["nodes"]
        if node["impact"] in GRAVE
    ]
    assert found == [], json.dumps(found, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("face", FACES)
def test_no_page_scrolls_sideways_on_a_telephone(open_page: OpenPage, face: str) -> None:
    assert open_page(FACES[face], width=PHONE).evaluate(TOO_WIDE) == []


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


@pytest.mark.parametrize("page_name", EXAMPLES)
def test_the_dark_theme_is_dark_and_its_text_is_light(open_page: OpenPage, page_name: str) -> None:
    page = open_page(EXAMPLES[page_name].address, theme="dark")
    paper, ink = page.evaluate(
        """() => [getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor,
            getComputedStyle(document.querySelector('h1')).color]"""
    )
    assert lightness(paper) < 0.15
    assert lightness(ink) > 0.8
    expect(page.locator("h1")).to_be_visible()


def lightness(colour: str) -> float:
    """Of "rgb(r, g, b)": 0 for black, 1 for white."""
    parts = colour.partition("(")[2].rstrip(")").split(",")[:3]
    return sum(float(part) for part in parts) / (3 * 255)
