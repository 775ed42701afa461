"""How long until a page is ready in Chromium, as a ratio to a bare Streamlit page in the same run.

Ready: the title is there, the script has ended, no element is a skeleton any more, every component
of ours has drawn itself, and on the map the countries are painted. Each round opens the bare page
and every page in turn, each in a fresh browser context (nothing cached), then once more in the same
context (the reader's second visit); the median of the rounds counts. The server has seen every page
before: it is warm.
"""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser.addresses import EXAMPLES
from tests.browser.chromium import LAUNCH_FLAGS, find_chromium
from tests.browser.reader import DRAWN
from tests.browser.serving import served
from tests.browser.world import PAINTED

ROUNDS = 5
BARE_PAGE = 'import streamlit as st\n\nst.title("Bare page")\n'
_READY = """() => document.querySelector('h1')
    && document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    && !document.querySelector('[data-testid="stSkeleton"]')"""


def measure(database_url: str) -> list[dict[str, object]]:
    """A row for each page: seconds (median) and ratio to the bare page, first and second visit."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        bare_script = Path(folder) / "bare.py"
        bare_script.write_text(BARE_PAGE)
        browser = _launch(playwright)
        log = Path(folder) / "server.log"
        with (
            served(database_url, log.with_stem("bare"), bare_script) as bare,
            served(database_url, log) as dashboard,
        ):
            targets = {"(bare page)": f"{bare.url}/"} | _addresses(dashboard.url)
            for page, url in targets.items():
                _visit_twice(browser, page, url)
            times: dict[str, list[tuple[float, float]]] = {page: [] for page in targets}
            for _ in range(ROUNDS):
                for page, url in targets.items():
                    times[page].append(_visit_twice(browser, page, url))
        browser.close()
    first = {page: median(pair[0] for pair in pairs) for page, pairs in times.items()}
    second = {page: median(pair[1] for pair in pairs) for page, pairs in times.items()}
    return [
        {
            "page": page,
            "first visit (s)": round(first[page], 2),
            "ratio": round(first[page] / first["(bare page)"], 2),
            "second visit (s)": round(second[page], 2),
            "ratio, second": round(second[page] / second["(bare page)"], 2),
        }
        for page in times
    ]


def _visit_twice(browser: Browser, name: str, url: str) -> tuple[float, float]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        return _visit(page, name, url), _visit(page, name, url)


def _visit(page: Page, name: str, url: str) -> float:
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(_READY, timeout=60_000)
    page.wait_for_function(DRAWN, timeout=60_000)
    if name == "map":
        page.wait_for_selector(PAINTED, timeout=60_000)
    return time.perf_counter() - start


def memory_after_every_page(database_url: str) -> list[dict[str, object]]:
    """One row: the server's resident memory once every page has been opened."""
    with (
        TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        served(database_url, Path(folder) / "server.log") as dashboard,
    ):
        browser = _launch(playwright)
        for page, url in _addresses(dashboard.url).items():
            _visit_twice(browser, page, url)
        browser.close()
        return [{"what": "after every page", "MB": round(dashboard.memory_mb())}]


def _launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=str(find_chromium()), args=list(LAUNCH_FLAGS))


def _addresses(home: str) -> dict[str, str]:
    return {page: f"{home}/{example.address}" for page, example in EXAMPLES.items()}
