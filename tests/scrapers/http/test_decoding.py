"""Compressed bodies, undone in small steps."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from dataclasses import replace

import brotli
import pytest

from scrapers.http.faults import NotTheFormat, TooLarge, TruncatedBody
from scrapers.http.fetch import Fetcher
from scrapers.http.request import Request
from tests.scrapers.http.bounds import MB, little_memory, within
from tests.scrapers.http.fetchers import PLAIN
from tests.scrapers.http.servers import Site, answer


def _deflated(body: bytes, wbits: int) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return compressor.compress(body) + compressor.flush()


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": lambda body: _deflated(body, zlib.MAX_WBITS),
    "Deflate": lambda body: _deflated(body, -zlib.MAX_WBITS),
    "br": brotli.compress,
    "gzip, br": lambda body: brotli.compress(gzip.compress(body)),
    "identity": bytes,
}


@pytest.mark.parametrize("coding", CODINGS)
def test_compressed_bodies_are_undone(site: Site, fetcher: Fetcher, coding: str) -> None:
    body = "엑소좀 recall ".encode() * 20_000
    url = site.on("/x", answer(CODINGS[coding](body), headers={"Content-Encoding": coding}))
    assert fetcher.fetch(Request(url), PLAIN).body == body
    assert site.asked[0].headers["accept-encoding"] == "gzip, deflate, br"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_an_empty_body_may_say_it_is_compressed(site: Site, fetcher: Fetcher, coding: str) -> None:
    url = site.on("/x", answer(b"", headers={"Content-Encoding": coding}))
    assert fetcher.fetch(Request(url), PLAIN).body == b""


def test_gzip_in_several_members_and_with_padding_is_one_body(site: Site, fetcher: Fetcher) -> None:
    body = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 40
    url = site.on("/x", answer(body, headers={"Content-Encoding": "gzip"}))
    assert fetcher.fetch(Request(url), PLAIN).body == b"one two"


def test_what_is_said_to_be_gzip_and_is_not_stays_as_it_is(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/x", answer(b"<html>", headers={"Content-Encoding": "gzip"}))
    assert fetcher.fetch(Request(url), PLAIN).body == b"<html>"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_compressed_body_that_stops_early_is_truncated(
    site: Site, fetcher: Fetcher, coding: str
) -> None:
    body = CODINGS[coding](bytes(range(256)) * 40)[:-12]
    with pytest.raises(TruncatedBody):
        fetcher.fetch(
            Request(site.on("/x", answer(body, headers={"Content-Encoding": coding}))), PLAIN
        )


@pytest.mark.parametrize("coding", ["UTF-8", "ISO-8859-1", "none", "identity", "windows-1254, "])
def test_a_charset_in_the_place_of_a_coding_is_none(
    site: Site, fetcher: Fetcher, coding: str
) -> None:
    url = site.on("/x", answer(b"as it is", headers={"Content-Encoding": coding}))
    assert fetcher.fetch(Request(url), PLAIN).body == b"as it is"


def test_a_damaged_or_unknown_coding_is_not_the_format(site: Site, fetcher: Fetcher) -> None:
    damaged = bytearray(gzip.compress(bytes(range(256)) * 40))
    damaged[15:60] = b"\xff" * 45
    for coding, body in (("gzip", bytes(damaged)), ("br", b"\xff" * 90), ("zstd", b"?")):
        url = site.on("/x", answer(body, headers={"Content-Encoding": coding}))
        with pytest.raises(NotTheFormat) as raised:
            fetcher.fetch(Request(url), PLAIN)
    assert "--raw" not in str(raised.value), "nothing of it is kept"


@pytest.fixture(scope="module")
def bombs() -> dict[str, bytes]:
    """64 MB of nothing, small; and the same compressed twice."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6) as file:
        for _ in range(64):
            file.write(bytes(MB))
    once = packed.getvalue()
    brotlied = brotli.Compressor(quality=1)
    return {
        "gzip": once,
        "gzip, gzip": gzip.compress(once),
        "br": b"".join(brotlied.process(bytes(MB)) for _ in range(64)) + brotlied.finish(),
        # Members that hold nothing: no output at all, however much is unpacked on the way.
        "gzip, gzip, gzip": gzip.compress(gzip.compress(gzip.compress(b"") * 200_000)),
    }


@pytest.mark.parametrize("coding", ["gzip", "gzip, gzip", "br", "gzip, gzip, gzip"])
def test_a_bomb_does_not_go_off(
    site: Site, fetcher: Fetcher, bombs: dict[str, bytes], coding: str
) -> None:
    url = site.on("/x", answer(bombs[coding], headers={"Content-Encoding": coding}))
    with within(12), little_memory(12), pytest.raises(TooLarge, match="decompressed"):
        fetcher.fetch(Request(url), replace(PLAIN, max_bytes=2 * MB))
