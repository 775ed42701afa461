"""The way into the simulated internet: a proxy that answers for every host itself, over real TLS.

One certificate authority, made anew each time, signs one certificate for all hosts; programs that
are to trust it are given its file in REQUESTS_CA_BUNDLE, and this proxy in HTTPS_PROXY.
"""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

import trustme

from tests.scrapers.http.servers import Reader
from tests.world.internet import Internet


class Proxy:
    """Serves an Internet until it is closed.

    `distrusted` are hosts whose certificate nobody signed that a reader trusts.
    """

    def __init__(self, internet: Internet, folder: Path) -> None:
        self.internet = internet
        self.distrusted: set[str] = set()
        authority, stranger = trustme.CA(), trustme.CA()
        self.bundle = folder / "authority.pem"
        authority.cert_pem.write_to_path(self.bundle)
        self._trusted = _context(authority, internet.hosts)
        self._strange = _context(stranger, internet.hosts)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def environment(self) -> dict[str, str]:
        """All that a program must be told."""
        return {"HTTPS_PROXY": self.url, "REQUESTS_CA_BUNDLE": str(self.bundle)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._tunnel, args=(connection,), daemon=True).start()

    def _tunnel(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError), connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            asked = Reader(connection).request()
            if asked is None:
                return
            host = asked.target.partition(":")[0]
            if asked.method != "CONNECT" or host not in self.internet.hosts:
                connection.sendall(b"HTTP/1.1 502 No such host\r\nContent-Length: 0\r\n\r\n")
                return
            connection.sendall(b"HTTP/1.1 200 Established\r\n\r\n")
            context = self._strange if host in self.distrusted else self._trusted
            with context.wrap_socket(connection, server_side=True) as tls:
                self._answer(tls)

    def _answer(self, tls: ssl.SSLSocket) -> None:
        reader = Reader(tls)
        while (asked := reader.request()) is not None:
            if behaviour := self.internet.behaviour(asked):
                behaviour(tls, asked)
                return
            tls.sendall(self.internet.answer(asked))


def _context(authority: trustme.CA, hosts: list[str]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts).configure_cert(context)
    return context
