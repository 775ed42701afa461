"""Running the commands of a program: what they answer can be written, or they say so and end."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

# Why an answer cannot be written although the program is not at fault, and what to do about it.
_MENDS = {
    errno.ENOSPC: "Make room and try again.",
    errno.EDQUOT: "Make room within what you are allotted there, or write elsewhere.",
    errno.EFBIG: "Raise the limit on the size of files (ulimit -f), or write elsewhere.",
    errno.EIO: "The disk or the way to it is at fault: see the system's log, or write elsewhere.",
    errno.EROFS: "Mount it so that it can be written to, or write elsewhere.",
    errno.EACCES: "Give yourself the right to it and its folder, or name another.",
    errno.EPERM: "Give yourself the right to it and its folder, or name another.",
}

# Writing to an open output never fails with these: an error without the name of a file is about
# something else, such as a connection that is not permitted.
_OF_OPENING = (errno.EROFS, errno.EACCES, errno.EPERM)


@contextmanager
def ended_quietly() -> Iterator[None]:
    """Let Ctrl-C end the program without a traceback while the commands are still being loaded."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # else whoever started the program wants it ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, before)


def run(commands: Callable[..., object], name: str) -> NoReturn:
    """Run `commands` (a Typer application) under a name, and end the process.

    A reader who has gone (`| head`) is told nothing; what cannot be written to is named, with
    what to do. Both end with exit code 1.
    """
    _stand_in_for_closed_streams()
    _write_every_script()
    try:
        try:
            commands(prog_name=name)
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno not in (*_MENDS, errno.EPIPE):
            raise
        if error.errno in _OF_OPENING and not error.filename:
            raise
        _give_up_output()
        if error.errno != errno.EPIPE:
            where = error.filename or "the output"
            print(f"{where}: {error.strerror}. {_MENDS[error.errno]}", file=sys.stderr)
        sys.exit(1)
    sys.exit()


def _stand_in_for_closed_streams() -> None:
    """Put nothing in the place of a stream that is closed from the start (`>&-`).

    Python has None for such a stream, and the next file opened would take its number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nothing)


def _write_every_script() -> None:
    """Write UTF-8 whatever the locale says: titles stand in every script.

    A terminal that cannot show a letter gets its number.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")


def _give_up_output() -> None:
    """Keep Python from trying again, when the process ends, to write what it could not."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
