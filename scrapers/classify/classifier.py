"""The classifier: one pass over title and text, then the rules for each label.

It is deterministic: the vocabularies in data/terms and the text decide, nothing else.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from atlas.vocabulary import Vocabularies, read_vocabularies
from scrapers.classify.facets import concerns_of, effect_of, facet_of, origin_of, uses_of
from scrapers.classify.fold import Folded
from scrapers.classify.kind import kind_of
from scrapers.classify.labels import Labels
from scrapers.classify.languages import LanguageGuess, base_language
from scrapers.classify.matcher import Matcher
from scrapers.classify.names import firms_of, products_of
from scrapers.classify.reading import MOST_READ, Field, Reading
from scrapers.classify.relevance import relevance_of
from scrapers.classify.terms import read_terms

_DATA: Final = Path(__file__).resolve().parents[2] / "data"


class Classifier:
    """Labels notices by the vocabularies of a data folder."""

    def __init__(self, data: Path) -> None:
        terms = read_terms(data / "terms")
        self._words: Vocabularies = read_vocabularies(data / "vocabulary")
        self._matcher = Matcher(terms)
        self._guess = LanguageGuess(terms)

    def classify(
        self,
        title: str | None,
        text: str | None,
        *,
        language: str | None = None,
        regulator: str | None = None,
        kind_hint: str | None = None,
    ) -> Labels:
        """See `classify`."""
        if kind_hint is not None and kind_hint not in self._words.kind:
            raise ValueError(self._words.kind.fault(kind_hint))
        declared = base_language(language)
        reading = Reading(
            self._field("title", title, declared),
            self._field("text", text, declared),
            self._field("regulator", regulator, declared),
        )
        relevance = relevance_of(reading)
        kind = kind_of(reading, kind_hint)
        origin = origin_of(reading, self._words.origin.codes)
        uses = uses_of(reading, self._words.use.codes)
        claims = facet_of(reading, "claim", self._words.claim.codes)
        concerns = concerns_of(reading, self._words.concern.codes)
        effect = effect_of(reading, kind.code)
        firms = firms_of(reading)
        products = products_of(reading, firms)
        confidence = {
            f"relevance:{relevance.code}": round(relevance.confidence, 2),
            f"kind:{kind.code}": kind.confidence,
        }
        for name, facet in (
            ("origin", origin),
            ("use", uses),
            ("claim", claims),
            ("concern", concerns),
            ("effect", effect),
        ):
            confidence |= {f"{name}:{code}": value for code, value in facet.confidence.items()}
        return Labels(
            relevant=relevance.code is not None,
            relevance=relevance.code,
            kind=kind.code,
            origin=origin.codes,
            uses=uses.codes,
            claims=claims.codes,
            concerns=concerns.codes,
            firms=tuple(found.word for found in firms),
            products=tuple(found.word for found in products),
            effect=effect.codes[0],
            evidence=(
                *relevance.evidence,
                *kind.evidence,
                *origin.evidence,
                *uses.evidence,
                *claims.evidence,
                *concerns.evidence,
                *effect.evidence,
                *firms,
                *products,
            ),
            confidence=confidence,
        )

    def _field(self, where: str, text: str | None, declared: str | None) -> Field:
        folded = Folded((text or "")[:MOST_READ])
        languages = self._guess.languages(folded.text, declared)
        return Field(where, folded, tuple(self._matcher.hits(folded, languages)))


@cache
def _classifier() -> Classifier:
    return Classifier(_DATA)


def classify(
    title: str | None,
    text: str | None,
    *,
    language: str | None = None,
    regulator: str | None = None,
    kind_hint: str | None = None,
) -> Labels:
    """Label one notice.

    Args:
        title: its title as published.
        text: its text; may be None or empty.
        language: BCP 47, where known; the text is looked at all the same.
        regulator: who issued it.
        kind_hint: what its source usually carries, a code of the vocabulary of kinds.

    Raises:
        ValueError: `kind_hint` is no kind.
        scrapers.classify.terms.BadTerms: a file of data/terms cannot be read.
    """
    return _classifier().classify(
        title, text, language=language, regulator=regulator, kind_hint=kind_hint
    )
