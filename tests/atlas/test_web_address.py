"""Web addresses: only http and https are any, and each says whose page it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.web_address import page_name, site


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("https://www.fda.gov/x/y?z#a", "https://www.fda.gov"),
        ("http://mfds.example:8080/", "http://mfds.example:8080"),
        ("HTTPS://WWW.FDA.GOV/", "https://www.fda.gov"),
        ("https://user:secret@evil.example/", "https://evil.example"),
        ("javascript:alert(1)", None),
        ("javascript://www.fda.gov/%0aalert(1)", None),
        ("data:text/html,<script>", None),
        ("ftp://example.org/", None),
        ("//example.org/", None),
        ("https://", None),
        ("http://[broken", None),
        ("https://example.org:port/", None),
        ("https://example.org:99999/", None),
        ("not an address", None),
        ("https://example.org/\x01", None),
        ("https://example.org/\u202egpj.exe", None),
        ("https://example.org/\ufffe", None),
        ("", None),
    ],
)
def test_only_a_web_address_has_a_start_page(url: str, start: str | None) -> None:
    assert site(url) == start


@given(st.text(max_size=60))
def test_any_text_has_a_start_page_or_none(text: str) -> None:
    start = site(f"https://{text}")
    assert start is None or start.startswith("https://")
    assert site(text) is None or text.strip().lower().startswith("http")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.fda.gov/vaccines/x", "www.fda.gov"),
        ("https://github.com/legalize-dev/legalize-eu/a.md", "github.com/legalize-dev/legalize-eu"),
        ("https://github.com", "github.com"),
        ("http://me@host.example:81/x", "host.example"),
    ],
)  # fmt: skip
def test_a_page_is_called_by_its_host_and_by_whose_copy_it_is(url: str, name: str) -> None:
    assert page_name(url) == name
