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
from scrapers.normalise.addresses import loosely

_ADDRESS = re.compile(r"https?://")


class KnownAddresses:
    """The keys of known notices that are addresses, found by other ways to write them."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._written: defaultdict[str, set[str]] = defaultdict(set)
        for key in filter(_ADDRESS.match, known):
            self._written[loosely(key)].add(key)

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
        if key in self._known or not _ADDRESS.match(key):
            return set()
        return self._written.get(loosely(key), set())
