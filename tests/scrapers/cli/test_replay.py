"""The archive read again by the command."""

from __future__ import annotations

import pytest

from tests.scrapers.cli.commands import answer
from tests.scrapers.served_regulators import Regulator


def test_replay_reads_the_archive_again_without_asking_anybody(
    regulators: list[Regulator], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer("run")
    for regulator in regulators:
        regulator.on_day(1)
    answer("run")
    for regulator in regulators:
        regulator.answers.clear()
    before = answer("list")
    again = answer("replay")
    assert all(not row["new"] and not row["reread"] for row in again.values())
    monkeypatch.setattr("scrapers.normalise.records.SUMMARY_LENGTH", 20)
    mended = answer("replay", "us-r0")["us-r0"]
    assert (len(mended["reread"]), mended["amended"], mended["delisted"]) == (4, {}, [])
    after = answer("list")
    assert after["us-r0"]["tried_at"] == before["us-r0"]["tried_at"]
