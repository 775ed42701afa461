"""In a dark room: the theme is dark from the start, and what is written can be read."""

from __future__ import annotations

from tests.browser.addresses import FACES
from tests.browser.conftest import OpenPage
from tests.browser.grave import assert_nothing_grave

_PAPER_AND_INK = """() => [
    getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor,
    getComputedStyle(document.querySelector('h1')).color]"""


def test_the_dark_theme_is_dark_and_its_text_is_light_but_not_in_print(look_at: OpenPage) -> None:
    page = look_at(FACES["notices"], theme="dark")
    paper, ink = page.evaluate(_PAPER_AND_INK)
    assert lightness(paper) < 0.15
    assert lightness(ink) > 0.8
    page.emulate_media(media="print")
    paper, ink = page.evaluate(_PAPER_AND_INK)
    assert lightness(paper) == 1
    assert lightness(ink) < 0.15


# Faces that were opened by day are looked at in the dark in test_faces.
def test_what_is_chosen_of_a_list_can_be_read_in_the_dark(look_at: OpenPage) -> None:
    page = look_at(FACES["notices"], theme="dark")
    chosen = page.get_by_role("toolbar", name="Places: chosen, to be taken out")
    assert "Thailand" in chosen.inner_text()
    assert_nothing_grave(page, rules=["color-contrast"])


def lightness(colour: str) -> float:
    """Of "rgb(r, g, b)": 0 for black, 1 for white."""
    parts = colour.partition("(")[2].rstrip(")").split(",")[:3]
    return sum(float(part) for part in parts) / (3 * 255)
