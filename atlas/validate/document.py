"""One YAML file of data/: can it be read, has it its form, and is what it says sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from atlas.validate.findings import Fault, Finding, located
from atlas.validate.reading import read_document
from atlas.validate.values import form


def document_faults(
    path: Path,
    expected: TypeAdapter[Any],
    check: Callable[[Any], Iterable[Finding]],
    shown_in: str = "data/README.md",
) -> Iterator[Fault]:
    """Every fault of a file; `check` is asked about a document that has the expected form only.

    `shown_in` is the file that shows the form.
    """
    document = yield from read_document(path)
    if document is not None:
        findings = list(form(expected, document.value, shown_in)) or check(document.value)
        yield from located(path, document.line, findings)
