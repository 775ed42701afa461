"""Answers as HTTP has them: conditional, in pages, in two formats, open to read only."""

from __future__ import annotations

import csv
import io
import re
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from atlas.api.resources import RESOURCES
from atlas.library import Library
from atlas.store import StoreError, open_store
from atlas.tabular import neutral
from tests.atlas.serving.programs import Programs, serving

ADDRESSES = [
    "/api/v1/",
    "/api/v1/openapi.json",
    *(f"/api/v1/{each.name}?{next(iter(each.examples))}" for each in RESOURCES),
    "/feeds/changes.atom",
    "/feeds/place/KR.json",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_the_answer_is_not_sent_it_again(programs: Programs, address: str) -> None:
    first = programs.ask(address)
    assert first.status_code == 200
    assert first.content
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert parsedate_to_datetime(modified).tzinfo
    for known in (
        {"If_None_Match": etag},
        {"If_None_Match": f'"other", {etag.removeprefix("W/")}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": modified},
    ):
        again = programs.ask(address, **known)
        assert (again.status_code, again.content) == (304, b""), known
        assert again.headers["ETag"] == etag
    for unknown in (
        {"If_None_Match": '"other"'},
        {"If_None_Match": '"other"', "If_Modified_Since": modified},
        {"If_Modified_Since": "Tue, 01 Jan 2019 00:00:00 GMT"},
        {"If_Modified_Since": "soon"},
        {"If_Modified_Since": "Tue, 01 Jan 2047 00:00:00 -0000"},  # of no zone
    ):
        assert programs.ask(address, **unknown).content == first.content, unknown


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_says_what_get_would_and_sends_no_body(programs: Programs, address: str) -> None:
    get, head = programs.ask(address), programs.ask(address, "HEAD")
    assert head.content == b""
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_site_may_read_and_nobody_may_write(programs: Programs, address: str) -> None:
    allowed = programs.ask(address, "OPTIONS", Origin="https://site.example")
    assert allowed.status_code == 204
    assert allowed.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert programs.ask(address).headers["Access-Control-Allow-Origin"] == "*"
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = programs.ask(address, method)
        assert refused.status_code == 405
        assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert refused.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("address", [*ADDRESSES, "/api/v1/nothing", "/api/v1/positions?x=1"])
def test_no_browser_makes_anything_else_of_an_answer(programs: Programs, address: str) -> None:
    headers = programs.ask(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_pages_follow_each_other_to_the_last(programs: Programs) -> None:
    asked, ids = "/api/v1/notices?places=US&limit=7", []
    total = programs.ask(asked).json()["total"]
    while asked:
        answer = programs.ask(asked)
        ids += [row["id"] for row in answer.json()["items"]]
        assert answer.headers["X-Total-Count"] == str(total)
        following = re.search(r'<(\?[^>]*)>; rel="next"', answer.headers["Link"])
        asked = f"/api/v1/notices{following.group(1)}" if following else ""
    assert len(ids) == len(set(ids)) == total > 7


def test_a_page_beyond_the_last_is_empty_and_leads_back(programs: Programs) -> None:
    answer = programs.ask("/api/v1/positions?places=KR&limit=4&offset=100")
    assert answer.json()["items"] == []
    assert answer.json()["total"] == 6
    assert '<?places=KR&limit=4&offset=4>; rel="last"' in answer.headers["Link"]


@pytest.mark.parametrize("resource", [each for each in RESOURCES if each.listed],
                         ids=lambda resource: resource.name)  # fmt: skip
def test_csv_has_the_rows_of_json(programs: Programs, resource: object) -> None:
    address = f"/api/v1/{resource.name}?limit=1000"  # type: ignore[attr-defined]
    rows = programs.items(address)
    answer = programs.ask(address, Accept="text/csv")
    assert answer.headers["Content-Type"].startswith("text/csv; charset=utf-8")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(lines) == len(rows) == len(programs.items(address))
    for line, row in zip(lines, rows, strict=True):
        for name, cell in line.items():
            if isinstance(row.get(name), str):
                assert cell == neutral(row[name])
            if row.get(name, "") is None:
                assert cell == ""


def test_the_parameter_wins_over_the_header(programs: Programs) -> None:
    answer = programs.ask("/api/v1/positions?places=KR&format=csv", Accept="application/json")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "Accept" in answer.headers["Vary"]


def test_a_format_that_is_not_offered_is_refused(programs: Programs) -> None:
    assert programs.ask("/api/v1/positions", Accept="application/xml").status_code == 406
    assert programs.ask("/api/v1/positions?format=csv", Accept="image/png").status_code == 200


def test_a_mistake_is_a_problem_that_names_the_parameter(programs: Programs) -> None:
    answer = programs.ask("/api/v1/positions?place=KR&status=permited")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["title"]) == (400, "Bad Request")
    assert {fault["parameter"]: fault["nearest"] for fault in problem["faults"]} == {
        "place": ["places"],
        "status": ["permitted", "prohibited"],
    }


@pytest.mark.parametrize(
    "asked",
    ["changes?since=2026-01-01&until=2025-01-01", "notices?since=2026-01-01&until=2025-01-01",
     "sources?part=sites&read=primary", "sources?source=de-pei"],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(programs: Programs, asked: str) -> None:
    answer = programs.ask(f"/api/v1/{asked}")
    assert answer.status_code == 409
    assert answer.json()["faults"]


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/api/v1/position", "/api/v1/positions"),
        ("/api/v2/notices", "/api/v1/notices"),
        ("/feeds/change.atom", "/feeds/changes.atom"),
        ("/feeds/place/South Korae.atom", "/feeds/place/KR.atom"),
        ("/feeds/region/East%20Asia.atom", "/feeds/region/Eastern%20Asia.atom"),
        ("/feeds/scenario/injected.json", "/feeds/scenario/injected_or_iv.atom"),
    ],
)
def test_an_address_that_does_not_exist_suggests_one(
    programs: Programs, address: str, nearest: str
) -> None:
    answer = programs.ask(address)
    assert answer.status_code == 404
    assert nearest in answer.json()["nearest"]


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/v1"])
def test_short_addresses_lead_to_the_documentation(programs: Programs, address: str) -> None:
    assert programs.ask(address).headers["Location"] == "/api/v1/"


def test_a_store_that_fails_is_said_and_nothing_else(
    programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(f"sqlite:///{tmp_path / 'atlas.db'}") as store:
        library = Library(store)
        monkeypatch.setattr(library, "_newest", programs.edition)
        monkeypatch.setattr(store, "revision", lambda: programs.edition.revision)
        with serving(library) as served:

            def fail() -> int:
                raise StoreError("invented: the disk is gone")

            monkeypatch.setattr(store, "revision", fail)
            answer = served.ask("/api/v1/positions")
    assert answer.status_code == 503
    assert "invented: the disk is gone" in answer.json()["detail"]
    assert answer.headers["Retry-After"]
