"""Health: on the port of the pages, for programs; and what a reader sees when the store fails."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, expect

from atlas.edition import Edition
from tests.browser.serving import served


def test_a_healthy_server_says_so_and_at_which_revision(dashboard: str, edition: Edition) -> None:
    answer = requests.get(f"{dashboard}/healthz", timeout=10)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"status": "ok", "revision": edition.revision}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store that is no database."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "atlas.db").write_text("This is no database. " * 100)
    return f"sqlite:///{folder / 'atlas.db'}"


def test_a_store_that_cannot_be_opened_is_named_as_the_cause(
    browser: Browser, broken: str, tmp_path: Path
) -> None:
    with served(broken, tmp_path / "server.log") as server, browser.new_page() as page:
        answer = requests.get(f"{server.url}/healthz", timeout=10)
        assert answer.status_code == 503
        assert answer.json()["status"] == "failing"
        assert "atlas.db" in answer.json()["cause"]
        page.goto(server.url)
        expect(page.get_by_role("alert").filter(has_text="atlas.db").first).to_be_visible()
        # A reader is told what is wrong, and not the insides of the program.
        expect(page.get_by_text("Traceback")).to_have_count(0)
