"""What holds for every test; `--update-expected` writes what pages are expected to give."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from typer.main import get_command
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from atlas.store import open_store
from tests.bundled import recorded_facts

_BROWSER = "tests/browser/"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="write what recorded and simulated pages give, and fail, so that it is read before it"
        " is kept",
    )


class _BrowsersWithOne(LoadFileScheduling):  # type: ignore[misc]
    """A file is tested by one process, and all files of browsers by the same.

    Each process that opens a page starts a dashboard and a browser, which load and compile anew.
    """

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return _BROWSER if file.startswith(_BROWSER) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Hand out files as `_BrowsersWithOne` says; None leaves any other `--dist` as it is."""
    return _BrowsersWithOne(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what lives as long as the session: modules and tests.

    It would go through these hundreds of thousands of objects again and again: a tenth of the time
    of tests that need nothing but Python. To look for garbage after every 700 new objects costs as
    much again: reading a list or a table makes more of them, and keeps them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store filled from data/, to be copied and never opened: filling takes long."""
    path = tmp_path_factory.mktemp("filled") / "atlas.db"
    with open_store(f"sqlite:///{path}") as store:
        store.fill(recorded_facts())
    return path


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without law and notices, which take long to read: what is found stands alone in it.

    It says that it was filled from data/, as a command looks for.
    """
    path = tmp_path_factory.mktemp("bare") / "atlas.db"
    with open_store(f"sqlite:///{path}") as store:
        store.fill(replace(recorded_facts(), positions=(), notices=()))
    return path


@pytest.fixture(scope="session", autouse=True)
def _commands_are_put_together_once() -> Iterator[None]:
    """A command reads its options off its function, and tests give the same ones many times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.testing._get_command", cache(get_command))
        yield
