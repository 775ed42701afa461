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

from tests.scrapers.http.servers import Reader, speaking_as
from tests.world.internet import Internet


class Proxy:
    """Serves an Internet until it is closed.

    `distrusted` are hosts whose certificate nobody signed that a reader trusts; `forgetful` those
    that show theirs without the `intermediate` one, a PEM file, which leads to the authority.
    """

    def __init__(self, internet: Internet, folder: Path) -> None:
        self.internet = internet
        self.distrusted: set[str] = set()
        self.forgetful: set[str] = set()
        authority, stranger = trustme.CA(), trustme.CA()
        between = authority.create_child_ca()
        self.intermediate = folder / "intermediate.pem"
        between.cert_pem.write_to_path(self.intermediate)
        self.bundle = folder / "authority.pem"
        authority.cert_pem.write_to_path(self.bundle)
        self._trusted = speaking_as(authority.issue_cert(*internet.hosts))
        self._strange = speaking_as(stranger.issue_cert(*internet.hosts))
        self._without_chain = speaking_as(between.issue_cert(*internet.hosts), with_chain=False)
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
            with self._context_of(host).wrap_socket(connection, server_side=True) as tls:
                self._answer(tls)

    def _context_of(self, host: str) -> ssl.SSLContext:
        if host in self.forgetful:
            return self._without_chain
        return self._strange if host in self.distrusted else self._trusted

    def _answer(self, tls: ssl.SSLSocket) -> None:
        reader = Reader(tls)
        while (asked := reader.request()) is not None:
            if behaviour := self.internet.behaviour(asked):
                behaviour(tls, asked)
                return
            tls.sendall(self.internet.answer(asked))
