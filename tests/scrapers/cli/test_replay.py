"""The archive read again by the command."""

from __future__ import annotations

from pathlib import Path

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


def test_what_a_site_answered_elsewhere_is_read_again_too(
    regulators: list[Regulator], tmp_path: Path
) -> None:
    """Most sites send some of their addresses on: to www., to https, to one that ends with /."""
    site = regulators[0]
    for path in ("/list", *(f"/notice/{key}" for key in "abd")):
        site.answers[f"{path}/"] = site.answers.pop(path)
        site.moved[path] = f"{path}/"
    assert len(answer("run", "--source", "us-r0")["us-r0"]["new"]) == 3
    assert answer("run", "--source", "us-r0")["us-r0"]["unchanged"] == 3
    site.moved.clear()
    site.answers.clear()
    again = answer("replay", "us-r0")["us-r0"]
    assert (again["verdict"], again["unchanged"], again["reread"]) == ("ok", 3, [])
    (tmp_path / "atlas.db").unlink()
    assert len(answer("replay", "us-r0")["us-r0"]["new"]) == 3
