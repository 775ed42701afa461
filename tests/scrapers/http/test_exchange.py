"""Bounds on time and size, and what counts as a complete answer."""

from __future__ import annotations

import socket
import time
from dataclasses import replace

import pytest

from scrapers.http.faults import ConnectionLost, Outage, TimedOut, TooLarge, TooSlow, TruncatedBody
from scrapers.http.fetch import Fetcher
from scrapers.http.request import Request
from tests.scrapers.http.bounds import MB, little_memory, within
from tests.scrapers.http.fetchers import PLAIN
from tests.scrapers.http.servers import Asked, Site, answer, dripping, silent


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


def test_an_answer_that_comes_behind_early_hints_is_not_that_to_the_next_question(
    site: Site, fetcher: Fetcher
) -> None:
    def hinting(connection: socket.socket, _: Asked) -> None:
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
        time.sleep(0.5)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na")
        time.sleep(0.5)

    with pytest.raises(ConnectionLost, match="status 103 before the answer itself"):
        fetcher.fetch(Request(site.on("/a", hinting)), PLAIN)
    assert fetcher.fetch(Request(site.on("/b", answer(b"b"))), PLAIN).body == b"b"


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
