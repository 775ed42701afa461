"""A page that lacks its content: a block, a login, a page that breaks off, or another layout."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest

from scrapers.formats.reading import block_or, page_in, xml_of
from scrapers.http.faults import ChallengePage, LayoutChanged, LoginPage, Outage, TruncatedBody
from scrapers.http.request import Request
from scrapers.normalise.text import soup
from tests.scrapers.invented_site import LIST, a_source
from tests.scrapers.recorded import answer, catalogue, parsed

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


def test_a_feed_may_begin_with_two_byte_order_marks() -> None:
    feed = codecs.BOM_UTF8 * 2 + b'<?xml version="1.0"?><rss><title>A &amp; B</title></rss>'
    root, warnings = xml_of(a_source(), answer(ASKED, feed))
    assert (root.findtext("title"), warnings) == ("A & B", [])


def test_feeds_with_control_characters_and_html_entities_are_still_read() -> None:
    feed = (
        "<rss version='2.0'><channel><item><title>Exosomes&nbsp;&eacute;\x0b</title>"
        "<link>https://www.fda.gov/x</link></item></channel></rss>"
    )
    assert parsed(catalogue()["us-fda-rss"], feed).items[0].title == "Exosomes é"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Exosomes&#11; in &#x1F;Bonn", "Exosomes in Bonn"),
        ("Exosomes&#0;&#xD83D;&#xFFFF;&#99999999;", "Exosomes"),
        ("Exosomes &#233;&#x1F489;", "Exosomes é💉"),
        ("Fillers & exosomes, R&D", "Fillers & exosomes, R&D"),
        ("Fillers &amp; exosomes &lt; 5 mg", "Fillers & exosomes < 5 mg"),
        ("<![CDATA[Fillers & exosomes]]>", "Fillers & exosomes"),
    ],
)
def test_what_feeds_write_though_xml_forbids_it_is_read_for_what_it_means(
    written: str, read: str
) -> None:
    for link in ("https://www.fda.gov/x?a=1&b=2", "<![CDATA[https://www.fda.gov/x?a=1&b=2]]>"):
        feed = (
            f"<rss version='2.0'><channel><item><title>{written}</title><link>{link}</link></item>"
            "</channel></rss>"
        )
        (item,) = parsed(catalogue()["us-fda-rss"], feed).items
        assert (item.title, item.url) == (read, "https://www.fda.gov/x?a=1&b=2")


def test_a_feed_in_two_bytes_a_character_that_calls_itself_utf8_is_read() -> None:
    feed = (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><item>"
        "<title>אקסוזומים</title><link>https://www.gov.il/he/x</link></item></channel></rss>"
    )
    (item,) = parsed(catalogue()["il-moh"], feed.encode("utf-16-le")).items
    assert (item.title, item.url) == ("אקסוזומים", "https://www.gov.il/he/x")


def test_invalid_utf8_is_replaced_and_said() -> None:
    item = b"<item><title>Exo \xff</title><link>https://a.org/</link></item>"
    feed = b"<rss version='2.0'><channel>" + item + b"</channel></rss>"
    page = parsed(catalogue()["us-fda-rss"], feed)
    assert page.items[0].title == "Exo \ufffd"
    assert page.warnings == ["1 places were not valid utf-8 and were replaced by U+FFFD"]


def test_a_site_s_own_error_page_is_an_outage() -> None:
    with pytest.raises(Outage, match="own error page"):
        parsed(catalogue()["kr-mfds-boards-rss"], '<html><div class="error_page">오류</div></html>')


def test_a_piece_of_html_that_never_said_to_be_a_page_needs_no_end() -> None:
    assert not parsed(catalogue()["de-pei"], "<p>keine Treffer</p>").items
