"""Bounds: on time, on size, on what a body may become, and on what counts as complete."""

from __future__ import annotations

import gzip
import io
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import brotli
import pytest

from scrapers.http.faults import (
    NotTheFormat,
    Outage,
    TimedOut,
    TooLarge,
    TooSlow,
    TruncatedBody,
)
from scrapers.http.fetch import Fetcher
from scrapers.http.request import Request
from tests.scrapers.http.fetchers import QUICK
from tests.scrapers.http.servers import Asked, Site, answer, dripping, silent

MB = 1024 * 1024
PLAIN = replace(QUICK, robots=False)


@contextmanager
def little_memory(megabytes: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * MB
    finally:
        tracemalloc.stop()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < seconds


def test_silence_is_a_time_out(site: Site, fetcher: Fetcher) -> None:
    impatient = replace(PLAIN, timeout_seconds=0.5)
    with within(6), pytest.raises(TimedOut, match=r"silence for 0\.5 seconds"):
        fetcher.fetch(Request(site.on("/x", silent(8))), impatient)


def test_a_time_out_is_tried_again(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/x", silent(8), answer(b"ok"))
    impatient = replace(PLAIN, timeout_seconds=1, retries=1)
    assert fetcher.fetch(Request(url), impatient).body == b"ok"


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFF\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\n", b"X"),
        (b"HTTP", b"/"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["body", "chunks", "one long chunk", "headers", "status line", "continue"],
)
def test_a_slow_drip_is_cut_off_and_not_asked_for_again(
    site: Site, fetcher: Fetcher, head: bytes, drop: bytes
) -> None:
    url = site.on("/x", dripping(head, drop, every=0.05, times=200))
    with within(8), pytest.raises(TooSlow):
        fetcher.fetch(Request(url), replace(PLAIN, total_seconds=0.6, retries=3))
    assert len(site.asked) == 1


def test_a_body_shorter_than_promised_is_truncated(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(TruncatedBody, match="4 bytes came, 5 did not"):
        fetcher.fetch(Request(site.on("/x", answer(b"half", length=9))), PLAIN)


def test_a_truncated_body_is_tried_again(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/x", answer(b"half", length=8), answer(b"all of it"))
    assert fetcher.fetch(Request(url), replace(PLAIN, retries=1)).body == b"all of it"


def test_chunks_without_their_end_are_truncated(site: Site, fetcher: Fetcher) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with pytest.raises(TruncatedBody):
        fetcher.fetch(Request(site.on("/x", head + b"4\r\nhalf\r\n")), PLAIN)
    # What came belongs into the archive, not into the message.
    with pytest.raises(TruncatedBody, match="4 bytes came, 251 did not"):
        fetcher.fetch(Request(site.on("/y", head + b"FF\r\nhalf")), PLAIN)
    assert (
        fetcher.fetch(Request(site.on("/z", head + b"4\r\nhalf\r\n0\r\n\r\n")), PLAIN).body
        == b"half"
    )


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


def test_a_damaged_or_unknown_coding_is_not_the_format(site: Site, fetcher: Fetcher) -> None:
    damaged = bytearray(gzip.compress(bytes(range(256)) * 40))
    damaged[15:60] = b"\xff" * 45
    for coding, body in (("gzip", bytes(damaged)), ("br", b"\xff" * 90), ("zstd", b"?")):
        url = site.on("/x", answer(body, headers={"Content-Encoding": coding}))
        with pytest.raises(NotTheFormat):
            fetcher.fetch(Request(url), PLAIN)


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


def test_a_body_that_says_it_is_too_large_is_not_read(site: Site, fetcher: Fetcher) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n"
    with within(6), pytest.raises(TooLarge, match="200,000,000"):
        fetcher.fetch(Request(site.on("/x", dripping(head, b"x", 0.1, 100))), PLAIN)


@pytest.mark.parametrize("chunked", [True, False])
def test_200_megabytes_without_a_length_are_cut_off(
    site: Site, fetcher: Fetcher, chunked: bool
) -> None:
    sent = 0

    def pour(connection: socket.socket, asked: Asked) -> None:
        nonlocal sent
        block = bytes(MB)
        how = b"Transfer-Encoding: chunked" if chunked else b"Connection: close"
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + how + b"\r\n\r\n")
        for _ in range(200):
            connection.sendall(b"100000\r\n" + block + b"\r\n" if chunked else block)
            sent += MB

    with within(12), little_memory(16), pytest.raises(TooLarge, match="received"):
        fetcher.fetch(Request(site.on("/x", pour)), replace(PLAIN, max_bytes=4 * MB))
    time.sleep(0.2)
    assert sent < 40 * MB, "the connection is closed, so the site stops sending"


def test_exactly_as_many_bytes_as_allowed_are_read(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/x", answer(bytes(MB)))
    assert len(fetcher.fetch(Request(url), replace(PLAIN, max_bytes=MB)).body) == MB


@pytest.mark.parametrize(
    "flood",
    [
        b"".join(b"X-%d: y\r\n" % number for number in range(500)),
        b"X-Long: " + b"y" * 200_000 + b"\r\n",
    ],
    ids=["many", "long"],
)
def test_a_flood_of_headers_is_too_large(site: Site, fetcher: Fetcher, flood: bytes) -> None:
    with within(6), pytest.raises(TooLarge, match="headers") as caught:
        fetcher.fetch(Request(site.on("/x", b"HTTP/1.1 200 OK\r\n" + flood + b"\r\n")), PLAIN)
    assert "max_bytes" not in str(caught.value)


@pytest.mark.parametrize(
    "nonsense",
    [
        b"SSH-2.0-OpenSSH\r\n",
        b"\0" * 100,
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"",
    ],
)
def test_what_is_not_http_is_an_outage(site: Site, fetcher: Fetcher, nonsense: bytes) -> None:
    with within(6), pytest.raises(Outage):
        fetcher.fetch(Request(site.on("/x", nonsense)), PLAIN)


def test_what_another_program_answers_is_told_of_on_one_line(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(Outage, match=r"no HTTP: it begins 'SSH-2\.0-x'") as caught:
        fetcher.fetch(Request(site.on("/x", b"SSH-2.0-x\r\n")), PLAIN)
    assert "\n" not in str(caught.value)


def test_an_answer_lost_between_its_headers_is_truncated(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/x", b"HTTP/1.1 200 OK\r\nContent-Ty", answer(b"ok"))
    with pytest.raises(TruncatedBody):
        fetcher.fetch(Request(url), PLAIN)
    empty = site.on("/empty", answer(b""))
    assert fetcher.fetch(Request(empty), PLAIN).body == b""
