"""data/evidence.yaml: how the facts were gathered, and what limits them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from atlas.evidence import Evidence
from atlas.validate.findings import Fault, Finding, located, under
from atlas.validate.reading import read_document
from atlas.validate.values import dates, form, texts_are_plain

_EVIDENCE = TypeAdapter(Evidence)


def check_evidence(path: Path) -> Iterator[Fault]:
    """Every fault of the file."""
    document = yield from read_document(path)
    if document is not None:
        yield from located(path, document.line, _evidence(document.value))


def _evidence(document: Any) -> Iterator[Finding]:
    faults = list(form(_EVIDENCE, document))
    yield from faults
    if faults:
        return
    yield from texts_are_plain(document)
    yield from dates(document, whole=["gathered_on"])
    for part in ("agreement", "limits"):
        for n, item in enumerate(document[part]):
            yield from under((part, n), texts_are_plain(item))
