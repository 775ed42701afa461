"""Records to items: what of a field is kept."""

from __future__ import annotations

import json

import pytest

from scrapers.formats.page import format_of
from tests.scrapers.invented_site import a_source, an_entry
from tests.scrapers.recorded import answer, asked_first


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [(r"\d{4}", "2026"), (r"(\d{4})-11", "2026"), (r"2027", None), (r"2026(?:/(\d))?", None)],
    ids=["all", "the first group", "not found", "a group that is not there"],
)
def test_a_pattern_keeps_its_first_group_or_all_that_it_finds(
    pattern: str, kept: str | None
) -> None:
    options = a_source().options
    fields = {**options["fields"], "patterns": {"published": pattern}}
    source = a_source(options={**options, "fields": fields})
    body = json.dumps({"items": [an_entry("a")]}).encode()
    (item,) = format_of(source).parse(source, answer(asked_first(source)[0], body)).items
    assert item.published == kept
