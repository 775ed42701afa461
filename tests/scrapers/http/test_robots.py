from __future__ import annotations

import codecs
import gzip
import itertools
import socket
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scrapers.http.faults import DisallowedByRobots, ServerFault, SourceFault, TooManyRequests
from scrapers.http.fetch import Fetcher
from scrapers.http.memory import RobotsText
from scrapers.http.request import Request
from scrapers.http.robots import GOOD_FOR, MOST_BYTES
from tests.scrapers.http.fetchers import QUICK, Kept, MakesFetchers
from tests.scrapers.http.servers import Asked, Site, answer, redirect


def robots(site: Site, text: str) -> None:
    site.on("/robots.txt", answer(text.encode()))


def test_what_robots_txt_disallows_is_not_asked_for(site: Site, fetcher: Fetcher) -> None:
    robots(site, "User-agent: *\nDisallow: /search\nAllow: /search/recalls")
    with pytest.raises(DisallowedByRobots) as raised:
        fetcher.fetch(Request(site.on("/search", answer(b"rows"))), QUICK)
    assert raised.value.verdict == "blocked"
    assert site.asked == []
    assert (
        fetcher.fetch(Request(site.on("/search/recalls", answer(b"rows"))), QUICK).body == b"rows"
    )


def test_rules_for_us_by_name_go_before_those_for_everybody(site: Site, fetcher: Fetcher) -> None:
    robots(site, "User-agent: *\nDisallow:\n\nUser-agent: ExosomeAtlas\nDisallow: /")
    with pytest.raises(DisallowedByRobots):
        fetcher.fetch(Request(site.on("/x", answer())), QUICK)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffUser-agent: *\nDisallow: /",
        "\ufeffUser-agent: *\r\nDisallow: /\r\n",
        "User-agent: ExosomeAtlas/1.0 (+https://x.example)\nDisallow: /",
    ],
)
def test_a_mark_or_a_version_hides_no_rule(site: Site, fetcher: Fetcher, text: str) -> None:
    robots(site, text)
    with pytest.raises(DisallowedByRobots):
        fetcher.fetch(Request(site.on("/x", answer())), QUICK)
    assert site.asked == []


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_rules_in_two_bytes_a_character_hold(site: Site, fetcher: Fetcher, mark: bytes) -> None:
    written = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    text = "User-agent: *\nDisallow: /".encode(written)
    site.on("/robots.txt", answer(mark + text))
    with pytest.raises(DisallowedByRobots):
        fetcher.fetch(Request(site.on("/x", answer())), QUICK)


def test_rules_that_are_gzip_though_nobody_says_so_hold(site: Site, fetcher: Fetcher) -> None:
    site.on("/robots.txt", answer(gzip.compress(b"User-agent: *\nDisallow: /")))
    with pytest.raises(DisallowedByRobots):
        fetcher.fetch(Request(site.on("/x", answer())), QUICK)


def test_a_source_may_be_asked_without_robots(site: Site, fetcher: Fetcher) -> None:
    robots(site, "User-agent: *\nDisallow: /")
    manners = replace(QUICK, robots=False)
    assert fetcher.fetch(Request(site.on("/api", answer(b"{}"))), manners).body == b"{}"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_no_robots_txt_means_no_rules(site: Site, fetcher: Fetcher, status: int) -> None:
    site.on("/robots.txt", answer(b"User-agent: *\nDisallow: /", status))
    assert fetcher.fetch(Request(site.on("/x", answer(b"ok"))), QUICK).body == b"ok"


@pytest.mark.parametrize(
    ("status", "fault"), [(500, ServerFault), (503, ServerFault), (429, TooManyRequests)]
)
def test_a_robots_txt_that_cannot_be_read_closes_the_site_for_this_run(
    site: Site, fetcher: Fetcher, status: int, fault: type[SourceFault]
) -> None:
    site.on("/robots.txt", answer(status=status), answer(b""))
    for path in ("/x", "/y"):
        with pytest.raises(fault, match=r"robots\.txt could not be read") as raised:
            fetcher.fetch(Request(site.on(path, answer())), QUICK)
        assert raised.value.verdict == "outage"
        assert raised.value.url == site.url("/robots.txt")
        assert "Nothing here may be asked until it can be read." in str(raised.value)
    assert site.asked == []


def test_robots_txt_is_tried_again_before_it_counts_as_unreadable(
    site: Site, fetcher: Fetcher
) -> None:
    site.on("/robots.txt", answer(status=503), answer(b""))
    url = site.on("/x", answer(b"ok"))
    assert fetcher.fetch(Request(url), replace(QUICK, retries=1)).body == b"ok"


def test_robots_txt_is_read_once_a_run_and_archived(site: Site, new_fetcher: MakesFetchers) -> None:
    times = itertools.count()

    def counting(connection: socket.socket, _: Asked) -> None:
        connection.sendall(answer(b"User-agent: *\nDisallow: /%d" % next(times)))

    site.on("/robots.txt", counting)
    kept = Kept()
    fetcher = new_fetcher(site, archive=kept)
    for path in ("/x", "/y"):
        fetcher.fetch(Request(site.on(path, answer())), QUICK)
    assert next(times) == 1
    assert [response.request.purpose for response in kept.responses] == ["robots", "list", "list"]


def test_robots_txt_may_be_elsewhere(site: Site, fetcher: Fetcher) -> None:
    site.on("/robots.txt", redirect("/real.txt"))
    site.on("/real.txt", answer(b"User-agent: *\nDisallow: /x"))
    with pytest.raises(DisallowedByRobots):
        fetcher.fetch(Request(site.on("/x", answer())), QUICK)


def test_a_robots_txt_that_only_leads_in_circles_counts_as_none(
    site: Site, fetcher: Fetcher
) -> None:
    site.on("/robots.txt", redirect("/robots.txt"))
    assert fetcher.fetch(Request(site.on("/x", answer(b"ok"))), QUICK).body == b"ok"


@pytest.mark.parametrize("rule", ["Crawl-delay: 0.4", "Request-rate: 5/2"])
def test_the_longer_of_the_two_pauses_is_kept(site: Site, fetcher: Fetcher, rule: str) -> None:
    robots(site, f"User-agent: *\n{rule}")
    url = site.on("/x", answer())
    for _ in range(2):
        fetcher.fetch(Request(url), replace(QUICK, delay_seconds=0.1))
    first, second = (asked.at for asked in site.asked)
    assert 0.39 <= second - first < 15


@pytest.mark.parametrize("rule", ["Request-rate: 0/5", "Crawl-delay: -1", "Crawl-delay: soon"])
def test_a_pause_that_means_nothing_is_none(site: Site, fetcher: Fetcher, rule: str) -> None:
    robots(site, f"User-agent: *\n{rule}")
    assert fetcher.fetch(Request(site.on("/x", answer(b"ok"))), QUICK).body == b"ok"


def test_a_crawl_delay_longer_than_a_run_may_wait_closes_the_site(
    site: Site, fetcher: Fetcher
) -> None:
    robots(site, "User-agent: *\nCrawl-delay: 86400")
    with pytest.raises(DisallowedByRobots, match="86400 seconds"):
        fetcher.fetch(Request(site.on("/x", answer())), QUICK)


def test_only_so_much_of_robots_txt_is_read(site: Site, fetcher: Fetcher) -> None:
    robots(site, "User-agent: *\n" + "# padding\n" * 60_000 + "Disallow: /x")
    assert fetcher.fetch(Request(site.on("/x", answer(b"ok"))), QUICK).body == b"ok"


def test_half_a_rule_of_a_long_robots_txt_is_none(site: Site, fetcher: Fetcher) -> None:
    beginning, half = "User-agent: *\n#", "\nDisallow: /"
    padding = "x" * (MOST_BYTES - len(beginning) - len(half))
    robots(site, f"{beginning}{padding}{half}private\n")
    assert fetcher.fetch(Request(site.on("/x", answer(b"ok"))), QUICK).body == b"ok"


@pytest.mark.parametrize(
    "text", ["<html>Log in</html>", "\0\xff\xfe", "Disallow", "User-agent:\n:"]
)
def test_a_robots_txt_of_nonsense_says_nothing(site: Site, fetcher: Fetcher, text: str) -> None:
    site.on("/robots.txt", answer(text.encode("latin-1")))
    assert fetcher.fetch(Request(site.on("/x", answer(b"ok"))), QUICK).body == b"ok"


RULES = "User-agent: *\nDisallow: /admin\n"
CLOSED = "User-agent: *\nDisallow: /\n"


def said(text: str, ago: timedelta) -> RobotsText:
    return RobotsText(text, datetime.now(UTC) - ago)


def questions(kept: Kept) -> list[str]:
    return [response.request.purpose for response in kept.responses]


def test_rules_that_were_read_are_kept_for_the_next_run(
    site: Site, new_fetcher: MakesFetchers
) -> None:
    began, asked = datetime.now(UTC), Kept()
    robots_txt: dict[str, RobotsText] = {}
    robots(site, RULES)
    url = site.on("/x", answer(b"ok"))
    new_fetcher(site, robots=robots_txt).fetch(Request(url), QUICK)
    ((origin, (text, read_at)),) = robots_txt.items()
    assert (origin, text) == (f"http://{site.place}", RULES)
    assert began <= read_at <= datetime.now(UTC)
    robots(site, CLOSED)
    again = new_fetcher(site, robots=robots_txt, archive=asked)
    assert again.fetch(Request(url), QUICK).body == b"ok"
    assert questions(asked) == ["list"]
    with pytest.raises(DisallowedByRobots):
        again.fetch(Request(site.url("/admin")), QUICK)


@pytest.mark.parametrize("ago", [GOOD_FOR, timedelta(days=9), timedelta(hours=-1)])
def test_what_was_read_a_day_ago_or_at_a_moment_to_come_is_asked_for_again(
    ago: timedelta, site: Site, new_fetcher: MakesFetchers
) -> None:
    robots_txt = {f"http://{site.place}": said(RULES, ago)}
    robots(site, CLOSED)
    with pytest.raises(DisallowedByRobots):
        new_fetcher(site, robots=robots_txt).fetch(Request(site.on("/x", answer())), QUICK)
    assert robots_txt[f"http://{site.place}"].text == CLOSED


def test_a_run_of_more_than_a_day_asks_again(
    site: Site, new_fetcher: MakesFetchers, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {f"http://{site.place}": said(RULES, timedelta(hours=1))}
    robots(site, CLOSED)
    fetcher, url = new_fetcher(site, robots=kept), site.on("/x", answer(b"ok"))
    assert fetcher.fetch(Request(url), QUICK).body == b"ok"
    monkeypatch.setattr("scrapers.http.robots.GOOD_FOR", timedelta(minutes=59))
    with pytest.raises(DisallowedByRobots):
        fetcher.fetch(Request(url), QUICK)


def test_a_pause_that_was_asked_for_yesterday_is_kept_today(
    site: Site, new_fetcher: MakesFetchers
) -> None:
    kept = {f"http://{site.place}": said("User-agent: *\nCrawl-delay: 0.4", timedelta(hours=23))}
    fetcher, url = new_fetcher(site, robots=kept), site.on("/x", answer())
    for _ in range(2):
        fetcher.fetch(Request(url), QUICK)
    first, second = (asked.at for asked in site.asked)
    assert second - first >= 0.39


@pytest.mark.parametrize("status", [301, 403, 404, 410, 429, 500, 503])
def test_an_answer_that_is_no_robots_txt_is_not_kept(
    status: int, site: Site, new_fetcher: MakesFetchers
) -> None:
    before = said(RULES, timedelta(hours=25))
    kept = {f"http://{site.place}": before}
    site.on("/robots.txt", answer(RULES.encode(), status), answer(CLOSED.encode()))
    url = site.on("/x", answer(b"ok"))
    with suppress(SourceFault):
        new_fetcher(site, robots=kept).fetch(Request(url), QUICK)
    assert kept == {f"http://{site.place}": before}
    with pytest.raises(DisallowedByRobots):  # the next run asks again
        new_fetcher(site, robots=kept).fetch(Request(url), QUICK)


@pytest.mark.parametrize("text", ["", "<html>Log in</html>", "Sitemap: https://x.example/map"])
def test_a_page_that_may_stand_in_for_a_robots_txt_is_no_permission_for_a_day(
    text: str, site: Site, new_fetcher: MakesFetchers
) -> None:
    kept: dict[str, RobotsText] = {}
    robots(site, text)
    new_fetcher(site, robots=kept).fetch(Request(site.on("/x", answer(b"ok"))), QUICK)
    assert kept == {}


def test_what_is_kept_is_text_for_any_database(site: Site, new_fetcher: MakesFetchers) -> None:
    kept: dict[str, RobotsText] = {}
    site.on("/robots.txt", answer(b"User-agent: *\nDisallow: /\xff\0x\n"))
    new_fetcher(site, robots=kept).fetch(Request(site.on("/x", answer(b"ok"))), QUICK)
    (text, _) = kept[f"http://{site.place}"]
    assert text == "User-agent: *\nDisallow: /\ufffd\ufffdx\n"
