"""data/corrections.yaml: what sources say wrongly, put right."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from atlas.validate.findings import Finding, under
from atlas.validate.values import dates, links, near, texts_are_plain

# As atlas.notices.found_id makes them.
_FOUND_ID = re.compile(r"(?P<source>[a-z0-9-]+)-[0-9a-f]{10}")


def check_corrections(document: Any, sources: Collection[str]) -> Iterator[Finding]:
    """What is wrong with the corrections; `sources` are the ids of the catalogue."""
    seen: set[tuple[str, str]] = set()
    for number, correction in enumerate(document["corrections"]):
        found = list(_correction(correction, sources))
        aim = correction["notice"], correction["field"]
        if aim in seen:
            found.append(
                Finding(("notice",), f"{' '.join(aim)} is corrected twice", "keep one of them")
            )
        seen.add(aim)
        yield from under(("corrections", number), found)


def _correction(correction: Mapping[str, Any], sources: Collection[str]) -> Iterator[Finding]:
    yield from texts_are_plain(correction)
    yield from links(correction, ["reference"])
    yield from dates(correction, whole=["corrected_on"])
    named = _FOUND_ID.fullmatch(correction["notice"])
    if named is None:
        yield Finding(
            ("notice",),
            f"{correction['notice']!r} is no id of a notice that a scraper found",
            "copy it from the notice's record; a notice of data/ is edited where it stands",
        )
    elif named["source"] not in sources:
        yield Finding(("notice",), f"no source {named['source']!r}", near(named["source"], sources))
    if correction["expect"] == correction["value"]:
        yield Finding(("value",), "it says what the source says", "write what it should say")
    if correction["field"] == "url":
        yield from links(correction, ["value"])
    if correction["field"] == "title" and correction["value"] is None:
        yield Finding(("value",), "a notice without a title is not shown", "write a title")
