"""Feeds: RSS 2.0 (and its older forms), RSS 1.0 (RDF) and Atom, told apart by the root element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import Paging, asking_for, is_later_page, next_page
from scrapers.formats.detail import detail_request
from scrapers.formats.identity import KeyInAddress, key_in
from scrapers.formats.page import Item, Page, some_may_be_faulty
from scrapers.formats.reading import xml_of
from scrapers.http.faults import GoneFromAddress, LayoutChanged
from scrapers.http.request import Response
from scrapers.normalise.addresses import canonical
from scrapers.normalise.text import one_line, plain

RSS1 = "{http://purl.org/rss/1.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"

# Four of the feeds of Korea's ministry were malformed in 2026: an entry that is hides no other.
_ENTRY = re.compile(r"<(item|entry)(?:\s[^<>]*)?>(?:(?!<\1[\s>]).)*?</\1\s*>", re.S)
# What a site with an own 404 for a page past the last one may answer.
_PAST_THE_END = 404


class Options(FormatOptions):
    """`key`: what identifies an entry: its "guid" (else its link), its "link", or "parameter:id" or
    "pattern:…" over the link. `paging`: for feeds that can be turned back, as those of WordPress.
    """

    key: KeyInAddress = "guid"
    paging: Paging | None = None


first_requests = asking_for("application/rss+xml, application/atom+xml, application/xml;q=0.9")


def parse(source: Source, response: Response) -> Page:
    """The entries of a feed."""
    options = Options.of(source)
    if response.status == _PAST_THE_END:
        if is_later_page(options.paging, response.request):
            return Page(())
        raise GoneFromAddress("status 404", expected="a feed", url=response.url)
    root, warnings = xml_of(source, response, part=_ENTRY)
    entries = list(_entries(root, response))
    around = _base(_base(response.url, root), root.find("channel"))
    items = [_item(source, options, entry, _base(around, entry)) for entry in entries]
    faults = [
        _incomplete(item, entry, response)
        for item, entry in zip(items, entries, strict=True)
        if not item.whole
    ]
    some_may_be_faulty(items, faults)
    return Page(items, next_page(options.paging, response, entries, None), warnings=warnings)


def _entries(root: Element, response: Response) -> Iterator[Element]:
    if root.tag == f"{RDF}RDF":
        if root.find(f"{RSS1}channel") is None:
            raise _not_a_feed("rdf:RDF without channel", response)
        yield from root.iterfind(f"{RSS1}item")
    elif root.tag == f"{ATOM}feed":
        yield from root.iterfind(f"{ATOM}entry")
    elif root.tag.lower() == "rss":
        channel = root.find("channel")
        if channel is None:
            raise _not_a_feed("rss without channel", response)
        yield from channel.iterfind("item")
    else:
        raise _not_a_feed(f"root element {root.tag!r}", response)


def _not_a_feed(seen: str, response: Response) -> LayoutChanged:
    return LayoutChanged(seen, expected="RSS (rss or rdf:RDF) or Atom (feed)", url=response.url)


def _incomplete(item: Item, entry: Element, response: Response) -> LayoutChanged:
    named = ", ".join(child.tag.rpartition("}")[2] for child in entry)
    return LayoutChanged(
        f"an entry without {'link' if item.title else 'title'} (it has {named or 'nothing'})",
        expected="title and link in every entry",
        url=response.url,
    )


def _base(around: str, element: Element | None) -> str:
    """What the links in an element are meant from: what its xml:base says, or what is around it."""
    said = "" if element is None else element.get(XML_BASE, "")
    return canonical(said, around) or around if said else around


def _item(source: Source, options: Options, entry: Element, base: str) -> Item:
    title = one_line(_first(entry, "title", f"{RSS1}title", f"{ATOM}title", f"{DC}title"))
    link = canonical(_link(entry), base, https=source.upgrade_links)
    key = _key(options, entry, link)
    issuer = _first(entry, f"{DC}creator", f"{DC}publisher", "author")
    return Item(
        key=key,
        title=title,
        url=link,
        published=one_line(
            _first(entry, "pubDate", f"{DC}date", f"{ATOM}published", f"{ATOM}updated", "pubdate")
        )
        or None,
        text=plain(
            _first(
                entry,
                f"{CONTENT}encoded",
                f"{ATOM}content",
                "description",
                f"{RSS1}description",
                f"{ATOM}summary",
                f"{DC}description",
            )
        ),
        fields={"issuer": one_line(issuer)} if issuer else {},
        detail=detail_request(source, link),
    )


def _first(entry: Element, *tags: str) -> str:
    """The first of several elements that has text, its markup included where it is real XHTML."""
    for tag in tags:
        if (element := entry.find(tag)) is not None and (
            text := "".join(element.itertext()).strip()
        ):
            return text
    return ""


def _link(entry: Element) -> str:
    for atom in entry.iterfind(f"{ATOM}link"):
        if atom.get("rel", "alternate") == "alternate" and atom.get("href"):
            return str(atom.get("href"))
    link = _first(entry, "link", f"{RSS1}link")
    if link:
        return link
    guid = entry.find("guid")
    if guid is not None and guid.get("isPermaLink", "true") == "true" and guid.text:
        return guid.text.strip()
    return entry.get(f"{RDF}about") or ""


def _key(options: Options, entry: Element, link: str | None) -> str:
    if options.key == "guid" and (guid := _first(entry, "guid", f"{ATOM}id")):
        return guid
    return key_in(link, options.key) if link else entry.get(f"{RDF}about") or ""
