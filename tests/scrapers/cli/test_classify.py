"""Labels for notices given as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scrapers.classify import classifier
from tests.scrapers.cli.commands import run
from tests.scrapers.served_regulators import Regulator


def test_classify_answers_line_for_line(regulators: list[Regulator]) -> None:
    lines = '{"id": 1, "title": "Recall of exosome serum", "text": "", "url": null}\nnot JSON\n'
    answers = [json.loads(line) for line in run("classify", input=lines).stdout.splitlines()]
    assert (answers[0]["id"], answers[0]["relevant"], answers[0]["kind"]) == (1, True, "recall")
    assert answers[1]["error"].startswith("line 2")


def test_a_fault_in_our_words_is_no_fault_of_the_lines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "sv.yaml").write_text("language: sv", encoding="utf-8")
    monkeypatch.setattr(classifier, "DATA", tmp_path)
    classifier._classifier.cache_clear()
    result = run("classify", input='{"id": 1, "title": "Recall", "text": "", "url": null}\n')
    assert (result.exit_code, result.stdout) == (1, "")
    assert "sv.yaml: terms: Field required" in result.stderr
    assert "`python -m scrapers validate` shows every fault and its mend" in result.stderr
