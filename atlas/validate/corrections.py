"""data/corrections.yaml: corrections of what sources say about their notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from atlas.corrections import FORM
from atlas.notices import CODED_FIELDS, CODED_LISTS
from atlas.validate.findings import Fault, Finding, located, under
from atlas.validate.known import Known
from atlas.validate.reading import read_document
from atlas.validate.values import codes, dates, form, languages, links, texts_are_plain


def check_corrections(path: Path, known: Known) -> Iterator[Fault]:
    """Every fault of the file."""
    document = yield from read_document(path)
    if document is not None:
        yield from located(path, document.line, _corrections(document.value, known))


def _corrections(document: Any, known: Known) -> Iterator[Finding]:
    faults = list(form(FORM, document))
    yield from faults
    if faults:
        return
    for number, entry in enumerate(document["corrections"]):
        here = ("corrections", number)
        yield from under(here, texts_are_plain(entry))
        yield from under(here, links(entry, ["reference"]))
        yield from under((*here, "value"), _right(entry["value"], known))


def _right(value: dict[str, Any], known: Known) -> Iterator[Finding]:
    yield from texts_are_plain(value)
    yield from codes(value, CODED_FIELDS | CODED_LISTS, known.words)
    yield from dates(value, partial=["published"])
    yield from languages(value, ["language"])
    yield from links(value, ["url"])
    yield from known.place(("jurisdiction",), value.get("jurisdiction"))
