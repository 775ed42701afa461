"""robots.txt as RFC 9309 reads it, asked for once a day."""

from __future__ import annotations

import codecs
import re
import threading
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from protego import Protego

from scrapers.http.addresses import origin_of
from scrapers.http.decoding import opened
from scrapers.http.faults import DisallowedByRobots, RedirectLoop, SourceFault, TooManyRedirects
from scrapers.http.memory import RobotsText
from scrapers.http.request import Manners, Request, Response

# RFC 9309 §2.5 asks for at least 500 KiB; what stands behind that is not read.
MOST_BYTES = 512 * 1024
# RFC 9309 §2.4: a copy should not be used for longer.
GOOD_FOR = timedelta(hours=24)

# Who copies our User-Agent from a log writes the version too; only the name is matched.
_VERSION = re.compile(r"(?im)^([ \t]*user-agent[ \t]*:[ \t]*[\w-]+)/[^\r\n#]*")
# Whom rules are for. A text without it says nothing; it may stand in for a robots.txt that is not
# to be had just now (a page to log in, a bot check), which is no permission for a day.
_RULES = re.compile(r"(?im)^[ \t]*user-agent[ \t]*:")

AskFreely = Callable[[Request, Manners], Response]


@dataclass(frozen=True)
class _Site:
    """What one site's robots.txt says; `rules` is None where there is none or it is not known."""

    read_at: datetime
    rules: Protego | None = None
    fault: SourceFault | None = None

    @property
    def is_good(self) -> bool:
        # A moment to come is that of a clock that was set back: nobody knows how old it is.
        return timedelta() <= datetime.now(UTC) - self.read_at < GOOD_FOR


class Robots:
    """The robots.txt of every site of a run.

    `ask` fetches without looking at robots.txt, follows redirects and returns any 4xx but 429 as
    an answer. `agent` is the product token that groups of rules are matched with. `kept` has, by
    origin, what was read in earlier runs, and takes up what is read now. Only rules are kept: that
    there is no robots.txt, or that it cannot be read, is seen anew by every run.
    """

    def __init__(
        self,
        ask: AskFreely,
        agent: str,
        longest_delay_seconds: float,
        kept: MutableMapping[str, RobotsText],
    ) -> None:
        self._ask, self._kept = ask, kept
        self._agent = agent
        self._longest_delay = longest_delay_seconds
        self._sites: dict[str, _Site] = {}
        self._reading: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def delay_for(self, url: str, manners: Manners) -> float:
        """Seconds that the site asks to leave between two requests; 0 when it asks for nothing.

        Faults: DisallowedByRobots; an Outage (or Unsafe) when robots.txt could not be read, which
        RFC 9309 (§2.3.1.4) counts as "everything disallowed" until it can be.
        """
        site = self._site(origin_of(url), manners)
        if site.fault is not None:
            raise type(site.fault)(
                f"robots.txt could not be read: {site.fault.seen}",
                expected=site.fault.expected,
                todo=f"Nothing here may be asked until it can be read. {site.fault.todo}",
                url=site.fault.url,
            )
        if site.rules is None:
            return 0.0
        if not site.rules.can_fetch(url, self._agent):
            raise DisallowedByRobots("robots.txt asks programs not to read this", url=url)
        delay = site.rules.crawl_delay(self._agent) or 0.0
        rate = site.rules.request_rate(self._agent)
        if rate is not None and rate.requests:
            delay = max(delay, rate.seconds / rate.requests)
        if delay > self._longest_delay:
            raise DisallowedByRobots(
                f"robots.txt asks for {delay:g} seconds between two requests",
                expected=f"at most {self._longest_delay:g}, so that a run ends",
                url=url,
            )
        return delay

    def _site(self, origin: str, manners: Manners) -> _Site:
        with self._lock:
            reading = self._reading.setdefault(origin, threading.Lock())
        with reading:
            site = self._sites.get(origin) or self._from_kept(origin)
            if site is None or not site.is_good:
                site = self._read(origin, manners)
            self._sites[origin] = site
            return site

    def _from_kept(self, origin: str) -> _Site | None:
        kept = self._kept.get(origin)
        return kept and _Site(kept.read_at, _rules_in(kept.text))

    def _read(self, origin: str, manners: Manners) -> _Site:
        now = datetime.now(UTC)
        try:
            received = self._ask(Request(f"{origin}/robots.txt", purpose="robots"), manners)
            response = opened(received, manners.max_bytes)
        except (RedirectLoop, TooManyRedirects):
            return _Site(now)  # RFC 9309 §2.3.1.2: counts as "there is none"
        except SourceFault as fault:
            return _Site(now, fault=fault)
        if response.status >= 400:
            return _Site(now)  # RFC 9309 §2.3.1.3: no robots.txt, no rules
        # A byte order mark would hide the first line, and with it whom the first rules are for.
        is_wide = response.body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        encoding = "utf-16" if is_wide else "utf-8-sig"
        text = _beginning(response.body).decode(encoding, "replace")
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")  # which PostgreSQL cannot keep
        if response.status < 300 and _RULES.search(text):
            self._kept[origin] = RobotsText(text, response.fetched_at)
        return _Site(response.fetched_at, _rules_in(text))


def _beginning(body: bytes) -> bytes:
    """As much as is read, in whole lines: half a rule is another rule."""
    if len(body) <= MOST_BYTES:
        return body
    return b"".join(body[:MOST_BYTES].splitlines(keepends=True)[:-1])


def _rules_in(text: str) -> Protego:
    return Protego.parse(_VERSION.sub(r"\1", text))
