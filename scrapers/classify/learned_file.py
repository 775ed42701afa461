"""data/terms/learned.csv: the learned words and their weights, as bench.classifier.learn fits them.

    words,weights
    ,relevance:category -1.93
    recall,kind:ban -1.13 kind:recall 6.21
    topic:human_material in title,relevance:category 2.02

A row for each word in the form of scrapers.classify.learned, and what it says of each facet:code.
The row without words is what holds before a word is read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from scrapers.classify.terms import BadTerms

FILE: Final = "learned.csv"
COLUMNS: Final = ("words", "weights")
NO_WORDS: Final = ""
# Fitted weights are below 30; as whole hundredths, those of a whole notice have to add up.
_HEAVIEST: Final = 1000.0
LEARN_AGAIN: Final = "run python -m bench.classifier.learn"


class Weight(NamedTuple):
    """How much a word speaks for a code; below 0: against it."""

    facet: str
    code: str
    weight: float


# What each word says.
Weights = Mapping[str, Sequence[Weight]]


class BadLearned(BadTerms):
    """The file of learned words cannot be used: where, and why not."""

    def __init__(self, path: Path, line: int, fault: str) -> None:
        super().__init__(f"{path}:{line}: {fault} → {LEARN_AGAIN}")
        self.line = line
        self.fault = fault


def read_learned(path: Path) -> Weights:
    """The learned words of a file, in its order.

    Raises:
        BadLearned: it cannot be read, or is no table of the form above.
    """
    weights: dict[str, tuple[Weight, ...]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, strict=True)
            if tuple(next(rows, ())) != COLUMNS:
                raise BadLearned(path, 1, f"the columns are not {', '.join(COLUMNS)}")
            for row in rows:
                try:
                    words, said = row
                    read = tuple(_weights(said))
                except ValueError as error:
                    fault = f"{','.join(row)!r} is no word with its weights"
                    raise BadLearned(path, rows.line_num, fault) from error
                if words in weights:
                    raise BadLearned(path, rows.line_num, f"{words!r} stands there twice")
                weights[words] = read
    except csv.Error as error:
        raise BadLearned(path, rows.line_num, str(error)) from error
    except FileNotFoundError:
        raise BadLearned(path, 1, "the file is missing") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadLearned(path, 1, str(error)) from error
    return weights


def _weights(said: str) -> Iterator[Weight]:
    parts = said.split()
    for label, number in zip(parts[::2], parts[1::2], strict=True):
        facet, code = label.split(":")
        weight = float(number)
        if not -_HEAVIEST < weight < _HEAVIEST:  # nor if it is no number
            raise ValueError(number)
        yield Weight(facet, code, weight)


def write_learned(path: Path, weights: Weights) -> None:
    """Write a file of learned words, in the order of the words and codes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for words, said in sorted(weights.items()):
            labels = (f"{facet}:{code} {weight:.2f}" for facet, code, weight in sorted(said))
            table.writerow((words, " ".join(labels)))
