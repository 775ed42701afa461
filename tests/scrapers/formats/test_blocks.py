"""A page that lacks its content: a block, a login or another layout."""

from __future__ import annotations

import pytest

from scrapers.formats.blocks import block_or
from scrapers.http.faults import ChallengePage, LayoutChanged, LoginPage
from scrapers.normalise.text import soup
from tests.scrapers.invented_site import LIST

PASSWORD = '<form><input name="p" type="password"></form>'


def of(words: int, *, title: str = "News", more: str = "") -> str:
    """A page with so many words of five letters and a space."""
    return f"<title>{title}</title><body>{more}<p>{'abcde ' * words}</p></body>"


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (of(20, more=PASSWORD), LoginPage),
        (of(320, more=PASSWORD), LoginPage),
        (of(340, more=PASSWORD), LayoutChanged),
        (of(340, more=PASSWORD, title="Please log in"), LoginPage),
        (of(340, more=PASSWORD, title="Sign-In"), LoginPage),
        (of(20, title="Please log in"), LayoutChanged),
        (of(60, more="<div class='g-recaptcha'></div>"), ChallengePage),
        (of(70, more="<div class='g-recaptcha'></div>"), LayoutChanged),
        (of(6, more="<script>x()</script>"), ChallengePage),
        (of(8, more="<script>x()</script>"), LayoutChanged),
        (of(6), LayoutChanged),
        ("", LayoutChanged),
    ],
)
def test_how_much_a_page_shows_tells_a_block_from_another_layout(
    page: str, fault: type[Exception]
) -> None:
    found = block_or(LayoutChanged("no list", url=LIST), soup(page))
    assert type(found) is fault
    assert found.url == LIST
