"""Small web servers on this machine that misbehave on demand; real sockets, real TLS."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import trustme


@dataclass
class Asked:
    """A request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.monotonic)


Behaviour = Callable[[socket.socket, Asked], None]
Answer = bytes | Behaviour


def answer(
    body: bytes = b"",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    length: int | None = None,
) -> bytes:
    """A whole answer; `length` lies about its length."""
    lines = [
        f"HTTP/1.1 {status} Said",
        f"Content-Length: {len(body) if length is None else length}",
    ]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def redirect(to: str, status: int = 302, headers: Mapping[str, str] | None = None) -> bytes:
    return answer(status=status, headers={"Location": to, **(headers or {})})


class Site:
    """Answers by path: each path has a list of answers, the last of which is repeated.

    A path without answers is 404. `asked` holds what was asked, without robots.txt. With `tls` the
    site speaks TLS; with `tunnels` it is a proxy that answers for every host that it is asked for,
    which are in `connects`, and who asked for them in `authorised`.
    """

    def __init__(
        self, tls: ssl.SSLContext | None = None, tunnels: ssl.SSLContext | None = None
    ) -> None:
        self.paths: dict[str, list[Answer]] = {}
        self.asked: list[Asked] = []
        self.connects: list[str] = []
        self.authorised: list[str | None] = []
        self.busiest = 0
        self._busy = 0
        self._tls = tls
        self._tunnels = tunnels
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=32)
        self.port: int = self._listener.getsockname()[1]
        self.place = f"127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/") -> str:
        return f"{'https' if self._tls else 'http'}://{self.place}{path}"

    def on(self, path: str, *answers: Answer) -> str:
        """Answer `path` so; returns its URL."""
        self.paths[path] = list(answers)
        return self.url(path)

    def targets(self) -> list[str]:
        return [asked.target for asked in self.asked]

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._handle, args=(connection,), daemon=True).start()

    def _handle(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError), connection:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            asked = Reader(connection).request()
            if asked and asked.method == "CONNECT" and self._tunnels is not None:
                self.connects.append(asked.target)
                self.authorised.append(asked.headers.get("proxy-authorization"))
                connection.sendall(b"HTTP/1.1 200 Established\r\n\r\n")
                connection = self._tunnels.wrap_socket(connection, server_side=True)
                asked = Reader(connection).request()
            if asked:
                self._answer(connection, asked)
            connection.close()

    def _answer(self, connection: socket.socket, asked: Asked) -> None:
        path = asked.target.split("?")[0]
        with self._lock:
            if path != "/robots.txt":
                self.asked.append(asked)
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
            answers = self.paths.get(path) or [answer(status=404)]
            chosen = answers[0] if len(answers) == 1 else answers.pop(0)
        try:
            if isinstance(chosen, bytes):
                connection.sendall(chosen)
            else:
                chosen(connection, asked)
        finally:
            with self._lock:
                self._busy -= 1


class Reader:
    """Reads requests from a connection, one after the other."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._received = b""

    def request(self) -> Asked | None:
        """The next request, or None when there is none."""
        while b"\r\n\r\n" not in self._received:
            if not self._more():
                return None
        head, _, self._received = self._received.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in rest)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        length = int(headers.get("content-length", 0))
        while len(self._received) < length:
            if not self._more():
                return None
        body, self._received = self._received[:length], self._received[length:]
        method, target, _ = first.split(" ", 2)
        return Asked(method, target, headers, body)

    def _more(self) -> bool:
        more = self._connection.recv(65536)
        self._received += more
        return bool(more)


def silent(seconds: float) -> Behaviour:
    return lambda connection, _: time.sleep(seconds)


def dripping(head: bytes, drop: bytes, every: float, times: int) -> Behaviour:
    """`head` at once, then `drop` again and again."""

    def behave(connection: socket.socket, asked: Asked) -> None:
        connection.sendall(head)
        for _ in range(times):
            time.sleep(every)
            connection.sendall(drop)

    return behave


def reset(connection: socket.socket, _: Asked) -> None:
    """Drop the connection the hard way."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    connection.close()


def speaking_as(leaf: trustme.LeafCert, *, with_chain: bool = True) -> ssl.SSLContext:
    """For a site that shows this certificate, and if it does not forget them those behind it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if with_chain:
        leaf.configure_cert(context)
        return context
    with leaf.cert_chain_pems[0].tempfile() as only, leaf.private_key_pem.tempfile() as key:
        context.load_cert_chain(only, key)
    return context
