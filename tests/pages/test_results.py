"""How much passes the filters is told to those, too, who do not see it change."""

from __future__ import annotations

import json
import re

import pytest

from tests.pages.shown import Open, scripts_of, words_of


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("notices", {"q": "exosome"}),
        ("changes", {"since": "2026-09-01", "places": "KR"}),
        ("sources", {"places": "KR"}),
        ("sources", {"part": "pages", "places": "AQ"}),
        ("sources", {"part": "sites"}),
        ("review", {}),
        ("compare", {"places": "KR,JP"}),
        ("story", {"places": "AQ"}),
    ],
)
def test_how_much_there_is_is_shown_and_read_out(
    open_page: Open, page: str, asked: dict[str, str]
) -> None:
    shown = open_page(page, **asked)
    told = [
        json.loads(each)
        for each in re.findall(r"\[name, said\] = (\[.*?\]);", "".join(scripts_of(shown)))
    ]
    read_out = [said for _, said in told]
    assert read_out
    assert len({name for name, _ in told}) == len(told)
    assert all(said in words_of(shown) for said in read_out)
    assert any(said[0].isdigit() or " of 6 products" in said for said in read_out)
