"""For programs: the API and the feeds on the port of the pages, and their documentation."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import feedparser
import pytest
import requests
from playwright.sync_api import Browser, expect

from atlas.edition import Edition
from tests.browser.reader import PHONE

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_api_answers_beside_the_pages(dashboard: str, edition: Edition) -> None:
    answer = requests.get(f"{dashboard}/api/v1/positions?places=KR", timeout=30)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["revision"] == edition.revision
    assert answer.json()["total"] == len(edition.vocabularies.scenario.codes)
    # Compressed on the way, it still is the same answer.
    assert answer.headers["Content-Encoding"] == "gzip"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert requests.get(answer.url, headers=known, timeout=30).status_code == 304


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("command", re.findall(r"^(curl .+?)(?:  +#.*)?$", README, re.MULTILINE))
def test_what_the_readme_says_to_ask_is_answered(dashboard: str, command: str) -> None:
    assert "localhost:8501" in command
    asked = shlex.split(command.replace("localhost:8501", dashboard))
    answer = subprocess.run([*asked, "--fail", "--silent"], capture_output=True, check=True)
    assert len(answer.stdout.splitlines()[0]) > 100


def test_what_cannot_be_answered_is_not_answered_with_a_page(dashboard: str) -> None:
    for address in ("/api/v1/nothing", "/api/v1/positions?x=1", "/feeds/nothing"):
        answer = requests.get(f"{dashboard}{address}", timeout=30)
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_feed_links_to_the_pages_it_came_from(dashboard: str) -> None:
    answer = requests.get(f"{dashboard}/feeds/place/KR.atom", timeout=30)
    entries = feedparser.parse(answer.content).entries
    assert entries
    assert all(entry.link.startswith(f"{dashboard}/") for entry in entries)


def test_the_documentation_reads_well_on_a_phone_without_any_script(
    dashboard: str, browser: Browser
) -> None:
    with browser.new_page(viewport={"width": PHONE, "height": 800}) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{dashboard}/api/v1/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Exosome Atlas: for programs")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE
        assert page.evaluate("() => getComputedStyle(document.body).maxWidth") != "none"
        assert said == []
