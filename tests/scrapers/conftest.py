"""`--update-expected` writes the expected rows of recorded pages."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="write what the recorded pages give, and fail, so that it is read before it is kept",
    )
