"""What holds for every test; `--update-expected` writes what pages are expected to give."""

from __future__ import annotations

import gc

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="write what recorded and simulated pages give, and fail, so that it is read before it"
        " is kept",
    )


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what lives as long as the session: modules and tests.

    It would go through these hundreds of thousands of objects again and again: a tenth of the time
    of tests that need nothing but Python.
    """
    gc.collect()
    gc.freeze()
