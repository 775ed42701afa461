"""data/authorities.yaml: who cannot be asked, and who took whose place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atlas.validate.findings import Finding, under
from atlas.validate.known import Known
from atlas.validate.values import codes, dates, links, texts_are_plain
from atlas.web_address import site


def check_authorities(document: Any, known: Known) -> Iterator[Finding]:
    """What is wrong with its places, its dates, and the pages that say so."""
    for code in document.get("governments", {}):
        yield from known.place(("governments", code), code)
    for code, sites in document.get("sites", {}).items():
        yield from known.place(("sites", code), code)
        yield from under(("sites", code), links(sites, sites))
        for short, url in sites.items():
            if site(url) not in (None, url):
                where = ("sites", code, short)
                yield Finding(
                    where, f"{url!r} is no start page", f"write {site(url)}, if it is its own"
                )
    entries = document.get("successors", [])
    replaced = [(each["jurisdiction"], each["former"]["short"]) for each in entries]
    for number, each in enumerate(entries):
        found = [
            *known.place(("jurisdiction",), each["jurisdiction"]),
            *texts_are_plain(each),
            *links(each, ["read_url"]),
            *dates(each, partial=["since"], whole=["verified_on"]),
            *codes(each, {"source_read": "source_read", "confidence": "confidence"}, known.words),
        ]
        for which in ("former", "now"):
            found += under((which,), texts_are_plain(each[which]))
        if replaced[number] in replaced[:number]:
            found.append(
                Finding(("former",), f"{replaced[number][1]} is replaced twice", "keep one entry")
            )
        if (each["jurisdiction"], each["now"]["short"]) in replaced:
            found.append(
                Finding(("now",), f"{each['now']['short']} was replaced too", "name today's")
            )
        yield from under(("successors", number), found)
