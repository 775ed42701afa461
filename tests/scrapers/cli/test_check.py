"""Each source asked once by the command: nothing is kept as a notice."""

from __future__ import annotations

import json
from pathlib import Path

from tests.scrapers.cli.commands import answer, run
from tests.scrapers.recorded import CHALLENGES
from tests.scrapers.served_regulators import Regulator


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
    assert "`python -m scrapers show us-r0 --raw`" in found["us-r0"]["message"]
    table = run("check").stdout
    assert "2 of 4 sources not in order: 1 layout changed, 1 not reachable" in table


def test_what_to_do_about_a_block_is_told_by_the_command_for_that_source(
    regulators: list[Regulator],
) -> None:
    regulators[0].answers["/list"] = ("text/html", CHALLENGES[0].read_bytes())
    told = answer("check", "us-r0", code=1)["us-r0"]
    assert told["answer"] == "blocked"
    assert "(`python -m scrapers run us-r0 --via wayback`)" in told["message"]


def test_a_source_that_is_off_for_want_of_its_key_needs_a_key(
    regulators: list[Regulator], tmp_path: Path
) -> None:
    for id_, key in (
        ("us-r0", "key: {env: NOT_HELD, where: https://keys.example}\n"),
        ("us-r1", ""),
    ):
        file = tmp_path / "sources" / f"{id_}.yaml"
        on = file.read_text("utf-8")
        assert "enabled: true" in on
        off = on.replace("enabled: true", "enabled: false\noff_because: 'Not read.'")
        file.write_text(off + key, "utf-8")
    found = answer("check", "us-r0", "us-r1")
    assert [row["answer"] for row in found.values()] == ["needs key", "off"]
    health = [answer("list")[id_] for id_ in found]
    assert [row["verdict"] for row in health] == ["needs_key", "off"]
    assert {row["why"] for row in health} == {"Not read."}


def test_a_check_that_could_not_archive_blames_no_site(
    regulators: list[Regulator], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("check", "us-r0", "--archive", str(tmp_path / "file" / "x"), "--format", "json")
    assert result.exit_code == 1
    (told,) = json.loads(result.stdout)
    assert (told["verdict"], told["answer"]) == ("broken", "failed here")
    assert told["message"].startswith("the archive: ")


def test_where_a_list_is_by_now_is_told(regulators: list[Regulator]) -> None:
    site = regulators[0]
    site.answers["/list/"] = site.answers["/list"]
    assert " by now" not in answer("check", "us-r0")["us-r0"]["message"]
    site.moved["/list"] = "/list/"
    told = answer("check", "us-r0")["us-r0"]
    assert (told["answer"], f"; it is at {site.url}/list/ by now" in told["message"]) == (
        "reachable",
        True,
    )


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
