"""Bounds on what a test may take."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

MB = 1024 * 1024


@contextmanager
def little_memory(megabytes: int) -> Iterator[None]:
    """Python holds less than this for what is done inside."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * MB
    finally:
        tracemalloc.stop()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """It is done before so much time has gone."""
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < seconds
