"""In a dark room: the theme is dark, and what is written can be read."""

from __future__ import annotations

import pytest

from tests.browser.addresses import FACES
from tests.browser.conftest import OpenPage
from tests.browser.grave import assert_nothing_grave

# Between them they draw everything that has a colour of its own: maps, cards, verdicts, lists,
# drawings, charts, forms.
COLOURED = (
    "map",
    "country with a map of its parts",
    "check",
    "changes by place",
    "story",
    "notices",
    "method, codebook",
    "country",
)


@pytest.mark.parametrize("face", COLOURED)
def test_what_has_a_colour_can_be_read_in_the_dark(look_at: OpenPage, face: str) -> None:
    # Only colours differ from the light theme, in which everything else was looked at.
    assert_nothing_grave(look_at(FACES[face], theme="dark"), rules=["color-contrast"])


def test_the_dark_theme_is_dark_and_its_text_is_light(look_at: OpenPage) -> None:
    page = look_at(FACES["country"], theme="dark")
    paper, ink = page.evaluate(
        """() => [getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor,
            getComputedStyle(document.querySelector('h1')).color]"""
    )
    assert lightness(paper) < 0.15
    assert lightness(ink) > 0.8


def lightness(colour: str) -> float:
    """Of "rgb(r, g, b)": 0 for black, 1 for white."""
    parts = colour.partition("(")[2].rstrip(")").split(",")[:3]
    return sum(float(part) for part in parts) / (3 * 255)
