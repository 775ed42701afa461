"""Registers without a list, counted through."""

from __future__ import annotations

from scrapers.formats.page import Page
from scrapers.http.request import Request
from tests.scrapers.recorded import PAGES, asked_first, catalogue, parsed


def numbered(request: Request, name: str) -> Page:
    source = catalogue()["au-tga-drac"]
    return parsed(source, PAGES / source.id / f"{name}.html", request)


def test_numbers_are_counted_until_several_in_a_row_have_no_record() -> None:
    request = asked_first(catalogue()["au-tga-drac"])[0]
    assert "k=RC-2026-RN-00001-1#" in request.url
    request = numbered(request, "normal").next[0]
    for missing in range(2, 6):
        request = numbered(request, "empty").next[0]
        assert f"k=RC-2026-RN-0000{missing + 1}-1#" in request.url
    assert numbered(request, "empty").next == []
