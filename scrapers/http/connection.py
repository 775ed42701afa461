"""Connections that check who is at the other end, and that a slow site cannot hold open for ever.

What urllib3 alone does not give: a bound on the whole of one answer, not only on each silence in
it; a look at the address that a connection was really made to; trust in one more intermediate
certificate without giving up any verification.
"""

from __future__ import annotations

import os
import socket
import ssl
import threading
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import certifi
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager, make_headers
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Url, parse_url
from urllib3.util.ssl_ import create_urllib3_context

from scrapers.http.addresses import AddressGuard
from scrapers.http.deadlines import Deadlines
from scrapers.http.faults import ConnectionLost, TlsFault

_Proxy = str | None
_Certificate = Path | None


class Watch:
    """Watches over one exchange: `seconds` after it begins, its connection is cut.

    A site that sends one byte a second never breaks a time-out for silence. `expired` says
    afterwards whether it was we who cut.
    """

    def __init__(self, seconds: float, guard: AddressGuard, deadlines: Deadlines) -> None:
        self.expired = False
        self.guard = guard
        self._seconds, self._deadlines = seconds, deadlines
        self._socket: socket.socket | None = None
        self._over = False
        self._lock = threading.Lock()

    def __enter__(self) -> Watch:
        self._before = _WATCH.set(self)
        self._deadlines.call_in(self._seconds, self._expire)
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._over, self._socket = True, None
        _WATCH.reset(self._before)

    def over(self, connection: HTTPConnection) -> None:
        """Take charge of the socket that the answer will come through."""
        # Behind an https proxy the connection is TLS inside TLS, wrapped around the real socket.
        found: Any = connection.sock
        while found is not None and not isinstance(found, socket.socket):
            found = getattr(found, "socket", None)
        with self._lock:
            self._socket = found
            if self.expired:
                self._cut()

    def _expire(self) -> None:
        with self._lock:
            if not self._over:
                self.expired = True
                self._cut()

    def _cut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                # Not SSLSocket.shutdown, which takes TLS down under the thread that reads.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


_WATCH: ContextVar[Watch] = ContextVar("_WATCH")


class _Watched(HTTPConnection):
    """A connection under the Watch of the exchange that uses it."""

    def connect(self) -> None:
        super().connect()
        if self.proxy is None and self.sock is not None:
            _WATCH.get().guard.check_peer(self.sock.getpeername()[0], self.port, self.host)

    def getresponse(self) -> Any:
        _WATCH.get().over(self)
        return super().getresponse()


class _WatchedTls(_Watched, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTls


_POOLS = {"http": _Pool, "https": _TlsPool}


class Connections:
    """Watched connections, one for each site and way to it; safe to share between threads."""

    def __init__(self) -> None:
        self._managers: dict[tuple[str, _Proxy, _Certificate], PoolManager] = {}
        self._pools: dict[tuple[Url, _Proxy, _Certificate], HTTPConnectionPool] = {}
        self._lock = threading.Lock()

    def to(self, url: Url, proxy: _Proxy, extra_certificate: _Certificate) -> HTTPConnectionPool:
        """Those to the site of an address, through `proxy` (None: straight there).

        `extra_certificate` is trusted *besides* the usual bundle, which is that of
        REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE, else certifi's; all sites share what was loaded.
        Faults: TlsFault, ConnectionLost (a proxy of another kind).
        """
        site = Url(url.scheme, host=url.host, port=url.port)
        with self._lock:
            pool = self._pools.get((site, proxy, extra_certificate))
            if pool is None:
                way = (site.scheme or "", proxy, extra_certificate)
                if way not in self._managers:
                    self._managers[way] = _manager(*way)
                pool = self._managers[way].connection_from_host(site.host, site.port, way[0])
                self._pools[site, proxy, extra_certificate] = pool
            return pool

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for pool in self._pools.values():
                pool.close()
            self._pools.clear()
            self._managers.clear()


def _manager(scheme: str, proxy: _Proxy, extra_certificate: _Certificate) -> PoolManager:
    way = parse_url(proxy if "://" in proxy else f"http://{proxy}") if proxy else None
    kept: dict[str, Any] = {"maxsize": 1}
    if scheme == "https":
        kept |= {"cert_reqs": "CERT_REQUIRED", "ssl_context": trusting(extra_certificate)}
    if way is None:
        manager = PoolManager(**kept)
    elif way.scheme in ("http", "https"):
        if way.scheme == "https":
            kept["proxy_ssl_context"] = trusting(None)
        user = make_headers(proxy_basic_auth=unquote(way.auth)) if way.auth else None
        manager = ProxyManager(way.url, proxy_headers=user, **kept)
    else:
        raise ConnectionLost(
            f"a proxy that is {way.scheme}, not http or https", todo="Check HTTPS_PROXY."
        )
    manager.pool_classes_by_scheme = _POOLS
    return manager


def trusting(extra_certificate: Path | None) -> ssl.SSLContext:
    """A context that verifies against the usual bundle, and `extra_certificate` besides.

    The extra certificate completes a chain; the chain must still end at a root of the bundle.
    Faults: TlsFault when a file is missing or holds no certificate.
    """
    bundle = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    place = Path(bundle or certifi.where())
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    if place.is_dir():
        context.load_verify_locations(capath=place)
    else:
        _load(context, place, "Check REQUESTS_CA_BUNDLE.")
    if extra_certificate is not None:
        _load(context, extra_certificate, "Mend extra_certificate in its YAML.")
    return context


def _load(context: ssl.SSLContext, file: Path, todo: str) -> None:
    try:
        context.load_verify_locations(cafile=file)
    except OSError as error:
        raise TlsFault(f"no certificates in {file} ({error})", todo=todo) from None
