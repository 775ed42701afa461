"""What data/terms/learned.csv was fitted on, so that it shows when the lessons have moved since.

Beside the table stand digests of it, and of what the fit learned from: words, codes and weights.
What was written to be learned from (tests/scrapers/classify) is changed by whoever means to teach
the classifier, who fits again: there a difference is a fault. The notices of the atlas are added
and mended for their own sake, by people who need not know of the classifier; a few more or less
move no weight that matters, so that a difference is only told of. So it is with the vocabularies:
what their words find is learned from, but to fit again for two forms more rewrites most lines of
the table by a hair. Who adds them need not; whose words are others is told until somebody does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from atlas.facts import DATA
from bench.classifier.lessons import Lesson, from_the_atlas, written_to_learn_from
from scrapers.classify.learned_file import FILE as TABLE
from scrapers.classify.terms import Terms, read_terms

TERMS: Final = DATA / "terms"
FILE: Final = TERMS / "learned_from.json"
_LEARN_AGAIN: Final = "run make learn (python -m bench.classifier.learn)"


class Digests(NamedTuple):
    """Of the table that was fitted, and of all that was learned from; of each language's words."""

    table: str
    lessons: str
    notices: str
    words: Mapping[str, str]


def todays() -> Digests:
    """Of the table that stands there, and of what would be learned from now."""
    table = TERMS / TABLE
    return Digests(
        table=_of_text(table.read_text(encoding="utf-8") if table.exists() else ""),
        lessons=_of_lessons(written_to_learn_from()),
        notices=_of_lessons(from_the_atlas()),
        words={terms.language: _of_words(terms) for terms in read_terms(TERMS)},
    )


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


def remarks(now: Digests, path: Path = FILE) -> list[str]:
    """What is no fault, and good to know: what else was learned from has changed since the fit."""
    fitted = _read(path)
    if fitted is None:
        return []
    said = []
    if fitted.notices != now.notices:
        said.append("notices of data/notices are others than at the fit")
    languages = fitted.words.keys() | now.words.keys()
    if others := sorted(one for one in languages if fitted.words.get(one) != now.words.get(one)):
        said.append(f"the words of data/terms are not those of the fit ({', '.join(others)})")
    return [f"{what}: no fault; after many such changes, {_LEARN_AGAIN}" for what in said]


def _read(path: Path) -> Digests | None:
    try:
        return Digests(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _of_lessons(lessons: Iterable[Lesson]) -> str:
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
    return _of_text("\n".join(each))


def _of_words(terms: Terms) -> str:
    """The same in whatever order the forms stand, and whatever comments stand beside them."""
    written = terms.model_dump()
    facets = written.pop("terms").items()
    forms = {f"{facet}:{code}": sorted(of) for facet, by in facets for code, of in by.items()}
    return _of_text(json.dumps([written, forms], sort_keys=True))


def _of_text(text: str) -> str:
    return sha256(text.encode()).hexdigest()
