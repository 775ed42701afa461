"""data/terms/*.yaml: the classifier's words, as far as they refer to the vocabularies.

The facets that are codes of a vocabulary are checked here; how a word is written is known to
scrapers.classify, which checks it when it reads the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from atlas.validate.document import document_faults
from atlas.validate.findings import Fault, Finding
from atlas.validate.values import form, near
from atlas.vocabulary import Vocabulary

_FORM = TypeAdapter(dict[str, Any])
_FACETS = TypeAdapter(dict[str, dict[str, list[str]]])
_CODED = ("kind", "origin", "use", "claim", "concern", "effect")
# Words that contain another one and are not to be taken for it: every facet may have them.
_MASK = "mask"


def check_terms(folder: Path, words: Mapping[str, Vocabulary]) -> Iterator[Fault]:
    """Every fault of the term files that can be told from the vocabularies."""
    for path in sorted(folder.glob("*.yaml")):
        yield from document_faults(path, _FORM, partial(_terms, stem=path.stem, words=words))


def _terms(document: Any, stem: str, words: Mapping[str, Vocabulary]) -> Iterator[Finding]:
    if document.get("language") != stem:
        yield Finding(
            ("language",), f"the file of {stem!r} says another language", f"write language: {stem}"
        )
    facets = document.get("terms")
    for fault in form(_FACETS, facets):
        yield Finding(("terms", *fault.where), fault.fault, fault.mend)
        return
    for facet in _CODED:
        for code in facets.get(facet, {}) if facet in words else ():
            if code != _MASK and code not in words[facet]:
                yield Finding(
                    ("terms", facet, code),
                    f"unknown {facet} {code!r}",
                    near(code, words[facet].codes),
                )
