"""All hosts of the simulated internet: which regulator answers what, on which day, and how badly.

Only names that a source's YAML has are there; any other host is unknown.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scrapers.catalogue import Source
from tests.scrapers.http.servers import Asked, Behaviour
from tests.world.regulator import Answer, Question, Regulator

# One site in two marks its answers, so that it can be asked whether anything has changed.
MARKS_ITS_ANSWERS = 2
# robots.txt differs from site to site; None: there is none.
ROBOTS = (
    None,
    "User-agent: *\nDisallow: /admin/\n",
    "User-agent: *\nCrawl-delay: {delay}\nDisallow: /search/\n",
)
NOT_FOUND = Answer(b"<html><body><h1>Not found</h1></body></html>", status=404)


@dataclass(frozen=True)
class Visit:
    """One request as it arrived, in seconds of time.monotonic()."""

    method: str
    host: str
    url: str
    at: float
    status: int


@dataclass
class Internet:
    """Hosts and what they answer.

    `faults` are by host, or by host and path: what is done instead of answering. `pages` are
    recorded pages (empty, challenge, changed) that a source answers with, by source id.
    `crawl_delay` stands in some robots.txt; `lateness` is how long every answer takes, in seconds.
    """

    regulators: Mapping[str, Regulator]
    crawl_delay: float = 0.0
    lateness: float = 0.0
    faults: dict[str, Behaviour] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, sources: Iterable[Source], *, lateness: float = 0.0) -> Internet:
        return cls({source.id: Regulator(source) for source in sources}, lateness=lateness)

    @property
    def hosts(self) -> list[str]:
        """Every host, the notices' own pages included."""
        return sorted({host for each in self.regulators.values() for host in each.hosts})

    def on_day(self, day: int) -> None:
        for regulator in self.regulators.values():
            regulator.day = day

    def asked_for_robots(self) -> dict[str, int]:
        """The hosts that were asked for robots.txt, each once in a run, with the status."""
        asked = [(each.host, each.status) for each in self.visits if each.url == "/robots.txt"]
        assert len(asked) == len(dict(asked))
        return dict(asked)

    def behaviour(self, asked: Asked) -> Behaviour | None:
        """What a host does instead of answering, if anything."""
        host, path = asked.headers.get("host", ""), asked.target.partition("?")[0]
        if path == "/robots.txt":
            return self.faults.get(f"{host}/robots.txt")
        return self.faults.get(host + path) or self.faults.get(host)

    def answer(self, asked: Asked) -> bytes:
        """The whole answer to a request."""
        host = asked.headers.get("host", "")
        if self.lateness:
            time.sleep(self.lateness)
        answer = self._answer(host, asked)
        etag = self._etag(host, answer)
        if etag and asked.headers.get("if-none-match") == etag:
            answer = Answer(b"", answer.content_type, 304)
        with self.lock:
            moment = time.monotonic()
            self.visits.append(Visit(asked.method, host, asked.target, moment, answer.status))
        return written(answer, {"ETag": etag} if etag else {})

    def _answer(self, host: str, asked: Asked) -> Answer:
        if asked.target == "/robots.txt":
            return self._robots(host)
        question = Question(asked.method, f"https://{host}{asked.target}", asked.body)
        for id_, regulator in self.regulators.items():
            if host not in regulator.hosts:
                continue
            page = self.pages.get(id_)
            answer = regulator.instead(question, page) if page else regulator.answer(question)
            if answer:
                return answer
        return NOT_FOUND

    def _robots(self, host: str) -> Answer:
        text = ROBOTS[_number(host) % len(ROBOTS)]
        if text is None:
            return NOT_FOUND
        return Answer(text.format(delay=self.crawl_delay).encode(), "text/plain")

    @staticmethod
    def _etag(host: str, answer: Answer) -> str:
        if answer.status != 200 or _number(host) % MARKS_ITS_ANSWERS:
            return ""
        return f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'


def written(answer: Answer, headers: Mapping[str, str] | None = None) -> bytes:
    """An answer as it goes over the wire."""
    lines = [
        f"HTTP/1.1 {answer.status} Said",
        f"Content-Type: {answer.content_type}",
        f"Content-Length: {len(answer.body)}",
        *(f"{name}: {value}" for name, value in {**answer.headers, **(headers or {})}.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + answer.body


def _number(host: str) -> int:
    return int(hashlib.sha256(host.encode()).hexdigest()[:8], 16)
