"""The polite way to ask: robots.txt, one request at a time per host, pauses, patience and bounds.

A `Fetcher` is shared by all threads of a run. Every answer, also a refusal and each step of a
redirect, is archived before anybody judges or parses it.
"""

from __future__ import annotations

import logging
import os
import random
import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urldefrag, urljoin, urlsplit

from atlas import __version__
from scrapers.http.addresses import DEFAULT_PORTS, AddressGuard, host_and_port, origin_of
from scrapers.http.challenges import challenge_in, challenge_marked
from scrapers.http.exchange import Exchanges
from scrapers.http.faults import (
    ChallengePage,
    ConnectionLost,
    Forbidden,
    GoneFromAddress,
    KeyRefused,
    RedirectLoop,
    RequestNotUnderstood,
    ServerFault,
    SourceFault,
    TimedOut,
    TooManyRedirects,
    TooManyRequests,
    TooSlow,
    TruncatedBody,
    UnsafeAddress,
)
from scrapers.http.keys import Keys
from scrapers.http.memory import CacheMemory, RobotsText, Validators
from scrapers.http.request import Manners, Request, Response
from scrapers.http.robots import Robots
from scrapers.http.turns import HostRests, Turns

PRODUCT = "ExosomeAtlas"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
PASSING_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, *range(520, 528)})
REFUSALS = frozenset({401, 403, 406, 412, 451})
GONE = frozenset({404, 410})
# Where FDA's bot manager sends programs, mostly to a page that says 404: the installer of Drupal,
# which no site that runs has, or an apology for excessive requests.
NOWHERE = re.compile(r"/core/install\.php|/apology_objects/.*")
CLOCKS_DIFFER_BY = 24 * 3600.0  # seconds
FOR_ANY_HOST = frozenset({"accept", "accept-language"})

log = logging.getLogger(__name__)


class Keeper(Protocol):
    """Where answers are kept as they arrive."""

    def write(self, response: Response) -> None:
        """Keep `response`."""


@dataclass(frozen=True)
class FetchSettings:
    """What holds for a whole run.

    `contact` (an address or URL) stands in the User-Agent, so that a site can reach the operator.
    A wait that a site asks for and that is longer than `longest_wait_seconds` is not waited for.
    `backoff_seconds` is the wait before the second try; it doubles with each further one.
    `secrets` are keys that must not get into the archive or a message. `address_exceptions`
    ("host:port") may be asked although they are not public: for tests with servers of their own.
    """

    contact: str = ""
    longest_wait_seconds: float = 120.0
    backoff_seconds: float = 1.0
    secrets: frozenset[str] = frozenset()
    address_exceptions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.contact.isprintable() or not self.contact.isascii():
            raise ValueError(f"ATLAS_CONTACT must be plain ASCII on one line, not {self.contact!r}")

    @classmethod
    def from_environment(cls, secrets: frozenset[str] = frozenset()) -> FetchSettings:
        """The usual settings; the contact is ATLAS_CONTACT. Raises ValueError if it is unusable."""
        return cls(contact=os.environ.get("ATLAS_CONTACT", "").strip(), secrets=secrets)

    @property
    def user_agent(self) -> str:
        """Who asks: never anything that looks like a browser."""
        return f"{PRODUCT}/{__version__}" + (f" (+{self.contact})" if self.contact else "")


class Fetcher:
    """Fetches for all sources of a run; safe to share between threads.

    `archive` keeps every answer; `memory` holds validators for conditional GETs (None asks for the
    whole each time), `robots` what robots.txt said in earlier runs (None asks for each anew; see
    Robots).
    """

    def __init__(
        self,
        settings: FetchSettings,
        archive: Keeper,
        memory: CacheMemory | None = None,
        robots: MutableMapping[str, RobotsText] | None = None,
    ) -> None:
        self._settings = settings
        self._archive = archive
        self._memory = memory
        self._keys = Keys(settings.secrets)
        self._turns = Turns(settings.longest_wait_seconds)
        self._exchanges = Exchanges(AddressGuard(settings.address_exceptions), settings.user_agent)
        kept = {} if robots is None else robots
        self._robots = Robots(self._ask_freely, PRODUCT, settings.longest_wait_seconds, kept)

    def fetch(self, request: Request, manners: Manners) -> Response:
        """The answer to `request`: a status in 2xx or `manners.accept_statuses`, or "not modified".

        Raises the SourceFault that names what went wrong, RunStopped after `stop`, and whatever
        the archive raises when it cannot keep the answer.
        """
        with self._without_secrets():
            response = self._follow(request, manners, check_robots=manners.robots)
            if not response.not_modified and response.status not in manners.accept_statuses:
                if response.status in (401, 403) and self._keys.are_in(request):
                    seen = f"status {response.status} for a request with your key"
                    raise KeyRefused(seen, url=response.url)
                _judge(response)
            self._remember(response)
            return response

    def stop(self) -> None:
        """Let nobody wait any longer: requests that have not begun raise RunStopped."""
        self._turns.stop()

    def close(self) -> None:
        """Close all connections."""
        self._exchanges.close()

    def _ask_freely(self, request: Request, manners: Manners) -> Response:
        """For robots.txt itself: no robots, every 4xx an answer, except "too many requests"."""
        response = self._follow(request, manners, check_robots=False)
        if response.status >= 500 or response.status == 429:
            _judge(response)
        return response

    def _follow(self, request: Request, manners: Manners, *, check_robots: bool) -> Response:
        """The answer at the end of the redirects, each of which is checked like a first request."""
        hop = request
        visited: set[tuple[str, str]] = set()
        for _ in range(MOST_REDIRECTS + 1):
            if (hop.method, hop.url) in visited:
                raise RedirectLoop("a redirect to where we have just been", url=hop.url)
            visited.add((hop.method, hop.url))
            pause = manners.delay_seconds
            if check_robots:
                pause = max(pause, self._robots.delay_for(hop.url, manners))
            response = self._patiently(hop, request, manners, pause)
            target = response.headers.get("Location", "")
            if response.status not in REDIRECTS or not target:
                return replace(response, request=request)
            if "Set-Cookie" in response.headers:
                visited.clear()  # with a new cookie the same address may answer differently
            hop = _redirected(hop, response.status, target)
        raise TooManyRedirects(f"more than {MOST_REDIRECTS} redirects", url=request.url)

    def _patiently(
        self, request: Request, first: Request, manners: Manners, pause: float
    ) -> Response:
        """One address, asked again while what goes wrong may pass; `first` led there, or is it."""
        tries = manners.retries + 1
        for attempt in range(1, tries + 1):
            last = attempt == tries
            wait = self._backoff(attempt)
            try:
                response = self._once(request, first, manners, pause)
            except (TimedOut, ConnectionLost, TruncatedBody) as fault:
                # An answer that used up its whole time would only do so again.
                if last or isinstance(fault, TooSlow):
                    raise
                log.info("%s Trying again in %.1f s.", self._keys.hide(str(fault)), wait)
            else:
                passing = (
                    response.status in PASSING_STATUSES
                    and response.status not in manners.accept_statuses
                )
                asked_for = (_retry_after(response) if passing else None) or 0.0
                self._turns.hold(_queue_of(request.url), asked_for)
                if not passing or last or asked_for > self._settings.longest_wait_seconds:
                    return response
                wait = max(wait, asked_for)
                log.info(
                    "%s answered %d; trying again in %.1f s",
                    self._keys.hide(request.url),
                    response.status,
                    wait,
                )
            self._turns.hold(_queue_of(request.url), wait)
        raise AssertionError("the last try returns or raises")

    def _once(self, request: Request, first: Request, manners: Manners, pause: float) -> Response:
        known = self._known(request)
        try:
            with self._turns.turn(_queue_of(request.url), pause):
                response = self._exchanges.exchange(request, _conditions(known), manners)
        except HostRests as rest:
            raise TooManyRequests(
                f"a site that asked for a rest of {rest}", url=request.url
            ) from None
        if response.status == 304 and known is not None:
            response = replace(response, not_modified=True, sha256=known.sha256)
        # Under the question that was asked first (a form may lead to a page), a replay finds what
        # it came to.
        kept = replace(response, request=replace(first, headers=request.headers))
        self._archive.write(self._keys.hide_in(kept))
        return response

    def _known(self, request: Request) -> Validators | None:
        if self._memory is None or not request.is_plain or request.purpose == "robots":
            return None
        return self._memory.get(self._keys.hide(request.url))

    def _remember(self, response: Response) -> None:
        if self._memory is None:
            return
        etag = response.headers.get("ETag")
        last_modified = response.headers.get("Last-Modified")
        if last_modified and (_seconds_until(last_modified) or 0) > CLOCKS_DIFFER_BY:
            # Asked whether anything has changed since a day to come, some answer "no" until then.
            last_modified = None
        if response.status == 200 and response.request.is_plain and (etag or last_modified):
            url = self._keys.hide(response.url)
            self._memory[url] = Validators(etag, last_modified, response.sha256)

    def _backoff(self, attempt: int) -> float:
        doubled = self._settings.backoff_seconds * 2.0 ** (attempt - 1)
        bounded = min(doubled, self._settings.longest_wait_seconds)
        return bounded * random.uniform(0.5, 1.5)  # noqa: S311  spreads the tries, keeps no secret

    @contextmanager
    def _without_secrets(self) -> Iterator[None]:
        try:
            yield
        except SourceFault as fault:
            fault.seen, fault.url = self._keys.hide(fault.seen), self._keys.hide(fault.url)
            fault.args = (fault.seen,)
            raise fault from None


def _queue_of(url: str) -> str:
    """The queue that a URL waits in: http and https of one host share it."""
    host, port = host_and_port(url)
    return host if port in DEFAULT_PORTS.values() else f"{host}:{port}"


def _site_of(url: str) -> str:
    """The host, be it called www or not."""
    return _queue_of(url).removeprefix("www.")


def _conditions(known: Validators | None) -> dict[str, str]:
    if known is None:
        return {}
    marks = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    # With other white space in it a mark may be received, and not sent.
    sendable = {name: " ".join((mark or "").split()) for name, mark in marks.items()}
    return {name: mark for name, mark in sendable.items() if mark}


def _redirected(hop: Request, status: int, location: str) -> Request:
    """The request that a redirect asks for."""
    with suppress(UnicodeError):
        # requests reads headers as Latin-1; addresses that are not ASCII are UTF-8 nearly always.
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = urldefrag(urljoin(hop.url, location)).url
    except ValueError as error:
        raise UnsafeAddress(f"a redirect to no address ({error})", url=hop.url) from None
    parts = urlsplit(target)
    if urlsplit(hop.url).scheme == "https" and parts.scheme == "http":
        # A server that knows nothing of the TLS before it sends to http, and from there back again.
        place = origin_of(target).partition("//")[2]
        upgraded = parts._replace(scheme="https", netloc=place).geturl()
        if _site_of(target) != _site_of(hop.url) or upgraded == hop.url:
            raise UnsafeAddress(
                f"a redirect from https down to {target}", expected="https", url=hop.url
            )
        target = upgraded
    headers = hop.headers
    if _queue_of(target) != _queue_of(hop.url):
        # What was meant for one host, a key perhaps, is not for another.
        headers = {name: value for name, value in headers.items() if name.lower() in FOR_ANY_HOST}
    becomes_get = status == 303 or (status in (301, 302) and hop.method == "POST")
    return replace(
        hop,
        url=target,
        headers=headers,
        method="GET" if becomes_get else hop.method,
        body=None if becomes_get else hop.body,
    )


def _retry_after(response: Response) -> float | None:
    """Seconds that the site asks us to wait (RFC 9110 §10.2.3), or None."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return float(asked)
    seconds = _seconds_until(asked)
    return None if seconds is None else max(0.0, seconds)


def _seconds_until(moment: str) -> float | None:
    """From now to a date of HTTP; None where it is none."""
    try:
        read = parsedate_to_datetime(moment)
    except (ValueError, OverflowError):
        return None
    if read.tzinfo is None:
        read = read.replace(tzinfo=UTC)
    return (read - datetime.now(UTC)).total_seconds()


def _judge(response: Response) -> None:
    """Raise what a status means, unless it is an answer (2xx)."""
    status, url = response.status, response.url
    seen = f"status {status}"
    if status == 206:  # we never ask for a part, and what the rest lists is not gone
        raise TruncatedBody(f"{seen}, which is a part of an answer", expected="200", url=url)
    if name := challenge_marked(response.headers):
        raise ChallengePage(f"{seen} and the mark of {name}", expected="the content", url=url)
    if 200 <= status < 300:
        return
    if NOWHERE.fullmatch(urlsplit(url).path):
        raise ChallengePage(f"{seen} behind a redirect that programs are sent away with", url=url)
    if name := challenge_in(response.body.decode("utf-8", "replace")):
        raise ChallengePage(f"{seen} and a page of {name}", expected="the content", url=url)
    if status in (425, 429):
        wait = _retry_after(response)
        asked = f", and a request to wait {wait:.0f} seconds" if wait is not None else ""
        raise TooManyRequests(seen + asked, url=url)
    if status == 408:
        raise TimedOut(seen, url=url)
    if status == 407:
        raise ConnectionLost(
            f"{seen} from the proxy", todo="Check the credentials in HTTPS_PROXY.", url=url
        )
    if status in REFUSALS:
        raise Forbidden(seen, url=url)
    if status in GONE:
        raise GoneFromAddress(seen, url=url)
    if status >= 500 or status == 304:
        raise ServerFault(seen, expected="200", url=url)
    raise RequestNotUnderstood(seen, expected="200", url=url)
