"""Answers in JSON: what is an empty one, and what is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scrapers.formats.page import Page
from scrapers.http.faults import Broken, GoneFromAddress, KeyRefused, LayoutChanged, NeedsKey
from tests.scrapers.invented_site import a_source, an_entry
from tests.scrapers.recorded import catalogue, parsed


def read(body: Any, status: int = 200, **options: Any) -> Page:
    source = a_source(options={**a_source().options, **options})
    raw = (body if isinstance(body, str) else json.dumps(body)).encode()
    return parsed(source, raw, status=status)


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ({"b": 1, "a": 2}, "no list (keys a, b)"),
        ({}, "no list (an empty object)"),
        ([1], "no list (a list)"),
        (7, "no list (a int)"),
    ],
)
def test_an_answer_without_the_list_says_what_it_has(body: Any, seen: str) -> None:
    with pytest.raises(LayoutChanged, match=r"expected a list at items or rows") as fault:
        read(body, items=["items", "rows"])
    assert seen in str(fault.value)


@pytest.mark.parametrize(
    ("status", "body", "empty"),
    [
        (404, "none", True),
        (404, "gone", False),
        (400, "none", False),
        (500, "none", False),
    ],
)
def test_a_refusal_is_an_empty_answer_only_by_its_status_and_its_words(
    status: int, body: str, empty: bool
) -> None:
    if empty:
        assert read(body, status, no_match={404: "none"}).items == ()
        return
    with pytest.raises(GoneFromAddress, match="without the words for an empty answer"):
        read(body, status, no_match={404: "none"})


def test_what_an_answer_must_say_refuses_another_and_lets_none_pass() -> None:
    whole = {"items": [an_entry("a")]}
    for head in ({}, {"code": "00"}):
        assert len(read({**whole, **head}, must={"code": "00"}).items) == 1
    with pytest.raises(Broken, match=r"code is '22'.*expected '00'"):
        read({**whole, "code": "22"}, must={"code": "00"})
    with pytest.raises(NeedsKey, match="the key was refused"):
        read({**whole, "words": "WRONG KEY"}, key_refused="WRONG KEY")


def test_reports_without_a_number_are_known_by_their_event_and_what_they_are_of() -> None:
    source = catalogue()["us-openfda-enforcement"]
    event = {"event_id": "90001", "recall_number": "", "recalling_firm": "Example Labs"}
    products = [("Serum", "Lot 1"), ("Serum", "Lot 2"), ("Mask", "Lot 1")]
    reports = [{**event, "product_description": of, "code_info": lot} for of, lot in products]
    numbered = {**reports[0], "recall_number": "D-0001-2026"}
    items = parsed(source, json.dumps({"results": [*reports, numbered]})).items
    assert [item.key for item in items] == [
        "90001 Serum Lot 1", "90001 Serum Lot 2", "90001 Mask Lot 1", "D-0001-2026",
    ]  # fmt: skip
    *events, number = [str(item.url).rpartition("search=")[2] for item in items]
    assert (set(events), number) == (
        {"event_id:%2290001%22"}, "recall_number:%22D-0001-2026%22",
    )  # fmt: skip


def test_a_missing_list_is_empty_only_when_the_count_says_so() -> None:
    assert parsed(catalogue()["us-federal-register"], '{"count": 0}').items == ()
    for count in ("3", f'"{"9" * 5000}"'):
        with pytest.raises(LayoutChanged, match="no list"):
            parsed(catalogue()["us-federal-register"], f'{{"count": {count}}}')


def test_a_refused_key_and_a_refused_query_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_GO_KR_KEY", "wrong")
    source = catalogue()["kr-data-go-kr"]
    with pytest.raises(KeyRefused, match="refused"):
        parsed(source, "<OpenAPI_ServiceResponse><errMsg>x</errMsg></OpenAPI_ServiceResponse>")
    with pytest.raises(Broken, match="resultCode"):
        parsed(source, '{"header": {"resultCode": "22"}, "body": {"items": []}}')
