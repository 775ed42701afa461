"""Where nothing is, the server says so; where something is, it answers as ever."""

from __future__ import annotations

import pytest
import requests

from pages.navigation import PAGES


@pytest.mark.parametrize(
    "path", ["nosuchpage", "country/KR", "robots.txt", "static/js/none.js", "_stcore/none"]
)
def test_an_address_where_nothing_is_is_not_found(dashboard: str, path: str) -> None:
    answer = requests.get(f"{dashboard}/{path}", timeout=10)
    assert answer.status_code == 404
    assert "No such page" in answer.text
    assert "<script" not in answer.text
    assert requests.head(f"{dashboard}/{path}", timeout=10).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *("" if page == "map" else f"{page}?place=KR" for page in PAGES),
        "map", "country/", "index.html", "favicon.png", "app/static/icon.svg", "healthz",
        "api", "api/v1/", "feeds/changes.atom", "brief/KR", "_stcore/health", "_stcore/host-config",
    ],
)  # fmt: skip
def test_an_address_where_something_is_answers(dashboard: str, path: str) -> None:
    answer = requests.get(f"{dashboard}/{path}", timeout=30)
    assert answer.status_code == 200
    assert "No such page" not in answer.text


def test_a_misspelt_address_leads_to_the_page_with_its_filters(
    dashboard: str,
) -> None:
    answer = requests.get(f"{dashboard}/coutnry?place=KR", timeout=10)
    assert 'Did you mean <a href="/country?place=KR">Country</a>?' in answer.text
