"""Health: on the port of the pages, for programs."""

from __future__ import annotations

from pathlib import Path

import requests

from atlas.edition import Edition
from tests.browser.serving import served


def test_a_healthy_server_says_so_and_at_which_revision(dashboard: str, edition: Edition) -> None:
    answer = requests.get(f"{dashboard}/healthz", timeout=10)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"status": "ok", "revision": edition.revision}


def test_a_store_that_cannot_be_opened_is_named_as_the_cause(tmp_path: Path) -> None:
    (tmp_path / "atlas.db").write_text("This is no database. " * 100)
    with served(f"sqlite:///{tmp_path / 'atlas.db'}", tmp_path / "server.log") as server:
        answer = requests.get(f"{server.url}/healthz", timeout=10)
    assert answer.status_code == 503
    assert answer.json()["status"] == "failing"
    assert "atlas.db" in answer.json()["cause"]
