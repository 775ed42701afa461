"""The Accept header (RFC 9110, 12.5.1) decides where `format` does not."""

import pytest

from atlas.api.formats import accepted


@pytest.mark.parametrize(
    ("header", "format_"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("application/json", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV", "csv"),
        ("text/*", "csv"),
        ("text/csv;q=0.4, application/json;q=0.9", "json"),
        ("application/json;q=0, */*", "csv"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "json"),
        ("text/csv;q=none", "csv"),
        ("application/xml", None),
        ("*/*;q=0", None),
        (";;,,", None),
    ],
)
def test_the_format_liked_best_is_taken(header: str | None, format_: str | None) -> None:
    assert accepted(header) == format_
