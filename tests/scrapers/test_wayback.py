from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import brotli
import pytest
import trustme
from requests.structures import CaseInsensitiveDict

from scrapers.http.faults import (
    Forbidden,
    GoneFromAddress,
    NotTheFormat,
    RequestNotUnderstood,
    TooLarge,
)
from scrapers.http.fetch import FetchSettings
from scrapers.http.request import Manners, Request, Response
from scrapers.wayback import Capture, Wayback, as_original, captures_in, gentle_with
from tests.scrapers.http.fetchers import Kept
from tests.scrapers.http.servers import Site, answer, speaking_as

URL = "https://www.regulator.example/alerts?page=1"
COLUMNS = ["timestamp", "original"]
OLD = ["20240301120000", "http://www.regulator.example:80/alerts?page=1"]
NEW = ["20260102030405", URL]


def index(*rows: list[str], resume: str = "") -> bytes:
    table: list[list[str]] = [COLUMNS, *rows]
    if resume:
        table += [[], [resume]]
    return answer(json.dumps(table).encode(), headers={"Content-Type": "application/json"})


def capture_answer(body: bytes, **original: str) -> bytes:
    headers = {
        f"x-archive-orig-{name.replace('_', '-')}": value for name, value in original.items()
    }
    return answer(body, headers={"Content-Type": "text/html", **headers})


def path_of(row: list[str]) -> str:
    return f"/web/{row[0]}id_/{row[1]}".split("?")[0]


@pytest.fixture
def internet_archive(
    authority: trustme.CA,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Site]:
    """web.archive.org, reached through a proxy as any host may be; its pace is quickened."""
    for name in ("NO_PROXY", "no_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("scrapers.wayback.DELAY_SECONDS", 0.0)
    site = Site(tunnels=speaking_as(authority.issue_cert("web.archive.org")))
    monkeypatch.setenv("HTTPS_PROXY", f"http://{site.place}")
    yield site
    site.close()


def wayback(kept: Kept | None = None, **dates: date) -> Wayback:
    return Wayback(FetchSettings(backoff_seconds=0.01), kept or Kept(), **dates)


def gentle(**changes: Any) -> Manners:
    return Manners(delay_seconds=0, timeout_seconds=2, total_seconds=5, retries=0, **changes)


def test_the_newest_capture_is_the_answer(internet_archive: Site) -> None:
    kept = Kept()
    internet_archive.on("/cdx/search/cdx", index(NEW))
    internet_archive.on(path_of(NEW), capture_answer(b"<h1>Alerts</h1>", content_type="text/html"))
    asked = Request(URL, source="xx-test", purpose="detail")
    got = wayback(kept).fetch(asked, gentle())
    assert (got.request, got.url, got.body) == (asked, URL, b"<h1>Alerts</h1>")
    assert got.via == "wayback"
    assert got.fetched_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert got.sha256 == hashlib.sha256(got.body).hexdigest()
    question = parse_qs(urlsplit(internet_archive.asked[0].target).query)
    assert question["url"] == [URL]
    assert question["output"] == ["json"]
    assert question["filter"] == ["statuscode:200"]
    assert question["limit"] == ["-1"]
    assert internet_archive.asked[1].target == f"/web/20260102030405id_/{URL}"
    assert [(one.url.split("?")[0], one.via) for one in kept.responses] == [
        ("https://web.archive.org/robots.txt", "live"),
        ("https://web.archive.org/cdx/search/cdx", "live"),
        (URL.split("?")[0], "wayback"),
    ]


def test_every_capture_from_a_day_on_is_found_and_read(internet_archive: Site) -> None:
    internet_archive.on("/cdx/search/cdx", index(OLD, resume="key+1"), index(NEW))
    internet_archive.on(path_of(OLD), capture_answer(b"old"))
    internet_archive.on(path_of(NEW), capture_answer(b"new"))
    way, asked = wayback(since=date(2024, 1, 1)), Request(URL)
    got = [received() for _, received in way.captures(asked, gentle())]
    assert [(one.fetched_at.year, one.body, one.url) for one in got] == [
        (2024, b"old", URL),
        (2026, b"new", URL),
    ]
    first, second = (parse_qs(urlsplit(one.target).query) for one in internet_archive.asked[:2])
    assert first["from"] == ["20240101"]
    assert first["collapse"] == ["digest"]
    assert "resumeKey" not in first
    assert second["resumeKey"] == ["key+1"]


def test_an_index_that_never_moves_on_is_not_asked_for_ever(internet_archive: Site) -> None:
    pages = [index(OLD, resume=key) for key in ("here", "there", "here", "there")]
    internet_archive.on("/cdx/search/cdx", *pages, index(OLD))
    assert len(wayback().captures(Request(URL), gentle())) == 3


@pytest.mark.parametrize("nothing", [b"[]", b"", json.dumps([COLUMNS]).encode()])
def test_no_capture_is_gone_from_its_address(internet_archive: Site, nothing: bytes) -> None:
    internet_archive.on("/cdx/search/cdx", answer(nothing))
    with pytest.raises(GoneFromAddress, match="no capture"):
        wayback().fetch(Request(URL), gentle())


def test_a_site_that_is_kept_out_of_the_internet_archive_is_forbidden(
    internet_archive: Site,
) -> None:
    internet_archive.on("/cdx/search/cdx", answer(b"Blocked Site Error", 403))
    with pytest.raises(Forbidden):
        wayback().fetch(Request(URL), gentle())


def test_a_post_or_a_key_is_never_sent_to_the_internet_archive(internet_archive: Site) -> None:
    with pytest.raises(RequestNotUnderstood, match="plain GET"):
        wayback().fetch(Request(URL, method="POST", body=b"q"), gentle())
    knowing = Wayback(FetchSettings(secrets=frozenset({"k3y"})), Kept())
    with pytest.raises(RequestNotUnderstood, match="a key") as raised:
        knowing.fetch(Request(f"{URL}&serviceKey=k3y"), gentle())
    assert "k3y" not in str(raised.value)
    assert internet_archive.asked == []


@pytest.mark.parametrize(
    ("body", "original"),
    [
        (gzip.compress(b"rows"), {"content_encoding": "gzip"}),
        (gzip.compress(b"rows"), {}),
        (b"rows", {"content_encoding": "gzip"}),
        (brotli.compress(b"rows"), {"content_encoding": "br"}),
        (b"rows", {"content_encoding": "br"}),
        (b"rows", {}),
    ],
    ids=["gzip", "gzip unnamed", "not gzip", "brotli", "not brotli", "plain"],
)
def test_a_capture_is_uncompressed_whatever_it_says(
    internet_archive: Site, body: bytes, original: dict[str, str]
) -> None:
    internet_archive.on("/cdx/search/cdx", index(NEW))
    internet_archive.on(path_of(NEW), capture_answer(body, **original))
    assert wayback().fetch(Request(URL), gentle()).body == b"rows"


def test_a_capture_that_is_a_bomb_does_not_go_off(internet_archive: Site) -> None:
    kept = Kept()
    internet_archive.on("/cdx/search/cdx", index(NEW))
    internet_archive.on(path_of(NEW), capture_answer(gzip.compress(bytes(9_000_000))))
    with pytest.raises(TooLarge):
        wayback(kept).fetch(Request(URL), gentle(max_bytes=100_000))
    assert kept.responses[-1].url.startswith("https://web.archive.org/web/"), "kept as received"


def test_the_pace_is_that_of_the_internet_archive() -> None:
    hurried = Manners(delay_seconds=0.1, robots=False)
    assert gentle_with(hurried).delay_seconds >= 60 / 24
    assert gentle_with(hurried).robots
    assert gentle_with(Manners(delay_seconds=9)).delay_seconds == 9


def said(body: bytes, url: str = "https://web.archive.org/cdx/search/cdx?url=x") -> Response:
    return Response(
        Request(url), url, 200, CaseInsensitiveDict(), body, datetime.now(UTC), "0" * 64
    )


@pytest.mark.parametrize(
    "body",
    [
        b"<html>offline</html>",
        b'{"error": 1}',
        b'[["timestamp"], ["20260102030405"]]',
        b'[["timestamp", "original"], ["2026", "x", "y"]]',
        b'[["timestamp", "original"], ["yesterday", "x"]]',
        b"[1, 2]",
        b"\xff\xfe",
    ],
)
def test_an_index_that_cannot_be_read_says_so(body: bytes) -> None:
    with pytest.raises(NotTheFormat, match="CDX"):
        captures_in(said(body))


def test_an_index_is_read_by_the_names_of_its_columns() -> None:
    rows = [["digest", "original", "timestamp", "length"], ["AAAA", URL, "20260102030405", "9"]]
    captures, resume = captures_in(said(json.dumps(rows).encode()))
    assert captures == [Capture(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), URL)]
    assert resume == ""


@pytest.mark.parametrize(
    "url", ["https://regulator.example/", "https://web.archive.org/web/2026/https://a.example/"]
)
def test_what_is_no_capture_is_not_taken_for_one(url: str) -> None:
    with pytest.raises(NotTheFormat, match="no capture"):
        as_original(said(b"x", url))
