"""Under a path of a host that it shares, the dashboard is all there, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
import requests
from playwright.sync_api import Page, expect

from pages.server.shell import STATIC
from tests.browser.addresses import EXAMPLES
from tests.browser.conftest import OpenPage
from tests.browser.reader import ASKED_FOR, main, settle, title
from tests.browser.serving import served
from tests.browser.world import painted

BASE = "/atlas"
_LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href)"


@pytest.fixture(scope="module")
def home(store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("under a path") / "server.log"
    with served(f"sqlite:///{store_file}", log, base=BASE) as server:
        yield server.url
    assert "Traceback" not in log.read_text()


def assert_all_under_the_path(page: Page, home: str) -> None:
    """Whatever the page has asked for, and whatever of ours it leads to."""
    host = urlsplit(home).netloc
    ours = [
        address
        for address in (*page.evaluate(_LINKS), *page.evaluate(ASKED_FOR))
        if urlsplit(address).netloc == host
    ]
    assert len(ours) > 10
    assert [url for url in ours if not urlsplit(url).path.startswith(f"{BASE}/")] == []
    # At the first attempt, and with the scripts that its document names.
    asked = [url for url in page.evaluate(ASKED_FOR) if "/_stcore/" in url]
    assert {url.partition("/_stcore/")[0] for url in asked} == {home}


# It stands first, so that it is what the server of this file is asked for first. The first page of
# test_hostile_text is one with a table, and that of test_faces is the default page.
def test_a_link_works_as_the_first_request_of_a_fresh_server(look_at: OpenPage, home: str) -> None:
    page = look_at(EXAMPLES["country"].address, home=home)
    assert title(page) == EXAMPLES["country"].title
    assert EXAMPLES["country"].shows in main(page)


def test_what_is_for_programs_and_for_printing_stands_under_the_path(
    look_at: OpenPage, home: str
) -> None:
    page = look_at(EXAMPLES["country"].address, home=home)
    assert_all_under_the_path(page, home)
    offered = [link for link in page.evaluate(_LINKS) if "/brief/" in link]
    assert offered
    page = look_at("method?part=programs", home=home)
    assert_all_under_the_path(page, home)
    for_programs = [link for link in page.evaluate(_LINKS) if "/api/" in link or "/feeds/" in link]
    assert len(for_programs) > 8
    for link in dict.fromkeys([*for_programs, *offered, f"{home}/healthz"]):
        answer = requests.get(link, timeout=30)
        assert answer.ok, link
        # A page of Streamlit's stands wherever nothing else does.
        assert "Streamlit" not in answer.text, link


def test_the_map_asks_for_nothing_and_the_menu_leads_nowhere_beside_the_path(
    open_page: OpenPage, home: str
) -> None:
    page = open_page(EXAMPLES["map"].address, home=home)
    assert title(page) == EXAMPLES["map"].title
    assert EXAMPLES["map"].shows in main(page)
    painted(page)
    assert_all_under_the_path(page, home)
    cited = page.locator("details", has_text="Cite what is shown here").locator("pre").first
    assert (cited.text_content() or "").startswith(f"{home}/map?")
    for name, path in (("Notices", "/atlas/notices"), ("Map", "/atlas/")):
        page.get_by_test_id("stSidebarNav").get_by_text(name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        settle(page)
        assert urlsplit(page.url).path == path
        assert_all_under_the_path(page, home)


def test_answers_name_addresses_under_the_path(home: str) -> None:
    feed = feedparser.parse(requests.get(f"{home}/feeds/place/KR.atom", timeout=30).content)
    assert feed.entries
    assert all(entry.link.startswith(f"{home}/") for entry in feed.entries)
    document = requests.get(f"{home}/api/v1/openapi.json", timeout=30).json()
    assert document["servers"] == [{"url": f"{BASE}/api/v1"}]
    assert requests.get(f"{home}/api", timeout=30).url == f"{home}/api/v1/"
    for wrong, near in (
        ("api/v1/postions", "/atlas/api/v1/positions"),
        ("feeds/place/Koera.atom", "/atlas/feeds/place/KR.atom"),
    ):
        assert requests.get(f"{home}/{wrong}", timeout=30).json()["nearest"][0] == near
    brief = requests.get(f"{home}/brief/KR", timeout=30).text
    assert f"{home}/brief/KR?asof=" in brief


def test_where_nothing_is_under_the_path_the_page_that_was_meant_is_named(home: str) -> None:
    answer = requests.get(f"{home}/coutnry?place=KR", timeout=10)
    assert answer.status_code == 404
    assert f'<a href="{BASE}/country?place=KR">Country</a>' in answer.text
    assert requests.get(f"{home}/country/?place=KR", timeout=10).url == f"{home}/country?place=KR"


def test_nothing_answers_beside_the_path(home: str) -> None:
    host = home.removesuffix(BASE)
    script = next((STATIC / "static" / "js").glob("Selectbox.*.js")).name
    for path in ("", "/country", "/api/v1/", "/healthz", f"/static/js/{script}", f"{BASE}x"):
        assert requests.get(f"{host}{path}", timeout=10).status_code == 404, path
    answer = requests.get(f"{home}/static/js/{script}", timeout=10)
    assert "immutable" in answer.headers["cache-control"]
