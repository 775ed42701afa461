"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from atlas import __version__
from atlas.citation import LICENCE
from atlas.feeds.entries import Entry, Feed, joined

MEDIA_TYPE = "application/atom+xml; charset=utf-8"


def atom(feed: Feed, base: str) -> bytes:
    """The document; `base` is the address of the dashboard."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", _rfc3339(feed.updated))
    _text(SubElement(root, "author"), "name", "Exosome Atlas")
    _text(root, "generator", "Exosome Atlas", version=__version__)
    _text(root, "rights", f"CC BY 4.0, {LICENCE}. Not legal advice.")
    _link(root, "self", MEDIA_TYPE.partition(";")[0], joined(base, f"{feed.path}.atom"))
    _link(root, "alternate", "text/html", joined(base, feed.page))
    for entry in feed.entries:
        _entry(SubElement(root, "entry"), entry, base)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(element: Element, entry: Entry, base: str) -> None:
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "published", _rfc3339(entry.moment))
    _text(element, "updated", _rfc3339(entry.moment))
    _link(element, "alternate", "text/html", joined(base, entry.page))
    if entry.source:
        _link(element, "via", None, entry.source)
    for tag in entry.tags:
        SubElement(element, "category", {"term": tag})
    _text(element, "content", entry.html(), type="html")


def _text(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = text


def _link(parent: Element, relation: str, media_type: str | None, address: str) -> None:
    kind = {"type": media_type} if media_type else {}
    SubElement(parent, "link", {"rel": relation, **kind, "href": address})


def _rfc3339(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
