"""The measures of bench.classifier do not fall: people's labels and ours on the same notices."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from atlas.facts import read_facts
from bench.classifier.quality import (
    ACT_LABELS,
    LABELS,
    SPLITS,
    Count,
    Judged,
    classified,
    count_invented,
)

# Somewhat below what was measured when this was written; see `python -m bench.classifier`.
FLOORS = {
    ("direct", "known"): 0.92,
    ("direct", "unseen"): 0.94,
    ("relevant", "known"): 0.88,
    ("relevant", "unseen"): 0.80,
    ("kind", "known"): 0.86,
    ("kind", "unseen"): 0.75,
    ("origin", "known"): 0.82,
    ("origin", "unseen"): 0.62,
    ("uses", "known"): 0.83,
    ("uses", "unseen"): 0.77,
}
INVENTED_FLOORS = {"relevance": 0.97, "kind": 0.95, "origin": 0.93, "uses": 0.89}
ACTS = Path(__file__).parent / "acts.jsonl"


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return [Judged(notice, classified(notice, notice.summary)) for notice in read_facts().notices]


@pytest.mark.parametrize(("label", "split"), FLOORS)
def test_quality_stays_where_it_was(judged: list[Judged], label: str, split: str) -> None:
    assert split in SPLITS
    truth, given = LABELS[label]
    count = Count()
    for one in judged:
        if one.split == split:
            count.add(truth(one.notice), given(one.labels))
    assert count.f1 >= FLOORS[label, split]


@pytest.mark.parametrize("label", ACT_LABELS)
def test_acts_of_every_kind_and_language_are_told(label: str) -> None:
    acts = [json.loads(line) for line in ACTS.read_text("utf-8").splitlines()]
    assert count_invented(acts, label).f1 >= INVENTED_FLOORS[label]
