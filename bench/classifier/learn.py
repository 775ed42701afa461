"""`python -m bench.classifier.learn`: fit the weights of data/terms/learned.csv.

Learned from are the labelled notices whose errors may be read: those of the atlas that are "known",
half of the real ones, the invented ones, and lessons.jsonl, which was collected and written for
this. What is to be measured on notices never seen is kept out: the "unseen" and the "later" notices
of the atlas and the other half of the real ones.

Of the kinds one applies, so their weights are fitted against each other; each other code is fitted
alone. The fit is a logistic regression, in which rare codes weigh as much as frequent ones and
heavy weights have a price; then the small weights are left out, so that people can read the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from atlas.facts import DATA, read_facts
from bench.classifier.quality import (
    REAL_SPLITS,
    SPLITS,
    labelled,
    real_split_of,
    split_of,
    with_translated_title,
)
from scrapers.classify.fold import folded_text
from scrapers.classify.learned import words_of, worth
from scrapers.classify.learned_file import FILE, NO_WORDS, Weight, Weights, write_learned
from scrapers.classify.reading import LEAD

if TYPE_CHECKING:  # what fits is loaded where something is fitted: it takes a second
    from scipy.sparse import csr_matrix

# The facets that are learned, and what notices call them: of the others the vocabularies tell more.
_FIELDS: Final = {
    "kind": "kind",
    "relevance": "relevance",
    "origin": "origin",
    "use": "uses",
    "concern": "concerns",
}
# The codes that apply where no other does, and the one that exosomes by name decide.
_NOT_LEARNED: Final = frozenset(
    {
        ("relevance", "direct"),
        ("relevance", "context"),
        ("relevance", "none"),
        ("origin", "unspecified"),
    }
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
_LEAST: Final = 1.0


class Example(NamedTuple):
    """A notice to learn from: its learned words, its codes by facet, and how much it counts.

    A facet that nobody labelled is not among the codes.
    """

    words: frozenset[str]
    codes: Mapping[str, frozenset[str]]
    weight: float


def main() -> None:
    weights = learned(list(examples()))
    write_learned(DATA / "terms" / FILE, weights)
    print(f"{len(weights)} words, {sum(map(len, weights.values()))} weights")


def examples() -> Iterator[Example]:
    """All that may be learned from; a notice told twice is two examples of half the weight."""
    for notice in read_facts().notices:
        if split_of(notice.id) == SPLITS[0]:
            text = with_translated_title(notice, notice.summary)
            yield _example(notice.title, text, notice.model_dump())
    for row in labelled("real.jsonl"):
        if real_split_of(row["id"]) == REAL_SPLITS[0]:
            yield _example(row["title"], _summed_up(row), row)
    for name in ("acts", "facets", "kinds", "notices", "tellings"):
        for row in labelled(f"{name}.jsonl"):
            yield _example(row["title"], row["text"], row)
    for row in labelled("negatives.jsonl"):
        yield _example(row["title"], row["text"], {"relevance": None})
    for row in labelled("lessons.jsonl"):
        yield _example(row["title"], _summed_up(row), row, 0.5)
        yield _example(row["title"], row["telling"], row, 0.5)


def _summed_up(row: Mapping[str, Any]) -> str:
    return with_translated_title(SimpleNamespace(**row), row["summary"])


def _example(title: str, text: str, row: Mapping[str, Any], weight: float = 1.0) -> Example:
    openings = (folded_text(part)[:LEAD] for part in (title, text))
    return Example(
        frozenset().union(*map(words_of, openings)),
        {facet: _codes(row[field]) for facet, field in _FIELDS.items() if field in row},
        weight,
    )


def _codes(value: str | Iterable[str] | None) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value or ())


def learned(notices: Sequence[Example]) -> Weights:
    """The weights that tell the codes of some notices."""
    counts = Counter(word for notice in notices for word in notice.words)
    words = sorted(word for word, count in counts.items() if count >= _FEWEST_NOTICES)
    weights: dict[str, list[Weight]] = defaultdict(list)
    for facet in _FIELDS:
        of_facet = [notice for notice in notices if facet in notice.codes]
        fit = _fit_kinds if facet == "kind" else _fit_each
        for word, weight in fit(facet, of_facet, words):
            if abs(weight.weight) >= _LEAST or word == NO_WORDS:
                weights[word].append(weight)
    return weights


_Fitted = Iterator[tuple[str, Weight]]


def _fit_kinds(facet: str, notices: Sequence[Example], words: Sequence[str]) -> _Fitted:
    """One code of each notice applies: they are fitted against each other, rare ones as heavy."""
    from sklearn.linear_model import LogisticRegression

    regression = LogisticRegression(
        C=_EASE, class_weight="balanced", fit_intercept=False, max_iter=_MOST_STEPS
    )
    codes = [code for notice in notices for code in notice.codes[facet]]
    regression.fit(_table(notices, words), codes, [notice.weight for notice in notices])
    for code, row in zip(regression.classes_, regression.coef_, strict=True):
        yield from _weights(facet, str(code), words, row)


def _fit_each(facet: str, notices: Sequence[Example], words: Sequence[str]) -> _Fitted:
    """Each code is fitted alone, with what holds before a word is read."""
    table = _table(notices, words)
    from sklearn.linear_model import LogisticRegression

    counts = Counter(code for notice in notices for code in notice.codes[facet])
    for code, count in sorted(counts.items()):
        if count >= _FEWEST_OF_A_CODE and (facet, code) not in _NOT_LEARNED:
            regression = LogisticRegression(C=_EASE, max_iter=_MOST_STEPS)
            applies = [code in notice.codes[facet] for notice in notices]
            regression.fit(table, applies, [notice.weight for notice in notices])
            yield NO_WORDS, Weight(facet, code, float(regression.intercept_[0]))
            yield from _weights(facet, code, words, regression.coef_[0])


def _weights(facet: str, code: str, words: Sequence[str], row: Iterable[float]) -> _Fitted:
    for word, weight in zip(words, row, strict=True):
        yield word, Weight(facet, code, float(weight) * _SCALE)


def _table(notices: Sequence[Example], words: Sequence[str]) -> csr_matrix:
    """A row for each notice, a column for each word: what the word counts in the notice."""
    from scipy.sparse import csr_matrix

    columns = {word: column for column, word in enumerate(words)}
    places, numbers, values = [], [], []
    for number, notice in enumerate(notices):
        known = [columns[word] for word in notice.words if word in columns]
        places += known
        numbers += [number] * len(known)
        values += [_SCALE * worth(len(known))] * len(known)
    return csr_matrix((values, (numbers, places)), shape=(len(notices), len(words)))


if __name__ == "__main__":
    main()
