"""Every fault of the catalogue, in one go: with its file, its line and its mend.

Reading the catalogue (scrapers.catalogue) stops at the first fault and checks what a run needs to
begin. Here nothing stops, and the words are compared with those of the atlas too.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from pydantic import TypeAdapter
from soupsieve import SelectorSyntaxError

from atlas.places import Places, UnknownPlace
from atlas.validate.findings import Fault, Finding, Where, located, under
from atlas.validate.reading import read_document
from atlas.validate.values import codes, form, near, split_hint
from atlas.vocabulary import Vocabularies
from scrapers.catalogue import Issuer, Source, format_module, formats, own_faults

_SOURCE = TypeAdapter(Source)
_SHOWN_IN = "scrapers/catalogue.py"
# Of the options of formats: which are regular expressions, and which CSS selectors where the
# format reads HTML.
_PATTERNS = frozenset({"pattern", "patterns", "empty_when"})
_SELECTORS: Mapping[str, frozenset[str]] = {
    "html_list": frozenset({"items", "selector", "drop", "next"}),
    "numbered_pages": frozenset({"values"}),
}
# What stands under them goes by names of the source's own.
_HOLDERS = frozenset({"patterns", "values"})
_NOTHING = BeautifulSoup("", "lxml")


def catalogue_faults(folder: Path, places: Places, words: Vocabularies) -> Iterator[Fault]:
    """Everything wrong with the sources of a folder, by file and line."""
    for path in sorted(folder.glob("*.yaml")):
        yield from sorted(set(_faults(path, places, words)))


def _faults(path: Path, places: Places, words: Vocabularies) -> Iterator[Fault]:
    document = yield from read_document(path)
    if document is not None:
        findings = _findings(document.value, path.stem, places, words)
        yield from located(path, document.line, findings)


def _findings(value: Any, id_: str, places: Places, words: Vocabularies) -> Iterator[Finding]:
    shape = list(form(_SOURCE, value, _SHOWN_IN))
    yield from shape
    if isinstance(value, dict):
        yield from _options(value)
    if shape:
        return
    source = Source.model_validate(value)
    for where, fault, mend in own_faults(source, id_):
        yield Finding(where, fault, mend)
    yield from _codes(source, places, words)


def _codes(source: Source, places: Places, words: Vocabularies) -> Iterator[Finding]:
    """The words of a source that have to be those of the atlas or of Python."""
    try:
        code = places.find(source.jurisdiction).code
    except UnknownPlace as unknown:
        yield Finding(("jurisdiction",), *split_hint(str(unknown)))
    else:
        if code != source.jurisdiction:
            fault = f"jurisdiction {source.jurisdiction!r} is no code"
            yield Finding(("jurisdiction",), fault, f"write {code}")
    kinds = {"kind_hint": "kind"}
    yield from codes({"kind_hint": source.kind_hint}, kinds, words)
    issuers: dict[Where, Issuer] = {("publisher",): source.publisher}
    issuers |= {("issuers", name): issuer for name, issuer in source.issuers.items()}
    for where, issuer in issuers.items():
        record = {"issuer_type": issuer.issuer_type}
        yield from under(where, codes(record, {"issuer_type": "issuer_type"}, words))
    if source.encoding != "auto":
        try:
            codecs.lookup(source.encoding)
        except LookupError:
            fault = f"unknown encoding {source.encoding!r}"
            yield Finding(("encoding",), fault, "write auto, or a name that Python knows: utf-8")


def _options(value: Mapping[str, Any]) -> Iterator[Finding]:
    name, options = value.get("format"), value.get("options", {})
    if not isinstance(name, str) or value.get("structure") == "unknown":
        return
    if name not in formats():
        yield Finding(("format",), f"there is no format {name!r}", near(name, formats()))
        return
    shape = TypeAdapter(format_module(name).Options)
    yield from under(("options",), form(shape, options, f"scrapers/formats/{name}.py"))
    for where, key, text in _texts(options, ("options",), ""):
        if key in _PATTERNS:
            yield from _pattern(where, text)
        if key in _SELECTORS.get(name, ()):
            yield from _selector(where, text)
    detail = value.get("detail")
    if isinstance(detail, dict):
        for where, _, text in _texts(detail.get("selector"), ("detail", "selector"), ""):
            yield from _selector(where, text)


def _texts(value: Any, where: Where, key: str) -> Iterator[tuple[Where, str, str]]:
    """Every text under a value, with its place and the name that says what it is."""
    if isinstance(value, str):
        yield where, key, value
    elif isinstance(value, dict):
        for name, each in value.items():
            inner = key if key in _HOLDERS else name
            yield from _texts(each, (*where, name), inner)
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _texts(each, (*where, place), key)


def _pattern(where: Where, text: str) -> Iterator[Finding]:
    try:
        re.compile(text)
    except re.error as error:
        yield Finding(where, f"{text!r} is no regular expression: {error}", "mend it, or quote it")


def _selector(where: Where, text: str) -> Iterator[Finding]:
    try:
        if text:
            _NOTHING.select(text)
    except SelectorSyntaxError as error:
        fault = str(error).splitlines()[0]
        yield Finding(
            where, f"{text!r} is no CSS selector: {fault}", "mend it; try it in a browser"
        )
