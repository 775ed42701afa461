"""Looks at an invented source, one after the other, as runs take them."""

from __future__ import annotations

from datetime import date
from typing import Any

from scrapers.http.faults import GoneFromAddress
from scrapers.reading.look import Look, Question, settle
from scrapers.reading.remember import Notebook, SourceMemory
from scrapers.reading.source import look_at
from tests.scrapers.invented_site import HOST, LIST, InventedSite, a_page, a_source, an_entry

TODAY = date(2026, 11, 23)
FIRST, SECOND, THIRD = (f"{HOST}/{name}" for name in ("first", "second", "third"))
LISTS = {"urls": [FIRST, SECOND, THIRD]}
GONE = GoneFromAddress("status 404", url=SECOND)


class Looks:
    """Looks at one source again and again, as runs do that can be kept."""

    def __init__(self, **changes: Any) -> None:
        self.source = a_source(**changes)
        self.notebook = Notebook()
        self.site = InventedSite(memory=self.notebook)
        self.memory = SourceMemory()
        self.known: set[str] = set()

    def look(self, **question: Any) -> Look:
        self.site.asked.clear()
        self.site.not_modified = 0
        look = look_at(
            self.source,
            self.site,
            Question(**{"today": TODAY, **question}),
            self.memory,
            self.notebook,
            self.known,
        )
        settle(look, ())
        self.memory = SourceMemory.of(look.memory.document(), "")
        self.known |= {found.item.key for found in look.found}
        return look

    def listing(self, *entries: dict[str, Any]) -> None:
        self.site.answers[LIST] = list(entries)
        for entry in entries:
            self.site.answers.setdefault(entry["link"], a_page())


def keys(look: Look) -> list[str]:
    return [found.item.key for found in look.found]


class SeveralLists(Looks):
    """Looks at a source with three lists, each with the entries that its name says."""

    def __init__(self, **changes: Any) -> None:
        super().__init__(**{**LISTS, **changes})
        self.lists(first="ab", second="cd", third="ef")

    def lists(self, **entries: str) -> None:
        for name, listed in entries.items():
            self.site.answers[f"{HOST}/{name}"] = [an_entry(key) for key in listed]
            for key in listed:
                self.site.answers.setdefault(f"{HOST}/notice/{key}", a_page())
