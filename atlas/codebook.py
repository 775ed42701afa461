"""The codebook: every closed vocabulary and its definitions, as Markdown.

docs/codebook.md is this text; a test fails when it is not what the vocabularies say now.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas.vocabulary import Vocabularies, Vocabulary


def codebook_markdown(vocabularies: Vocabularies) -> str:
    """Every vocabulary with each term: its code, what it covers, what its neighbours cover."""
    lines = [
        "# Codebook",
        "",
        "Every code that may stand in the data, what it covers, and which neighbour covers what",
        "instead. Made from `data/vocabulary/` by `python -m atlas codebook`; edit it there.",
    ]
    for vocabulary in vocabularies.values():
        lines += ["", *_vocabulary(vocabulary)]
    return "\n".join(lines) + "\n"


def _vocabulary(vocabulary: Vocabulary) -> Iterator[str]:
    yield f"## {vocabulary.title} (`{vocabulary.vocabulary}`)"
    yield ""
    yield " ".join(vocabulary.about.split())
    for code, term in vocabulary.terms.items():
        yield ""
        yield f"### {term.label} (`{code}`)"
        yield ""
        yield " ".join(term.definition.split())
        yield ""
        yield f"Not this: {' '.join(term.instead.split())}"
        if term.uses:
            yield ""
            yield f"Origins: {_codes(term.origins)}. Uses: {_codes(term.uses)}."
        if term.nearest_for:
            yield ""
            yield f"Only the nearest scenario for: {_codes(term.nearest_for)}."


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(f"`{code}`" for code in codes)
