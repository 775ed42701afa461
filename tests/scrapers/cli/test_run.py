"""Runs: what they say of each source, with which exit code, again and again."""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from scrapers.catalogue import Source
from scrapers.catalogue_files import SOURCES
from scrapers.http.turns import RunStopped
from scrapers.outcome import Outcome
from tests.scrapers.cli.commands import answer, run
from tests.scrapers.served_regulators import Regulator


def test_a_run_says_what_each_source_gave_and_ends_with_0(regulators: list[Regulator]) -> None:
    first = answer("run")
    assert len(first) == len(regulators)
    assert all((row["verdict"], len(row["new"])) == ("ok", 3) for row in first.values())
    for regulator in regulators:
        regulator.on_day(1)
    second = answer("run", "--source", "us-r0")
    assert list(second) == ["us-r0"]
    (changes,) = second["us-r0"]["amended"].values()
    assert {
        "field": "title",
        "before": "Exosome recall a of r0",
        "after": "Exosome recall a of r0, corrected",
    } in changes
    assert (len(second["us-r0"]["new"]), len(second["us-r0"]["delisted"])) == (1, 1)


def test_one_failed_source_is_exit_1_and_named_in_the_table(regulators: list[Regulator]) -> None:
    regulators[0].answers["/list"] = ("text/html", b"<title>Just a moment...</title>")
    result = run("run")
    assert result.exit_code == 1
    assert "1 of 4 sources failed" in result.stdout
    assert "in part" not in result.stdout
    assert "us-r0" in result.stdout
    health = answer("list")
    assert health["us-r0"]["verdict"] in ("blocked", "broken")
    assert health["us-r0"]["failures"] == 1
    assert (health["us-r1"]["verdict"], health["us-r1"]["notices"]) == ("ok", 3)


def test_what_ends_a_service_ends_a_run_as_ctrl_c_does(
    regulators: list[Regulator], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGTERM)

    def work(source: Source, _tell: Any) -> Outcome:
        if source.id == "us-r0":
            time.sleep(0.3)  # all sources are at work by then
            os.kill(os.getpid(), signal.SIGTERM)
            raise RunStopped
        return Outcome(source.id, "ok")

    monkeypatch.setattr("scrapers.live.LiveRun", lambda *_: work)
    result = run("run")
    assert result.exit_code == 130
    assert "the next run goes on from there" in result.stderr
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_source_read_in_part_is_exit_1_and_says_how_much_was_read(
    regulators: list[Regulator], tmp_path: Path
) -> None:
    path, gone = tmp_path / "sources" / "us-r0.yaml", f"{regulators[0].url}/gone"
    described = yaml.safe_load(path.read_text(encoding="utf-8"))
    described["urls"].append(gone)
    path.write_text(yaml.safe_dump(described), encoding="utf-8")
    said = "Only 1 of 2 addresses could be read. GoneFromAddress: status 404 at " + gone
    told = answer("run", code=1)["us-r0"]
    assert (told["verdict"], told["addresses"], told["addresses_read"]) == ("outage", 2, 1)
    assert told["message"].startswith(said)
    assert len(told["new"]) == 3
    result = run("run")
    assert result.exit_code == 1
    assert "1 of 4 sources failed, 1 of them in part" in result.stdout
    health = answer("list")["us-r0"]
    assert (health["verdict"], health["failures"], health["notices"]) == ("outage", 2, 3)
    assert health["why"].startswith(said)
    assert health["good_at"] is None
    checked = answer("check")["us-r0"]
    assert checked["answer"] == "reachable"
    assert checked["message"].endswith("; only the first of 2 addresses was asked")
    regulators[0].answers["/gone"] = ("text/html", b"<p>A page")
    told = answer("run", code=1)["us-r0"]
    assert "`python -m scrapers show us-r0 --raw`" in told["message"]
    del regulators[0].answers["/list"]
    checked = answer("check", code=1)["us-r0"]
    assert checked["answer"] == "not reachable"
    assert (
        "Only the first of 2 addresses was asked; a run asks the others too."
        in (checked["message"])
    )


def test_a_source_of_unknown_address_stays_off_in_the_internet_archive_too(
    regulators: list[Regulator], tmp_path: Path
) -> None:
    name = "be-famhp"
    shutil.copy(SOURCES / f"{name}.yaml", tmp_path / "sources")
    row = answer("run", "--via", "wayback", "--source", name)[name]
    assert row["verdict"] == "off"
    assert "unknown" in row["message"]


def test_every_runs_again_until_it_is_stopped(
    regulators: list[Regulator], monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            raise KeyboardInterrupt

    clock = SimpleNamespace(sleep=sleep, monotonic=time.monotonic)
    monkeypatch.setattr("atlas.repeating.time", clock)
    result = run("run", "--source", "us-r0", "--every", "6h", "--format", "json")
    assert result.exit_code == 130
    assert all(6 * 3600 - 100 < pause <= 6 * 3600 for pause in pauses)
    assert result.stdout.count('"source_id"') == 2


def test_a_store_at_fault_in_a_later_round_is_told_and_the_next_round_tried(
    regulators: list[Regulator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = os.environ["DATABASE_URL"]
    addresses = iter([f"sqlite:///{tmp_path}", good, None])

    def sleep(seconds: float) -> None:
        address = next(addresses)
        if address is None:
            raise KeyboardInterrupt
        monkeypatch.setenv("DATABASE_URL", address)

    clock = SimpleNamespace(sleep=sleep, monotonic=time.monotonic)
    monkeypatch.setattr("atlas.repeating.time", clock)
    result = run("run", "--source", "us-r0", "--every", "6h", "--format", "json")
    assert result.exit_code == 130
    assert str(tmp_path) in result.stderr
    assert re.findall(r'"verdict": "(\w+)"', result.stdout) == ["ok", "broken", "ok"]


def test_a_store_at_fault_in_the_first_round_ends_it(
    regulators: list[Regulator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")
    result = run("run", "--source", "us-r0", "--every", "6h")
    assert result.exit_code == 1
    assert str(tmp_path) in result.stderr
