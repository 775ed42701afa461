"""A large invented record, for measuring: 100,000 notices made by repeating the bundled ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from atlas.facts import Facts
from atlas.notices import Notice

_FIRST, _LAST = date(2013, 1, 1), date(2026, 11, 22)


def with_generated_notices(facts: Facts, count: int) -> Facts:
    """The facts with `count` notices: the bundled ones, then invented variants of them.

    A variant has its own id, day and place, and says in its title that it is generated.
    """
    random = Random(7)
    bundled = facts.notices
    places = sorted({notice.jurisdiction for notice in bundled})
    days = (_LAST - _FIRST).days
    generated = [
        _variant(
            random.choice(bundled),
            number,
            random.choice(places),
            _FIRST + timedelta(days=random.randrange(days)),
        )
        for number in range(count - len(bundled))
    ]
    # The digest stays that of data/, so that a store filled with these counts as up to date.
    return replace(facts, notices=(*bundled, *generated))


def _variant(notice: Notice, number: int, place: str, published: date) -> Notice:
    return notice.model_copy(
        update={
            "id": f"generated-{number:06d}",
            "jurisdiction": place,
            "title": f"[generated {number}] {notice.title}",
            "title_en": f"[generated {number}] {notice.title_en}",
            "published": published.isoformat(),
        }
    )
