"""What all commands share: what they are asked for, and how they are stopped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scrapers.catalogue_files import SOURCES
from scrapers.outcome import Outcome
from scrapers.run import RunInterrupted
from tests.scrapers.cli.commands import answer, run
from tests.scrapers.served_regulators import Regulator


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "--source", "us-r9"], "did you mean us-r"),
        (
            ["run", "--jurisdiction", "Georgia"],
            "no source is of 'Georgia'; there are some of US",
        ),
        (["run", "--jurisdiction", "Nowhere"], "'Nowhere'"),
        (["run", "--since", "yesterday"], "yyyy-mm-dd"),
        (["run", "--since", ""], "yyyy-mm-dd"),
        (["run", "--since", "2062-01-01"], "2062-01-01 is a day to come"),
        (["run", "--via", "wayback", "--from", "2062-01-01"], "2062-01-01 is a day to come"),
        (["run", "us"], "say --jurisdiction US"),
        (["run", "--every", "soon"], "6h"),
        (["run", "--from", "2020-01-01"], "--via wayback"),
        (["check", "nobody"], "nobody"),
        (["show", "nobody"], "nobody"),
    ],
)
def test_a_word_that_there_is_not_is_exit_2(
    regulators: list[Regulator], arguments: list[str], said: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert said in result.stderr


def test_a_catalogue_at_fault_names_the_file(regulators: list[Regulator], tmp_path: Path) -> None:
    (tmp_path / "sources" / "us-r0.yaml").write_text("id: us-r0\n")
    result = run("list")
    assert result.exit_code == 1
    assert "us-r0.yaml" in result.stderr.replace("\n", "")


def test_a_folder_without_sources_is_a_mistake_of_the_command(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        result = run("list", "--catalogue", str(folder))
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{folder}: no source (*.yaml) here" in result.stderr


def test_a_key_too_short_to_be_told_from_words_is_a_mistake_of_who_set_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATA_GO_KR_KEY", " abc ")
    result = run("list", "--catalogue", str(SOURCES))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "DATA_GO_KR_KEY has 3 characters" in result.stderr
    assert "abc" not in result.stderr


@pytest.mark.parametrize(
    ("command", "module"), [("run", "live"), ("replay", "cli.replay"), ("check", "cli.check")]
)
def test_who_stops_a_command_is_told_what_had_ended(
    command: str, module: str, regulators: list[Regulator], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(sources: Any, *_arguments: Any, **_named: Any) -> Any:
        raise RunInterrupted([Outcome("us-r0", "stopped")])

    monkeypatch.setattr(f"scrapers.{module}.run_sources", stopped)
    told = answer(command, code=130)
    assert told["us-r0"]["verdict"] == "stopped"


@pytest.mark.parametrize("command", ["run", "replay"])
def test_a_program_is_told_of_a_store_at_fault_as_of_a_source(
    command: str, regulators: list[Regulator], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////dev/null/atlas.db")
    told = answer(command, *(["us-r0"] if command == "replay" else ["--source", "us-r0"]), code=1)
    assert (list(told), told["us-r0"]["verdict"]) == (["us-r0"], "broken")
    assert told["us-r0"]["message"].startswith("the store: ")


def test_to_ask_for_a_source_of_another_place_is_a_mistake_of_the_command() -> None:
    result = run("run", "--source", "de-pei", "--jurisdiction", "KR")
    assert result.exit_code == 2
    assert result.stderr == "none of de-pei is of KR; leave out the sources or --jurisdiction\n"


@pytest.mark.parametrize("command", ["run", "check", "replay", "list"])
def test_every_command_takes_the_sources_in_the_same_ways(
    command: str, regulators: list[Regulator]
) -> None:
    by_id = run(command, "us-r1", "--format", "json")
    by_option = run(command, "--source", "us-r1", "--jurisdiction", "us", "--format", "json")
    by_name = run(command, "us-r1", "--jurisdiction", "United States", "--format", "json")
    for told in (by_id, by_option, by_name):
        assert [row.get("source_id") or row["id"] for row in json.loads(told.stdout)] == ["us-r1"]
    assert run(command, "us-r1", "--jurisdiction", "KR").exit_code == 2
