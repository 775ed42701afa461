"""Every fault of data/terms, in one go: with its file, its line and its mend.

Reading them (scrapers.classify.terms, scrapers.classify.learned_file) stops at the first fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import TypeAdapter

from atlas.validate.findings import Fault, Finding, Where, located
from atlas.validate.reading import read_document
from atlas.validate.values import form
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
        yield from _faults(path, codes)


def _faults(path: Path, codes: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    document = yield from read_document(path)
    if document is None:
        return
    findings = list(form(_TERMS, document.value, "scrapers/classify/terms.py"))
    if not findings:
        findings = list(_findings(Terms.model_validate(document.value), path.stem, codes))
    yield from located(path, document.line, findings)


def _findings(
    terms: Terms, language: str, codes: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
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
            for index, written in enumerate(forms):
                try:
                    read_forms(written, terms.clitics)
                except BadForm as fault:
                    mend = "see scrapers/classify/forms.py"
                    yield Finding((*where, index), str(fault), mend)


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
