"""Doing a command again and again: `--every 6h`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count

import typer

# What a shell says of a program that was stopped with Ctrl-C.
INTERRUPTED = 130


def again_and_again(one_round: Callable[[], object], pause: timedelta) -> int:
    """Begin a round each time that `pause` has passed, until somebody stops them; the exit code.

    A fault that ends the first round ends them all, so that whoever has begun sees it. Of a later
    one the next may find it mended, as a lock is.
    """
    for number in count(1):
        began = time.monotonic()
        try:
            one_round()
        except typer.Exit as ended:
            if number == 1 or ended.exit_code == INTERRUPTED:
                raise
        try:
            time.sleep(max(0.0, began + pause.total_seconds() - time.monotonic()))
        except KeyboardInterrupt:
            break
    return INTERRUPTED
