"""What two notices that are one have in common: the address, or regulator, title and day."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Mapping
from typing import Any

from atlas.web_address import page_of

# Shorter ones ("Recall") say nothing of what they are about.
FEWEST_LETTERS = 12


def by_address(row: Mapping[str, Any]) -> Hashable:
    """The page that is a notice's own; None where it has none."""
    return page_of(row["url"]) if row["url"] else None


def by_title(row: Mapping[str, Any]) -> Hashable:
    """Its place, regulator, title and day; None where title or day are too short to tell it."""
    day = row["published"]
    if not day or len(day) < len("yyyy-mm-dd"):
        return None
    text = unicodedata.normalize("NFKC", row["title"]).casefold()
    letters = "".join(filter(str.isalnum, text))
    if len(letters) < FEWEST_LETTERS:
        return None
    return row["jurisdiction"], row["regulator_short"], letters, day
