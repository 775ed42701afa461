"""Queries to a SPARQL endpoint."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs

from scrapers.formats.page import format_of
from tests.scrapers.recorded import SEEN_ON, catalogue


def test_a_query_language_is_posted_with_its_date() -> None:
    source = catalogue()["eu-cellar-eurlex"]
    request = format_of(source).first_requests(source, [], date(2025, 1, 2), today=SEEN_ON)[0]
    query = parse_qs((request.body or b"").decode())["query"][0]
    assert 'FILTER(?date >= "2025-01-02"^^' in query
    assert query.count("{") == query.count("}") == 1
