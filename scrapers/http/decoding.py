"""Content-Encoding undone in small steps, so that a few bytes never become gigabytes in memory."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import brotli

from scrapers.http.faults import READ_CAPTURES, NotTheFormat, TooLarge, TruncatedBody
from scrapers.http.request import Response

STEP = 64 * 1024  # bytes that come out of a decoder at once, at most
MOST_CODINGS = 3
MOST_MEMBERS = 10_000  # an honest gzip file has one, or one for each 64 KB
GZIP_MAGIC = b"\x1f\x8b"
# What servers write there that mean the charset, or nothing.
_NO_CODING = re.compile(r"(?:identity|none|binary|utf-?8|iso-\S*|windows-\S*)?")


def decoded(
    chunks: Iterable[bytes], content_encoding: str, max_bytes: int, url: str
) -> Iterator[bytes]:
    """The content of a body that arrives as `chunks`, decoded as its header says.

    No stage gives more than `max_bytes`. Faults: TooLarge, TruncatedBody (the stream ends before
    it is complete), NotTheFormat (damaged, or a coding that was not asked for).
    """
    codings = [name.strip().lower() for name in content_encoding.split(",")]
    codings = [name for name in codings if not _NO_CODING.fullmatch(name)]
    if len(codings) > MOST_CODINGS:
        raise TooLarge(f"a body compressed {len(codings)} times over", url=url)
    stream = _bounded(chunks, max_bytes, "received", url)
    for coding in reversed(codings):
        decoder = DECODERS.get(coding)
        if decoder is None:
            raise NotTheFormat(
                f"a body in the coding {coding!r}, which was not asked for",
                expected="gzip, deflate or br",
                todo="Nothing of it is kept, and nothing in its YAML mends it: tell the publisher, "
                f"or read it by hand or through the Internet Archive ({READ_CAPTURES}).",
                url=url,
            )
        stream = _bounded(decoder(stream, url), max_bytes, "decompressed", url)
    return stream


def opened(response: Response, max_bytes: int) -> Response:
    """An answer without gzip around its body: some servers compress twice, or do not say it.

    It is archived as it was received. Faults: as `decoded`.
    """
    if not response.body.startswith(GZIP_MAGIC):
        return response
    return replace(
        response, body=b"".join(decoded([response.body], "gzip", max_bytes, response.url))
    )


def _bounded(chunks: Iterable[bytes], max_bytes: int, what: str, url: str) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > max_bytes:
            raise TooLarge(
                f"more than {max_bytes:,} bytes {what}",
                expected=f"at most {max_bytes:,} bytes",
                url=url,
            )
        yield chunk


def _gunzip(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    """Gzip, of one member or several; what is said to be gzip and has no sign of it stays as it is.

    Bytes behind the last member are padding and are left out, as gzip itself does.
    """
    opened, arriving = _peeked(iter(chunks), len(GZIP_MAGIC))
    if not opened.startswith(GZIP_MAGIC):
        yield from arriving
        return
    decoder = zlib.decompressobj(zlib.MAX_WBITS + 16)
    members = 1
    for chunk in arriving:
        rest = chunk
        while rest:
            if decoder.eof:
                if not rest.startswith(GZIP_MAGIC[:1]):
                    break
                members += 1
                if members > MOST_MEMBERS:
                    raise TooLarge("a body that is decompressed in very many parts", url=url)
                decoder = zlib.decompressobj(zlib.MAX_WBITS + 16)
            yield _inflated(decoder, rest, url)
            rest = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    yield from _end_of(decoder, url)


def _inflate(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    """Deflate: with zlib's wrapper as the standard asks, or bare as some servers send it."""
    opened, arriving = _peeked(iter(chunks), 2)
    if not opened:
        return
    wrapped = len(opened) == 2 and opened[0] & 0x0F == 8 and int.from_bytes(opened, "big") % 31 == 0
    decoder = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
    for chunk in arriving:
        rest = chunk
        while rest and not decoder.eof:
            yield _inflated(decoder, rest, url)
            rest = decoder.unconsumed_tail
    yield from _end_of(decoder, url)


def _unbrotli(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    received = False
    for chunk in chunks:
        received = True
        rest = chunk
        while not decoder.is_finished():
            try:
                piece = decoder.process(rest, output_buffer_limit=STEP)
            except brotli.error as error:
                raise _damaged("br", error, url) from None
            if not piece and decoder.can_accept_more_data():
                break
            yield piece
            rest = b""
    if received and not decoder.is_finished():
        raise TruncatedBody("a compressed body that ends too early", url=url)


DECODERS: dict[str, Callable[[Iterable[bytes], str], Iterator[bytes]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
}


def _peeked(chunks: Iterator[bytes], count: int) -> tuple[bytes, Iterator[bytes]]:
    """The first `count` bytes, and the whole stream with them still in it."""
    start = b""
    for chunk in chunks:
        start += chunk
        if len(start) >= count:
            break

    def whole() -> Iterator[bytes]:
        yield start
        yield from chunks

    return start[:count], whole()


def _inflated(decoder: zlib._Decompress, data: bytes, url: str) -> bytes:
    try:
        return decoder.decompress(data, STEP)
    except zlib.error as error:
        raise _damaged("gzip or deflate", error, url) from None


def _end_of(decoder: zlib._Decompress, url: str) -> Iterator[bytes]:
    # All input is used up by now: what is left inside is less than one window.
    yield decoder.flush()
    if not decoder.eof:
        raise TruncatedBody("a compressed body that ends too early", url=url)


def _damaged(coding: str, error: Exception, url: str) -> NotTheFormat:
    return NotTheFormat(f"a damaged body ({error})", expected=coding, url=url)
