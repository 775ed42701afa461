"""Classifiers that have not learned from what they are to be measured on."""

from __future__ import annotations

from functools import cache

from bench.classifier.learn import Example, example_of, learned
from bench.classifier.lessons import lessons
from scrapers.classify.classifier import Classifier
from scrapers.classify.learned import LearnedWords


@cache
def classifier_without(fold: int | None) -> Classifier:
    """One that has learned from all lessons but those of a fold; fitting it takes half a minute."""
    weights = learned(examples_without(fold))
    return Classifier(LearnedWords(lambda: weights))


def examples_without(fold: int | None) -> list[Example]:
    """What there is to learn from, but for a fold."""
    return [example for dealt, example in _examples() if dealt != fold]


@cache
def _examples() -> list[tuple[int | None, Example]]:
    return [(lesson.fold, example_of(lesson)) for lesson in lessons()]
