"""What is known of a source or a notice, and what was received for it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.scrapers.cli.commands import answer, run
from tests.scrapers.received import archived, received
from tests.scrapers.served_regulators import Regulator


def test_show_gives_the_bytes_that_were_received(regulators: list[Regulator]) -> None:
    ids = answer("run", "--source", "us-r0")["us-r0"]["new"]
    assert run("show", "us-r0", "--raw").stdout_bytes == regulators[0].answers["/list"][1]
    pages = {body for path, (_, body) in regulators[0].answers.items() if path != "/list"}
    assert {run("show", id_, "--raw").stdout_bytes for id_ in ids} < pages
    assert json.loads(run("show", "us-r0").stdout)["id"] == "us-r0"
    assert json.loads(run("show", ids[0]).stdout)["source_id"] == "us-r0"
    assert run("show", "us-r1", "--raw").exit_code == 1


def test_what_any_address_that_was_asked_gave_is_shown(
    regulators: list[Regulator],
) -> None:
    answer("run", "--source", "us-r0")
    path, (_, body) = next(each for each in regulators[0].answers.items() if each[0] != "/list")
    url = json.loads(run("show", "us-r0").stdout)["urls"][0].replace("/list", path)
    assert run("show", url, "--raw").stdout_bytes == body
    nowhere = run("show", f"{url}/none", "--raw")
    assert (nowhere.exit_code, nowhere.stdout) == (1, "")


def test_a_list_that_is_elsewhere_by_now_is_shown_and_not_what_led_there(
    regulators: list[Regulator],
) -> None:
    site = regulators[0]
    _, body = site.answers["/list/"] = site.answers.pop("/list")
    site.moved["/list"] = "/list/"
    answer("run", "--source", "us-r0")
    shown = run("show", "us-r0", "--raw")
    assert (shown.stdout_bytes, "pages in the last run" in shown.stderr) == (body, False)
    assert run("show", f"{site.url}/list", "--raw").stdout_bytes == body


def test_what_was_received_takes_no_terminal_over(
    regulators: list[Regulator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "<p>엑소좀\x1b[2J</p>\r\n<p>\N{RIGHT-TO-LEFT OVERRIDE}".encode("cp949", "ignore")
    response = received(body=body, source="us-r0")
    response.headers["Content-Type"] = "text/html; charset=euc-kr"
    archived(tmp_path / "hostile", replace(response, url=f"{response.url}/\x1b[2J"))
    asked = ("show", "us-r0", "--raw", "--archive", str(tmp_path / "hostile"))
    piped = run(*asked)
    assert piped.stdout_bytes == body
    assert "\x1b" not in piped.stderr
    monkeypatch.setattr("typer.testing._NamedTextIOWrapper.isatty", lambda _: True)
    assert run(*asked).stdout.splitlines() == ["<p>엑소좀 [2J</p>", "<p>"]
