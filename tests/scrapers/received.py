"""Answers as they are received, and archives of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from requests.structures import CaseInsensitiveDict

from scrapers.archive import Archive
from scrapers.http.request import Request, Response


def received(
    url: str = "https://regulator.example/list",
    body: bytes = b"rows",
    *,
    source: str = "xx-test",
    status: int = 200,
    **request: Any,
) -> Response:
    """An answer from a regulator that is invented."""
    return Response(
        request=Request(url, source=source, **request),
        url=url,
        status=status,
        headers=CaseInsensitiveDict({"Content-Type": "text/html; charset=utf-8", "ETag": '"1"'}),
        body=body,
        fetched_at=datetime(2026, 11, 22, 15, 30, 1, 123456, tzinfo=UTC),
        sha256=hashlib.sha256(body).hexdigest(),
    )


def archived(root: Path, *responses: Response) -> Path:
    """Archive `responses` as one run; returns its file."""
    archive = Archive(root)
    for response in responses:
        archive.write(response)
    archive.close()
    return archive.runs()[-1]


def body_of(response: Response | None) -> bytes | None:
    """The body of what was found, if anything was."""
    return None if response is None else response.body


def responses(root: Path) -> Iterator[Response]:
    """All that an archive has, run by run, source by source."""
    archive = Archive(root)
    for run in archive.runs():
        for source in sorted(archive.sources(run)):
            yield from (archive.at(run, offset) for offset in archive.offsets(run, source))


def urls(root: Path) -> list[str]:
    """Where all that an archive has came from."""
    return [response.url for response in responses(root)]
