"""A reader at a real browser, cut off from the internet, whose complaints are kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Route,
    WebSocket,
    expect,
)

Theme = Literal["light", "dark"]
DESK, PHONE = 1280, 390
_HEIGHT = 900
_PATIENCE = 30_000  # ms: a busy machine with two cores runs two browsers and two servers
OURS = ("127.0.0.1", "localhost")
# Opened at /notices, Streamlit first asks for /notices/_stcore/…, and then, told that there is
# nothing, for /_stcore/…: its way to find out under which path it is served.
_STREAMLIT_LOOKING_FOR_ITS_BASE = ("/_stcore/health", "/_stcore/host-config")

expect.set_options(timeout=_PATIENCE)


class Reader:
    """One browser context on one server: nothing kept from before, only this machine in reach.

    Attributes:
        complaints: errors of the console and of scripts, and dialogs that opened.
        abroad: addresses outside this machine that a page asked for; none was answered.
    """

    def __init__(self, context: BrowserContext, home: str) -> None:
        self._context, self._home = context, home
        self.complaints: list[str] = []
        self.abroad: list[str] = []
        context.set_default_timeout(_PATIENCE)
        context.route("**/*", self._let_through)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("dialog", self._dismiss)
        context.on("page", lambda page: page.on("websocket", self._watch))

    def open(self, address: str = "") -> Page:
        """Open an address of the dashboard in a new tab; give it once the page stands."""
        page = self._context.new_page()
        page.goto(f"{self._home}/{address}", wait_until="commit")
        settle(page)
        return page

    def _let_through(self, route: Route, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.hostname in OURS or parts.scheme in ("data", "blob"):
            route.continue_()
        else:
            self.abroad.append(request.url)
            route.abort()

    def _watch(self, socket: WebSocket) -> None:
        if urlsplit(socket.url).hostname not in OURS:
            self.abroad.append(socket.url)

    def _hear(self, message: ConsoleMessage) -> None:
        source = urlsplit(str(message.location["url"])).path
        if message.type == "error" and not (
            "404" in message.text
            and source.count("/") > 2
            and source.endswith(_STREAMLIT_LOOKING_FOR_ITS_BASE)
        ):
            self.complaints.append(f"console: {message.text} ({source})")

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def reading(
    browser: Browser, home: str, *, width: int = DESK, theme: Theme = "light"
) -> Iterator[Reader]:
    """A reader of the dashboard at `home`.

    Raises:
        AssertionError: when the reader leaves and a page had complained, or had asked for
            something outside this machine.
    """
    with browser.new_context(
        viewport={"width": width, "height": _HEIGHT}, color_scheme=theme, service_workers="block"
    ) as context:
        reader = Reader(context, home)
        yield reader
        complaints = [*reader.complaints, *(f"asked abroad: {url}" for url in reader.abroad)]
        if complaints:
            raise AssertionError("\n".join(complaints))


def settle(page: Page) -> None:
    """Wait until the page's script has ended, its last line stands, and nothing is a skeleton."""
    expect(page.locator("h1")).to_have_count(1)
    expect(page.get_by_text("not legal advice: ask the regulator")).to_be_attached()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def choose(page: Page, label: str, choice: str) -> None:
    """Choose in a select box as one does with a keyboard: type, wait for the offer, Enter."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.fill(choice)
    expect(page.get_by_role("option", name=choice).first).to_be_visible()
    box.press("Enter")


def title(page: Page) -> str:
    """The page's own title."""
    return page.locator("h1").inner_text()


def main(page: Page) -> str:
    """Everything that the page says, as text."""
    return page.get_by_test_id("stMainBlockContainer").inner_text()
