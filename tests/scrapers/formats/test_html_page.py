"""Pages of HTML: which are whole, and which break off."""

from __future__ import annotations

from contextlib import suppress

import pytest

from scrapers.formats.html_page import page_in
from scrapers.http.faults import ChallengePage, TruncatedBody
from scrapers.http.request import Request
from tests.scrapers.invented_site import LIST, a_source
from tests.scrapers.recorded import answer, catalogue, parsed

ASKED = Request(LIST)


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
        assert page_in(a_source(), page, response)[0].body
        return
    with pytest.raises(fault) as raised:
        page_in(a_source(), page, response)
    assert type(raised.value) is fault
    assert page_in(a_source(), page, response, whole=False)[0].body


# As sites write it that leave tags open: nothing ends the page, its wrapper or its list.
BADLY_WRITTEN = (
    "<html><body><div id=wrapper><!-- <div> --><script>write('<div>')</script>"
    "<h1>Recalls and warnings of the Invented Authority, the newest first</h1><div class=list>"
    "<div class=row><a href='/1'>Recall of one</a> <span>1 May</span><p>Words</p></div>"
    "<div class=row><a href='/2'>Recall of two</a> <span>2 May</span><p>Words</p></div>"
    "<div class=row><a href='/3'>Recall of three</a> <span>3 May</span><p>Words</p></div>"
    "<div id=foot><p>Invented Authority, <a href='/'>home</a></p></div>\n<!-- 0.3 s -->"
)


@pytest.mark.parametrize("rows", ["div.row", "div.row a"])
def test_of_a_badly_written_page_no_cut_loses_an_entry_unseen(rows: str) -> None:
    """Wherever it is cut: it is said to break off, or all of its entries are there."""

    def links(html: str) -> int:
        page, warnings = page_in(a_source(), html, answer(ASKED, html.encode()), parts=(rows,))
        assert "taken for whole" in warnings[0]
        return len(page.select(rows))

    assert links(BADLY_WRITTEN) == 3
    taken = []
    for end in range(BADLY_WRITTEN.index("/3"), len(BADLY_WRITTEN)):
        with suppress(TruncatedBody):
            taken.append(links(BADLY_WRITTEN[:end]))
    assert set(taken) == {3}, "a cut behind the last entry takes none away"
    for end in range(BADLY_WRITTEN.index("<a"), BADLY_WRITTEN.index("/3")):
        with pytest.raises(TruncatedBody):
            links(BADLY_WRITTEN[:end])


def test_what_a_script_or_a_comment_holds_are_no_tags_of_the_page() -> None:
    closed = "<html><body><script>write('<div></body>')</script><!-- <table> --><div>All</div>"
    page, warnings = page_in(a_source(), closed, answer(ASKED, closed.encode()))
    assert (len(page.select("div")), warnings) == (1, [])
    half = f"<html><body><script>write('</body></html>')</script><div><p>{'Half ' * 20}"
    with pytest.raises(TruncatedBody, match="breaks off"):
        page_in(a_source(), half, answer(ASKED, half.encode()))


def test_a_page_has_its_end_where_its_source_says_what_stands_there() -> None:
    html = "<html><body><div id=a><div id=b><p>Whole</p> <p>Invented Authority, 2026"
    with pytest.raises(TruncatedBody, match="end_markers"):
        page_in(a_source(), html, answer(ASKED, html.encode()))
    source = a_source(end_markers=["Invented Authority, "])
    assert page_in(source, html, answer(ASKED, html.encode()))[1] == []
    half = html[: html.index(" <p>Inv")]
    with pytest.raises(TruncatedBody):
        page_in(source, half, answer(ASKED, half.encode()))


def test_a_piece_of_html_that_never_said_to_be_a_page_needs_no_end() -> None:
    assert not parsed(catalogue()["de-pei"], "<p>keine Treffer</p>").items
