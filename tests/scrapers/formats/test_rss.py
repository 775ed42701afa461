"""Feeds of every kind: which element is what, and by what an entry is known."""

from __future__ import annotations

from typing import Any

import pytest

from scrapers.formats.page import Item, Page
from scrapers.http.faults import GoneFromAddress, LayoutChanged
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


def test_an_address_without_its_feed_is_gone_whatever_it_shows() -> None:
    with pytest.raises(GoneFromAddress, match="status 404"):
        read(entry(), status=404)


def test_an_entry_without_link_or_title_is_a_changed_layout() -> None:
    for bare in ("<title>T</title>", "<link>/a</link>"):
        with pytest.raises(LayoutChanged, match="an entry without"):
            read(RSS.format(f"<item>{bare}</item>"))
