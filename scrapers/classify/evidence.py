"""The words that earned a label, and where they stand."""

from __future__ import annotations

from typing import NamedTuple


class Evidence(NamedTuple):
    """The words that earned a label.

    `label` is facet:code ("kind:recall", "firm:Kimera Labs, Inc."); `word` is the text as it stands
    at [start, end) of the title, the text or the address, as `where` says; `confidence` is 0 to 1.
    """

    label: str
    word: str
    start: int
    end: int
    where: str  # title | text | url
    confidence: float
