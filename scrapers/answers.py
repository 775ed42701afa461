"""Answers that were received earlier, asked for like a site: for replaying the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path

from scrapers.archive import Archive
from scrapers.catalogue import Source
from scrapers.desk import desk
from scrapers.formats.detail import read_detail
from scrapers.formats.page import format_of
from scrapers.http.challenges import challenge_marked
from scrapers.http.faults import GoneFromAddress, SourceFault
from scrapers.http.request import Manners, Request, Response
from scrapers.reading.remember import request_name


class ArchivedAnswers:
    """What one run received for one source; offers `fetch` like a Fetcher.

    Where that run was told "not modified", or did not ask, the answer of another run is given. Of
    several, it is the newest that can be parsed: a bot check may have been answered with 200.
    `readable` remembers which can be, by request and SHA-256, while runs are read one by one.

    Attributes:
        moments: when each answer was given, aware, UTC.
        are_captures: they were received through the Internet Archive.
    """

    def __init__(
        self,
        archive: Archive,
        run: Path,
        source: Source,
        readable: dict[tuple[str, str], bool] | None = None,
    ) -> None:
        self._archive, self._run, self._source = archive, run, source
        self._readable = {} if readable is None else readable
        # Only where they are in the file: their bodies together may fill the memory.
        self._offsets: defaultdict[str, list[int]] = defaultdict(list)
        self.moments: list[datetime] = []
        self.are_captures = False
        for offset in archive.offsets(run, source.id):
            response = archive.at(run, offset)
            if response.not_modified or self._is_answer(response):
                self._offsets[request_name(response.request)].append(offset)
                self.moments.append(response.fetched_at)
                self.are_captures |= response.via == "wayback"

    @property
    def day(self) -> date | None:
        """Of the first answer; None when the run received nothing for the source."""
        return self.moments[0].date() if self.moments else None

    def has_answered(self, request: Request) -> bool:
        """Whether that run received an answer to this."""
        return request_name(request) in self._offsets

    def fetch(self, request: Request, manners: Manners) -> Response:
        """The archived answer. Faults: GoneFromAddress when there is none."""
        answers = (replace(each, request=request) for each in self._newest_first(request))
        newest = list(islice(answers, 2))
        if not newest:
            raise GoneFromAddress(
                "no answer in the archive", todo="Run the source live.", url=request.url
            )
        if len(newest) == 1:
            return newest[0]
        return next(filter(self._can_be_read, chain(newest, answers)), newest[0])

    def _newest_first(self, request: Request) -> Iterator[Response]:
        """What the run was told; where it was told nothing that is kept, what others were."""
        is_known = False
        for offset in reversed(self._offsets.get(request_name(request), ())):
            if answer := self._whole(offset):
                is_known = True
                yield answer
        if not is_known and request.method == "GET":
            yield from filter(self._is_answer, self._archive.newest_from(request.url))

    def _whole(self, offset: int) -> Response | None:
        """An answer of the run; for "not modified" what had been said before, if that is kept."""
        response = self._archive.at(self._run, offset)
        if not response.not_modified:
            return response
        said = self._archive.newest_with(response.sha256)
        # Another address may have answered with the same, whose links are meant from there.
        return said and replace(said, url=response.url)

    def _is_answer(self, response: Response) -> bool:
        """Whether a fetcher would have given it, and not refused to: a part (206) is none."""
        status, accepted = response.status, self._source.manners.accept_statuses
        is_whole = 200 <= status < 300 and status != 206
        return (is_whole and not challenge_marked(response.headers)) or status in accepted

    def _can_be_read(self, answer: Response) -> bool:
        asked = answer.request
        name = request_name(asked), answer.sha256
        if name not in self._readable:
            detail = self._source.detail
            is_list = asked.purpose == "list" or not detail
            read = format_of(self._source).parse if is_list else read_detail
            self._readable[name] = True
            try:
                with desk:
                    read(self._source, answer)
            except SourceFault:
                self._readable[name] = False
        return self._readable[name]
