"""Labels for notices given as JSON lines."""

from __future__ import annotations

import json

from tests.scrapers.cli.commands import run
from tests.scrapers.served_regulators import Regulator


def test_classify_answers_line_for_line(regulators: list[Regulator]) -> None:
    lines = '{"id": 1, "title": "Recall of exosome serum", "text": "", "url": null}\nnot JSON\n'
    answers = [json.loads(line) for line in run("classify", input=lines).stdout.splitlines()]
    assert (answers[0]["id"], answers[0]["relevant"], answers[0]["kind"]) == (1, True, "recall")
    assert answers[1]["error"].startswith("line 2")
