"""One question to one address and the whole of its answer, within bounds.

No redirects, no second try, no judgement of the status: those are the Fetcher's.
"""

from __future__ import annotations

import hashlib
import http.client
import io
import re
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from urllib.request import getproxies

import requests
import urllib3
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar
from requests.structures import CaseInsensitiveDict
from requests.utils import select_proxy, should_bypass_proxies

from scrapers.http.addresses import AddressGuard, host_and_port, origin_of
from scrapers.http.connection import Watch, WatchedAdapter
from scrapers.http.deadlines import Deadlines
from scrapers.http.decoding import STEP, decoded
from scrapers.http.faults import (
    ConnectionLost,
    Outage,
    SourceFault,
    TimedOut,
    TlsFault,
    TooLarge,
    TooSlow,
    TruncatedBody,
    UnsafeAddress,
)
from scrapers.http.request import Manners, Request, Response

ACCEPTED_CODINGS = "gzip, deflate, br"
# X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, …UNABLE_TO_GET_ISSUER_CERT_LOCALLY, …VERIFY_LEAF_SIGNATURE
_NO_KNOWN_ISSUER = (19, 20, 21)
# More digits than any body has bytes are no length, and of thousands Python makes no number.
_LENGTH = re.compile(r"[0-9]{1,18}")


class Exchanges:
    """Sends requests and reads their answers; one connection and one set of cookies per host.

    `guard` says which addresses may be asked; `user_agent` is who we say we are. HTTPS_PROXY,
    HTTP_PROXY and NO_PROXY are honoured; ~/.netrc is not read. The adapter is used without a
    session: one would look ahead of redirects, and read bodies without our bounds.
    """

    def __init__(self, guard: AddressGuard, user_agent: str) -> None:
        self._guard = guard
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "*/*",
            "Accept-Encoding": ACCEPTED_CODINGS,
        }
        self._adapter = WatchedAdapter()
        self._cookies: dict[str, RequestsCookieJar] = {}
        # To look for them is to go through the whole environment.
        self._proxies = getproxies()
        self._ways: dict[str, tuple[dict[str, str], bool]] = {}
        self._deadlines = Deadlines()

    def exchange(
        self, request: Request, conditions: Mapping[str, str], manners: Manners
    ) -> Response:
        """The answer to `request`, whatever its status.

        `conditions` are headers for a conditional GET. The caller sees to it that only one thread
        at a time asks a host. Faults: Unsafe, TimedOut, ConnectionLost, TlsFault, TruncatedBody,
        NotTheFormat (a damaged compressed body).
        """
        proxies, through_proxy = self._way_to(request.url)
        self._guard.check(request.url, resolve=not through_proxy)
        cookies = self._cookies.setdefault(host_and_port(request.url)[0], RequestsCookieJar())
        prepared = self._prepared(request, conditions, cookies)
        # What is sent is not always what was written: %31%32%37.0.0.1 has become 127.0.0.1.
        if host_and_port(prepared.url or "") != host_and_port(request.url):
            self._guard.check(prepared.url or "", resolve=not through_proxy)
        answer = None
        with Watch(manners.total_seconds, self._guard, self._deadlines) as watch:
            try:
                answer = self._adapter.send(
                    prepared,
                    stream=True,
                    timeout=(manners.timeout_seconds, manners.timeout_seconds),
                    proxies=proxies,
                    verify=str(manners.extra_certificate) if manners.extra_certificate else True,
                )
                with closing(answer):
                    extract_cookies_to_jar(cookies, prepared, answer.raw)  # type: ignore[no-untyped-call]
                    body = _body_of(answer, request.url, manners.max_bytes)
            except SourceFault:
                if watch.expired:
                    raise _out_of_time(request.url, manners) from None
                raise
            except (
                requests.RequestException,
                urllib3.exceptions.HTTPError,
                http.client.HTTPException,
                OSError,
            ) as error:
                if watch.expired:
                    raise _out_of_time(request.url, manners) from None
                raise _fault_of(
                    error,
                    request.url,
                    manners,
                    proxied=through_proxy,
                    asked=watch.asked,
                    in_body=answer is not None,
                ) from error
        if watch.expired:
            # Headers that we cut short look like all the headers there are.
            raise _out_of_time(request.url, manners)
        return Response(
            request=request,
            url=request.url,
            status=answer.status_code,
            headers=CaseInsensitiveDict(answer.headers),
            body=body,
            fetched_at=datetime.now(UTC),
            sha256=hashlib.sha256(body).hexdigest(),
        )

    def _prepared(
        self, request: Request, conditions: Mapping[str, str], cookies: RequestsCookieJar
    ) -> requests.PreparedRequest:
        prepared = requests.PreparedRequest()
        try:
            prepared.prepare(
                request.method,
                request.url,
                # Those named last hold, in whatever case they are written.
                headers=CaseInsensitiveDict({**self._headers, **request.headers, **conditions}),
                data=request.body,
                cookies=cookies,
            )
        except (requests.RequestException, ValueError) as error:
            raise UnsafeAddress(
                f"a request that cannot be made ({error})", url=request.url
            ) from None
        return prepared

    def close(self) -> None:
        """Close all connections."""
        self._adapter.close()
        self._deadlines.close()

    def _way_to(self, url: str) -> tuple[dict[str, str], bool]:
        """The proxies of the environment, unless NO_PROXY excepts the site; whether one is taken.

        Asked once a site.
        """
        site = origin_of(url)
        if site not in self._ways:
            goes_directly = not self._proxies or should_bypass_proxies(url, no_proxy=None)
            proxies = {} if goes_directly else self._proxies
            self._ways[site] = proxies, select_proxy(url, proxies) is not None
        return self._ways[site]


def _body_of(answer: requests.Response, url: str, max_bytes: int) -> bytes:
    promised = _promised_length(answer, url)
    if promised is not None and promised > max_bytes:
        raise TooLarge(
            f"a body of {promised:,} bytes", expected=f"at most {max_bytes:,} bytes", url=url
        )
    body = io.BytesIO()
    arriving: Iterator[bytes] = answer.raw.stream(STEP, decode_content=False)
    for piece in decoded(arriving, answer.headers.get("Content-Encoding", ""), max_bytes, url):
        body.write(piece)
    unframed = promised is None and "Transfer-Encoding" not in answer.headers
    if answer.status_code == 200 and unframed and not body.tell():
        # What a connection looks like that was lost between two headers.
        raise TruncatedBody("an answer without a body", url=url)
    return body.getvalue()


def _promised_length(answer: requests.Response, url: str) -> int | None:
    """The bytes that the body says it has; None when its end is marked in another way."""
    if "Content-Length" not in answer.headers or "Transfer-Encoding" in answer.headers:
        return None
    # The header may be there twice and then must say the same (RFC 9110 §8.6).
    said = {value.strip() for value in answer.headers["Content-Length"].split(",")}
    length = said.pop()
    if said or not _LENGTH.fullmatch(length):
        stated = answer.headers["Content-Length"][:80]
        raise TruncatedBody(f"a body whose length is {stated!r}", url=url)
    return int(length)


def _out_of_time(url: str, manners: Manners) -> TooSlow:
    return TooSlow(
        f"an answer that was not complete after {manners.total_seconds:g} seconds in all", url=url
    )


def _fault_of(
    error: BaseException,
    url: str,
    manners: Manners,
    *,
    proxied: bool,
    asked: bool,
    in_body: bool,
) -> SourceFault:
    """The fault behind what the libraries raise: they wrap each other, so look inside.

    `proxied`: the way leads through a proxy. `asked`: it was met when the site had been asked,
    `in_body` when its answer had begun.
    """
    causes = list(_causes(error))

    def caused_by(*kinds: type[BaseException]) -> BaseException | None:
        return next((cause for cause in causes if isinstance(cause, kinds)), None)

    # For urllib3 a connection that is refused is a kind of time-out.
    refused = caused_by(urllib3.exceptions.NewConnectionError)
    timed_out = caused_by(TimeoutError, requests.Timeout, urllib3.exceptions.TimeoutError)
    if timed_out and not refused:
        return TimedOut(f"silence for {manners.timeout_seconds:g} seconds", url=url)
    if in_body:
        return TruncatedBody(f"a body that ends too early ({_words(causes[-1])})", url=url)
    flood = next((cause for cause in causes if _is_header_flood(cause)), None)
    if flood is not None:
        return TooLarge(
            f"more headers than an answer needs ({_words(flood)})",
            todo="Look at what the site sends before anything is changed.",
            url=url,
        )
    contradiction = caused_by(urllib3.exceptions.InvalidHeader)
    if contradiction is not None:
        return TruncatedBody(f"a body whose length is in doubt ({_words(contradiction)})", url=url)
    # To hang up is how some firewalls refuse, and what servers do that are too busy.
    hung_up = caused_by(ssl.SSLEOFError, ssl.SSLZeroReturnError)
    tls = caused_by(ssl.SSLError, requests.exceptions.SSLError, urllib3.exceptions.SSLError)
    if tls is not None and hung_up is None:
        return TlsFault(
            f"no trusted TLS connection ({_words(causes[-1])})", todo=_tls_advice(causes), url=url
        )
    # For urllib3 a connection that the site closes behind a proxy is the proxy's fault.
    if not asked and caused_by(requests.exceptions.ProxyError, urllib3.exceptions.ProxyError):
        return ConnectionLost(
            f"the proxy did not let us through ({_words(causes[-1])})",
            todo="Check HTTPS_PROXY; otherwise the next run tries again.",
            url=url,
        )
    if caused_by(requests.exceptions.InvalidURL, urllib3.exceptions.LocationValueError):
        if proxied and not asked:
            # The site's own address had passed before anything was sent.
            return ConnectionLost(
                f"HTTPS_PROXY is not the address of a proxy ({_words(error)})",
                todo="Write it like http://proxy.example:3128.",
                url=url,
            )
        return UnsafeAddress(f"not an address ({_words(error)})", url=url)
    return ConnectionLost(f"no connection, or one that was lost ({_words(causes[-1])})", url=url)


def _tls_advice(causes: Sequence[BaseException]) -> str:
    """What to do about a certificate or a handshake; "" is what is usual."""
    refused = next(
        (each for each in causes if isinstance(each, ssl.SSLCertVerificationError)), None
    )
    if refused is None:
        return (
            "It may only speak a version of TLS that is out of date and not used here: if it "
            "stays so, read it by hand."
        )
    return "" if refused.verify_code in _NO_KNOWN_ISSUER else Outage.usual_todo


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it holds or was raised from, outermost first."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        reason = getattr(current, "reason", None)
        context = None if current.__suppress_context__ else current.__context__
        inner = (*current.args, reason, current.__cause__, context)
        waiting.extend(cause for cause in inner if isinstance(cause, BaseException))


def _is_header_flood(cause: BaseException) -> bool:
    return isinstance(cause, http.client.LineTooLong) or (
        type(cause) is http.client.HTTPException and "headers" in str(cause)
    )


def _words(cause: BaseException) -> str:
    """What a library says, on one line and without the addresses of its objects in memory."""
    if isinstance(cause, http.client.IncompleteRead):
        read = cause.partial if isinstance(cause.partial, int) else len(cause.partial)
        return f"{read:,} bytes came" + (f", {cause.expected:,} did not" if cause.expected else "")
    said = str(cause.args[-1] if cause.args else type(cause).__name__)
    if isinstance(cause, http.client.BadStatusLine) and not isinstance(cause, ConnectionError):
        return f"no HTTP: it begins {said.strip()[:60]!r}"
    return " ".join(said.split())[:200]
