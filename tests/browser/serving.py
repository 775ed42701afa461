"""A real Streamlit server, as people start it: for the browser's tests and for measuring."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests

ROOT = Path(__file__).resolve().parents[2]
DASHBOARD = ROOT / "dashboard.py"
_START_SECONDS = 60
_END_SECONDS = 10


@dataclass(frozen=True)
class Served:
    """A running server: its address, its process, the file that holds what it printed."""

    url: str
    process: psutil.Process
    log: Path

    def memory_mb(self) -> float:
        """Resident memory of the server and its children, in MB."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(member.memory_info().rss for member in family) / 1e6


@contextmanager
def served(
    database_url: str, log: Path, script: Path = DASHBOARD, *, base: str = ""
) -> Iterator[Served]:
    """Serve a script on a free port until the block ends; what it prints goes to `log`.

    `base` is the path of the host under which it stands, as "/atlas".

    Raises:
        RuntimeError: the server ended, or did not answer within a minute; with its log.
    """
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", str(script),
        "--server.port", str(port), "--server.address", "127.0.0.1",
        "--server.baseUrlPath", base,
    ]  # fmt: skip
    environment = {**os.environ, "DATABASE_URL": database_url, "PYTHONPATH": str(ROOT)}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            url = f"http://127.0.0.1:{port}{base}"
            _wait_for(url, process, log)
            yield Served(url, psutil.Process(process.pid), log)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server: it is asked to, and made to where it is still at work after a while."""
    process.terminate()
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    with requests.Session() as session:
        session.trust_env = False  # a proxy knows nothing of this machine's own ports
        while time.monotonic() < deadline and process.poll() is None:
            try:
                if session.get(f"{url}/_stcore/health", timeout=5).ok:
                    return
            except requests.RequestException:
                time.sleep(0.05)
    raise RuntimeError(f"No answer from {url}. The server said:\n{log.read_text()}")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
