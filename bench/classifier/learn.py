"""`python -m bench.classifier.learn`: fit the weights of data/terms/learned.csv.

With --check it fits nothing, and says whether the lessons are still those of the fit.

Of the kinds one applies, so their weights are fitted against each other; each other code is fitted
alone. The fit is a logistic regression, in which heavy weights have a price; of kinds, rare ones
weigh as much as frequent ones. The small weights are left out, so that people can read the rest.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from bench.classifier import fitted_on
from bench.classifier.labelled import FaultyLabels
from bench.classifier.lessons import FIELDS, Lesson, lessons
from scrapers.classify.classifier import Classifier
from scrapers.classify.learned import is_chosen, is_word, worth
from scrapers.classify.learned_file import FILE, NO_WORDS, Weight, Weights, write_learned

if TYPE_CHECKING:  # what fits is loaded where something is fitted: it takes a second
    from scipy.sparse import csr_matrix

# The codes that apply where no other does.
_NOT_LEARNED: Final = frozenset(
    {("relevance", "context"), ("relevance", "none"), ("origin", "unspecified")}
)
# Words in fewer notices are chance, and so few notices of a code teach nothing.
_FEWEST_NOTICES: Final = 8
_FEWEST_OF_A_CODE: Final = 15
# The higher, the less a heavy weight has to earn.
_EASE: Final = 3.0
_MOST_STEPS: Final = 3000
# Scores are scaled up for the fit, which is made for numbers of about one.
_SCALE: Final = 3.0
# Smaller weights are left out.
_LEAST: Final = 0.85


class Example(NamedTuple):
    """A lesson as it is fitted on: its words and what chosen words found, its codes, its weight."""

    words: frozenset[str]
    codes: Mapping[str, frozenset[str]]
    weight: float


def main() -> None:
    try:
        check() if "--check" in sys.argv[1:] else learn()
    except FaultyLabels as fault:
        sys.exit(str(fault))


def learn() -> None:
    """Fit the table on the lessons of today, and write it with what it was fitted on."""
    weights = learned([example_of(lesson) for lesson in lessons()])
    write_learned(fitted_on.TERMS / FILE, weights)
    fitted_on.write(fitted_on.todays())
    print(f"{len(weights)} words, {sum(map(len, weights.values()))} weights")


def check() -> None:
    """Say whether the table is the fit of today's lessons; end with 1 if it is not."""
    now = fitted_on.todays()
    if fault := fitted_on.fault(now):
        sys.exit(fault)
    for said in fitted_on.remarks(now) or ["data/terms/learned.csv is the fit of today"]:
        print(said)


def example_of(lesson: Lesson) -> Example:
    """A lesson, read with the vocabularies of today."""
    reading = _classifier().reader.read(lesson.title, lesson.text, language=lesson.language)
    return Example(frozenset(lesson.words | reading.found), lesson.codes, lesson.weight)


@cache
def _classifier() -> Classifier:
    return Classifier()


def learned(notices: Sequence[Example]) -> Weights:
    """The weights that tell the codes of some notices."""
    counts = Counter(word for notice in notices for word in notice.words)
    words = sorted(word for word, count in counts.items() if count >= _FEWEST_NOTICES)
    weights: dict[str, list[Weight]] = defaultdict(list)
    for facet in FIELDS:
        of_facet = [notice for notice in notices if facet in notice.codes]
        fit = _fit_kinds if facet == "kind" else _fit_each
        for word, weight in fit(facet, of_facet, words):
            if abs(weight.weight) >= _LEAST or word == NO_WORDS:
                weights[word].append(weight)
    return weights


_Fitted = Iterator[tuple[str, Weight]]


def _fit_kinds(facet: str, notices: Sequence[Example], words: Sequence[str]) -> _Fitted:
    """One code of each notice applies: they are fitted against each other, rare ones as heavy.

    What chosen words say of kinds, the rules weigh; here it would count twice.
    """
    from sklearn.linear_model import LogisticRegression

    words = [word for word in words if not is_chosen(word)]
    table = _table(notices, words)
    regression = LogisticRegression(
        C=_EASE, class_weight="balanced", fit_intercept=False, max_iter=_MOST_STEPS
    )
    codes = [code for notice in notices for code in notice.codes[facet]]
    regression.fit(table, codes, [notice.weight for notice in notices])
    for code, row in zip(regression.classes_, regression.coef_, strict=True):
        yield from _weights(facet, str(code), words, row)


def _fit_each(facet: str, notices: Sequence[Example], words: Sequence[str]) -> _Fitted:
    """Each code is fitted alone, with what holds before a word is read."""
    from sklearn.linear_model import LogisticRegression

    table = _table(notices, words)
    counts = Counter(code for notice in notices for code in notice.codes[facet])
    for code, count in sorted(counts.items()):
        if count >= _FEWEST_OF_A_CODE and (facet, code) not in _NOT_LEARNED:
            regression = LogisticRegression(C=_EASE, max_iter=_MOST_STEPS)
            applies = [code in notice.codes[facet] for notice in notices]
            counted = [notice.weight for notice in notices]
            heavy = abs(regression.fit(table, applies, counted).coef_[0]) * _SCALE >= _LEAST
            # Fitted again without the others, the heavy ones say what these said.
            regression.fit(table[:, heavy], applies, counted)
            yield NO_WORDS, Weight(facet, code, float(regression.intercept_[0]))
            left = [word for word, is_heavy in zip(words, heavy, strict=True) if is_heavy]
            yield from _weights(facet, code, left, regression.coef_[0])


def _weights(facet: str, code: str, words: Sequence[str], row: Iterable[float]) -> _Fitted:
    for word, weight in zip(words, row, strict=True):
        yield word, Weight(facet, code, float(weight) * _SCALE)


def _table(notices: Sequence[Example], words: Sequence[str]) -> csr_matrix:
    """A row for each notice, a column for each word: what each word counts in the notice."""
    from scipy.sparse import csr_matrix

    columns = {word: column for column, word in enumerate(words)}
    plain = {word for word in words if is_word(word)}
    places, numbers, values = [], [], []
    for number, notice in enumerate(notices):
        known = [columns[word] for word in notice.words if word in columns]
        places += known
        numbers += [number] * len(known)
        values += [_SCALE * worth(len(notice.words & plain))] * len(known)
    return csr_matrix((values, (numbers, places)), shape=(len(notices), len(words)))


if __name__ == "__main__":
    main()
