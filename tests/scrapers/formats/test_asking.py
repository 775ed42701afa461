"""What is asked: terms, dates and bodies filled in, and the pages after the first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from scrapers.formats.asking import document_at
from scrapers.formats.page import format_of
from scrapers.http.faults import LayoutChanged, TooManyRows
from scrapers.http.request import Request
from tests.scrapers.recorded import PAGES, SEEN_ON, answer, asked_first, catalogue, parsed


def test_a_source_with_a_search_is_asked_once_for_each_term_and_feed() -> None:
    source = catalogue()["us-openfda-enforcement"]
    terms = ["exosome", "엑소좀", "exosome"]
    requests = format_of(source).first_requests(source, terms, None, today=SEEN_ON)
    assert len(requests) == 6
    assert "%EC%97%91%EC%86%8C%EC%A2%80" in requests[3].url
    assert requests[0].headers["Accept"] == "application/json, */*;q=0.1"


def test_a_list_is_fetched_once_however_many_terms_there_are() -> None:
    source = catalogue()["us-fda-recalls"]
    requests = format_of(source).first_requests(source, ["a", "b", "c"], None, today=SEEN_ON)
    assert len(requests) == 1


def test_dates_are_asked_for_in_the_form_of_the_source() -> None:
    source = catalogue()["br-dou"]
    request = format_of(source).first_requests(
        source, ["exossomo"], date(2025, 12, 1), today=SEEN_ON
    )
    query = parse_qs(urlsplit(request[0].url).query)
    assert query["publishFrom"] == ["01-12-2025"]
    assert query["publishTo"] == ["20-01-2026"]
    assert query["q"] == ['"exossomo"']
    first = format_of(source).first_requests(source, ["exossomo"], None, today=SEEN_ON)[0]
    assert parse_qs(urlsplit(first.url).query)["publishFrom"] == ["01-01-2015"]


@pytest.mark.parametrize(
    ("since", "today", "years"),
    [
        (None, date(2026, 11, 28), ["2026"]),
        (None, date(2026, 1, 20), ["2026", "2025"]),
        (date(2024, 6, 1), date(2026, 11, 28), ["2026", "2025", "2024"]),
        # Where the operator is the new year has begun, in UTC it has not.
        (date(2027, 1, 1), date(2026, 12, 31), ["2026"]),
    ],
)
def test_a_list_by_year_is_read_across_the_turn_of_the_year(
    since: date | None, today: date, years: list[str]
) -> None:
    source = catalogue()["hk-drug-office"]
    requests = format_of(source).first_requests(source, [], since, today=today)
    assert [parse_qs(urlsplit(request.url).query)["search_year"] for request in requests] == [
        [year] for year in years
    ]


def test_a_query_language_is_posted_with_its_date() -> None:
    source = catalogue()["eu-cellar-eurlex"]
    (request,) = format_of(source).first_requests(source, [], date(2025, 1, 2), today=SEEN_ON)
    query = parse_qs((request.body or b"").decode())["query"][0]
    assert 'FILTER(?date >= "2025-01-02"^^' in query
    assert query.count("{") == query.count("}") == 1
    assert request.headers["Accept"] == "application/sparql-results+json, */*;q=0.1"


def test_forms_are_posted_with_the_term() -> None:
    source = catalogue()["nz-medsafe"]
    page, form = format_of(source).first_requests(source, ["exosome serum"], None, today=SEEN_ON)
    assert (page.method, form.method) == ("GET", "POST")
    assert b"txtName=exosome+serum" in (form.body or b"")
    assert form.headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_the_page_of_a_json_body_is_turned() -> None:
    source = catalogue()["eu-safety-gate-api"]
    request = asked_first(source)[0]
    page = parsed(source, PAGES / source.id / "normal.json", request)
    assert json.loads(page.next[0].body or b"") == {"language": "en", "page": "1"}
    assert page.next[0].method == "POST"


def test_the_number_of_a_page_may_stand_deeper_in_a_json_body() -> None:
    source = catalogue()["nl-nvwa"]
    request = asked_first(source)[0]
    recorded = json.loads((PAGES / source.id / "normal.json").read_text(encoding="utf-8"))
    longer = json.dumps({**recorded, "totalResults": 101}).encode()
    page = format_of(source).parse(
        source, replace(answer(request, PAGES / source.id / "normal.json"), body=longer)
    )
    first, second = json.loads(request.body or b""), json.loads(page.next[0].body or b"")
    assert (first["requestState"].pop("current"), second["requestState"].pop("current")) == (1, 2)
    assert first == second


def test_a_next_page_is_asked_for_by_the_last_record_where_its_number_is_not_enough() -> None:
    source = catalogue()["br-dou"]
    request = asked_first(source)[0]
    text = (PAGES / source.id / "normal.html").read_text()
    record = text.partition('"jsonArray": [')[2].partition("]}")[0]
    full = text.replace(record, ", ".join([record] * 20))
    page = parsed(source, full, request)
    asked = parse_qs(urlsplit(page.next[0].url).query)
    assert {name: asked[name] for name in ("currentPage", "newPage", "id", "displayDate")} == {
        "currentPage": ["1"],
        "newPage": ["2"],
        "id": ["600000001"],
        "displayDate": ["1767600000000"],
    }
    assert asked["q"] == ['"exosome"']


def test_a_list_by_last_number_ends_when_it_is_empty_or_stands_still() -> None:
    source = catalogue()["tr-titck"]
    page = parsed(source, PAGES / source.id / "normal.json")
    again = parsed(source, PAGES / source.id / "normal.json", page.next[0])
    assert again.next == []


@pytest.mark.parametrize("href", ["http://[broken", "//[x", "https://a]b/"])
def test_a_link_that_is_no_address_is_a_fault_of_the_page(href: str) -> None:
    with pytest.raises(LayoutChanged, match="no address"):
        document_at(Request("https://regulator.example/"), href, "https://regulator.example/list")


def test_space_around_a_link_is_no_part_of_it() -> None:
    asked = Request("https://regulator.example/list")
    assert document_at(asked, "\n files/1.csv ", asked.url).url == f"{asked.url[:-4]}files/1.csv"


def test_paging_ends_with_the_total_and_is_loud_when_it_does_not_end() -> None:
    source = catalogue()["us-federal-register"]
    one = json.loads((PAGES / source.id / "normal.json").read_text(encoding="utf-8"))
    many = {**one, "count": 5000, "results": one["results"] * 100}
    request = asked_first(source)[0]
    body = json.dumps(many).encode()
    for number in range(1, 10):
        request = parsed(source, body, request).next[0]
        assert f"page={number + 1}" in request.url
    with pytest.raises(TooManyRows, match="more than 10 pages"):
        parsed(source, body, request)
    last = json.dumps({**one, "count": 901}).encode()
    assert parsed(source, last, request).next == []
