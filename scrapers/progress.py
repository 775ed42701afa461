"""What is said while a run goes on: a live line for each source at work, or a line when it ends."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Protocol, Self

import typer

from atlas.tabular import printable

if TYPE_CHECKING:
    from rich.progress import TaskID


SECONDS_BETWEEN_LINES = 5 * 60


class Progress(Protocol):
    """Is told how a run goes on; called from many threads."""

    def tell(self, source_id: str, words: str) -> None:
        """What is being done for a source."""

    def end(self, source_id: str, words: str) -> None:
        """How it ended for a source."""


class NoProgress:
    """Shows nothing."""

    def tell(self, source_id: str, words: str) -> None:
        pass

    def end(self, source_id: str, words: str) -> None:
        pass


class LinesOfProgress:
    """A line for each source that has ended, where no terminal can show more.

    Of one that takes long, also what it is at, every few minutes.
    """

    def __init__(self) -> None:
        self._last_said: dict[str, float] = {}

    def tell(self, source_id: str, words: str) -> None:
        now = time.monotonic()
        if now - self._last_said.setdefault(source_id, now) >= SECONDS_BETWEEN_LINES:
            self._last_said[source_id] = now
            typer.echo(f"{source_id}: {printable(words)}", err=True)

    def end(self, source_id: str, words: str) -> None:
        typer.echo(f"{source_id}: {printable(words)}", err=True)


class LiveProgress:
    """A line for each source at work, and those that have ended above them."""

    def __init__(self, sources: int) -> None:
        # Only a terminal shows it.
        from rich.progress import Progress as RichProgress
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        from atlas.terminal import errors

        self._live = RichProgress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=errors,
            transient=True,
        )
        self._lock = threading.Lock()
        self._tasks: dict[str, TaskID] = {}
        self._ended, self._sources = 0, sources
        self._total = self._live.add_task(self._how_many())

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def tell(self, source_id: str, words: str) -> None:
        with self._lock:
            description = f"{source_id}: {printable(words)}"
            if source_id in self._tasks:
                self._live.update(self._tasks[source_id], description=description)
            else:
                self._tasks[source_id] = self._live.add_task(description)

    def end(self, source_id: str, words: str) -> None:
        with self._lock:
            if task := self._tasks.pop(source_id, None):
                self._live.remove_task(task)
            self._ended += 1
            self._live.update(self._total, description=self._how_many())
            self._live.console.print(f"{source_id}: {printable(words)}")

    def _how_many(self) -> str:
        return f"{self._ended} of {self._sources} sources"
