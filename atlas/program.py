"""Running the commands of a program: where their answer cannot be written, they say so and end."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import NoReturn

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def run(commands: Callable[..., object], name: str) -> NoReturn:
    """Run `commands` (a Typer application) under a name, and end the process.

    A reader who has gone (`| head`) is told nothing; a full disk is. Both end with exit code 1.
    """
    try:
        try:
            commands(prog_name=name)
        finally:
            if sys.stdout is not None:  # as it is where a service has none
                sys.stdout.flush()
    except OSError as error:
        if error.errno not in (*_NO_ROOM, errno.EPIPE):
            raise
        _give_up_output()
        if error.errno != errno.EPIPE:
            where = error.filename or "the output"
            print(f"{where}: {error.strerror}. Make room and try again.", file=sys.stderr)
        sys.exit(1)
    sys.exit()


def _give_up_output() -> None:
    """What could not be written is not tried again when the process ends."""
    if sys.stdout is None:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
