"""data/risk.yaml: the weights of the risk number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from atlas.risk import BrokenPromise, check_weights
from atlas.validate.findings import Finding, Where, under
from atlas.validate.values import codes, dates, split_hint, texts_are_plain
from atlas.vocabulary import Vocabulary

# Where codes are weighed, and whether every code of the vocabulary must be: notices of a kind
# without a weight put no pressure on anybody.
_WEIGHED: tuple[tuple[Where, str, bool], ...] = (
    (("severity",), "status", True),
    (("enforcement", "relevance"), "relevance", True),
    (("enforcement", "kinds"), "kind", False),
    (("uncertainty", "confidence"), "confidence", True),
)


def check_risk(document: Any, words: Mapping[str, Vocabulary]) -> Iterator[Finding]:
    """What is wrong with the weights: codes that nobody knows, and promises that they break."""
    yield from texts_are_plain(document)
    yield from dates(document, whole=["changed_on"])
    yield from under(
        ("enforcement",), codes(document["enforcement"], {"issuers": "issuer_type"}, words)
    )
    unweighed = list(_codes(document, words))
    yield from unweighed
    if not unweighed:
        try:
            check_weights(document)
        except BrokenPromise as broken:
            yield Finding(broken.where, str(broken), "choose weights that keep this promise")


def _codes(document: Mapping[str, Any], words: Mapping[str, Vocabulary]) -> Iterator[Finding]:
    for where, name, all_of_them in _WEIGHED:
        if name not in words:
            continue
        weights: Any = document
        for key in where:
            weights = weights[key]
        for code in weights:
            if code not in words[name]:
                yield Finding((*where, code), *split_hint(words[name].fault(code)))
        for code in words[name].codes if all_of_them else ():
            if code not in weights:
                yield Finding(where, f"{name} {code!r} has no weight", "add one, in points")
