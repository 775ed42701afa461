"""Answers that were received earlier, asked for like a site: for replaying the archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from scrapers.archive import Archive
from scrapers.catalogue import Source
from scrapers.http.faults import GoneFromAddress
from scrapers.http.request import Manners, Request, Response
from scrapers.reading.remember import request_name


class ArchivedAnswers:
    """What one run received for one source; offers `fetch` like a Fetcher.

    Where that run was told "not modified", or did not ask, the answer of another run stands in.

    Attributes:
        moments: when each answer was given, aware, UTC.
        are_captures: they were received through the Internet Archive.
    """

    def __init__(self, archive: Archive, run: Path, source: Source) -> None:
        self._archive, self._run = archive, run
        self._accepted = source.manners.accept_statuses
        # Where they are: their bodies together may be far more than what they say.
        self._offsets: dict[str, int] = {}
        self.moments: list[datetime] = []
        self.are_captures = False
        for offset in archive.offsets(run, source.id):
            response = archive.at(run, offset)
            if response.not_modified or self._is_answer(response):
                self._offsets[request_name(response.request)] = offset
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
        offset = self._offsets.get(request_name(request))
        found = None if offset is None else self._archive.at(self._run, offset)
        if found and found.not_modified:
            found = self._archive.newest_with(found.sha256)
        if found is None and request.method == "GET":
            found = next(filter(self._is_answer, self._archive.newest_from(request.url)), None)
        if found is None:
            raise GoneFromAddress(
                "no answer in the archive", todo="Run the source live.", url=request.url
            )
        return replace(found, request=request)

    def _is_answer(self, response: Response) -> bool:
        """Whether a fetcher would have given it, and not refused to."""
        return 200 <= response.status < 300 or response.status in self._accepted
