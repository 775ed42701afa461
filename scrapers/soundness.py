"""Every fault of the catalogue, in one go: with its file, its line and its mend.

Reading the catalogue (scrapers.catalogue_files) stops at the first fault and checks what a run
needs to begin. Here nothing stops, and the words are compared with those of the atlas too.
"""

from __future__ import annotations

import codecs
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from atlas.places import Places, UnknownPlace
from atlas.validate.findings import Fault, Finding, Where, located, under
from atlas.validate.reading import read_document
from atlas.validate.values import codes, form, languages, near, split_hint
from atlas.vocabulary import Vocabularies
from scrapers.catalogue import Issuer, Source
from scrapers.catalogue_faults import own_faults
from scrapers.classify.languages import base_language
from scrapers.formats.by_name import format_module, formats
from scrapers.normalise.dates import has_month_names
from scrapers.search_terms import has_search_terms
from scrapers.written import READ

_SOURCE = TypeAdapter(Source)
_SHOWN_IN = "scrapers/catalogue.py"


@dataclass(frozen=True)
class Known:
    """What the words of a source are compared with; `languages` are those of data/terms."""

    places: Places
    words: Vocabularies
    languages: Collection[str]


def catalogue_faults(folder: Path, known: Known) -> Iterator[Fault]:
    """Everything wrong with the sources of a folder, by file and line."""
    for path in sorted(folder.glob("*.yaml")):
        yield from sorted(set(_faults(path, known)))
    for path in sorted(folder.glob("*.yml")):
        yield Fault(str(path), 1, "nothing reads this file", f"name it {path.stem}.yaml")


def _faults(path: Path, known: Known) -> Iterator[Fault]:
    document = yield from read_document(path)
    if document is not None:
        findings = _findings(document.value, path.stem, known)
        yield from located(path, document.line, findings)


def _findings(value: Any, id_: str, known: Known) -> Iterator[Finding]:
    shape = list(form(_SOURCE, value, _SHOWN_IN, READ))
    yield from shape
    if isinstance(value, dict):
        yield from _options(value)
    if shape:
        return
    source = Source.model_validate(value)
    for where, fault, mend in own_faults(source, id_):
        yield Finding(where, fault, mend)
    yield from _codes(source, known.places, known.words)
    yield from _languages(source, known.languages)


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


def _languages(source: Source, known: Collection[str]) -> Iterator[Finding]:
    """Languages are written as such, and each can be read: nothing is found in one without words.

    A site with a search of its own has to be asked in them too, and dates in words need months.
    """
    shape = list(languages({"languages": list(source.languages)}, ["languages"]))
    yield from shape
    for place, tag in enumerate(source.languages if not shape else ()):
        where, base = ("languages", place), base_language(tag)
        if base not in known:
            mend = f"write data/terms/{base}.yaml, or take it out"
            yield Finding(where, f"no words are known of {tag!r}", mend)
        if source.terms == "server" and not has_search_terms(tag):
            mend = "add it to scrapers/search_terms.yaml"
            yield Finding(where, f"the site's search has no word in {tag!r}", mend)
    if "words" in source.date_formats and not any(map(has_month_names, source.languages)):
        mend = "add their names to scrapers/normalise/months.yaml"
        yield Finding(("date_formats",), "the months of its languages are not known", mend)


def _options(value: Mapping[str, Any]) -> Iterator[Finding]:
    name, options = value.get("format"), value.get("options", {})
    if not isinstance(name, str) or value.get("structure") == "unknown":
        return
    if name not in formats():
        yield Finding(("format",), f"there is no format {name!r}", near(name, formats()))
        return
    shape = TypeAdapter(format_module(name).Options)
    yield from under(("options",), form(shape, options, f"scrapers/formats/{name}.py", READ))
