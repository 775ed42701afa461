"""Fetchers in a hurry, and what they keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scrapers.http.fetch import Fetcher
from scrapers.http.request import Manners, Response

QUICK = Manners(delay_seconds=0, timeout_seconds=4, total_seconds=20, retries=0)
PLAIN = replace(QUICK, robots=False)
# Of the sites that they may ask; see `new_fetcher` in conftest.py.
MakesFetchers = Callable[..., Fetcher]


class Kept:
    """An archive in memory."""

    def __init__(self) -> None:
        self.responses: list[Response] = []

    def write(self, response: Response) -> None:
        self.responses.append(response)

    def statuses(self) -> list[int]:
        return [response.status for response in self.responses]
