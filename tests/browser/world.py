"""The map as it stands in the browser: which country is painted how, and where it is."""

from __future__ import annotations

from typing import cast

from playwright.sync_api import Locator, Page, expect

OUTLINES = ".choroplethlayer path"
HOVER = ".hoverlayer .hovertext"
PAINTED = f"() => document.querySelectorAll('{OUTLINES}').length > 150"
# Plotly keeps on each outline the ISO alpha-3 code of the place that it stands for.
_FILLS = """paths => Object.fromEntries(paths.map(path => [
    path.__data__.loc,
    getComputedStyle(path).fill.match(/\\d+/g).slice(0, 3)
        .map(part => Number(part).toString(16).padStart(2, '0')).join('').toUpperCase(),
]))"""
_MIDDLE = """(paths, place) => {
    const box = paths.find(path => path.__data__.loc === place).getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
}"""


def painted(page: Page) -> Page:
    """Wait until the countries are painted."""
    page.wait_for_function(PAINTED)
    return page


def fills(page: Page) -> dict[str, str]:
    """ISO alpha-3 code -> colour as #RRGGBB, for every outline that is painted."""
    found = painted(page).locator(OUTLINES).evaluate_all(_FILLS)
    return {place: f"#{colour}" for place, colour in found.items()}


def point_at(page: Page, place: str) -> Locator:
    """Move the pointer to the middle of a country's outline; give what the map says of it."""
    painted(page).locator(".geolayer").scroll_into_view_if_needed()
    x, y = cast(list[float], page.locator(OUTLINES).evaluate_all(_MIDDLE, place))
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    hover = page.locator(HOVER)
    expect(hover).to_be_visible()
    return hover


def click_on(page: Page, place: str) -> None:
    """Click on the middle of a country's outline."""
    point_at(page, place)
    page.mouse.down()
    page.mouse.up()
