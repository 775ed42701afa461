"""What of an entry's address tells it from the others."""

from __future__ import annotations

import pytest

from scrapers.formats.identity import key_in

URL = "https://regulator.example/notice/12?id=7&lang=en"


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        ("url", URL),
        ("link", URL),
        ("parameter:id", "7"),
        ("parameter:no", URL),
        (r"pattern:/notice/(\d+)", "12"),
        (r"pattern:id=\d", "id=7"),
        ("pattern:/recall/", URL),
    ],
)
def test_a_key_keeps_a_part_of_an_address_or_all_of_it(key: str, kept: str) -> None:
    assert key_in(URL, key) == kept
