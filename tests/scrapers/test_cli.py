"""The commands, against invented regulators that are real servers on this machine."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from atlas.facts import DATA
from atlas.store import RunReport
from scrapers.catalogue import SOURCES, Source
from scrapers.cli import app
from scrapers.cli.output import outcome_record
from scrapers.http.fetch import FetchSettings
from scrapers.http.turns import RunStopped
from scrapers.keeping import OUTDATED
from scrapers.outcome import Outcome
from scrapers.run import RunInterrupted
from tests.scrapers.killed.regulators import Regulator, serving


@pytest.fixture
def regulators(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Regulator]]:
    (tmp_path / "sources").mkdir()
    (tmp_path / "atlas.db").write_bytes(filled.read_bytes())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'atlas.db'}")
    monkeypatch.setenv("ATLAS_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("ATLAS_SOURCES", str(tmp_path / "sources"))
    monkeypatch.setenv("COLUMNS", "200")
    with serving(tmp_path / "sources") as at_work:
        hosts = frozenset(regulator.url.split("/")[2] for regulator in at_work)
        settings = FetchSettings(address_exceptions=hosts, backoff_seconds=0.01)
        monkeypatch.setattr(FetchSettings, "from_environment", lambda *_: settings)
        yield at_work


def run(*arguments: str, **named: Any) -> Result:
    return CliRunner().invoke(app, list(arguments), **named)


def answer(*arguments: str, code: int = 0) -> Any:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == code, result.output
    return {row.get("source_id") or row["id"]: row for row in json.loads(result.stdout)}


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

    monkeypatch.setattr("scrapers.cli.run.LiveRun", lambda *_: work)
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
    del regulators[0].answers["/list"]
    checked = answer("check", code=1)["us-r0"]
    assert checked["answer"] == "not reachable"
    assert (
        "Only the first of 2 addresses was asked; a run asks the others too."
        in (checked["message"])
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "--source", "us-r9"], "did you mean us-r"),
        (["run", "--jurisdiction", "GB"], "'GB'"),
        (["run", "--since", "yesterday"], "yyyy-mm-dd"),
        (["run", "--since", ""], "yyyy-mm-dd"),
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


def test_a_run_whose_reading_was_refused_as_outdated_says_so_to_programs() -> None:
    outcome = Outcome("us-x", "ok", OUTDATED, report=RunReport("us-x", outdated=True))
    assert outcome_record(outcome)["outdated"] is True
    kept = Outcome("us-x", "ok", report=RunReport("us-x"))
    assert outcome_record(kept)["outdated"] is False


def test_a_source_of_unknown_address_stays_off_in_the_internet_archive_too(
    regulators: list[Regulator], tmp_path: Path
) -> None:
    name = "be-famhp"
    shutil.copy(SOURCES / f"{name}.yaml", tmp_path / "sources")
    row = answer("run", "--via", "wayback", "--source", name)[name]
    assert row["verdict"] == "off"
    assert "unknown" in row["message"]


def test_check_asks_each_source_once_and_keeps_no_notice(regulators: list[Regulator]) -> None:
    regulators[0].answers["/list"] = ("application/json", b'{"rows": []}')
    regulators[1].answers.clear()
    found = answer("check", code=1)
    assert [row["answer"] for row in found.values()] == [
        "layout changed",
        "not reachable",
        "reachable",
        "reachable",
    ]
    assert {row["verdict"] for row in answer("list").values()} == {"untried"}


def test_a_check_that_could_not_archive_blames_no_site(
    regulators: list[Regulator], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("check", "us-r0", "--archive", str(tmp_path / "file" / "x"), "--format", "json")
    assert result.exit_code == 1
    (told,) = json.loads(result.stdout)
    assert (told["verdict"], told["answer"]) == ("broken", "failed here")
    assert told["message"].startswith("the archive: ")


def test_a_check_asks_what_robots_txt_says_now_and_a_run_goes_by_what_it_said_today(
    regulators: list[Regulator], tmp_path: Path
) -> None:
    file = tmp_path / "sources" / "us-r0.yaml"
    asks_robots = file.read_text("utf-8").replace("robots: false", "robots: true")
    file.write_text(asks_robots, "utf-8")
    regulators[0].answers["/robots.txt"] = ("text/plain", b"User-agent: *\nDisallow: /admin")
    assert answer("run", "--source", "us-r0")["us-r0"]["verdict"] == "ok"
    regulators[0].answers["/robots.txt"] = ("text/plain", b"User-agent: *\nDisallow: /")
    assert answer("check", "us-r0", code=1)["us-r0"]["answer"] == "blocked"
    assert answer("run", "--source", "us-r0")["us-r0"]["verdict"] == "ok"


def test_what_a_check_received_can_be_shown_and_is_not_replayed(
    regulators: list[Regulator],
) -> None:
    answer("check")
    assert run("show", "us-r0", "--raw").stdout_bytes == regulators[0].answers["/list"][1]
    assert answer("replay") == {}
    answer("run", "--source", "us-r0")
    regulators[0].on_day(1)
    answer("check")
    again = answer("replay")
    assert list(again) == ["us-r0"]
    assert (again["us-r0"]["new"], again["us-r0"]["reread"]) == ([], [])


def test_show_gives_the_bytes_that_were_received(regulators: list[Regulator]) -> None:
    ids = answer("run", "--source", "us-r0")["us-r0"]["new"]
    assert run("show", "us-r0", "--raw").stdout_bytes == regulators[0].answers["/list"][1]
    pages = {body for path, (_, body) in regulators[0].answers.items() if path != "/list"}
    assert {run("show", id_, "--raw").stdout_bytes for id_ in ids} < pages
    assert json.loads(run("show", "us-r0").stdout)["id"] == "us-r0"
    assert json.loads(run("show", ids[0]).stdout)["source_id"] == "us-r0"
    assert run("show", "us-r1", "--raw").exit_code == 1


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


@pytest.mark.parametrize("command", ["run", "replay", "check"])
def test_who_stops_a_command_is_told_what_had_ended(
    command: str, regulators: list[Regulator], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(sources: Any, *_arguments: Any, **_named: Any) -> Any:
        raise RunInterrupted([Outcome("us-r0", "stopped")])

    monkeypatch.setattr(f"scrapers.cli.{command}.run_sources", stopped)
    told = answer(command, code=130)
    assert told["us-r0"]["verdict"] == "stopped"


def test_classify_answers_line_for_line(regulators: list[Regulator]) -> None:
    lines = '{"id": 1, "title": "Recall of exosome serum", "text": "", "url": null}\nnot JSON\n'
    answers = [json.loads(line) for line in run("classify", input=lines).stdout.splitlines()]
    assert (answers[0]["id"], answers[0]["relevant"], answers[0]["kind"]) == (1, True, "recall")
    assert answers[1]["error"].startswith("line 2")


def test_every_runs_again_until_it_is_stopped(
    regulators: list[Regulator], monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            raise KeyboardInterrupt

    clock = SimpleNamespace(sleep=sleep, monotonic=time.monotonic)
    monkeypatch.setattr("atlas.rounds.time", clock)
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
    monkeypatch.setattr("atlas.rounds.time", clock)
    result = run("run", "--source", "us-r0", "--every", "6h", "--format", "json")
    assert result.exit_code == 130
    assert str(tmp_path) in result.stderr
    assert result.stdout.count('"source_id"') == 2


def test_a_store_at_fault_in_the_first_round_ends_it(
    regulators: list[Regulator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")
    result = run("run", "--source", "us-r0", "--every", "6h")
    assert result.exit_code == 1
    assert str(tmp_path) in result.stderr


def test_every_fault_of_sources_and_terms_is_printed_with_its_place(
    tmp_path: Path,
) -> None:
    sources, data = tmp_path / "sources", tmp_path / "data"
    shutil.copytree(DATA, data)
    shutil.copytree(SOURCES, sources)
    arguments = ("validate", "--catalogue", str(sources), "--data", str(data))
    sound = run(*arguments)
    assert (sound.exit_code, sound.stdout) == (0, "sources and terms are sound\n")
    for file, right, wrong in (
        (sources / "de-pei.yaml", "cadence:", "cadense:"),
        (sources / "th-fda.yaml", "homepage:", "home:"),
        (data / "terms" / "sv.yaml", "    exosome:", "    exosomes:"),
    ):
        text = file.read_text(encoding="utf-8")
        assert right in text
        file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [Path(line.split(":")[0]).name for line in lines] == [
        "de-pei.yaml", "de-pei.yaml", "th-fda.yaml", "th-fda.yaml", "sv.yaml",
    ]  # fmt: skip
    assert "unknown key 'cadense' → did you mean cadence?" in lines[1]
    assert "unknown topic 'exosomes'" in lines[4]
    assert result.stderr == "5 faults\n"


def test_a_vocabulary_that_cannot_be_read_is_named_when_sources_are_checked(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "vocabulary" / "kind.yaml").write_text("terms: [", encoding="utf-8")
    result = run("validate", "--data", str(data))
    assert result.exit_code == 1
    assert "vocabulary" in result.stderr
    assert "`python -m atlas validate`" in result.stderr


@pytest.mark.parametrize("empty", ["sources", "terms"])
def test_a_folder_with_nothing_to_check_is_not_sound(tmp_path: Path, empty: str) -> None:
    sources, data = tmp_path / "sources", tmp_path / "data"
    shutil.copytree(DATA, data)
    if empty == "terms":
        shutil.rmtree(data / "terms")
        sources = SOURCES
    result = run("validate", "--catalogue", str(sources), "--data", str(data))
    assert result.exit_code == 2
    assert f"{empty}: nothing (*.yaml) here" in result.stderr


def test_to_ask_for_a_source_of_another_place_is_a_mistake_of_the_command() -> None:
    result = run("run", "--source", "de-pei", "--jurisdiction", "KR")
    assert result.exit_code == 2
    assert result.stderr == "none of de-pei is of KR; leave one out\n"
