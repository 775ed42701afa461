"""What is said of one notice, worked out when it is asked for."""

from __future__ import annotations

from scrapers.classify import classify


def test_labels_are_worked_out_when_they_are_asked_for() -> None:
    labels = classify("Road works", "The road is closed.", kind_hint="recall")
    assert not labels.relevant
    assert "_kind" not in vars(labels)
    assert labels.kind == "recall"
