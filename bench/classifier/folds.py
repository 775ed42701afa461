"""Real notices dealt into folds, each to be measured by what was learned from the others.

What tells of one act is in one fold, whoever tells of it: notices that name a page in common, the
notices that these have a page in common with, and so on.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Final

from atlas.facts import read_facts
from bench.classifier.labelled import LabelledNotice, labelled

# So many times everything is learned anew, each time without a part.
FOLDS: Final = 5


def fold_of(id_: str) -> int | None:
    """The fold of a notice; None: it is invented, and nothing is measured on it."""
    return _folds().get(id_)


@cache
def _folds() -> Mapping[str, int]:
    rows = (SimpleNamespace(**row) for row in labelled("real.jsonl"))
    lessons = (SimpleNamespace(**row) for row in labelled("lessons.jsonl") if not row["invented"])
    return dealt([*read_facts().notices, *rows, *lessons])


def dealt(notices: Iterable[LabelledNotice]) -> dict[str, int]:
    """The fold of each notice, by its id; the order of the notices does not matter."""
    together: dict[str, set[str]] = {}
    for notice in notices:
        names = {notice.id, *_pages(notice)}
        for known in [together[name] for name in names if name in together]:
            names |= known
        together.update(dict.fromkeys(names, names))
    return {name: zlib.crc32(min(names).encode()) % FOLDS for name, names in together.items()}


def _pages(notice: LabelledNotice) -> set[str]:
    others = getattr(notice, "other_urls", ())
    return {page for page in (notice.url, notice.read_url, *others) if page}
