from __future__ import annotations

import hashlib
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from scrapers.archive import Archive
from scrapers.http.faults import (
    ChallengePage,
    ConnectionLost,
    DisallowedByRobots,
    Forbidden,
    GoneFromAddress,
    PrivateAddress,
    RedirectLoop,
    RequestNotUnderstood,
    ServerFault,
    SourceFault,
    TimedOut,
    TooManyRedirects,
    TooManyRequests,
    TruncatedBody,
    UnsafeAddress,
)
from scrapers.http.fetch import Fetcher, FetchSettings
from scrapers.http.memory import Validators
from scrapers.http.request import Request
from scrapers.http.turns import RunStopped
from tests.scrapers.http.fetchers import PLAIN, QUICK, Kept, MakesFetchers
from tests.scrapers.http.servers import Asked, Site, answer, redirect, reset
from tests.scrapers.received import responses


def test_an_answer_says_where_it_came_from_and_what_it_is(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/list", answer("엑소좀".encode(), headers={"Content-Type": "text/plain"}))
    asked = Request(url, purpose="detail", source="kr-test")
    response = fetcher.fetch(asked, QUICK)
    assert response.request is asked
    assert (response.url, response.status, response.via) == (url, 200, "live")
    assert response.body.decode() == "엑소좀"
    assert response.sha256 == hashlib.sha256(response.body).hexdigest()
    assert response.headers["content-TYPE"] == "text/plain"
    assert abs(response.fetched_at - datetime.now(UTC)) < timedelta(seconds=10)


def test_we_say_who_we_are_and_never_look_like_a_browser(site: Site, fetcher: Fetcher) -> None:
    fetcher.fetch(Request(site.on("/", answer())), QUICK)
    assert site.asked[0].headers["user-agent"].startswith("ExosomeAtlas/")
    with pytest.raises(ValueError, match="User-Agent"):
        Request(site.url("/"), headers={"user-agent": "Mozilla/5.0"})


def test_the_contact_comes_from_the_environment_and_keys_are_kept_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ATLAS_CONTACT", " atlas@example.org\n")
    settings = FetchSettings.from_environment(frozenset({"s3cret"}))
    assert settings.user_agent.endswith(" (+atlas@example.org)")
    assert settings.secrets == {"s3cret"}
    monkeypatch.setenv("ATLAS_CONTACT", "a@example.org\r\nX-More: 1")
    with pytest.raises(ValueError, match="ATLAS_CONTACT"):
        FetchSettings.from_environment()


def test_a_post_carries_its_body_and_headers(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/search", answer(b"{}"))
    headers = {"Content-Type": "application/json"}
    fetcher.fetch(Request(url, method="POST", headers=headers, body=b'{"q":1}'), QUICK)
    assert site.asked[0].method == "POST"
    assert site.asked[0].body == b'{"q":1}'
    assert site.asked[0].headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (206, TruncatedBody),
        (400, RequestNotUnderstood),
        (401, Forbidden),
        (403, Forbidden),
        (404, GoneFromAddress),
        (407, ConnectionLost),
        (408, TimedOut),
        (410, GoneFromAddress),
        (412, Forbidden),
        (422, RequestNotUnderstood),
        (425, TooManyRequests),
        (429, TooManyRequests),
        (451, Forbidden),
        (500, ServerFault),
        (503, ServerFault),
        (304, ServerFault),
        (302, RequestNotUnderstood),
    ],
)
def test_a_status_that_is_no_answer_is_a_fault_with_its_name(
    site: Site, new_fetcher: MakesFetchers, status: int, fault: type[SourceFault]
) -> None:
    kept = Kept()
    url = site.on("/x", answer(b"why", status))
    with pytest.raises(fault, match=f"status {status}.*{url}"):
        new_fetcher(site, archive=kept).fetch(Request(url), QUICK)
    assert kept.statuses() == [404, status], "robots.txt and the refusal are archived"


def test_a_refusal_in_no_known_encoding_is_one(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(Forbidden):
        fetcher.fetch(Request(site.on("/x", answer(b"\xff\xfe\xfa", 403))), QUICK)


@pytest.mark.parametrize("status", [403, 404, 429, 503])
def test_a_bot_check_is_a_block_whatever_its_status(
    site: Site, fetcher: Fetcher, status: int
) -> None:
    page = b"<html><head><title>Just a moment...</title></head><body></body></html>"
    url = site.on("/x", answer(page, status))
    with pytest.raises(ChallengePage, match=f"status {status} and a page of Cloudflare") as raised:
        fetcher.fetch(Request(url), QUICK)
    assert raised.value.verdict == "blocked"


@pytest.mark.parametrize(
    ("status", "mark", "maker"),
    [
        (403, ("cf-mitigated", "challenge"), "Cloudflare"),
        (202, ("x-amzn-waf-action", "challenge"), "AWS WAF"),
        (405, ("x-amzn-waf-action", "captcha"), "AWS WAF"),
        (200, ("x-amzn-waf-action", "allow"), None),
    ],
)
def test_a_bot_check_is_known_by_what_its_maker_marks_it_with(
    site: Site, fetcher: Fetcher, status: int, mark: tuple[str, str], maker: str | None
) -> None:
    url = site.on("/x", answer(b"<html>rows</html>", status, dict([mark])))
    if maker is None:
        assert fetcher.fetch(Request(url), QUICK).status == status
        return
    with pytest.raises(ChallengePage, match=f"status {status} and the mark of {maker}"):
        fetcher.fetch(Request(url), QUICK)


@pytest.mark.parametrize(
    "away", ["/core/install.php", "/apology_objects/abuse-detection-apology.html"]
)
def test_to_be_sent_away_as_a_program_is_a_block(site: Site, fetcher: Fetcher, away: str) -> None:
    """As FDA's bot manager does it; the page that follows is a 404."""
    site.on(away, answer(b"Not found", 404))
    url = site.on("/list", redirect(away))
    with pytest.raises(ChallengePage, match="sent away"):
        fetcher.fetch(Request(url), QUICK)


def test_a_status_that_its_source_accepts_is_an_answer(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/none", answer(b"no match", 404))
    assert fetcher.fetch(Request(url), replace(QUICK, accept_statuses=(404,))).body == b"no match"


def test_a_status_that_its_source_accepts_is_not_tried_again(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/none", answer(b"no match", 503), answer(b"later"))
    manners = replace(QUICK, accept_statuses=(503,), retries=1)
    assert fetcher.fetch(Request(url), manners).body == b"no match"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 522])
def test_what_may_pass_is_tried_again(site: Site, fetcher: Fetcher, status: int) -> None:
    url = site.on("/x", answer(status=status), answer(status=status), answer(b"at last"))
    assert fetcher.fetch(Request(url), replace(QUICK, retries=2)).body == b"at last"


def test_what_will_not_pass_is_not_tried_again(site: Site, fetcher: Fetcher) -> None:
    for status in (403, 404, 501):
        request = Request(site.on(f"/{status}", answer(status=status)))
        with pytest.raises(SourceFault):
            fetcher.fetch(request, replace(QUICK, retries=3))
    assert len(site.asked) == 3


def test_tries_are_bounded(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/x", answer(status=503))
    with pytest.raises(ServerFault):
        fetcher.fetch(Request(url), replace(QUICK, retries=2))
    assert len(site.asked) == 3


def test_a_lost_connection_is_tried_again_and_then_named(site: Site, fetcher: Fetcher) -> None:
    assert (
        fetcher.fetch(
            Request(site.on("/once", reset, answer(b"ok"))), replace(QUICK, retries=1)
        ).body
        == b"ok"
    )
    with pytest.raises(ConnectionLost):
        fetcher.fetch(Request(site.on("/always", reset)), QUICK)


def test_a_machine_that_refuses_is_a_lost_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"127.0.0.1:{listener.getsockname()[1]}"
    settings = FetchSettings(address_exceptions=frozenset({place}))
    with pytest.raises(ConnectionLost, match=r"robots\.txt could not be read"):
        Fetcher(settings, Kept()).fetch(Request(f"http://{place}/"), QUICK)


def test_retry_after_in_seconds_is_waited_for(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/x", answer(status=429, headers={"Retry-After": "1"}), answer(b"ok"))
    fetcher.fetch(Request(url), replace(QUICK, retries=1))
    first, second = (asked.at for asked in site.asked)
    assert 0.95 <= second - first < 15


def test_a_rest_that_a_site_asks_for_at_the_last_try_is_kept_by_whoever_comes_next(
    site: Site, fetcher: Fetcher
) -> None:
    url = site.on("/x", answer(status=503, headers={"Retry-After": "1"}), answer(b"ok"))
    with pytest.raises(ServerFault):
        fetcher.fetch(Request(url), QUICK)
    fetcher.fetch(Request(url), QUICK)
    first, second = (asked.at for asked in site.asked)
    assert 0.95 <= second - first < 15


def test_retry_after_may_be_a_date(site: Site, fetcher: Fetcher) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    url = site.on("/x", answer(status=503, headers={"Retry-After": moment}), answer(b"ok"))
    fetcher.fetch(Request(url), replace(QUICK, retries=1))
    first, second = (asked.at for asked in site.asked)
    assert 0.8 <= second - first < 15


@pytest.mark.parametrize("zone", [None, "GMT", "-0000", ""])
def test_a_wait_longer_than_a_run_may_wait_is_a_fault_at_once(
    site: Site, fetcher: Fetcher, zone: str | None
) -> None:
    # The date is made here: when tests are collected, the hour begins minutes too early.
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    asked_for = "3600" if zone is None else in_an_hour.replace("GMT", zone).strip()
    url = site.on("/x", answer(status=429, headers={"Retry-After": asked_for}), answer(b"ok"))
    with pytest.raises(TooManyRequests, match=r"wait 3[56]\d\d seconds"):
        fetcher.fetch(Request(url), replace(QUICK, retries=3))
    with pytest.raises(TooManyRequests, match=r"a rest of 3[56]\d\d more seconds"):
        fetcher.fetch(Request(site.url("/another")), QUICK)
    assert len(site.asked) == 1, "nor is anything else of this host asked for meanwhile"


@pytest.mark.parametrize(
    "nonsense",
    [
        "soon",
        "-5",
        "",
        "Thu, 99 Foo 2026",
        "1e9",
        "Thu, 01 Jan 2026 00:00:00 +99999999999999999999",
    ],
)
def test_a_retry_after_that_says_nothing_is_ignored(
    site: Site, fetcher: Fetcher, nonsense: str
) -> None:
    url = site.on("/x", answer(status=429, headers={"Retry-After": nonsense}), answer(b"ok"))
    assert fetcher.fetch(Request(url), replace(QUICK, retries=1)).body == b"ok"


def test_redirects_are_followed_and_each_step_is_archived(
    site: Site, new_fetcher: MakesFetchers
) -> None:
    kept = Kept()
    url = site.on("/a", redirect("b?x=1#part", 301))
    site.on("/b", redirect(site.url("/c"), 307))
    site.on("/c", answer(b"here"))
    response = new_fetcher(site, archive=kept).fetch(Request(url), QUICK)
    assert (response.url, response.request.url) == (site.url("/c"), url)
    assert site.targets() == ["/a", "/b?x=1", "/c"]
    assert kept.statuses() == [404, 301, 307, 200]
    _, *steps = kept.responses
    assert [(each.request.url, each.url) for each in steps] == [
        (url, url), (url, site.url("/b?x=1")), (url, site.url("/c")),
    ], "a replay finds what an address came to"  # fmt: skip


def test_an_answer_that_names_another_address_is_no_redirect(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/a", answer(b"here", headers={"Location": "/b"}))
    assert fetcher.fetch(Request(url), QUICK).body == b"here"
    assert site.targets() == ["/a"]


def test_a_redirect_may_be_written_in_utf_8(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/a", redirect("/엑소좀"))
    site.on("/%EC%97%91%EC%86%8C%EC%A2%80", answer(b"here"))
    assert fetcher.fetch(Request(url), QUICK).body == b"here"


@pytest.mark.parametrize(
    ("status", "method"),
    [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")],
)
def test_a_redirected_post_becomes_what_its_status_says(
    site: Site, new_fetcher: MakesFetchers, tmp_path: Path, status: int, method: str
) -> None:
    archive = Archive(tmp_path)
    asked = Request(site.on("/a", redirect("/b", status)), method="POST", body=b"q=1")
    site.on("/b", answer(b"here"))
    new_fetcher(site, archive=archive).fetch(asked, PLAIN)
    archive.close()
    assert site.asked[1].method == method
    assert site.asked[1].body == (b"q=1" if method == "POST" else b"")
    *_, kept = responses(tmp_path)
    assert (kept.body, kept.request) == (b"here", asked), "a replay asks as the run did"


def test_a_redirect_loop_is_named(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/a", redirect("/b"))
    site.on("/b", redirect("/a"))
    with pytest.raises(RedirectLoop):
        fetcher.fetch(Request(url), QUICK)
    assert len(site.asked) == 2


def test_a_cookie_and_back_to_the_same_address_is_no_loop(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/a", redirect("/a", headers={"Set-Cookie": "seen=1"}), answer(b"ok"))
    assert fetcher.fetch(Request(url), QUICK).body == b"ok"
    assert site.asked[1].headers["cookie"] == "seen=1"


def test_a_cookie_at_every_step_does_not_make_it_endless(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/a", redirect("/a", headers={"Set-Cookie": "seen=1"}))
    with pytest.raises(TooManyRedirects):
        fetcher.fetch(Request(url), QUICK)


def test_endless_redirects_are_bounded(site: Site, fetcher: Fetcher) -> None:
    def onward(connection: socket.socket, asked: Asked) -> None:
        connection.sendall(redirect(f"/go?{len(site.asked)}"))

    with pytest.raises(TooManyRedirects):
        fetcher.fetch(Request(site.on("/go", onward)), QUICK)
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("http://127.0.0.1:9/", PrivateAddress),
        ("http://169.254.169.254/latest/meta-data/", PrivateAddress),
        ("http://[::1]/", PrivateAddress),
        ("http://[::ffff:10.0.0.1]/", PrivateAddress),
        ("http://2130706433/", PrivateAddress),
        ("http://localhost/", PrivateAddress),
        ("http://metadata.google.internal/", PrivateAddress),
        ("//0.0.0.0/", PrivateAddress),
        ("file:///etc/passwd", UnsafeAddress),
        ("ftp://example.org/", UnsafeAddress),
        ("javascript:alert(1)", UnsafeAddress),
        ("http://user:secret@example.org/", UnsafeAddress),
        ("http://[::1/", UnsafeAddress),
        ("http://example.org:99999/", UnsafeAddress),
    ],
)
def test_a_redirect_to_where_nobody_may_send_us_is_refused(
    site: Site, fetcher: Fetcher, target: str, fault: type[SourceFault]
) -> None:
    with pytest.raises(fault) as raised:
        fetcher.fetch(Request(site.on("/a", redirect(target))), QUICK)
    assert raised.value.verdict == "refused"
    assert len(site.asked) == 1


def test_a_redirect_to_another_host_obeys_its_robots_and_takes_no_keys_along(
    new_site: Callable[..., Site], new_fetcher: MakesFetchers
) -> None:
    here, there = new_site(), new_site()
    fetcher = new_fetcher(here, there)
    there.on("/robots.txt", answer(b"User-agent: *\nDisallow: /closed"))
    there.on("/open", answer(b"ok"))
    headers = {"Authorization-Key": "k", "Accept": "text/html"}
    closed = Request(here.on("/a", redirect(there.url("/closed"))), headers=headers)
    with pytest.raises(DisallowedByRobots):
        fetcher.fetch(closed, QUICK)
    fetcher.fetch(Request(here.on("/b", redirect(there.url("/open"))), headers=headers), QUICK)
    assert here.asked[1].headers["authorization-key"] == "k"
    assert there.targets() == ["/open"]
    assert "authorization-key" not in there.asked[0].headers
    assert there.asked[0].headers["accept"] == "text/html"


def test_the_second_time_a_site_is_asked_whether_anything_changed(
    site: Site, new_fetcher: MakesFetchers
) -> None:
    memory, kept = dict[str, Validators](), Kept()
    marks = {"ETag": '"v1"', "Last-Modified": "Sun, 22 Nov 2026 10:00:00 GMT"}
    url = site.on("/list", answer(b"rows", headers=marks), answer(status=304, headers=marks))
    first = new_fetcher(site, memory=memory).fetch(Request(url), QUICK)
    second = new_fetcher(site, memory=memory, archive=kept).fetch(Request(url), QUICK)
    assert site.asked[1].headers["if-none-match"] == '"v1"'
    assert site.asked[1].headers["if-modified-since"] == marks["Last-Modified"]
    assert (first.not_modified, second.not_modified) == (False, True)
    assert (second.body, second.sha256) == (b"", first.sha256)
    assert kept.responses[-1].not_modified


def test_who_remembers_nothing_asks_for_the_whole_each_time(site: Site, fetcher: Fetcher) -> None:
    """Else a capture, or a page that two sources share, would be empty the second time."""
    url = site.on("/list", answer(b"rows", headers={"ETag": '"v1"'}))
    for _ in range(2):
        fetcher.fetch(Request(url), QUICK)
    assert [asked.headers.get("if-none-match") for asked in site.asked] == [None, None]


@pytest.mark.parametrize("mark", ['"v\r\n 1"', '\N{NO-BREAK SPACE}"v 1"', "\x0b", '"v\x001"'])
def test_a_mark_that_cannot_be_sent_back_as_it_came_keeps_no_site_from_being_asked(
    site: Site, new_fetcher: MakesFetchers, mark: str
) -> None:
    memory: dict[str, Validators] = {}
    url = site.on("/list", answer(b"rows", headers={"ETag": mark, "Last-Modified": mark}))
    for _ in range(2):
        assert new_fetcher(site, memory=memory).fetch(Request(url), QUICK).body == b"rows"


def test_nobody_is_asked_what_has_changed_since_a_day_to_come(
    site: Site, new_fetcher: MakesFetchers
) -> None:
    """Such a site answers "nothing" for years, whatever its list has come to have."""
    memory: dict[str, Validators] = {}
    marks = {"ETag": '"v1"', "Last-Modified": "Fri, 01 Jan 2100 00:00:00 GMT"}
    for path, mark in (("/both", marks), ("/day", {"Last-Modified": marks["Last-Modified"]})):
        url = site.on(path, answer(b"rows", headers=mark))
        for _ in range(2):
            new_fetcher(site, memory=memory).fetch(Request(url), QUICK)
    assert not any("if-modified-since" in asked.headers for asked in site.asked)
    assert site.asked[1].headers["if-none-match"] == '"v1"'


def test_what_has_changed_since_is_not_taken_for_what_was_known(
    site: Site, new_fetcher: MakesFetchers
) -> None:
    memory: dict[str, Validators] = {}
    url = site.on(
        "/list",
        answer(b"rows", headers={"ETag": '"v1"'}),
        answer(b"more", headers={"ETag": '"v2"'}),
        answer(status=304),
    )
    first, second, third = (
        new_fetcher(site, memory=memory).fetch(Request(url), QUICK) for _ in range(3)
    )
    assert (second.not_modified, second.body) == (False, b"more")
    assert second.sha256 == hashlib.sha256(b"more").hexdigest() != first.sha256
    assert (third.not_modified, third.sha256) == (True, second.sha256)
    assert site.asked[2].headers["if-none-match"] == '"v2"'


def test_what_is_known_of_a_page_makes_no_condition_for_a_post_to_it_nor_for_robots_txt(
    site: Site, new_fetcher: MakesFetchers
) -> None:
    memory, asked = dict[str, Validators](), []

    def rules(connection: socket.socket, question: Asked) -> None:
        asked.append(question)
        connection.sendall(answer(b"User-agent: *\n", headers={"ETag": '"v1"'}))

    site.on("/robots.txt", rules)
    url = site.on("/x", answer(b"rows", headers={"ETag": '"v1"'}))
    for request in (Request(url), Request(url, method="POST", body=b"q")):
        new_fetcher(site, memory=memory).fetch(request, QUICK)
    assert len(asked) == 2
    assert not any("if-none-match" in each.headers for each in (*asked, *site.asked))


def test_a_post_and_a_page_without_marks_are_asked_plainly(site: Site, fetcher: Fetcher) -> None:
    marked = site.on("/post", answer(b"rows", headers={"ETag": '"v1"'}))
    plain = site.on("/plain", answer(b"rows"))
    for _ in range(2):
        fetcher.fetch(Request(marked, method="POST", body=b"q"), QUICK)
        fetcher.fetch(Request(plain), QUICK)
    assert not any("if-none-match" in asked.headers for asked in site.asked)


def test_a_host_is_asked_by_one_at_a_time_with_a_pause(site: Site, fetcher: Fetcher) -> None:
    def slowly(connection: socket.socket, _: Asked) -> None:
        time.sleep(0.05)
        connection.sendall(answer(b"ok"))

    url = site.on("/x", slowly)
    manners = replace(QUICK, delay_seconds=0.15, robots=False)
    threads = [
        threading.Thread(target=fetcher.fetch, args=(Request(url), manners)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    moments = [asked.at for asked in site.asked]
    assert site.busiest == 1
    # 0.05 s for the answer and 0.15 s after it
    assert all(later - earlier >= 0.19 for earlier, later in pairwise(moments))


def test_one_connection_serves_a_host_again_and_again() -> None:
    connections: list[object] = []

    class Patient(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            connections.append(self)
            super().setup()

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Patient) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"127.0.0.1:{server.server_port}"
        fetcher = Fetcher(FetchSettings(address_exceptions=frozenset({place})), Kept())
        for path in ("a", "b", "c"):
            assert fetcher.fetch(Request(f"http://{place}/{path}"), QUICK).body == b"ok"
        fetcher.close()
        server.shutdown()
    assert len(connections) == 1


def test_hosts_do_not_wait_for_each_other(
    new_site: Callable[..., Site], new_fetcher: MakesFetchers
) -> None:
    sites = [new_site(), new_site()]
    fetcher = new_fetcher(*sites)
    both = threading.Barrier(2, timeout=5)

    def together(connection: socket.socket, _: Asked) -> None:
        both.wait()
        connection.sendall(answer(b"ok"))

    manners = replace(QUICK, timeout_seconds=8, robots=False)
    got: list[bytes] = []

    def ask(site: Site) -> None:
        got.append(fetcher.fetch(Request(site.on("/x", together)), manners).body)

    threads = [threading.Thread(target=ask, args=(site,)) for site in sites]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [b"ok", b"ok"]


def test_a_stopped_run_wakes_whoever_waits_for_a_turn(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/x", answer(b"ok"))
    patient = replace(QUICK, delay_seconds=60, robots=False)
    fetcher.fetch(Request(url), patient)
    threading.Timer(0.2, fetcher.stop).start()
    begun = time.monotonic()
    with pytest.raises(RunStopped):
        fetcher.fetch(Request(url), patient)
    assert time.monotonic() - begun < 15
