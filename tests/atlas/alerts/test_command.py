"""`python -m atlas notify` from beginning to end, and what is left of a round that is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from atlas.cli import app
from tests.atlas.alerts.conftest import Hook
from tests.bundled import recorded_facts

ROOT = Path(__file__).parents[3]
SINCE = ("--since", "2026-01-01")
# Of the United States and their parts, published since or without a day, background left out.
TOLD = [
    notice.id
    for notice in recorded_facts().notices
    if notice.jurisdiction.startswith("US")
    and notice.relevance != "context"
    and (notice.published or "2026") >= "2026"
]
CHANGES = f"{len(TOLD)} changes of notices"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> str:
    """The address of a store with the bundled facts."""
    return f"sqlite:///{shutil.copy(filled, tmp_path_factory.mktemp('store') / 'atlas.db')}"


@pytest.fixture
def options(
    tmp_path: Path, hook: Hook, database: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, ...]:
    """Settings with one channel, told by the hook, and a memory of the test's own."""
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("HOOK_PORT", str(hook.port))
    settings = tmp_path / "notify.yaml"
    settings.write_text(
        "watch: {places: [US]}\nchannels:\n  hook: {url: 'json://127.0.0.1:${HOOK_PORT}/hook'}\n"
    )
    return ("--config", str(settings), "--memory", str(tmp_path / "memory"))


def notify(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["notify", *arguments])


def test_a_round_says_what_became_of_each_channel(options: tuple[str, ...], hook: Hook) -> None:
    trial = notify(*options, *SINCE, "--dry-run")
    assert trial.exit_code == 0, trial.stderr
    assert f"hook: not sent, {CHANGES}" in trial.stdout
    assert "Source: https://www.accessdata.fda.gov/cms_ia/importalert_1189.html" in trial.stdout
    told = notify(*options, *SINCE)
    assert (told.exit_code, told.stdout) == (0, f"hook: sent, {CHANGES}\n")
    assert notify(*options).stdout == "hook: nothing new\n"
    assert len(hook.taken) == 1


def test_a_channel_that_failed_makes_it_exit_with_1(
    options: tuple[str, ...], hook: Hook, without_waiting: None
) -> None:
    hook.refuse = 3
    told = notify(*options, *SINCE)
    assert told.exit_code == 1
    assert f"hook: failed, {CHANGES}: " in told.stderr
    assert "tried again in the next round" in told.stderr
    assert notify(*options).stdout == f"hook: sent, {CHANGES}\n"


def test_every_does_it_again_until_it_is_stopped(
    options: tuple[str, ...], hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("atlas.repeating.time.sleep", wait)
    told = notify(*options, *SINCE, "--every", "6h")
    assert told.exit_code == 130
    assert told.stdout == f"hook: sent, {CHANGES}\nhook: nothing new\n"
    assert all(21_000 < seconds <= 21_600 for seconds in waits)


def test_a_fault_of_a_later_round_is_told_and_the_next_round_tried(
    options: tuple[str, ...], hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = os.environ["DATABASE_URL"]
    stores = iter([f"sqlite:///{Path(options[1]).parent}", good, None])

    def wait(_seconds: float) -> None:
        store = next(stores)
        if store is None:
            raise KeyboardInterrupt
        monkeypatch.setenv("DATABASE_URL", store)

    monkeypatch.setattr("atlas.repeating.time.sleep", wait)
    told = notify(*options, *SINCE, "--every", "6h")
    assert told.exit_code == 130
    assert "unable to open database file" in told.stderr
    assert told.stdout == f"hook: sent, {CHANGES}\nhook: nothing new\n"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("--config", "/nowhere/notify.yaml"), "no such file"),
        (("--since", "yesterday"), "is not a date"),
        (("--every", "now and then"), "is no interval"),
        (("--every", ""), "is no interval"),
    ],
)
def test_what_cannot_be_used_makes_it_exit_with_2(
    options: tuple[str, ...], arguments: tuple[str, ...], fault: str
) -> None:
    told = notify(*options, *arguments)
    assert told.exit_code == 2
    assert fault in told.stderr


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ("channels:\n  hook: {url: 'nothing://s3same'}", "not an address that Apprise knows"),
        ("watch: {places: [Atlantis]}\nchannels:\n  hook: {url: 'json://h'}", "unknown place"),
        ("watch: {kinds: [bann]}\nchannels:\n  hook: {url: 'json://h'}", "did you mean ban"),
    ],
)
def test_settings_that_cannot_be_used_are_explained_before_anything_is_sent(
    options: tuple[str, ...], settings: str, fault: str
) -> None:
    Path(options[1]).write_text(settings)
    told = notify(*options)
    assert told.exit_code == 2
    assert fault in told.stderr
    assert "s3same" not in told.stderr


def test_a_round_that_is_killed_while_sending_is_made_up_for(
    options: tuple[str, ...], hook: Hook, tmp_path: Path
) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-m", "atlas", "notify", *options, *SINCE], cwd=ROOT, env={**os.environ}
    )
    hook.meanwhile = lambda: os.kill(killed.pid, signal.SIGKILL)
    assert killed.wait(timeout=60) == -signal.SIGKILL
    hook.meanwhile = None
    remembered = json.loads((tmp_path / "memory" / "hook.json").read_text())
    assert remembered["sending"] in hook.texts[0]
    assert notify(*options).stdout == f"hook: sent, {CHANGES}\n"
    assert "may have been sent before" in hook.texts[1]
    assert notify(*options).stdout == "hook: nothing new\n"
