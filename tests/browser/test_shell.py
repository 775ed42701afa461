"""How soon a page stands: what is asked for is answered at once, and nothing is read twice."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
import requests
from bs4 import BeautifulSoup

from pages.server.shell import STATIC

_SCRIPTS = STATIC / "static" / "js"


def test_scripts_are_those_of_streamlit_and_are_kept_by_the_browser(dashboard: str) -> None:
    script = next(_SCRIPTS.glob("Selectbox.*.js"))
    answer = requests.get(f"{dashboard}/static/js/{script.name}", timeout=10)
    assert answer.content == script.read_bytes()
    assert "javascript" in answer.headers["content-type"]
    style = next((STATIC / "static" / "css").glob("index.*.css"))
    of_streamlit = requests.get(f"{dashboard}/static/css/{style.name}", timeout=10)
    assert answer.headers["cache-control"] == of_streamlit.headers["cache-control"]


def test_the_map_is_found_by_its_name_too(dashboard: str) -> None:
    answer = requests.get(f"{dashboard}/map?region=GCC", timeout=10)
    assert answer.url == f"{dashboard}/?region=GCC"
    assert answer.text == requests.get(f"{dashboard}/", timeout=10).text


def test_scripts_are_packed_for_those_who_can_unpack_them(dashboard: str) -> None:
    script = max(_SCRIPTS.glob("index.*.js"), key=lambda file: file.stat().st_size)
    for accepted, packed in (("gzip, br", True), ("identity", False)):
        with requests.get(
            f"{dashboard}/static/js/{script.name}",
            headers={"Accept-Encoding": accepted},
            stream=True,
            timeout=10,
        ) as answer:
            sent = len(answer.raw.read(decode_content=False))
        assert answer.headers["vary"] == "Accept-Encoding"
        assert (answer.headers.get("content-encoding") == "gzip") is packed
        assert (sent < script.stat().st_size / 2) is packed


def test_a_document_is_asked_for_anew_and_is_the_same_for_every_filter(dashboard: str) -> None:
    plain = requests.get(f"{dashboard}/sources", timeout=10)
    assert plain.headers["cache-control"] == "no-cache"
    assert plain.headers["content-type"] == "text/html; charset=utf-8"
    assert requests.get(f"{dashboard}/sources?part=pages", timeout=10).text == plain.text


def test_who_runs_no_scripts_is_led_to_what_needs_none(dashboard: str) -> None:
    document = BeautifulSoup(requests.get(f"{dashboard}/country?place=KR", timeout=10).text, "lxml")
    led_to = "noscript a, link[rel=alternate], link[rel=service-desc], link[rel~=icon]"
    addresses = {str(link["href"]) for link in document.select(led_to)}
    assert {"./brief/KR", "./feeds/changes.atom", "./api/v1/", "./api/v1/openapi.json"} < addresses
    assert not any("agent" in address for address in addresses)
    for address in addresses:
        answer = requests.get(urljoin(f"{dashboard}/country", address), timeout=10)
        assert answer.status_code == 200, address
        assert "<noscript>" not in answer.text, address


@pytest.mark.parametrize("path", ["/static/js/none.js", "/static/js/../index.html"])
def test_nothing_but_a_script_of_streamlit_is_given_as_one(dashboard: str, path: str) -> None:
    answer = requests.get(f"{dashboard}{path}", timeout=10)
    assert "javascript" not in answer.headers["content-type"]
