"""Invented regulators as real servers on this machine, and a run over them as the command does it.

`run_once` is what a process of its own runs, to be killed.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from tests.scrapers.invented_site import PLAIN, a_page

SOURCES = 4
ANSWER_SECONDS = 0.01


class Regulator(ThreadingHTTPServer):
    """One host: /list and /notice/KEY, with ETags, each answer a little late.

    `moved` are paths that lead to others, `answers` what the others are.
    """

    daemon_threads = True

    def __init__(self, name: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.name = name
        self.answers: dict[str, tuple[str, bytes]] = {}
        self.moved: dict[str, str] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def on_day(self, day: int) -> None:
        """Day 0: a to d. Day 1: a amended, b gone, e new."""
        keys = "abcd" if day == 0 else "acde"
        entries = []
        for key in keys:
            corrected = ", corrected" if day and key == "a" else ""
            entries.append(
                {
                    "id": key,
                    "title": PLAIN
                    if key == "c"
                    else f"Exosome recall {key} of {self.name}{corrected}",
                    "link": f"{self.url}/notice/{key}",
                    "date": f"2026-11-0{ord(key) - 96}",
                    "text": "",
                }
            )
            page = a_page(f"The exosome product {self.name} {key}{corrected} was recalled.")
            self.answers[f"/notice/{key}"] = ("text/html; charset=utf-8", page.encode())
        self.answers["/list"] = ("application/json", json.dumps({"items": entries}).encode())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Regulator

    def do_GET(self) -> None:
        time.sleep(ANSWER_SECONDS)
        kind, body = self.server.answers.get(self.path, ("", b""))
        etag = f'"{sha256(body).hexdigest()}"'
        same = self.headers.get("If-None-Match") == etag
        to = self.server.moved.get(self.path)
        self.send_response(301 if to else 304 if same else 200 if kind else 404)
        if to:
            self.send_header("Location", to)
        if kind:
            self.send_header("Content-Type", kind)
            self.send_header("ETag", etag)
        self.send_header("Content-Length", "0" if same else str(len(body)))
        self.end_headers()
        if not same:
            self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[list[Regulator]]:
    """Regulators at work, with their catalogue in `folder`."""
    regulators = [Regulator(f"r{number}") for number in range(SOURCES)]
    for regulator in regulators:
        regulator.on_day(0)
        threading.Thread(target=regulator.serve_forever, args=(0.05,), daemon=True).start()
        source = _source(regulator)
        (folder / f"{source['id']}.yaml").write_text(yaml.safe_dump(source), "utf-8")
    try:
        yield regulators
    finally:
        for regulator in regulators:
            regulator.shutdown()
            regulator.server_close()


def _source(regulator: Regulator) -> dict[str, Any]:
    from tests.scrapers.invented_site import a_source

    source = a_source(f"us-{regulator.name}", urls=[f"{regulator.url}/list"])
    return source.model_dump(mode="json", exclude_defaults=True) | {
        "manners": {"delay_seconds": 0, "robots": False, "timeout_seconds": 10}
    }


def run_once(database: str, catalogue: str, archive: str, report: str) -> None:
    """`python -m scrapers run`, allowed to ask this machine; the exit code goes to `report`."""
    from scrapers import live
    from scrapers.cli import app
    from scrapers.http.fetch import FetchSettings

    hosts = frozenset(
        yaml.safe_load(path.read_text())["urls"][0].split("/")[2]
        for path in Path(catalogue).glob("*.yaml")
    )
    FetchSettings.from_environment = classmethod(  # type: ignore[method-assign,assignment]
        lambda cls, secrets=frozenset(): cls(address_exceptions=hosts)
    )
    # Somebody may edit the program while the test runs: it would be another one half-way.
    patch.object(live, "program_digest", lambda: "the program under test").start()
    os.environ["DATABASE_URL"] = database
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        app(["run", "--catalogue", catalogue, "--archive", archive])
    except SystemExit as ended:
        Path(report).write_text(str(ended.code), "utf-8")
