"""The map as it stands in the browser: which country is painted how, and where it is."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

# The map is a component with a shadow root, which Playwright's selectors see through.
MAP = "figure.map svg"
OUTLINES = f"{MAP} path[data-place]"
PAINTED = f"{MAP}[data-moment]"
_FILLS = """paths => Object.fromEntries(
    paths.map(path => [path.dataset.place, path.getAttribute('fill')]))"""
# A point of the outline that no sign, marker or other outline covers, as the browser itself says.
_INSIDE = """path => {
    const box = path.getBoundingClientRect();
    for (const right of [0.5, 0.4, 0.6, 0.3, 0.7]) for (const down of [0.5, 0.4, 0.6, 0.3, 0.7]) {
        const [x, y] = [box.x + box.width * right, box.y + box.height * down];
        if (path.getRootNode().elementFromPoint(x, y) === path) return {x, y};
    }
    return null;
}"""


def painted(page: Page) -> Page:
    """Wait until the countries are painted."""
    expect(page.locator(PAINTED)).to_be_visible()
    return page


def fills(page: Page) -> dict[str, str]:
    """ISO alpha-2 code -> colour as #RRGGBB, for every outline that is painted."""
    found: dict[str, str] = painted(page).locator(OUTLINES).evaluate_all(_FILLS)
    return found


def outline(page: Page, place: str) -> Locator:
    """A country's outline."""
    return painted(page).locator(f'{MAP} path[data-place="{place}"]')


def point_at(page: Page, place: str) -> Locator:
    """Move the pointer into a country's outline; give what the map says of it."""
    shape = outline(page, place)
    shape.scroll_into_view_if_needed()
    inside = shape.evaluate(_INSIDE)
    assert inside, f"no point of {place} is in sight"
    page.mouse.move(inside["x"] - 1, inside["y"])
    page.mouse.move(inside["x"], inside["y"])
    said = page.locator("figure.map .tip")
    expect(said).to_be_visible()
    return said


def click_on(page: Page, place: str) -> None:
    """Click into a country's outline."""
    point_at(page, place)
    page.mouse.down()
    page.mouse.up()


def turn_to(page: Page, moment: int) -> None:
    """Move the slider of the years."""
    page.locator("figure.map").get_by_label("Year").fill(str(moment))
