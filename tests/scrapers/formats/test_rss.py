"""Feeds of every kind: which element is what, and by what an entry is known."""

from __future__ import annotations

from typing import Any

import pytest

from scrapers.formats.page import Item, Page
from scrapers.http.faults import GoneFromAddress, LayoutChanged, NotTheFormat
from tests.scrapers.http.bounds import within
from tests.scrapers.invented_site import HOST, a_source
from tests.scrapers.recorded import parsed

RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<channel/>{}</rdf:RDF>"
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
RSS = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{}</channel></rss>'
)


def read(feed: str, *, status: int = 200, **options: Any) -> Page:
    source = a_source(format="rss", options=options)
    return parsed(source, feed, status=status, content_type="application/xml")


def only(feed: str, **options: Any) -> Item:
    (item,) = read(feed, **options).items
    return item


def entry(*, link: str = "<link>/a?id=7</link>", more: str = "") -> str:
    return RSS.format(f"<item><title>Recall</title>{link}{more}</item>")


def test_the_three_kinds_of_feeds_say_the_same() -> None:
    rss = "<item><title>T</title><link>/a</link><pubDate>2 May</pubDate><dc:creator>I</dc:creator>"
    rdf = '<item rdf:about="/a"><title>T</title><dc:date>2 May</dc:date><dc:creator>I</dc:creator>'
    atom = '<entry><title>T</title><link href="/a"/><published>2 May</published>'
    found = [
        only(RSS.format(f"{rss}<description>Text</description></item>")),
        only(RDF.format(f"{rdf}<description>Text</description></item>")),
        only(ATOM.format(f"{atom}<summary>Text</summary></entry>")),
    ]
    for item in found:
        assert (item.title, item.url, item.published, item.text) == (
            "T", f"{HOST}/a", "2 May", "Text",
        )  # fmt: skip
    assert [item.fields for item in found] == [{"issuer": "I"}, {"issuer": "I"}, {}]


def test_links_are_meant_from_where_the_feed_says() -> None:
    base = "https://other.example/news/"
    atom = ATOM.format('<entry xml:base="{}"><title>T</title><link href="a"/></entry>')
    found = {
        said: only(atom.format(said).replace("<feed", f'<feed xml:base="{base}"', 1)).url
        for said in ("", "2026/", "/old/", "https://third.example/", "mailto:x")
    }
    assert found == {
        "": f"{base}a",
        "2026/": f"{base}2026/a",
        "/old/": "https://other.example/old/a",
        "https://third.example/": "https://third.example/a",
        "mailto:x": f"{base}a",
    }
    rss = entry(link="<link>a</link>").replace("<channel", f'<channel xml:base="{base}"')
    assert only(rss).url == f"{base}a"


def test_the_whole_text_goes_before_its_summary_and_the_first_day_before_the_last_change() -> None:
    content = "<content:encoded>Whole</content:encoded>"
    assert only(entry(more=f"<description>Short</description>{content}")).text == "Whole"
    atom = '<entry><title>T</title><link href="/a"/><updated>3 May</updated>{}</entry>'
    both = only(ATOM.format(atom.format("<published>2 May</published><content>Whole</content>")))
    assert (both.published, both.text) == ("2 May", "Whole")
    assert only(ATOM.format(atom.format(""))).published == "3 May"
    assert only(entry()).published is None


@pytest.mark.parametrize(
    ("key", "guid", "expected"),
    [
        ("guid", "<guid>G</guid>", "G"),
        ("guid", "", f"{HOST}/a?id=7"),
        ("link", "<guid>G</guid>", f"{HOST}/a?id=7"),
        ("parameter:id", "<guid>G</guid>", "7"),
        ("parameter:no", "<guid>G</guid>", f"{HOST}/a?id=7"),
    ],
)
def test_an_entry_is_known_by_what_the_source_is_known_to_keep(
    key: str, guid: str, expected: str
) -> None:
    assert only(entry(more=guid), key=key).key == expected


@pytest.mark.parametrize(
    ("link", "url"),
    [
        (f"<link/><guid> {HOST}/g </guid>", f"{HOST}/g"),
        (f'<guid isPermaLink="true">{HOST}/g</guid>', f"{HOST}/g"),
        (f'<guid isPermaLink="false">{HOST}/g</guid>', None),
        (f"<link>/a</link><guid>{HOST}/g</guid>", f"{HOST}/a"),
    ],
)
def test_where_an_entry_leads_is_its_link_or_a_guid_that_is_one(link: str, url: str | None) -> None:
    assert only(entry(link=link)).url == url


def test_of_the_links_of_an_entry_the_one_to_its_page_counts() -> None:
    links = '<link rel="self" href="/s"/><link rel="alternate"/><link rel="alternate" href="/a"/>'
    assert only(ATOM.format(f"<entry><title>T</title>{links}</entry>")).url == f"{HOST}/a"


@pytest.mark.parametrize("feed", ["<rss></rss>", RDF.format("").replace("<channel/>", ""), "<x/>"])
def test_what_is_no_feed_is_a_changed_layout(feed: str) -> None:
    with pytest.raises(LayoutChanged, match=r"(channel|root element 'x').*expected RSS"):
        read(feed)


@pytest.mark.parametrize(
    ("feed", "entry", "bad"),
    [
        (RSS, "<item><title>A</title><link>/a</link></item>",
         "<item><title>Recall <of a serum></title><link>/b</link></item>"),
        (RDF, '<item rdf:about="/a"><title>A</title></item>',
         '<item rdf:about="/b"><title>Recall of<br>a serum</title></item>'),
        (ATOM, '<entry><title>A</title><link href="/a"/></entry>',
         '<entry><title>Recall of a serum</title><link href="/b"></entry>'),
    ],
    ids=["rss", "rdf", "atom"],
)  # fmt: skip
def test_a_malformed_entry_is_held_by_its_words_and_hides_no_other(
    feed: str, entry: str, bad: str
) -> None:
    page = read(feed.format(entry + bad + entry.replace("/a", "/c")))
    first, second, third = page.items
    assert (first.url, third.url) == (f"{HOST}/a", f"{HOST}/c")
    assert (second.whole, second.url, second.title[:6]) == (False, None, "Recall")
    (warning,) = page.warnings
    assert warning.startswith("1 of 3 entries are malformed XML (")


@pytest.mark.parametrize(
    "feed",
    [
        RSS.format("<item><title>A <b></title><link>/a</link></item>" * 2),
        RSS.format("<item><title>A</title><link>/a</link></item>" * 2)[:-20],
        RSS.format("<item><title>A</title><link>/a</link></item><item><title>B"),
        RSS.format("<item><title>A</title><link>/a</link></item><b>"),
        RSS.format("<a/>" * 4_000 + "<item><title>A</title><link>/a</link></item>" * 2_000 +
                   "<item><b></item>"),
    ],
    ids=["most entries", "cut behind", "cut within", "around", "a long head and many entries"],
)  # fmt: skip
def test_a_feed_that_is_malformed_otherwise_is_none(feed: str) -> None:
    with within(5), pytest.raises(NotTheFormat, match="malformed XML"):
        read(feed)


def test_an_address_without_its_feed_is_gone_whatever_it_shows() -> None:
    with pytest.raises(GoneFromAddress, match="status 404"):
        read(entry(), status=404)


def test_an_entry_without_link_or_title_is_a_changed_layout() -> None:
    for bare in ("<title>T</title>", "<link>/a</link>"):
        with pytest.raises(LayoutChanged, match="an entry without"):
            read(RSS.format(f"<item>{bare}</item>"))
