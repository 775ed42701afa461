"""What data/terms/learned.csv was fitted on, so that it shows when the lessons have moved since.

Beside the table stand digests of it, and of what the fit learned from: words, codes and weights.
What was written to be learned from (tests/scrapers/classify) is changed by whoever means to teach
the classifier, who fits again: there a difference is a fault. The notices of the atlas are mended
for their own sake, by people who need not know of the classifier; one misspelling more or less
moves no weight that matters, so that a difference is only told of. So it is with the vocabularies:
what their words found was learned from, but who adds one need not fit again, and nothing is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from atlas.facts import DATA
from bench.classifier.lessons import Lesson, from_the_atlas, written_to_learn_from
from scrapers.classify.learned_file import FILE as TABLE

TERMS: Final = DATA / "terms"
FILE: Final = TERMS / "learned_from.json"
_LEARN_AGAIN: Final = "run make learn (python -m bench.classifier.learn)"


class Digests(NamedTuple):
    """Of the table that was fitted, and of all that was learned from."""

    table: str
    lessons: str
    notices: str


def todays() -> Digests:
    """Of the table that stands there, and of what would be learned from now."""
    table = sha256((TERMS / TABLE).read_bytes()).hexdigest()
    return Digests(table, _digest(written_to_learn_from()), _digest(from_the_atlas()))


def write(digests: Digests, path: Path = FILE) -> None:
    """Keep what a table is fitted on beside it."""
    path.write_text(f"{json.dumps(digests._asdict(), indent=2)}\n", encoding="utf-8")


def fault(now: Digests, path: Path = FILE) -> str | None:
    """What is wrong: table or lessons are others, or nobody knows which they were."""
    fitted = _read(path)
    if fitted is None:
        return f"{path}: cannot be read, so that nobody knows what was learned → {_LEARN_AGAIN}"
    if fitted.table != now.table:
        return f"{TERMS / TABLE} is not as it was fitted: edited, or half merged → {_LEARN_AGAIN}"
    if fitted.lessons != now.lessons:
        return f"the labelled notices to learn from have changed since the fit → {_LEARN_AGAIN}"
    return None


def remark(now: Digests, path: Path = FILE) -> str | None:
    """What is no fault, and good to know: notices of the atlas were mended since the fit."""
    fitted = _read(path)
    if fitted is not None and fitted.notices != now.notices:
        return f"known notices of data/notices were mended since the fit; in time, {_LEARN_AGAIN}"
    return None


def _read(path: Path) -> Digests | None:
    try:
        return Digests(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _digest(lessons: Iterable[Lesson]) -> str:
    """The same in whatever order the lessons come."""
    each = sorted(
        json.dumps(
            [
                sorted(lesson.words),
                {facet: sorted(codes) for facet, codes in sorted(lesson.codes.items())},
                lesson.weight,
            ]
        )
        for lesson in lessons
    )
    return sha256("\n".join(each).encode()).hexdigest()
