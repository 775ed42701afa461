"""The classifier: a notice read once, and its labels, each by the rules of its own module.

It is deterministic: the words in data/terms, chosen or learned, and the text decide, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial

from atlas.facts import DATA
from atlas.vocabulary import Vocabularies, read_vocabularies
from scrapers.classify.labels import Labels
from scrapers.classify.languages import LanguageGuess
from scrapers.classify.learned import LearnedWords
from scrapers.classify.learned_file import FILE, read_learned
from scrapers.classify.matcher import Matcher
from scrapers.classify.reading import Reader
from scrapers.classify.terms import read_terms


class Classifier:
    """Labels notices by the vocabularies of data/; `reader` has read them.

    `learned` are other learned words than those that are there.
    """

    def __init__(self, learned: LearnedWords | None = None) -> None:
        terms = read_terms(DATA / "terms")
        learned = learned or LearnedWords(partial(read_learned, DATA / "terms" / FILE))
        self._words: Vocabularies = read_vocabularies(DATA / "vocabulary")
        self.reader = Reader(Matcher(terms), LanguageGuess(terms), learned)

    def classify(
        self,
        title: str | None,
        text: str | None,
        *,
        url: str | None = None,
        language: str | None = None,
        regulator: str | None = None,
        kind_hint: str | None = None,
    ) -> Labels:
        """See `classify`."""
        if kind_hint is not None and kind_hint not in self._words.kind:
            raise ValueError(self._words.kind.fault(kind_hint))
        reading = self.reader.read(title, text, url=url, language=language, regulator=regulator)
        return Labels(reading, self._words, kind_hint)


@cache
def _classifier() -> Classifier:
    return Classifier()


def classify(
    title: str | None,
    text: str | None,
    *,
    url: str | None = None,
    language: str | None = None,
    regulator: str | None = None,
    kind_hint: str | None = None,
) -> Labels:
    """Label one notice.

    Args:
        title: its title as published.
        text: its text; may be None or empty.
        url: where it stands; the words of its path say something of its kind.
        language: BCP 47, where known; the text is looked at all the same.
        regulator: who issued it.
        kind_hint: what its source usually carries, a code of the vocabulary of kinds.

    Raises:
        ValueError: `kind_hint` is no kind.
        scrapers.classify.terms.BadTerms: a file of data/terms cannot be read.
    """
    return _classifier().classify(
        title, text, url=url, language=language, regulator=regulator, kind_hint=kind_hint
    )


def may_be_relevant(notices: Iterable[tuple[str, str]]) -> set[int]:
    """The numbers of the notices that are worth asking `classify` about; the others have no words.

    What it leaves out is not relevant, whatever its address, language or regulator. Many notices
    are looked through at once, at a fraction of what it takes to classify each.

    Args:
        notices: the title and the text of each.

    Raises:
        scrapers.classify.terms.BadTerms: a file of data/terms cannot be read.
    """
    return _classifier().reader.worth_reading(notices)
