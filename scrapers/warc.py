"""Answers as WARC records (ISO 28500), there and back.

An answer is a `response` record and, after it, the `request` record that belongs to it; "not
modified" is a `revisit` record. Each record is a gzip member by itself, so that a file that ends in
the middle of a record loses that record only. Behind a redirect the `request` record has the method
and the body of the question that was asked first, and the address that answered.

Bodies are kept as parsers see them: transfer and content codings are undone, and the headers that
spoke of them are kept under names that begin with X-Archive-Orig-. WARC-Payload-Digest is the
SHA-256 of the body in hex (for a revisit, of the body received before); what the standard has no
name for is in headers that begin with Exosome-Atlas-.
"""

from __future__ import annotations

import io
import logging
import string
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, BinaryIO, cast
from urllib.parse import quote, urlsplit

from requests.structures import CaseInsensitiveDict
from requests.utils import requote_uri
from warcio.archiveiterator import ArchiveIterator
from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from atlas import __version__
from scrapers.http.keys import HIDDEN
from scrapers.http.request import Purpose, Request, Response, Via

VERSION = "WARC/1.1"
NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
UNDONE_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length"})
SECRET_WORDS = ("auth", "cookie", "key", "token")
BLOCK = 256 * 1024

_BUILDER = RecordBuilder(warc_version=VERSION)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """Where an answer is in its file, in bytes: `end` is where the next one begins."""

    offset: int
    end: int


def opening_record(file_name: str, about: Mapping[str, str]) -> bytes:
    """The `warcinfo` record that a file begins with; `about` is what else it says of its run."""
    ours = {"software": f"ExosomeAtlas/{__version__}", "format": "WARC File Format 1.1"}
    return _member(_BUILDER.create_warcinfo_record(file_name, {**ours, **about}))


def opening_of(file: BinaryIO) -> dict[str, str]:
    """What the `warcinfo` record of a WARC file of ours says; nothing where it is not whole."""
    for _, _, data in _members(file, 0):
        _, content = _parsed(data)
        return dict(line.split(": ", 1) for line in content.decode().splitlines() if line)
    return {}


def records_of(response: Response) -> bytes:
    """The two records of `response`, ready to be appended to a file."""
    asked = response.request
    marks = {
        "WARC-Date": _timestamp(response.fetched_at),
        "WARC-Payload-Digest": f"sha256:{response.sha256}",
        "Exosome-Atlas-Asked-URI": asked.url,
        "Exosome-Atlas-Purpose": asked.purpose,
        "Exosome-Atlas-Source": asked.source,
        "Exosome-Atlas-Via": response.via,
    }
    if response.not_modified:
        marks["WARC-Profile"] = NOT_MODIFIED_PROFILE
    answer = _BUILDER.create_warc_record(
        response.url,
        "revisit" if response.not_modified else "response",
        payload=io.BytesIO(response.body),
        length=len(response.body),
        http_headers=StatusAndHeaders(
            _status_line(response.status), _kept_headers(response), protocol="HTTP/1.1"
        ),
        warc_headers_dict=marks,
    )
    body = asked.body or b""
    question = _BUILDER.create_warc_record(
        response.url,
        "request",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=StatusAndHeaders(
            f"{asked.method} {_target(response.url)} HTTP/1.1",
            _asked_headers(asked, response.url),
            is_http_request=True,
        ),
        warc_headers_dict={
            "WARC-Date": marks["WARC-Date"],
            "WARC-Concurrent-To": answer.rec_headers.get_header("WARC-Record-ID"),
        },
    )
    return _member(answer) + _member(question)


def _member(record: Any) -> bytes:
    """A record as a gzip member of its own.

    The library would press a bulk file as hard as it goes: thrice the time for a few bytes.
    """
    plain = io.BytesIO()
    WARCWriter(plain, gzip=False, warc_version=VERSION).write_record(record)
    return zlib.compress(plain.getbuffer(), wbits=zlib.MAX_WBITS + 16)


def responses_in(file: BinaryIO, offset: int = 0) -> Iterator[tuple[Place, Response]]:
    """The answers in a WARC file of ours, from `offset` on, in the order they arrived.

    A record that is cut off or damaged ends the file; what stands before it is whole.
    """
    answer: tuple[int, Any, bytes] | None = None
    for start, end, data in _members(file, offset):
        record, content = _parsed(data)
        if record.rec_type == "request":
            if answer is not None:
                yield Place(answer[0], end), _response(answer[1], answer[2], record, content)
            answer = None
        elif record.rec_type in ("response", "revisit"):
            answer = (start, record, content)


def _members(file: BinaryIO, offset: int) -> Iterator[tuple[int, int, bytes]]:
    """Each whole gzip member from `offset` on: where it begins and ends, and what it holds."""
    file.seek(offset)
    start = position = offset
    pending = b""
    while pending or (pending := file.read(BLOCK)):
        decoder = zlib.decompressobj(zlib.MAX_WBITS + 16)
        content = io.BytesIO()
        while not decoder.eof and pending:
            try:
                content.write(decoder.decompress(pending))
            except zlib.error as error:
                log.warning("%s: damaged at byte %d (%s)", _name_of(file), start, error)
                return
            position += len(pending) - len(decoder.unused_data)
            pending = decoder.unused_data if decoder.eof else file.read(BLOCK)
        if not decoder.eof:
            log.warning("%s: cut off in the record at byte %d", _name_of(file), start)
            return
        yield start, position, content.getvalue()
        start = position


def _parsed(data: bytes) -> tuple[Any, bytes]:
    # The library's objects refer to each other: left open, what they hold stays until it is tidied.
    with io.BytesIO(data) as file:
        record = next(iter(ArchiveIterator(file)))
        return record, cast(bytes, record.raw_stream.read())


def _response(answer: Any, body: bytes, question: Any, asked_body: bytes) -> Response:
    marks, status = answer.rec_headers, answer.http_headers
    headers: CaseInsensitiveDict[str] = CaseInsensitiveDict()
    for name, value in status.headers:
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Response(
        request=Request(
            url=marks.get_header("Exosome-Atlas-Asked-URI"),
            method=question.http_headers.protocol,
            headers={
                name: value for name, value in question.http_headers.headers if name != "Host"
            },
            body=asked_body or None,
            purpose=cast(Purpose, marks.get_header("Exosome-Atlas-Purpose")),
            source=marks.get_header("Exosome-Atlas-Source") or "",
        ),
        url=marks.get_header("WARC-Target-URI"),
        status=int(status.get_statuscode()),
        headers=headers,
        body=body,
        fetched_at=datetime.fromisoformat(marks.get_header("WARC-Date")),
        sha256=marks.get_header("WARC-Payload-Digest").removeprefix("sha256:"),
        not_modified=answer.rec_type == "revisit",
        via=cast(Via, marks.get_header("Exosome-Atlas-Via")),
    )


def _kept_headers(response: Response) -> list[tuple[str, str]]:
    headers = [
        (
            f"X-Archive-Orig-{name}" if name.lower() in UNDONE_HEADERS else _in_ascii(name),
            _in_ascii(_one_line(value)),
        )
        for name, value in response.headers.items()
    ]
    return [*headers, ("Content-Length", str(len(response.body)))]


def _in_ascii(header: str) -> str:
    """A header's name or value, percent-encoded where it is not ASCII.

    The library encodes values that have no parameters, and of the others only the parameters.
    """
    return header if header.isascii() else quote(header, string.punctuation + " ")


def _asked_headers(asked: Request, url: str) -> list[tuple[str, str]]:
    headers = [("Host", urlsplit(url).netloc)]
    for name, value in asked.headers.items():
        is_secret = any(word in name.lower() for word in SECRET_WORDS)
        headers.append((name, HIDDEN if is_secret else _one_line(value)))
    return headers


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _target(url: str) -> str:
    parts = urlsplit(requote_uri(url))
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _name_of(file: BinaryIO) -> str:
    return str(getattr(file, "name", "archive"))
