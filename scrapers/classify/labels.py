"""What the classifier says of one notice, and the words that made it say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Evidence:
    """The words that earned a label.

    `label` is facet:code ("kind:recall", "firm:Kimera Labs, Inc."); `word` is the text as it stands
    at [start, end) of the title or the text, as `where` says; `confidence` is 0 to 1.
    """

    label: str
    word: str
    start: int
    end: int
    where: str  # title | text | regulator
    confidence: float


@dataclass(frozen=True)
class Labels:
    """The labels of one notice; the codes are those of data/vocabulary.

    `relevance` is direct, category or None; `relevant` is true for the first two. `kind` is always
    given: press_release with a low confidence where nothing speaks for any kind. `confidence` gives
    0 to 1 for every label of the form facet:code, the ones without words included.
    """

    relevant: bool
    relevance: str | None
    kind: str
    origin: tuple[str, ...]
    uses: tuple[str, ...]
    claims: tuple[str, ...]
    concerns: tuple[str, ...]
    firms: tuple[str, ...]
    products: tuple[str, ...]
    effect: str
    evidence: tuple[Evidence, ...]
    confidence: Mapping[str, float] = field(default_factory=dict)
