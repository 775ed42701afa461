"""The API and the feeds on a port of their own, as programs meet them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
import uvicorn
from starlette.applications import Starlette

from atlas.api import api_routes
from atlas.edition import Edition
from atlas.feeds import feed_routes
from atlas.library import Library
from atlas.serving import Newest


class Programs:
    """Asks a running server for what stands at a path."""

    def __init__(self, home: str, app: Starlette, edition: Edition) -> None:
        self.home, self.app, self.edition = home, app, edition
        self._session = requests.Session()
        self._session.trust_env = False  # a proxy knows nothing of this machine's own ports
        self._session.headers["Accept-Encoding"] = "identity"

    def ask(self, path: str, method: str = "GET", **headers: str) -> requests.Response:
        """The answer; header names are written with _ for -."""
        return self._session.request(
            method,
            f"{self.home}{path}",
            headers={name.replace("_", "-"): value for name, value in headers.items()},
            timeout=30,
            allow_redirects=False,
        )

    def items(self, path: str) -> list[dict[str, Any]]:
        """The records of an answer, which has to be one."""
        answer = self.ask(path)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["items"]
        return found


@contextmanager
def serving(library: Library) -> Iterator[Programs]:
    """Serve a library on a free port until the block ends."""
    newest = Newest(lambda: library)
    app = Starlette(routes=[*api_routes(newest), *feed_routes(newest)])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Programs(f"http://127.0.0.1:{port}", app, library.edition())
    finally:
        server.should_exit = True
        thread.join()
