"""A notice whose address is written otherwise than it was keeps the key that it had.

Sites move from http to https, take www. up or leave it out, write a folder in other letters or end
it with a slash; the page is the same. Only what the store has is known again, and only where the
list does not have it under its old address too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from scrapers.formats.page import Item
from scrapers.normalise.addresses import canonical

_SITE = re.compile(r"https?://(?:www\.)?")
# A word that no one would write: as in a key that is asked for, each letter counts.
_TOKEN = re.compile(r"\b((?=\w*\d)\w*[a-z0-9][A-Z]\w*)\b", re.ASCII)


class KnownAddresses:
    """The keys of known notices that are addresses, found by other ways to write them."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._written: defaultdict[str, set[str]] = defaultdict(set)
        for key in filter(_SITE.match, known):
            self._written[_loosely(key)].add(key)

    def under_known_keys(self, items: Sequence[Item]) -> Sequence[Item]:
        """The entries of a page, those of known notices with the keys that these had."""
        if not self._written:
            return items
        here = {item.key for item in items}
        return [
            replace(item, key=next(iter(before))) if len(before) == 1 else item
            for item in items
            for before in [self._before(item.key) - here]
        ]

    def _before(self, key: str) -> set[str]:
        if key in self._known or not _SITE.match(key):
            return set()
        return self._written.get(_loosely(key), set())


def _loosely(address: str) -> str:
    # A store may have keys whose letters were not encoded yet as canonical addresses have them.
    page, _, asked = _SITE.sub("", canonical(address) or address, count=1).partition("?")
    # What is asked for may be a key, letter by letter.
    words = _TOKEN.split(page.rstrip("/"))
    words[::2] = map(str.casefold, words[::2])
    return f"{''.join(words)}?{asked}"
