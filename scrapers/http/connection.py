"""Connections that check who is at the other end, and that a slow site cannot hold open for ever.

What `requests` alone does not give: a bound on the whole of one answer, not only on each silence in
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
from http.client import HTTPException
from pathlib import Path
from typing import Any

import certifi
from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_ import create_urllib3_context

from scrapers.http.addresses import AddressGuard, origin_of
from scrapers.http.deadlines import Deadlines
from scrapers.http.faults import TlsFault

# More sites than any run asks: a connection is kept for each until its end.
_MOST_SITES = 10_000
_MEND_EXTRA = "Mend extra_certificate in its YAML."


class Watch:
    """Watches over one exchange: `seconds` after it begins, its connection is cut.

    A site that sends one byte a second never breaks a time-out for silence. `expired` says
    afterwards whether it was we who cut, `asked` whether the site was reached and asked: behind a
    proxy, what goes wrong from then on is not the proxy's doing.
    """

    def __init__(self, seconds: float, guard: AddressGuard, deadlines: Deadlines) -> None:
        self.expired = self.asked = False
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
        self.asked = True
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

    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        # Here, and not when it is connected: by then TLS has been spoken with whoever is there.
        if self.proxy is None:
            try:
                _WATCH.get().guard.check_peer(made.getpeername()[0], self.port, self.host)
            except BaseException:
                made.close()
                raise
        return made

    def getresponse(self) -> Any:
        _WATCH.get().over(self)
        answer = super().getresponse()
        if answer.status < 200:
            # The answer itself is still to come, and would pass for that to the next question.
            self.close()
            raise HTTPException(f"status {answer.status} before the answer itself")
        return answer


class _WatchedTls(_Watched, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTls


_POOLS = {"http": _Pool, "https": _TlsPool}


class WatchedAdapter(HTTPAdapter):
    """Sends through watched connections, one for each site; safe to share between threads.

    The usual bundle is that of REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE, else certifi's. `verify` is
    True, or the path of a PEM file that is trusted *besides* the bundle; it is never False. What
    was loaded is shared by all sites: a bundle takes long.
    """

    def __init__(self) -> None:
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._found: dict[tuple[object, ...], Any] = {}
        self._lock = threading.Lock()
        super().__init__(pool_connections=_MOST_SITES, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> PoolManager:
        with self._lock:  # the first two to ask would each get a manager of their own
            manager: PoolManager = super().proxy_manager_for(proxy, **kwargs)
        # A SOCKS proxy has connections of its own kind.
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = _POOLS
        return manager

    def get_connection_with_tls_context(
        self, request: PreparedRequest, verify: Any, proxies: Any = None, cert: Any = None
    ) -> Any:
        """The connections of a request's site, looked for once: a key to find them takes long."""
        place = (origin_of(request.url or ""), verify, *(proxies or {}).items())
        if place not in self._found:
            found = super().get_connection_with_tls_context(request, verify, proxies, cert)
            self._found[place] = found
        return self._found[place]

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        place, tls = super().build_connection_pool_key_attributes(request, True, cert)
        extra = verify if isinstance(verify, str) else ""
        if place["scheme"] == "https":
            with self._lock:
                if extra not in self._contexts:
                    self._contexts[extra] = trusting(Path(extra) if extra else None)
            tls = {"cert_reqs": "CERT_REQUIRED", "ssl_context": self._contexts[extra]}
        return place, tls

    def close(self) -> None:
        """Close every connection now: dropped, they would be open until memory is tidied up."""
        for connections in self._found.values():
            connections.close()
        self._found.clear()
        super().close()

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Leave the trust to the context: set here it would be loaded for each connection."""
        if verify is False:
            raise ValueError("verification is never switched off")


def trusting(extra_certificate: Path | None) -> ssl.SSLContext:
    """A context that verifies against the usual bundle, and `extra_certificate` besides.

    The extra certificate completes a chain; the chain must still end at a root of the bundle.
    Faults: TlsFault when a file is missing or holds no certificate, or when the extra one vouches
    for itself: it would be a root, trusted for any site.
    """
    bundle = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    place = Path(bundle or certifi.where())
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    # From Python 3.13 on any certificate that is loaded would be the end of a chain.
    context.verify_flags &= ~ssl.VERIFY_X509_PARTIAL_CHAIN
    if place.is_dir():
        context.load_verify_locations(capath=place)
    else:
        _load(context, place, "Check REQUESTS_CA_BUNDLE.")
    if extra_certificate is not None:
        _refuse_roots(extra_certificate)
        _load(context, extra_certificate, _MEND_EXTRA)
    return context


def _refuse_roots(file: Path) -> None:
    alone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    _load(alone, file, _MEND_EXTRA)
    authorities = alone.get_ca_certs()
    is_root = any(held["subject"] == held["issuer"] for held in authorities)
    # One that a site signed for itself is trusted as a root is, if for that site alone.
    if is_root or len(authorities) < alone.cert_store_stats()["x509"]:
        what = "a root" if is_root else "a site's own"
        raise TlsFault(
            f"{what} certificate in {file}",
            expected="intermediate ones, that lead to a root of the usual bundle",
            todo=f"{_MEND_EXTRA} A root that you trust goes into REQUESTS_CA_BUNDLE.",
        )


def _load(context: ssl.SSLContext, file: Path, todo: str) -> None:
    try:
        context.load_verify_locations(cafile=file)
    except OSError as error:
        raise TlsFault(f"no certificates in {file} ({error})", todo=todo) from None
