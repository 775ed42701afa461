"""From the bytes of a response to text, JSON or XML, as sites write them."""

from __future__ import annotations

import codecs
import gzip

import pytest

from scrapers.formats.reading import json_of, xml_of
from scrapers.http.faults import NotTheFormat, Outage, TooLarge
from scrapers.http.request import Request
from tests.scrapers.http.bounds import within
from tests.scrapers.invented_site import LIST, a_source
from tests.scrapers.recorded import answer, catalogue, parsed


def test_what_is_gzip_though_nobody_says_so_is_opened_within_bounds() -> None:
    body = gzip.compress(b'{"items": []}')
    assert json_of(a_source(), answer(Request(LIST), body)) == ({"items": []}, [])
    small = a_source(manners={"max_bytes": 1000})
    with pytest.raises(TooLarge):
        json_of(small, answer(Request(LIST), gzip.compress(b" " * 1001)))


def test_json_may_be_sent_as_a_string_of_json() -> None:
    body = rb'"{\"items\": []}"'
    assert json_of(a_source(), answer(Request(LIST), body)) == ({"items": []}, [])


def test_a_feed_may_begin_with_two_byte_order_marks() -> None:
    feed = (
        codecs.BOM_UTF8
        + b"\n"
        + codecs.BOM_UTF8
        + b'<?xml version="1.0"?><rss><title>A &amp; B</title></rss>'
    )
    root, warnings = xml_of(a_source(), answer(Request(LIST), feed))
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


def test_a_feed_that_opens_cdata_over_and_over_holds_nobody_up() -> None:
    with within(5), pytest.raises(NotTheFormat):
        parsed(catalogue()["us-fda-rss"], "<rss><channel>" + "<![CDATA[" * 50_000)


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


def test_json_may_have_line_breaks_in_its_texts_and_nan_for_nothing() -> None:
    body = b"\xef\xbb\xbf\r\n\xef\xbb\xbf" + b'{"title": "A\n\tB", "date": NaN, "pages": -Infinity}'
    read, warnings = json_of(a_source(), answer(Request(LIST), body))
    assert (read, warnings) == ({"title": "A\n\tB", "date": None, "pages": None}, [])


def test_a_site_s_own_error_page_is_an_outage() -> None:
    with pytest.raises(Outage, match="own error page"):
        parsed(catalogue()["kr-mfds-boards-rss"], '<html><div class="error_page">오류</div></html>')
