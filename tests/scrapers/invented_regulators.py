"""Regulators, and runs over them; all of them are invented."""

from __future__ import annotations

from typing import Any

from atlas.store import Store
from scrapers.catalogue import Source
from scrapers.http.faults import GoneFromAddress
from scrapers.keeping import Keeping, descriptions
from scrapers.live import LiveRun
from scrapers.outcome import Outcome
from scrapers.reading.remember import Notebook
from scrapers.run import run_sources
from tests.scrapers.invented_site import HOST, InventedSite, a_page, a_source, an_entry

ONE, TWO, THREE = (f"{HOST}/{name}" for name in ("one", "two", "three"))
GONE = GoneFromAddress("status 404", url=TWO)


class Regulators:
    """Some invented regulators, and runs over them."""

    def __init__(self, store: Store) -> None:
        self.store, self.keeping = store, Keeping(store)
        self.notebook = Notebook()
        self.site = InventedSite(memory=self.notebook)
        self.sources: dict[str, Source] = {}

    def add(self, name: str, *entries: dict[str, Any], **changes: Any) -> None:
        url = f"{HOST}/{name}"
        source = a_source(f"us-{name}", **{"urls": [url], **changes})
        self.sources[source.id] = source
        self.site.answers[url] = list(entries)
        for entry in entries:
            self.site.answers.setdefault(entry["link"], a_page())
        self.store.keep_catalogue(descriptions(self.sources))

    def add_lists(self, name: str, lists: dict[str, Any]) -> None:
        """A regulator with several lists: by address, the keys of entries, or what is wrong."""
        self.add(name, urls=list(lists))
        for url, listed in lists.items():
            self.site.answers[url] = listed
            if isinstance(listed, str):
                entries = [an_entry(key, f"Exosome recall {key}") for key in listed]
                self.site.answers[url] = entries
                self.site.answers |= {entry["link"]: a_page() for entry in entries}

    def live(self, **changes: Any) -> LiveRun:
        remembered = self.store.remembered(self.sources)
        return LiveRun(self.keeping, self.site, self.notebook, remembered, **changes)

    def run(self, **changes: Any) -> dict[str, Outcome]:
        work = self.live(**changes)
        outcomes = run_sources(list(self.sources.values()), work, self.keeping)
        return {outcome.source_id: outcome for outcome in outcomes}

    def notices(self) -> Any:
        notices = self.store.read_edition().notices
        return notices[notices["source_id"].notna()].set_index("title")
