"""What holds for every test."""

from __future__ import annotations

import gc


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what lives as long as the session: modules and tests.

    It would go through these hundreds of thousands of objects again and again: a tenth of the time
    of tests that need nothing but Python.
    """
    gc.collect()
    gc.freeze()
