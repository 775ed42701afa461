"""The closed vocabularies: every code that may stand in the data, with its definition.

They are kept in data/vocabulary/*.yaml, one file each; the codebook is made from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from atlas.closed import Closed
from atlas.yaml_file import read_yaml

VOCABULARIES = (
    "status",
    "basis",
    "unclear_reason",
    "approved_product",
    "scenario",
    "kind",
    "issuer_type",
    "relevance",
    "origin",
    "use",
    "claim",
    "concern",
    "effect",
    "confidence",
    "source_read",
    "review",
    "verdict",
    "event",
    "purpose_claim",
    "source_verdict",
    "source_structure",
    "via",
)


class UnknownTerm(ValueError):
    """A code that its vocabulary does not have; the message names the nearest ones."""


class Term(Closed):
    """One code: what it covers, and which neighbour covers what instead."""

    label: str
    definition: str
    instead: str
    # Only scenarios have these three: the product origins and uses that fall under them, and those
    # of the uses that no scenario is about, for which this one is only the nearest.
    origins: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    nearest_for: tuple[str, ...] = ()


class Vocabulary(Closed):
    """A closed list of codes, in the order in which people should meet them."""

    vocabulary: str
    title: str
    about: str
    terms: dict[str, Term]

    def __contains__(self, code: object) -> bool:
        return code in self.terms

    def __getitem__(self, code: str) -> Term:
        """Raises UnknownTerm for a code that the vocabulary does not have."""
        try:
            return self.terms[code]
        except KeyError:
            raise UnknownTerm(self.fault(code)) from None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.terms)

    def label(self, code: str) -> str:
        return self[code].label

    def checked(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes, each once. Raises UnknownTerm for one that the vocabulary does not have."""
        return tuple(code for code in dict.fromkeys(codes) if self[code])

    def nearest(self, code: str) -> tuple[str, ...]:
        """Up to three codes that may be meant; none when nothing is near."""
        return tuple(get_close_matches(code, self.terms, n=3, cutoff=0.5))

    def fault(self, code: str) -> str:
        """Say that a code is unknown, and which ones are meant to be there."""
        close = self.nearest(code)
        near = (
            f"did you mean {' or '.join(close)}?" if close else f"one of: {', '.join(self.terms)}"
        )
        return f"unknown {self.vocabulary} {code!r}; {near}"


class Vocabularies(Mapping[str, Vocabulary]):
    """All vocabularies by name; attribute access reads well: `words.status`."""

    def __init__(self, by_name: Mapping[str, Vocabulary]) -> None:
        self._by_name = dict(by_name)

    def __getitem__(self, name: str) -> Vocabulary:
        return self._by_name[name]

    def __getattr__(self, name: str) -> Vocabulary:
        try:
            return self.__dict__["_by_name"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)


def read_vocabularies(folder: Path) -> Vocabularies:
    """Read every vocabulary of `folder`, in the order of VOCABULARIES.

    Raises:
        FileNotFoundError: a vocabulary has no file.
        pydantic.ValidationError: a file is not of the vocabulary form.
    """
    return Vocabularies(
        {
            name: Vocabulary.model_validate(read_yaml(folder / f"{name}.yaml"))
            for name in VOCABULARIES
        }
    )
