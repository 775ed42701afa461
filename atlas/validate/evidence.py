"""data/evidence.yaml: how the facts were gathered, and what limits them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atlas.validate.findings import Finding, under
from atlas.validate.values import dates, texts_are_plain


def check_evidence(document: Any) -> Iterator[Finding]:
    """What is wrong with its texts and its day."""
    yield from texts_are_plain(document)
    yield from dates(document, whole=["gathered_on"])
    for part in ("agreement", "limits"):
        for n, item in enumerate(document[part]):
            yield from under((part, n), texts_are_plain(item))
