"""The recorded pages: what a source was asked, and what it answered, without a network."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from requests.structures import CaseInsensitiveDict

from scrapers.catalogue import Source
from scrapers.catalogue_files import read_catalogue
from scrapers.formats.page import Page, format_of
from scrapers.http.request import Request, Response

PAGES = Path(__file__).parent / "pages"
# What stands before a site looks alike everywhere, so that no site has one of its own.
CHALLENGES = sorted((Path(__file__).parent / "challenges").glob("*.html"))
TERMS = ("exosome",)
SEEN_ON = date(2026, 1, 20)

# By format, a source that is read in it.
ONE_OF_EACH = {
    "rss": "us-fda-rss",
    "json_api": "us-federal-register",
    "json_bulk": "us-fda-recalls",
    "wordpress_rest": "ng-nafdac",
    "datatables": "us-fda-warning-letters",
    "html_list": "ar-anmat",
    "html_table": "eg-eda",
    "html_script_json": "br-dou",
    "next_flight": "sg-hsa",
    "csv_list": "my-npra-cosmetics",
    "xml_bulk": "eu-safety-gate-weekly-xml",
    "import_alerts": "us-fda-import-alerts",
    "numbered_pages": "au-tga-drac",
}

CONTENT_TYPES = {
    "json": "application/json",
    "xml": "application/xml",
    "html": "text/html",
    "csv": "text/csv",
}


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Source]:
    return read_catalogue()


def page_of(source: Source, name: str) -> Path | None:
    """The recorded page of a name (normal, empty …), whatever its extension."""
    if name == "challenge":
        return CHALLENGES[crc32(source.id.encode()) % len(CHALLENGES)]
    found = [path for path in (PAGES / source.id).glob(f"{name}.*") if "expected" not in path.name]
    return found[0] if found else None


def asked_first(source: Source) -> list[Request]:
    return format_of(source).first_requests(source, TERMS, None, today=SEEN_ON)


def answer(
    request: Request,
    body: bytes | Path,
    *,
    status: int = 200,
    content_type: str | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """A response to a request, as the fetcher would give it."""
    if isinstance(body, Path):
        kind = content_type or CONTENT_TYPES[body.suffix[1:]]
        body = body.read_bytes()
    else:
        kind = content_type or "text/html"
    return Response(
        request=request,
        url=request.url.partition("#")[0],
        status=status,
        headers=CaseInsensitiveDict({"Content-Type": kind, **(headers or {})}),
        body=body,
        fetched_at=datetime(2026, 1, 20, 12, tzinfo=UTC),
        sha256=sha256(body).hexdigest(),
    )


def source_in(format_: str) -> Source:
    """The source of ONE_OF_EACH that is read in a format."""
    return catalogue()[ONE_OF_EACH[format_]]


def parsed(
    source: Source, body: bytes | str | Path, request: Request | None = None, **said: Any
) -> Page:
    """What its format makes of an answer, to the source's first question if to no other.

    `said` is what else the answer says: see `answer`.
    """
    raw = body.encode() if isinstance(body, str) else body
    response = answer(request or asked_first(source)[0], raw, **said)
    return format_of(source).parse(source, response)
