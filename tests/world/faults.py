"""Sites that misbehave: what is put in the place of a host's answers."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable
from functools import lru_cache

from tests.scrapers.http.servers import Asked, Behaviour, answer
from tests.world.internet import Internet

MEGABYTE = 1024 * 1024
LOGIN = (
    "<html><head><title>Sign in</title></head><body><form action='/login'>"
    "<input name='user'><input type='password' name='pass'></form></body></html>"
)
LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
BILLION_LAUGHS = (
    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
    "<rss><channel><title>&l9;</title></channel></rss>"
)
EXTERNAL_ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><title>&a;</title></channel></rss>"
)
MALFORMED = '{"results": [{"title": "Ex<item><title>Exo</titel></item><div class="'


def saying(whole: bytes) -> Behaviour:
    """Always the same answer."""
    return lambda connection, asked: connection.sendall(whole)


def page(body: str, kind: str = "text/html; charset=utf-8") -> Behaviour:
    """A whole page with status 200."""
    return saying(answer(body.encode(), headers={"Content-Type": kind}))


def changed(internet: Internet, change: Callable[[bytes, bytes], bytes]) -> Behaviour:
    """The honest answer with its head and body changed."""

    def behave(connection: socket.socket, asked: Asked) -> None:
        head, _, body = internet.answer(asked).partition(b"\r\n\r\n")
        # The site marks its honest answer; another body under that mark would be taken for it.
        lines = [line for line in head.split(b"\r\n") if not line.startswith(b"ETag")]
        connection.sendall(change(ending(b"\r\n".join([*lines, b"", b""])), body))

    return behave


def ending(answer: bytes) -> bytes:
    """An answer that says that the proxy hangs up after it, so that no question comes after."""
    return answer.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)


def once(first: bytes, internet: Internet) -> Behaviour:
    """`first` for the first request of each address, then the honest answers."""
    seen: set[str] = set()

    def behave(connection: socket.socket, asked: Asked) -> None:
        known = asked.target in seen
        seen.add(asked.target)
        connection.sendall(ending(internet.answer(asked)) if known else first)

    return behave


def only_at(words: str, fault: Behaviour, internet: Internet) -> Behaviour:
    """`fault` at the addresses that have these words, the honest answers at all others."""

    def behave(connection: socket.socket, asked: Asked) -> None:
        if words in asked.target:
            fault(connection, asked)
        else:
            connection.sendall(ending(internet.answer(asked)))

    return behave


def half_a_body(head: bytes, body: bytes) -> bytes:
    """The connection ends in the middle."""
    return head + body[: len(body) // 2]


def without_charset(head: bytes, body: bytes) -> bytes:
    return head.replace(b"; charset=utf-8", b"") + body


def wrong_charset(head: bytes, body: bytes) -> bytes:
    return head.replace(b"charset=utf-8", b"charset=koi8-r") + body


def two_lengths(head: bytes, body: bytes) -> bytes:
    """Two lengths that contradict each other."""
    return head.replace(b"\r\n\r\n", b"\r\nContent-Length: 17\r\n\r\n") + body


def too_short_a_length(head: bytes, body: bytes) -> bytes:
    """A length that ends the body in its middle, and all of the body."""
    said = f"Content-Length: {len(body)}".encode()
    return head.replace(said, f"Content-Length: {len(body) // 2}".encode()) + body


def bad_utf8(head: bytes, body: bytes) -> bytes:
    """A byte that UTF-8 does not have, in the words that are about exosomes."""
    for word in (b"xample", b"nvent", b"xosom"):
        if word in body:
            body = body.replace(word, word + b"\xff", 1)
            break
    lines = [line for line in head.split(b"\r\n") if not line.startswith(b"Content-Length")]
    lines.insert(1, f"Content-Length: {len(body)}".encode())
    return b"\r\n".join(lines) + body


@lru_cache(maxsize=1)
def bomb() -> bytes:
    """A few hundred kilobytes that become 200 megabytes."""
    packed = gzip.compress(bytes(200 * MEGABYTE), 1)
    return answer(packed, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})


def flood(connection: socket.socket, _: Asked) -> None:
    """200 megabytes without a length, as long as somebody reads them."""
    connection.sendall(b"HTTP/1.1 200 Said\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    piece = b"x" * MEGABYTE
    for _number in range(200):
        connection.sendall(piece)


def announced_flood() -> Behaviour:
    """The promise of 200 megabytes."""
    return saying(answer(b"x" * 1000, length=200 * MEGABYTE))


def loop(connection: socket.socket, asked: Asked) -> None:
    """A redirect back to the same address."""
    there = f"https://{asked.headers['host']}{asked.target}"
    connection.sendall(answer(status=302, headers={"Location": there}))


def to(url: str) -> Behaviour:
    """A redirect."""
    return saying(answer(status=302, headers={"Location": url}))
