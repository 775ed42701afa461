"""What the classifier says of one notice, and the words that made it say so.

Each label is worked out when it is first asked for: of the thousands of notices that a run reads,
all but a few are asked for nothing but whether they are relevant.
"""

from __future__ import annotations

from collections.abc import Mapping

from atlas.vocabulary import Vocabularies
from scrapers.classify.evidence import Evidence
from scrapers.classify.facets.claims import claims_of
from scrapers.classify.facets.concerns import concerns_of
from scrapers.classify.facets.effect import effect_of
from scrapers.classify.facets.facet import Facet
from scrapers.classify.facets.origin import origin_of
from scrapers.classify.facets.uses import uses_of
from scrapers.classify.kind import Kind, kind_of
from scrapers.classify.names.firms import firms_of
from scrapers.classify.names.products import products_of
from scrapers.classify.once import once
from scrapers.classify.reading import Reading
from scrapers.classify.relevance import Relevance, relevance_of


class Labels:
    """The labels of one notice; the codes are those of data/vocabulary.

    `relevance` is direct, category or None; `relevant` is true for the first two. `kind` is always
    given: press_release with a low confidence where nothing speaks for any kind.
    """

    def __init__(self, reading: Reading, words: Vocabularies, kind_hint: str | None) -> None:
        self._reading = reading
        self._words = words
        self._kind_hint = kind_hint

    @property
    def relevant(self) -> bool:
        return self.relevance is not None

    @property
    def relevance(self) -> str | None:
        return self._relevance.code

    @property
    def kind(self) -> str:
        return self._kind.code

    @property
    def origin(self) -> tuple[str, ...]:
        return self._origin.codes

    @property
    def uses(self) -> tuple[str, ...]:
        return self._uses.codes

    @property
    def claims(self) -> tuple[str, ...]:
        return self._claims.codes

    @property
    def concerns(self) -> tuple[str, ...]:
        return self._concerns.codes

    @property
    def effect(self) -> str:
        return self._effect.codes[0]

    @property
    def firms(self) -> tuple[str, ...]:
        return tuple(found.word for found in self._firms)

    @property
    def products(self) -> tuple[str, ...]:
        return tuple(found.word for found in self._products)

    @property
    def title_languages(self) -> frozenset[str]:
        """Those that the title may be written in, as the vocabularies name them."""
        return self._reading.title.languages

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind every label."""
        return (
            *self._relevance.evidence,
            *self._kind.evidence,
            *(found for facet in self._facets.values() for found in facet.evidence),
            *self._firms,
            *self._products,
        )

    @property
    def confidence(self) -> Mapping[str, float]:
        """0 to 1 for every label of the form facet:code, the ones without words included."""
        confidence = {
            f"relevance:{self.relevance}": round(self._relevance.confidence, 2),
            f"kind:{self.kind}": self._kind.confidence,
        }
        for name, facet in self._facets.items():
            confidence |= {f"{name}:{code}": value for code, value in facet.confidence.items()}
        return confidence

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Labels):
            return NotImplemented
        return (self.evidence, self.confidence) == (other.evidence, other.confidence)

    __hash__ = None  # type: ignore[assignment]

    @once
    def _relevance(self) -> Relevance:
        return relevance_of(self._reading)

    @once
    def _kind(self) -> Kind:
        return kind_of(self._reading, self._kind_hint)

    @once
    def _facets(self) -> dict[str, Facet]:
        return {
            "origin": self._origin,
            "use": self._uses,
            "claim": self._claims,
            "concern": self._concerns,
            "effect": self._effect,
        }

    @once
    def _origin(self) -> Facet:
        return origin_of(self._reading, self._words.origin.codes)

    @once
    def _uses(self) -> Facet:
        return uses_of(self._reading, self._words.use.codes, self._claims, self.kind)

    @once
    def _claims(self) -> Facet:
        return claims_of(self._reading, self._words.claim.codes)

    @once
    def _concerns(self) -> Facet:
        return concerns_of(self._reading, self._words.concern.codes, self.kind, self._uses)

    @once
    def _effect(self) -> Facet:
        return effect_of(self._reading, self.kind)

    @once
    def _firms(self) -> tuple[Evidence, ...]:
        return firms_of(self._reading)

    @once
    def _products(self) -> tuple[Evidence, ...]:
        return products_of(self._reading, self._firms)
