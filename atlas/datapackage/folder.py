"""Writing the data package into a folder, without touching what is not ours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class NotOurs(Exception):
    """The folder holds something already; the message says what to do."""


class Unwritten(Exception):
    """A file could not be written; the message says which, why, and how many were before it."""


def write_package(folder: Path, files: Iterable[tuple[str, bytes]], *, force: bool = False) -> int:
    """Write the files, each whole or not at all; give their number.

    With `force` a folder that holds something is written into: files of the same names are
    replaced, all others left alone.

    Raises:
        NotOurs: `folder` is no folder, or holds something and `force` is not given.
        Unwritten: it cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise NotOurs(f"{folder} is a file; name a folder")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise NotOurs(
            f"{folder} is not empty; name a new folder, or say --force to replace the files of an "
            "earlier export in it (others are left alone)"
        )
    number = 0
    for path, content in files:
        try:
            _write(folder / path, content)
        except OSError as error:
            before = {0: "nothing was written", 1: "1 file was written, whole"}
            raise Unwritten(
                f"{folder / path}: {error.strerror}; "
                f"{before.get(number, f'{number} files were written, each whole')}"
            ) from error
        number += 1
    return number


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
