"""Every fault of data/terms, in one go: with its file, its line and its mend.

Reading them (scrapers.classify.terms, scrapers.classify.learned_file) stops at the first fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from atlas.validate.document import document_faults
from atlas.validate.findings import Fault, Finding, Where
from atlas.vocabulary import Vocabularies
from scrapers.classify.forms import BadForm, read_forms
from scrapers.classify.learned_file import FILE, LEARN_AGAIN, BadLearned, read_learned
from scrapers.classify.terms import CODED_FACETS, FACETS, MASK, Terms

_TERMS = TypeAdapter(Terms)


def term_faults(folder: Path, words: Vocabularies) -> Iterator[Fault]:
    """Everything wrong with the files of terms: shape, codes, and forms that cannot be read.

    Args:
        folder: data/terms.
        words: the vocabularies that the codes are of.
    """
    codes: dict[str, frozenset[str]] = {
        name: frozenset(known) | {MASK} for name, known in FACETS.items()
    }
    codes |= {name: frozenset(words[name].codes) | {MASK} for name in CODED_FACETS}
    for path in sorted(folder.glob("*.yaml")):
        check = partial(_findings, language=path.stem, codes=codes)
        yield from document_faults(path, _TERMS, check, "scrapers/classify/terms.py")


def _findings(
    document: Any, language: str, codes: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    terms = Terms.model_validate(document)
    if terms.language != language:
        yield Finding(("language",), f"language {terms.language!r}", f"write {language!r}")
    for facet, by_code in terms.terms.items():
        if facet not in codes:
            mend = f"one of: {', '.join(codes)}"
            yield Finding(("terms", facet), f"unknown facet {facet!r}", mend)
            continue
        for code, forms in by_code.items():
            where: Where = ("terms", facet, code)
            if code not in codes[facet]:
                mend = f"one of: {', '.join(sorted(codes[facet]))}"
                yield Finding(where, f"unknown {facet} {code!r}", mend)
            yield from _form_findings(where, forms, terms.clitics)
    for name, signs in (("firms", terms.firms), ("products", terms.products)):
        for key, forms in signs:
            yield from _form_findings((name, key), forms, terms.clitics)
    yield from _form_findings(("ordinary",), terms.ordinary, terms.clitics)


def _form_findings(
    where: Where, forms: Iterable[str], clitics: tuple[str, ...]
) -> Iterator[Finding]:
    for index, written in enumerate(forms):
        try:
            read_forms(written, clitics)
        except BadForm as fault:
            yield Finding((*where, index), str(fault), "see scrapers/classify/forms.py")


def learned_faults(folder: Path, codes: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    """What is wrong with the learned words of a folder of terms.

    Args:
        folder: data/terms.
        codes: of each facet that may be learned.
    """
    path = folder / FILE
    try:
        weights = read_learned(path)
    except BadLearned as bad:
        yield Fault(str(path), bad.line, bad.fault, LEARN_AGAIN)
        return
    for line, said in enumerate(weights.values(), 2):
        for facet, code, _ in said:
            if code not in codes.get(facet, ()):
                yield Fault(str(path), line, f"unknown {facet} {code!r}", LEARN_AGAIN)
