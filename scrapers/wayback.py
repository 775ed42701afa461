"""The Internet Archive as another way to read a source: when it blocks us, or for its history.

The index (the CDX API) says which captures of an address there are; each is fetched as it was
received then (`id_` behind the time stamp: no banner, no rewritten links). What comes back is a
Response of the original address with `via="wayback"`, `fetched_at` the moment of the capture.

Sources: https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server (parameters);
https://github.com/edgi-govdata-archiving/wayback (limits in practice: 24 index queries a minute).
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from urllib.parse import urlencode

from requests.structures import CaseInsensitiveDict

from scrapers.http.decoding import GZIP_MAGIC, decoded
from scrapers.http.faults import GoneFromAddress, NotTheFormat, RequestNotUnderstood, TruncatedBody
from scrapers.http.fetch import Fetcher, FetchSettings, Keeper
from scrapers.http.keys import Keys
from scrapers.http.request import Manners, Request, Response

INDEX = "https://web.archive.org/cdx/search/cdx"
PAGE_OF_INDEX = 1000
DELAY_SECONDS = 3.0  # 20 a minute
# The index reads from disk, and is slow for addresses with many captures.
INDEX_TIMEOUT_SECONDS = 120.0
CAPTURE = re.compile(r"https?://web\.archive\.org/web/(\d{14})id_/(.+)", re.DOTALL)
ORIGINAL_HEADER = "x-archive-orig-"


@dataclass(frozen=True)
class Capture:
    """One capture: when it was taken, and its address as the Internet Archive writes it."""

    taken_at: datetime
    original: str

    @property
    def url(self) -> str:
        """Where the capture is, as it was received."""
        return f"https://web.archive.org/web/{self.taken_at:%Y%m%d%H%M%S}id_/{self.original}"


class Wayback:
    """Reads captures; offers `fetch` like a Fetcher.

    Captures from `since` on are used. They go into `archive` under the address they are of, what
    the index says under its own.
    """

    def __init__(
        self,
        settings: FetchSettings,
        archive: Keeper,
        *,
        since: date | None = None,
    ) -> None:
        self._archive = archive
        self._keys = Keys(settings.secrets)
        self._fetcher = Fetcher(settings, _AllButCaptures(archive))
        self._since = since

    def fetch(self, request: Request, manners: Manners) -> Response:
        """The newest capture of `request.url`.

        Faults: GoneFromAddress when there is none; RequestNotUnderstood for anything but a plain
        GET; those of the Fetcher.
        """
        captures = self._index(request, manners, newest_only=True)
        if not captures:
            raise GoneFromAddress(
                "no capture in the Internet Archive",
                todo="Widen the dates, or read this source live.",
                url=request.url,
            )
        return self._read(captures[-1], request, manners)

    def captures(
        self, request: Request, manners: Manners
    ) -> list[tuple[date, Callable[[], Response]]]:
        """All captures of `request.url` whose body differs from the one before, oldest first.

        Each with its day and what reads it, as the answer to `request`.
        """
        found = self._index(request, manners, newest_only=False)
        return [
            (each.taken_at.date(), partial(self._read, each, request, manners)) for each in found
        ]

    def _read(self, capture: Capture, request: Request, manners: Manners) -> Response:
        """One capture, as the answer to `request`."""
        asked = Request(capture.url, purpose=request.purpose, source=request.source)
        received = self._fetcher.fetch(asked, gentle_with(manners))
        kept = received
        try:
            kept = replace(
                as_original(received, manners.max_bytes), request=request, url=request.url
            )
        finally:
            self._archive.write(kept)
        return kept

    def stop(self) -> None:
        """Let nobody wait any longer; see Fetcher.stop."""
        self._fetcher.stop()

    def close(self) -> None:
        """Close all connections."""
        self._fetcher.close()

    def _index(self, request: Request, manners: Manners, *, newest_only: bool) -> list[Capture]:
        if not request.is_plain:
            raise RequestNotUnderstood(
                f"a {request.method} request",
                expected="a plain GET, as the Internet Archive keeps nothing else",
                url=request.url,
            )
        if self._keys.hide(request.url) != request.url:
            raise RequestNotUnderstood(
                "an address that holds a key", expected="one that a stranger may see"
            )
        question = {
            "url": request.url,
            "output": "json",
            "fl": "timestamp,original",
            "filter": "statuscode:200",
        }
        if self._since is not None:
            question["from"] = f"{self._since:%Y%m%d}"
        if newest_only:
            return self._page(request, manners, {**question, "limit": "-1"})[0]
        question |= {"collapse": "digest", "limit": str(PAGE_OF_INDEX), "showResumeKey": "true"}
        captures, resume = self._page(request, manners, question)
        asked: set[str] = set()  # keys that lead back to each other would be asked for ever
        while resume and resume not in asked:
            asked.add(resume)
            more, resume = self._page(request, manners, {**question, "resumeKey": resume})
            captures += more
        return captures

    def _page(
        self, request: Request, manners: Manners, question: dict[str, str]
    ) -> tuple[list[Capture], str]:
        asked = Request(f"{INDEX}?{urlencode(question)}", purpose="list", source=request.source)
        patient = replace(
            gentle_with(manners),
            timeout_seconds=max(manners.timeout_seconds, INDEX_TIMEOUT_SECONDS),
        )
        return captures_in(self._fetcher.fetch(asked, patient))


class _AllButCaptures:
    """Keeps what the Internet Archive says itself; captures are kept as answers of their sites."""

    def __init__(self, archive: Keeper) -> None:
        self._archive = archive

    def write(self, response: Response) -> None:
        if response.status != 200 or not CAPTURE.fullmatch(response.url):
            self._archive.write(response)


def captures_in(response: Response) -> tuple[list[Capture], str]:
    """What a page of the index says, and the key of its next page ("" when it is the last).

    The page is a JSON array of rows, the first of them the names of the columns; no capture is an
    empty array or nothing at all; before the key of the next page stands an empty row.
    Faults: NotTheFormat.
    """
    try:
        rows = json.loads(response.body or b"[]")
        if not isinstance(rows, list):
            raise TypeError("not an array")
        columns, *rows = rows or [[]]
        resume = ""
        if len(rows) >= 2 and rows[-2] == []:
            resume = rows[-1][0]
            rows = rows[:-2]
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        captures = [
            Capture(
                taken_at=datetime.strptime(row["timestamp"], "%Y%m%d%H%M%S").replace(tzinfo=UTC),
                original=row["original"],
            )
            for row in found
        ]
    except (ValueError, TypeError, LookupError) as error:
        raise NotTheFormat(
            f"an index that cannot be read ({error})",
            expected="rows of timestamp and original as JSON",
            todo="Compare it with the documentation of the CDX API and mend scrapers/wayback.py.",
            url=response.url,
        ) from None
    return captures, resume


def as_original(response: Response, max_bytes: int = Manners.max_bytes) -> Response:
    """The answer that a capture is of: its address, moment, headers and decompressed body.

    Faults: NotTheFormat when `response` is no capture, or its body is damaged; TooLarge.
    """
    place = CAPTURE.fullmatch(response.url)
    if place is None:
        raise NotTheFormat(
            "an answer that is no capture",
            expected="https://web.archive.org/web/…",
            url=response.url,
        )
    original = place[2]
    headers: CaseInsensitiveDict[str] = CaseInsensitiveDict(
        (name[len(ORIGINAL_HEADER) :], value)
        for name, value in response.headers.items()
        if name.lower().startswith(ORIGINAL_HEADER)
    )
    if "Content-Type" in response.headers:
        headers.setdefault("Content-Type", response.headers["Content-Type"])
    body = _uncompressed(response.body, headers, max_bytes, original)
    return replace(
        response,
        request=replace(response.request, url=original),
        url=original,
        headers=headers,
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        fetched_at=datetime.strptime(place[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC),
        via="wayback",
    )


def _uncompressed(
    body: bytes, headers: CaseInsensitiveDict[str], max_bytes: int, url: str
) -> bytes:
    """The body without the coding it was captured in, which the archive hands on as it was.

    Some captures are gzip and do not say so, others say a coding that is undone already.
    """
    encoding = headers.get("Content-Encoding", "").lower()
    if body.startswith(GZIP_MAGIC) and "gzip" not in headers.get("Content-Type", ""):
        encoding = "gzip"
    elif "br" not in encoding:
        return body
    whole = io.BytesIO()
    try:
        for piece in decoded([body], encoding, max_bytes, url):
            whole.write(piece)
    except (NotTheFormat, TruncatedBody):
        if encoding == "gzip":
            raise
        return body  # undone already
    return whole.getvalue()


def gentle_with(manners: Manners) -> Manners:
    """The manners for the Internet Archive: the source's bounds, the archive's pace and rules."""
    return replace(
        manners,
        delay_seconds=max(manners.delay_seconds, DELAY_SECONDS),
        robots=True,
        extra_certificate=None,
        accept_statuses=(),
    )
