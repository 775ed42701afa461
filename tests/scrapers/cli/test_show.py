"""What is known of a source or a notice, and what was received for it."""

from __future__ import annotations

import json

from tests.scrapers.cli.commands import answer, run
from tests.scrapers.served_regulators import Regulator


def test_show_gives_the_bytes_that_were_received(regulators: list[Regulator]) -> None:
    ids = answer("run", "--source", "us-r0")["us-r0"]["new"]
    assert run("show", "us-r0", "--raw").stdout_bytes == regulators[0].answers["/list"][1]
    pages = {body for path, (_, body) in regulators[0].answers.items() if path != "/list"}
    assert {run("show", id_, "--raw").stdout_bytes for id_ in ids} < pages
    assert json.loads(run("show", "us-r0").stdout)["id"] == "us-r0"
    assert json.loads(run("show", ids[0]).stdout)["source_id"] == "us-r0"
    assert run("show", "us-r1", "--raw").exit_code == 1
