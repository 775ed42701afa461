"""data/evidence.yaml: how the facts were gathered, and what limits them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from atlas.evidence import Evidence
from atlas.validate.document import document_faults
from atlas.validate.findings import Fault, Finding, under
from atlas.validate.values import dates, texts_are_plain

_EVIDENCE = TypeAdapter(Evidence)


def check_evidence(path: Path) -> Iterator[Fault]:
    """Every fault of the file."""
    return document_faults(path, _EVIDENCE, _evidence)


def _evidence(document: Any) -> Iterator[Finding]:
    yield from texts_are_plain(document)
    yield from dates(document, whole=["gathered_on"])
    for part in ("agreement", "limits"):
        for n, item in enumerate(document[part]):
            yield from under((part, n), texts_are_plain(item))
