"""What a sweep of the simulated internet asks of the classifier, to be asked again and timed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import scrapers.classify
from scrapers.classify import Labels, classify, may_be_relevant
from scrapers.http.faults import GoneFromAddress
from scrapers.http.request import Manners, Request, Response
from scrapers.reading import look
from scrapers.reading.remember import Notebook, SourceMemory
from scrapers.reading.source import look_at
from tests.scrapers.recorded import SEEN_ON, answer
from tests.world.catalogue import write_catalogue
from tests.world.regulator import Question, Regulator


@dataclass
class Swept:
    """What was asked, in order.

    `lists` has the entries of each answer, title and text, that were looked through together; `one`
    the arguments of each notice that was classified, by its entry or by its own page too.
    """

    lists: list[list[tuple[str, str]]] = field(default_factory=list)
    one: list[tuple[tuple[str, str], dict[str, Any]]] = field(default_factory=list)

    def texts(self) -> list[tuple[str, str]]:
        """Title and text of every entry, and of every page that was opened."""
        listed = [entry for entries in self.lists for entry in entries]
        known = set(listed)
        return [*listed, *(notice for notice, _ in self.one if notice not in known)]


def swept() -> Swept:
    """Look at every source of the simulated internet once, with lists as long as the real ones."""
    asked = Swept()

    def looked_through(notices: Iterable[tuple[str, str]]) -> set[int]:
        asked.lists.append(list(notices))
        return may_be_relevant(asked.lists[-1])

    def classified(title: str, text: str, **known: Any) -> Labels:
        asked.one.append(((title, text), known))
        return classify(title, text, **known)

    with (
        TemporaryDirectory() as folder,
        patch.object(scrapers.classify, "may_be_relevant", looked_through),
        patch.object(scrapers.classify, "classify", classified),
    ):
        for source in write_catalogue(Path(folder), most_rows=None).values():
            if source.enabled:
                site = _Site(Regulator(source))
                look_at(source, site, look.Question(SEEN_ON), SourceMemory(), Notebook())
    return asked


@dataclass
class _Site:
    """Answers without a network between."""

    regulator: Regulator

    def fetch(self, request: Request, manners: Manners) -> Response:
        asked = Question(request.method, request.url, request.body or b"")
        said = self.regulator.answer(asked)
        if said is None:
            raise GoneFromAddress(f"nobody at {urlsplit(request.url).netloc}", url=request.url)
        return answer(request, said.body, status=said.status, content_type=said.content_type)
