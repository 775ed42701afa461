"""Many clients at once: each keeps one connection and asks again as soon as it is answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Load:
    """What the clients were answered."""

    per_second: float
    p95_ms: float


def load(port: int, question: Callable[[], str], *, clients: int, seconds: float) -> Load:
    """Ask a server on this machine; `question` gives the next path with its query.

    Raises:
        RuntimeError: an answer was not 200.
    """
    return asyncio.run(_load(port, question, clients, seconds))


async def _load(port: int, question: Callable[[], str], clients: int, seconds: float) -> Load:
    start = time.perf_counter()
    taken = await asyncio.gather(
        *(_client(port, question, start + seconds) for _ in range(clients))
    )
    elapsed = time.perf_counter() - start
    times = [one for each in taken for one in each]
    return Load(len(times) / elapsed, quantiles(times, n=20)[-1] * 1000)


async def _client(port: int, question: Callable[[], str], until: float) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    taken = []
    while (asked := time.perf_counter()) < until:
        path = question()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".encode())
        await _answer(reader, path)
        taken.append(time.perf_counter() - asked)
    writer.close()
    return taken


async def _answer(reader: asyncio.StreamReader, path: str) -> None:
    """Read one answer to its end, whether it says its length or comes in chunks."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not head.startswith(b"http/1.1 200"):
        raise RuntimeError(f"{path}: {head.splitlines()[0].decode()}")
    if b"transfer-encoding: chunked" in head:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
