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
from functools import cache
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from atlas.facts import DATA, read_facts
from bench.classifier.quality import (
    REAL_SPLITS,
    SPLITS,
    labelled,
    real_split_of,
    split_of,
    with_translated_title,
)
from scrapers.classify.classifier import Classifier
from scrapers.classify.learned import is_chosen, worth
from scrapers.classify.learned_file import FILE, NO_WORDS, Weight, Weights, write_learned

# The facets that are learned, and what notices call them: of the others the vocabularies tell more.
_FIELDS: Final = {
    "kind": "kind",
    "relevance": "relevance",
    "origin": "origin",
    "use": "uses",
    "claim": "claims",
    "concern": "concerns",
}
# The codes that apply where no other does.
_NOT_LEARNED: Final = frozenset(
    {("relevance", "context"), ("relevance", "none"), ("origin", "unspecified")}
)
# Exosomes belong to the category of what cells give off.
_BELONGS_TO: Final = {"direct": "category"}
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
    """A notice to learn from: its words and the chosen ones, its codes by facet, and its weight.

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
            yield _example(notice.model_dump(), with_translated_title(notice, notice.summary))
    for row in labelled("real.jsonl"):
        if real_split_of(row["id"]) == REAL_SPLITS[0]:
            yield _example(row, _summed_up(row))
    for name in ("acts", "facets", "kinds", "notices", "tellings"):
        for row in labelled(f"{name}.jsonl"):
            yield _example(row, row["text"])
    for row in labelled("negatives.jsonl"):
        yield _example({**row, "relevance": None}, row["text"])
    for row in labelled("lessons.jsonl"):
        yield _example(row, _summed_up(row), 0.5)
        yield _example(row, row["telling"], 0.5)


def _summed_up(row: Mapping[str, Any]) -> str:
    return with_translated_title(SimpleNamespace(**row), row["summary"])


def _example(row: Mapping[str, Any], text: str, weight: float = 1.0) -> Example:
    reading = _classifier().read(row["title"], text, language=row["language"])
    codes = {facet: _codes(row[field]) for facet, field in _FIELDS.items() if field in row}
    return Example(frozenset(reading.words | reading.found), codes, weight)


@cache
def _classifier() -> Classifier:
    return Classifier(DATA)


def _codes(value: str | Iterable[str] | None) -> frozenset[str]:
    codes = [value] if isinstance(value, str) else value or ()
    return frozenset(_BELONGS_TO.get(code, code) for code in codes)


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
    """One code of each notice applies: they are fitted against each other, rare ones as heavy.

    What chosen words say of kinds, the rules weigh; here it would count twice.
    """
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
    columns = {word: column for column, word in enumerate(words)}
    plain = {word for word in words if not is_chosen(word)}
    places, numbers, values = [], [], []
    for number, notice in enumerate(notices):
        known = [columns[word] for word in notice.words if word in columns]
        places += known
        numbers += [number] * len(known)
        values += [_SCALE * worth(len(notice.words & plain))] * len(known)
    return csr_matrix((values, (numbers, places)), shape=(len(notices), len(words)))


if __name__ == "__main__":
    main()
