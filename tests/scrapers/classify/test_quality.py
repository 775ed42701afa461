"""People's labels and ours on the same notices: words and rules go on telling what they told.

The learned words were fitted on these notices, so this shows what breaks, and not how right the
classifier is on what comes next: that, `python -m bench.classifier` measures.
"""

from __future__ import annotations

from collections import Counter

import pytest

from bench.classifier.labelled import labelled
from bench.classifier.quality import (
    INVENTED,
    LABELS,
    REAL_SPLITS,
    SPLITS,
    Count,
    Judged,
    as_shipped,
    count_invented,
    count_real,
    named_by_split,
)
from tests.bundled import recorded_facts

# Somewhat below what was measured when this was written; see `python -m bench.classifier`.
FLOORS = {
    "direct": {"known": 0.96, "unseen": 0.94, "later": 0.93},
    "relevant": {"known": 0.96, "unseen": 0.93, "later": 0.92},
    "kind": {"known": 0.93, "unseen": 0.90, "later": 0.93},
    "effect": {"known": 0.68, "unseen": 0.52, "later": 0.55},
    # People knew some of these from the page alone; no word of what is read here says them.
    "origin": {"known": 0.94, "unseen": 0.90, "later": 0.97},
    "uses": {"known": 0.91, "unseen": 0.91, "later": 0.91},
    "claims": {"known": 0.83, "later": 0.81},
    "concerns": {"known": 0.97, "unseen": 0.96, "later": 0.96},
    "firms that the text names": {"known": 0.92},
    "products that the text names": {"known": 0.85},
}
# Acts of every kind, materials and routes, kinds, and notices in ordinary words, in each language.
INVENTED_FLOORS: dict[str, dict[str, float]] = {
    "acts": {"relevance": 0.98, "kind": 0.98, "origin": 0.97, "uses": 0.91},
    "facets": {
        "origin": 0.96, "uses": 0.95, "claims": 0.96, "concerns": 0.94, "firms": 0.97,
        "products": 0.95,
    },
    "kinds": {"relevance": 0.99, "kind": 0.97, "effect": 0.94},
    "tellings": {
        "relevance": 0.98, "kind": 0.97, "effect": 0.92, "origin": 0.98, "uses": 0.94,
        "claims": 0.95, "concerns": 0.90, "firms": 0.95, "products": 0.85,
    },
}  # fmt: skip
# How many of the names that are given are right, and how many of those that stand there are found.
NAME_FLOORS = {
    ("firms", REAL_SPLITS[0]): (0.96, 0.82),
    ("firms", REAL_SPLITS[1]): (0.96, 0.76),
    ("products", REAL_SPLITS[0]): (0.97, 0.86),
    ("products", REAL_SPLITS[1]): (0.95, 0.80),
}
# Of the half that was read, and of the half that never was.
REAL_FLOORS = {
    "direct": (0.98, 0.98),
    "relevant": (0.89, 0.89),
    "kind": (0.91, 0.90),
    "origin": (0.94, 0.96),
    "uses": (0.94, 0.92),
    "claims": (0.84, 0.82),
    "concerns": (0.97, 0.97),
}


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return [Judged(notice, as_shipped(notice)) for notice in recorded_facts().notices]


def test_the_notices_that_nobody_looked_at_stay_the_same(judged: list[Judged]) -> None:
    splits = Counter(one.split for one in judged)
    assert (splits["known"], splits["unseen"]) == (455, 60)


@pytest.mark.parametrize(
    ("label", "split"), [(label, split) for label, floors in FLOORS.items() for split in floors]
)
def test_quality_stays_where_it_was(judged: list[Judged], label: str, split: str) -> None:
    assert split in SPLITS
    truth, given = LABELS[label]
    count = Count()
    for one in judged:
        if one.split == split:
            count.add(truth(one.notice), given(one.labels))
    assert count.f1 >= FLOORS[label][split]


@pytest.mark.parametrize(
    ("name", "label"), [(name, label) for name in INVENTED_FLOORS for label in INVENTED[name]]
)
def test_invented_notices_are_told_in_every_language(name: str, label: str) -> None:
    assert count_invented(labelled(f"{name}.jsonl"), label).f1 >= INVENTED_FLOORS[name][label]


@pytest.mark.parametrize(("label", "split"), NAME_FLOORS)
def test_names_are_found_and_little_else_is_taken_for_one(label: str, split: str) -> None:
    count = count_invented(named_by_split()[split], label)
    precise, found = NAME_FLOORS[label, split]
    assert count.right / (count.right + count.extra) >= precise
    assert count.right / (count.right + count.missed) >= found


@pytest.fixture(scope="module")
def real() -> dict[tuple[str, str], Count]:
    return count_real(as_shipped)


@pytest.mark.parametrize("split", REAL_SPLITS)
@pytest.mark.parametrize("label", REAL_FLOORS)
def test_real_notices_are_told_as_well_as_when_they_were_collected(
    real: dict[tuple[str, str], Count], label: str, split: str
) -> None:
    assert real[label, split].f1 >= REAL_FLOORS[label][REAL_SPLITS.index(split)]
