"""How long until a page is ready in Chromium, as a ratio to a bare Streamlit page in the same run.

Ready: the title is there, the script has ended, and on the map the countries are painted. Each
round opens the bare page and every page in turn, each in a fresh browser context (nothing cached),
then once more in the same context (the reader's second visit); the median of the rounds counts.
"""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from bench.served import BARE_PAGE, ROOT, served
from pages.navigation import PAGES, address
from tests.browser.chromium import LAUNCH_FLAGS, find_chromium

_ENDED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_PAINTED = "() => document.querySelectorAll('.choroplethlayer path').length > 150"


def measure(database_url: str, rounds: int = 5) -> list[dict[str, object]]:
    """A row for each page: seconds (median) and ratio to the bare page, first and second visit."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        bare_script = Path(folder) / "bare.py"
        bare_script.write_text(BARE_PAGE)
        browser = playwright.chromium.launch(
            executable_path=str(find_chromium()), args=list(LAUNCH_FLAGS)
        )
        with (
            served(bare_script, database_url) as bare,
            served(ROOT / "dashboard.py", database_url) as dashboard,
        ):
            targets = {"(bare page)": f"{bare.url}/"} | {
                page: f"{dashboard.url}/{address(page).removeprefix('./')}" for page in PAGES
            }
            for page, url in targets.items():
                _visit_twice(browser, page, url)
            times: dict[str, list[tuple[float, float]]] = {page: [] for page in targets}
            for _ in range(rounds):
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
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_selector(_ENDED, timeout=60_000, state="attached")
    if name == "map":
        page.wait_for_function(_PAINTED, timeout=60_000)
    return time.perf_counter() - start


def memory_after_every_page(database_url: str) -> float:
    """The server's resident memory in MB once every page has been opened."""
    with (
        sync_playwright() as playwright,
        served(ROOT / "dashboard.py", database_url) as dashboard,
    ):
        browser = playwright.chromium.launch(
            executable_path=str(find_chromium()), args=list(LAUNCH_FLAGS)
        )
        for page in PAGES:
            _visit_twice(browser, page, f"{dashboard.url}/{address(page).removeprefix('./')}")
        browser.close()
        return dashboard.memory_mb()
