"""The pages and documents that notices have of their own: each is asked for once in a look.

Their bodies together may fill the memory: each is let go once its notice has been judged.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scrapers.catalogue import Source
from scrapers.desk import desk
from scrapers.formats.detail import DetailPage, read_detail
from scrapers.http.faults import SourceFault
from scrapers.http.request import Request, Response
from scrapers.http.turns import RunStopped
from scrapers.reading.look import Site
from scrapers.reading.remember import Notebook, request_name, request_of
from scrapers.reading.tour import MOST_FAULTS_IN_A_ROW, host_of, is_answered


class NotAsked(Exception):
    """A page that was not asked for.

    Too many others had failed in a row, its host was at fault, the time for such pages was over, or
    the run was stopped.
    """


@dataclass
class _Page:
    """An answer, and what was read of it; its body stays only as long as `has_body`."""

    answer: Response
    has_body: bool
    said: DetailPage | SourceFault | None = None

    def let_go(self) -> None:
        self.answer, self.has_body = replace(self.answer, body=b""), False


class OwnPages:
    """The pages of the notices of one source, in one look.

    `closed` are hosts that are asked nothing more.

    Attributes:
        faults: where pages failed one after the other, the fault that made it too many.
        are_given_up: so many were not answered that no further page is asked for.
        not_asked: names of the requests that were left out for that, or for a fault of their host.
        is_time_over: no further page is asked for in this look; `is_stopped`: nor in this run.
        put_off: names of the requests that were left out because the time was over.
    """

    def __init__(
        self, source: Source, site: Site, notebook: Notebook, closed: Container[str]
    ) -> None:
        self._source, self._site, self._notebook = source, site, notebook
        self._closed = closed
        self._manners = source.manners.for_fetching()
        self._asked: dict[str, _Page | SourceFault] = {}
        self._in_a_row = 0
        self._unanswered = 0  # of those in a row
        self.are_given_up = False
        self.faults: list[SourceFault] = []
        self.not_asked: set[str] = set()
        self.is_time_over = self.is_stopped = False
        self.put_off: set[str] = set()

    def are_as_they_were(self, pages: Sequence[tuple[dict[str, Any], str]]) -> bool:
        """Whether answers still have these SHA-256; a request without an answer counts as if so."""
        met: list[_Page] = []
        for document, sha256 in pages:
            try:
                page = self._page(request_of(document))
            except (SourceFault, NotAsked):
                continue
            met.append(page)
            if page.answer.sha256 != sha256:
                for each in met:  # its notice is about to be judged
                    if each.has_body:
                        self._read(each)
                return False
            self._end_row()
        for page in met:
            page.let_go()
        return True

    def read(self, request: Request) -> tuple[DetailPage, Response]:
        """What a page says, and its answer without the body.

        Raises:
            NotAsked: see there.
            SourceFault: it has no answer, or one that cannot be read.
        """
        page = self._page(request)
        if page.said is None and not page.has_body:
            page.answer, page.has_body = self._all_of(request), True
        said = self._read(page)
        if isinstance(said, SourceFault):
            raise said.alone()
        return said, page.answer

    def _page(self, request: Request) -> _Page:
        """The answer to a request, which is made once."""
        name = request_name(request)
        known = self._asked.get(name)
        if known is None:
            if self.is_time_over:
                self.put_off.add(name)
                raise NotAsked
            if self.are_given_up or host_of(request) in self._closed:
                self.not_asked.add(name)
                raise NotAsked
            try:
                known = self._asked[name] = self._fetched(request)
            except RunStopped:
                # What was read until then took its time: it is kept, and the next run goes on.
                self.is_time_over = self.is_stopped = True
                self.put_off.add(name)
                raise NotAsked from None
        if isinstance(known, SourceFault):
            raise known.alone()
        return known

    def _fetched(self, request: Request) -> _Page | SourceFault:
        try:
            answer = self._site.fetch(request, self._manners)
        except SourceFault as fault:
            self._count(fault)
            return fault.alone()
        return _Page(answer, has_body=not answer.not_modified)

    def _all_of(self, request: Request) -> Response:
        try:
            with self._notebook.forgetting():
                return self._site.fetch(request, self._manners)
        except SourceFault as fault:
            self._count(fault)
            raise

    def _read(self, page: _Page) -> DetailPage | SourceFault:
        if page.said is None:
            try:
                with desk:
                    page.said = read_detail(self._source, page.answer)
                self._end_row()
            except SourceFault as fault:
                self._count(fault)
                page.said = fault.alone()
            page.let_go()
        return page.said

    def _count(self, fault: SourceFault) -> None:
        is_unanswered = not is_answered(fault)
        self._in_a_row += 1
        self._unanswered += is_unanswered
        gives_up = is_unanswered and self._unanswered == MOST_FAULTS_IN_A_ROW
        self.are_given_up |= gives_up
        if gives_up or self._in_a_row == MOST_FAULTS_IN_A_ROW:
            self.faults.append(fault)

    def _end_row(self) -> None:
        self._in_a_row = self._unanswered = 0
