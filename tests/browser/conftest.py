"""The dashboard on a real server, and readers with a real browser."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    sync_playwright,
)

from atlas.edition import Edition
from atlas.store import open_store
from tests.atlas.hostile import with_hostile_text
from tests.browser.chromium import LAUNCH_FLAGS, RUN_AS_IT_IS, find_chromium
from tests.browser.printing import PRINTED_WIDTH
from tests.browser.reader import DESK, Reader, Theme
from tests.browser.serving import Served, served
from tests.bundled import recorded_facts

OpenPage = Callable[..., Page]
HERE = Path(__file__).parent
WAITING = {HERE.parent / "world", HERE.parent / "scrapers" / "http"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers come first, then files that wait, then the others.

    A browser and its server keep more than one core busy, and whoever waits for an invented site
    keeps none. Of either, the files with most tests come first.
    """
    tests = Counter(item.path for item in items)

    def place(item: pytest.Item) -> tuple[int, int]:
        if item.path.parent == HERE:
            return 0, -tests[item.path]
        return (1, -tests[item.path]) if item.path.parent in WAITING else (2, 0)

    items.sort(key=place)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=str(find_chromium()), args=[*LAUNCH_FLAGS, RUN_AS_IT_IS]
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def store_file(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path_factory.mktemp("store") / "atlas.db"))


@pytest.fixture(scope="session")
def edition(store_file: Path) -> Edition:
    """What the dashboard knows, to compare with what it shows."""
    with open_store(f"sqlite:///{store_file}") as store:
        return store.read_edition()


@pytest.fixture(scope="session")
def dashboard(store_file: Path) -> Iterator[str]:
    """The address of a dashboard that many tests share."""
    yield from watched(store_file)


@pytest.fixture(scope="session")
def hostile_dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard whose store holds invented text that means harm."""
    store_file = tmp_path_factory.mktemp("hostile") / "atlas.db"
    with open_store(f"sqlite:///{store_file}") as store:
        store.fill(with_hostile_text(recorded_facts()))
    yield from watched(store_file)


@pytest.fixture(scope="session")
def reader_of(browser: Browser) -> Callable[[str], Reader]:
    """Gives the reader of a dashboard; the same one each time."""

    @cache
    def reader(home: str) -> Reader:
        return Reader(browser.new_context(service_workers="block"), home)

    return reader


def _opener(
    reader_of: Callable[[str], Reader], dashboard: str, opens: Callable[..., Page]
) -> Iterator[OpenPage]:
    with ExitStack() as leaving:

        def open_(
            address: str = "", *, home: str = dashboard, width: int = DESK, theme: Theme = "light"
        ) -> Page:
            reader = reader_of(home)
            leaving.callback(reader.leave)
            return opens(reader, address, width=width, theme=theme)

        yield open_


@pytest.fixture
def open_page(reader_of: Callable[[str], Reader], dashboard: str) -> Iterator[OpenPage]:
    """Opens an address of the dashboard in a new tab.

    The test fails if the browser complained, or asked for anything outside this machine.
    """
    yield from _opener(reader_of, dashboard, Reader.open)


@pytest.fixture
def look_at(reader_of: Callable[[str], Reader], dashboard: str) -> Iterator[OpenPage]:
    """Gives the page at an address of the dashboard, for a test that leaves it as it was.

    It is opened once for all tests in a row that look at the same page, and for the one after them
    that opens it. The test fails as with `open_page`.
    """
    yield from _opener(reader_of, dashboard, Reader.look_at)


@pytest.fixture(scope="session")
def sheets(browser: Browser) -> Iterator[BrowserContext]:
    """Where tabs are as wide as the text of a printed page."""
    with browser.new_context(viewport={"width": PRINTED_WIDTH, "height": 900}) as context:
        yield context


@pytest.fixture
def blank(sheets: BrowserContext) -> Iterator[Page]:
    """A tab as wide as the text of a printed page; whatever it complains of is a failure.

    One tab serves all tests: a new one is a new process.
    """
    page = sheets.pages[0] if sheets.pages else sheets.new_page()
    page.goto("about:blank")
    page.emulate_media(media="screen")
    complaints: list[str] = []

    def hear(said: ConsoleMessage | Error | Request) -> None:
        complaints.append(said.url if isinstance(said, Request) else str(said))

    page.on("console", hear)
    page.on("pageerror", hear)
    page.on("request", hear)
    yield page
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", hear)
    page.remove_listener("request", hear)
    # The document itself, and nothing that it asked for.
    assert len(complaints) == 1, complaints


def watched(store_file: Path) -> Iterator[str]:
    """Serve a store; when all is over, what the server printed must hold no stack of calls."""
    log = store_file.with_suffix(".log")
    server: Served
    with served(f"sqlite:///{store_file}", log) as server:
        yield server.url
    printed = log.read_text()
    assert "(most recent call last)" not in printed, printed
