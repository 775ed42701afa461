"""Fetchers in a hurry, and what they keep."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from typing import Protocol

from scrapers.http.fetch import Fetcher, Keeper
from scrapers.http.memory import CacheMemory, RobotsText
from scrapers.http.request import Manners, Response
from tests.scrapers.http.servers import Site

QUICK = Manners(delay_seconds=0, timeout_seconds=4, total_seconds=20, retries=0)
PLAIN = replace(QUICK, robots=False)


class Kept:
    """An archive in memory."""

    def __init__(self) -> None:
        self.responses: list[Response] = []

    def write(self, response: Response) -> None:
        self.responses.append(response)

    def statuses(self) -> list[int]:
        return [response.status for response in self.responses]


class MakesFetchers(Protocol):
    def __call__(
        self,
        *sites: Site,
        archive: Keeper | None = None,
        memory: CacheMemory | None = None,
        secrets: frozenset[str] = frozenset(),
        robots: MutableMapping[str, RobotsText] | None = None,
    ) -> Fetcher: ...
