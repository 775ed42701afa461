"""The store and the law: filling, reading, searching, answering for everywhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from statistics import median

from atlas.facts import Facts
from atlas.store import Store

ROUNDS = 5
QUERIES = ("exosome", "엑소좀", "幹細胞", "สเต็มเซลล์", "warning letter unapproved")


def measure(store: Store, facts: Facts) -> list[dict[str, object]]:
    """A row for each question with the milliseconds that it took (median; filling once)."""
    day = date(2026, 11, 22)
    filled = _milliseconds(lambda: store.fill(facts), 1)
    refilled = _milliseconds(lambda: store.fill(facts), 1)
    edition = store.read_edition()
    scenarios = edition.vocabularies.scenario.codes
    countries = tuple(edition.places.countries)
    questions: dict[str, Callable[[], object]] = {
        "read the edition": store.read_edition,
        "read the revision": store.revision,
        f"law of {len(countries)} places x {len(scenarios)} scenarios, one day": (
            lambda: edition.law.standings(countries, scenarios, day)
        ),
        "the same as a DataFrame": lambda: edition.law.table(countries, scenarios, day),
        **{f"search {query!r}": _searching(store, query) for query in QUERIES},
    }
    return [
        {"what": "fill an empty store", "ms": filled},
        {"what": "fill again, nothing new", "ms": refilled},
        *({"what": what, "ms": _milliseconds(ask, ROUNDS)} for what, ask in questions.items()),
    ]


def _searching(store: Store, query: str) -> Callable[[], object]:
    return lambda: store.search(query)


def _milliseconds(action: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return round(median(taken) * 1000, 1)
