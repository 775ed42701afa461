"""The page that is answered where nothing is."""

from __future__ import annotations

import pytest

from pages.navigation import PAGES
from pages.server.no_such_page import no_such_page


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("coutnry", '<a href="/country">Country</a>'),
        ("Launch-Check", '<a href="/check">Launch check</a>'),
        ("en/notices.html", '<a href="/notices">Notices</a>'),
        ("map", '<a href="/">Map</a>'),
    ],
)
def test_the_page_that_was_perhaps_meant_is_named(asked: str, meant: str) -> None:
    assert f"Did you mean {meant}?" in no_such_page(asked, "", "")


def test_the_filters_are_kept() -> None:
    page = no_such_page("coutnry", "place=KR&asof=2024-01-01", "/atlas")
    assert 'href="/atlas/country?place=KR&amp;asof=2024-01-01"' in page


def test_all_pages_are_led_to_where_none_is_near() -> None:
    page = no_such_page("wp-login.php", "", "")
    assert "Did you mean" not in page
    for name in PAGES:
        assert f'href="/{"" if name == "map" else name}"' in page


def test_what_was_asked_stays_text_and_short() -> None:
    page = no_such_page("country<script>" + "x" * 10_000, '"><script>', "")
    assert "<script" not in page
    assert len(page) < 4000


def test_of_an_endless_address_only_the_beginning_is_compared() -> None:
    assert "Did you mean" in no_such_page("en/country", "", "")
    assert "Did you mean" not in no_such_page(f"{'x/' * 500}country", "", "")
