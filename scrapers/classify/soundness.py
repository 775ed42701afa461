"""Every fault of data/terms, in one go: with its file, its line and its mend.

Reading them (scrapers.classify.terms, scrapers.classify.learned_file) stops at the first fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from pydantic import ValidationError

from atlas.validate.findings import Fault, Finding, Where, located
from atlas.vocabulary import Vocabularies
from atlas.yaml_file import read_located
from scrapers.classify.forms import BadForm, read_forms
from scrapers.classify.learned_file import FILE, LEARN_AGAIN, BadLearned, read_learned
from scrapers.classify.terms import CODED_FACETS, FACETS, MASK, BadTerms, Terms, terms_in


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
        try:
            terms = terms_in(path)
        except BadTerms as fault:
            said = str(fault).removeprefix(f"{path}: ")
            mend = "give it the form that scrapers/classify/terms.py shows"
            yield Fault(str(path), _line_of(path, fault), said, mend)
        else:
            yield from located(path, read_located(path).line, _findings(terms, path.stem, codes))


def _line_of(path: Path, fault: BadTerms) -> int:
    """The line that a fault of form is on; 1 where that cannot be told."""
    cause = fault.__cause__
    if isinstance(cause, ValidationError):
        return read_located(path).line(*cause.errors()[0]["loc"])
    mark = cause.problem_mark if isinstance(cause, yaml.MarkedYAMLError) else None
    return mark.line + 1 if mark else 1


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
            for index, form in enumerate(forms):
                try:
                    read_forms(form, terms.clitics)
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
