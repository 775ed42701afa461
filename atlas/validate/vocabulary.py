"""data/vocabulary/*.yaml: each closed vocabulary, its terms defined."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from atlas.judgement import VERDICTS
from atlas.law import CONFIDENCES, STATUSES
from atlas.validate.findings import Fault, Finding, located, under
from atlas.validate.reading import read_document
from atlas.validate.values import codes, form, near, texts, texts_are_plain
from atlas.vocabulary import VOCABULARIES, Vocabulary
from atlas.yaml_file import Located

_VOCABULARY = TypeAdapter(Vocabulary)
# The codes that answers are computed with: neither fewer nor more can be understood.
_COMPUTED = {"status": STATUSES, "confidence": CONFIDENCES, "verdict": VERDICTS}
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_REACH = {"origins": "origin", "uses": "use"}
_OF_SCENARIOS = {**_REACH, "nearest_for": "use"}


def check_vocabularies(folder: Path) -> Generator[Fault, None, dict[str, Vocabulary]]:
    """Every fault of the vocabularies; returns those that can be read."""
    documents: dict[str, Located] = {}
    words: dict[str, Vocabulary] = {}
    for name in VOCABULARIES:
        document = yield from read_document(folder / f"{name}.yaml")
        if document is None:
            continue
        documents[name] = document
        try:
            words[name] = Vocabulary.model_validate(document.value)
        except ValidationError:
            continue  # `form` says why
    for name, document in documents.items():
        yield from located(
            folder / f"{name}.yaml", document.line, _vocabulary(name, document.value, words)
        )
    return words


def _vocabulary(name: str, document: Any, words: Mapping[str, Vocabulary]) -> Iterator[Finding]:
    yield from form(_VOCABULARY, document)
    if not isinstance(document, dict):
        return
    yield from texts_are_plain(document)
    if document.get("vocabulary") != name:
        yield Finding(
            ("vocabulary",), f"the file of {name!r} says another name", f"write vocabulary: {name}"
        )
    terms = document.get("terms")
    if not isinstance(terms, dict):
        return
    yield from _terms_are_computed(name, terms)
    for code, term in terms.items():
        if not _CODE.fullmatch(str(code)):
            fault = f"{code!r} is no code: it has more than small letters, digits and underscores"
            yield Finding(("terms", code), fault, "write it like licence_action")
        if isinstance(term, dict):
            yield from under(("terms", code), _term(name, term, words))


def _terms_are_computed(name: str, terms: Mapping[Any, Any]) -> Iterator[Finding]:
    if computed := _COMPUTED.get(name):
        for code in computed:
            if code not in terms:
                yield Finding(("terms",), f"term {code!r} is missing", "restore it")
        for code in terms:
            if code not in computed:
                yield Finding(
                    ("terms", code), f"no answer has the {name} {code!r}", near(str(code), computed)
                )


def _term(name: str, term: dict[str, Any], words: Mapping[str, Vocabulary]) -> Iterator[Finding]:
    yield from texts_are_plain(term)
    yield from codes(term, _OF_SCENARIOS, words)
    for field in _REACH:
        if name == "scenario" and not term.get(field):
            yield Finding((), f"the scenario says no {field}", f"add {field}: [...]")
    for field in _OF_SCENARIOS:
        if name != "scenario" and field in term:
            yield Finding((field,), f"only scenarios have {field}", "take it out")
    uses = {use for _, use in texts(term, ["uses"])}
    for where, use in texts(term, ["nearest_for"]):
        if use not in uses:
            yield Finding(where, f"{use!r} is not among the uses", "add it there, or take it out")
