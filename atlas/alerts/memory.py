"""What is remembered between rounds: for each channel one file, replaced whole or not at all."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from atlas.alerts.baseline import Baseline


class AlreadyRunning(Exception):
    """Another process is doing a round with the same memory."""


class BrokenMemory(Exception):
    """A file of the memory cannot be read; the message names it and the mend."""


@dataclass(frozen=True)
class Told:
    """What a channel was told.

    Attributes:
        baseline: what it knows.
        sending: the name of a digest that was being sent when this was written. It still stands
            there only if the round ended before it was known what became of it.
    """

    baseline: Baseline
    sending: str | None = None


class Memory:
    """A folder with a file for each channel."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let no other process do a round at the same time.

        Raises:
            AlreadyRunning: one does.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyRunning(f"{self.folder}: another notify is at work there") from None
            yield

    def recall(self, channel: str) -> Told | None:
        """What a channel was told; None: it was never told anything.

        Raises:
            BrokenMemory: see there.
        """
        path = self._path(channel)
        try:
            plain = json.loads(path.read_text(encoding="utf-8"))
            return Told(Baseline(**plain["baseline"]), plain["sending"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise BrokenMemory(
                f"{path}: cannot be read ({type(error).__name__}); move it away, and the channel "
                "starts from now"
            ) from error

    def keep(self, channel: str, told: Told) -> None:
        """Remember it; what stood before is lost only when this is safe on the disk."""
        path = self._path(channel)
        part = path.with_suffix(".part")
        plain = {"baseline": told.baseline.plain(), "sending": told.sending}
        with part.open("w", encoding="utf-8") as file:
            json.dump(plain, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    def _path(self, channel: str) -> Path:
        return self.folder / f"{channel}.json"
