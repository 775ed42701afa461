"""`--update-expected` writes what recorded and simulated pages are expected to give."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="write what the recorded pages give, and fail, so that it is read before it is kept",
    )
