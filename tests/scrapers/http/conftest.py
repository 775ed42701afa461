from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, MutableMapping

import pytest

from scrapers.http.fetch import Fetcher, FetchSettings, Keeper
from scrapers.http.memory import CacheMemory, RobotsText
from tests.scrapers.http.fetchers import Kept, MakesFetchers
from tests.scrapers.http.servers import Site


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def new_site() -> Iterator[Callable[..., Site]]:
    sites: list[Site] = []

    def make(tls: ssl.SSLContext | None = None, tunnels: ssl.SSLContext | None = None) -> Site:
        sites.append(Site(tls, tunnels))
        return sites[-1]

    yield make
    for site in sites:
        site.close()


@pytest.fixture
def site(new_site: Callable[..., Site]) -> Site:
    return new_site()


@pytest.fixture
def new_fetcher() -> Iterator[MakesFetchers]:
    fetchers: list[Fetcher] = []

    def make(
        *sites: Site,
        archive: Keeper | None = None,
        memory: CacheMemory | None = None,
        secrets: frozenset[str] = frozenset(),
        robots: MutableMapping[str, RobotsText] | None = None,
    ) -> Fetcher:
        settings = FetchSettings(
            backoff_seconds=0.01,
            longest_wait_seconds=2.0,
            secrets=secrets,
            address_exceptions=frozenset(site.place for site in sites),
        )
        fetchers.append(Fetcher(settings, archive or Kept(), memory, robots))
        return fetchers[-1]

    yield make
    for fetcher in fetchers:
        fetcher.stop()
        fetcher.close()


@pytest.fixture
def fetcher(site: Site, new_fetcher: MakesFetchers) -> Fetcher:
    """A fetcher that may ask `site`."""
    return new_fetcher(site)
