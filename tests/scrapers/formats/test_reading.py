"""A page that lacks its content: a block, a login, a page that breaks off, or another layout."""

from __future__ import annotations

import codecs

import pytest

from scrapers.formats.reading import block_or, page_in, xml_of
from scrapers.http.faults import ChallengePage, LayoutChanged, LoginPage, TruncatedBody
from scrapers.http.request import Request
from scrapers.normalise.text import soup
from tests.scrapers.invented_site import LIST, a_source
from tests.scrapers.recorded import answer

ASKED = Request(LIST)
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


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<html><body><div><p>Half", TruncatedBody),
        ("<html><body><div></div><p>Whole, and never closed", None),
        ("<html><body><div><p>Whole</body>", None),
        ("<div><p>A piece of a page", None),
        ("<html><body><script>x()</script><div class='g-recaptcha'>", ChallengePage),
        ("<html><body><div class='g-recaptcha'></div><SCRIPT>x(", TruncatedBody),
    ],
)
def test_a_page_has_its_end_or_breaks_off(page: str, fault: type[Exception] | None) -> None:
    response = answer(ASKED, page.encode())
    if fault is None:
        assert page_in(page, response).body
        return
    with pytest.raises(fault) as raised:
        page_in(page, response)
    assert type(raised.value) is fault
    assert page_in(page, response, whole=False).body


def test_a_feed_may_begin_with_two_byte_order_marks() -> None:
    feed = codecs.BOM_UTF8 * 2 + b'<?xml version="1.0"?><rss><title>A &amp; B</title></rss>'
    root, warnings = xml_of(a_source(), answer(ASKED, feed))
    assert (root.findtext("title"), warnings) == ("A & B", [])
