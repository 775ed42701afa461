"""A web hook and a mail server on this machine, and channels that do not wait between tries."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller


@dataclass
class Hook:
    """A web hook.

    Attributes:
        taken: what was posted and answered with 200.
        refuse: how many requests from now on are answered with 503.
        meanwhile: called with each request before it is answered.
    """

    port: int = 0
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0
    refuse: int = 0
    meanwhile: Callable[[], None] | None = None

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.port}/hook"

    @property
    def texts(self) -> list[str]:
        return [posted["message"] for posted in self.taken]


@dataclass
class Post:
    """A mail server; `refuse` lets it refuse every message."""

    port: int = 0
    taken: list[Message] = field(default_factory=list)
    refuse: bool = False

    @property
    def url(self) -> str:
        return f"mailto://127.0.0.1:{self.port}?from=atlas@example.org&to=reader@example.org"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuse:
            return "451 not now"
        self.taken.append(message_from_bytes(envelope.content))
        return "250 taken"

    def part(self, kind: str) -> str:
        """A part of the last message, such as text/plain."""
        part = next(each for each in self.taken[-1].walk() if each.get_content_type() == kind)
        content: Any = part.get_payload(decode=True)
        return bytes(content).decode()


@pytest.fixture(scope="session")
def hook_server() -> Iterator[Hook]:
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            hook.asked += 1
            if hook.meanwhile:
                hook.meanwhile()
            hook.refuse, refused = max(hook.refuse - 1, 0), hook.refuse > 0
            if not refused:
                hook.taken.append(posted)
            self.send_response(503 if refused else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    yield hook
    server.shutdown()
    server.server_close()


@pytest.fixture
def hook(hook_server: Hook) -> Hook:
    hook_server.taken, hook_server.asked = [], 0
    hook_server.refuse, hook_server.meanwhile = 0, None
    return hook_server


@pytest.fixture(scope="session")
def post_server() -> Iterator[Post]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    post = Post(port)
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    yield post
    controller.stop()


@pytest.fixture
def post(post_server: Post) -> Post:
    post_server.taken, post_server.refuse = [], False
    return post_server


@pytest.fixture
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither Apprise's manners nor another try cost time."""
    monkeypatch.setattr("apprise.NotifyBase.request_rate_per_sec", 0)
    monkeypatch.setattr("atlas.alerts.channel.PAUSE", 0)
