"""The simulated internet in a process of its own, and runs over it that are measured from outside.

The sites must not share a core's time with what is measured, so they are not threads of it.
"""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from atlas.store import open_store
from tests.world.internet import Visit
from tests.world.sweep import world

MEASURING = Path(__file__).with_name("measuring.py")


@dataclass(frozen=True)
class Measured:
    """What a process took: seconds on the clock and on the processor, MB of memory at its peak."""

    code: int
    seconds: float
    cpu: float
    peak_mb: float


@dataclass(frozen=True)
class Sites:
    """The sites at work. `command` sweeps them, in `environment`."""

    command: list[str]
    environment: dict[str, str]
    pauses: dict[str, float]
    _line: Connection

    def on_day(self, day: int) -> None:
        self._line.send(("day", day))
        self._line.recv()

    def visits(self) -> list[Visit]:
        """The requests since the last call."""
        self._line.send(("visits", None))
        found: list[Visit] = self._line.recv()
        return found


@contextmanager
def sites(
    folder: Path,
    only: Sequence[str] = (),
    *,
    lateness: float = 0.0,
    others: Mapping[str, int] | None = None,
    **catalogue: Any,
) -> Iterator[Sites]:
    """Serve the sites of the catalogue until the block ends; see tests.world.sweep.world.

    Raises:
        RuntimeError: they could not be served; the process has printed why.
    """
    filled = folder / "filled.db"
    with open_store(f"sqlite:///{filled}") as store:
        store.ensure_filled()
    ours, theirs = multiprocessing.Pipe()
    arguments = (theirs, folder / "world", filled, tuple(only), lateness, others or {}, catalogue)
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=arguments)
    process.start()
    # Held open here, this end would let a process that failed be waited for without end.
    theirs.close()
    try:
        try:
            command, environment, pauses = ours.recv()
        except EOFError as ended:
            raise RuntimeError(
                "The simulated internet did not start; it said why above."
            ) from ended
        yield Sites(command, environment, pauses, ours)
    finally:
        with suppress(BrokenPipeError):
            ours.send(("end", None))
        process.join()


def _serve(
    line: Connection,
    folder: Path,
    filled: Path,
    only: tuple[str, ...],
    lateness: float,
    others: Mapping[str, int],
    catalogue: Mapping[str, Any],
) -> None:
    with world(folder, filled, only, lateness=lateness, catalogue=catalogue) as here:
        for id_, count in others.items():
            here.internet.regulators[id_].others = count
        pauses: dict[str, float] = {}
        for id_, regulator in here.internet.regulators.items():
            for host in regulator.hosts:
                pause = here.sources[id_].manners.delay_seconds
                pauses[host] = max(pause, pauses.get(host, 0.0))
        line.send((here.command(), here.surroundings(), pauses))
        while True:
            asked, value = line.recv()
            if asked == "end":
                return
            if asked == "day":
                here.internet.on_day(value)
                line.send(None)
            else:
                found = list(here.internet.visits)
                here.internet.visits.clear()
                line.send(found)


def measured(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Measured:
    """Run a command to its end; what it writes is in `folder`/output.txt."""
    report = folder / "measured.json"
    with (folder / "output.txt").open("wb") as output:
        subprocess.run(
            [sys.executable, "-S", str(MEASURING), str(report), *command],
            env=dict(environment),
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=True,
        )
    return Measured(**json.loads(report.read_text(encoding="utf-8")))
