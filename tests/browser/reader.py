"""A reader at a real browser, cut off from the internet, whose complaints are kept."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
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

# Maps, drawings and tables of ours are drawn by scripts of their own, each in a shadow root.
DRAWN = """() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
    .every(component => component.shadowRoot?.querySelector('th, svg *'))"""

expect.set_options(timeout=_PATIENCE)


class Reader:
    """One browser context on one server, with only this machine in reach.

    Each address that is opened is a session of its own for the server; the browser keeps the
    scripts and outlines that it has loaded.
    """

    def __init__(self, context: BrowserContext, home: str) -> None:
        self._context, self._home = context, home
        self._complaints: list[str] = []
        context.set_default_timeout(_PATIENCE)
        # Only listened to: a browser whose requests are intercepted keeps nothing in its cache.
        context.on("request", self._see)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._complaints.append(f"script: {error.error}"))
        context.on("dialog", self._dismiss)
        context.on("page", lambda page: page.on("websocket", self._watch))

    def open(self, address: str = "", *, width: int = DESK) -> Page:
        """Open an address of the dashboard in a new tab; give it once the page stands."""
        page = self._context.new_page()
        page.set_viewport_size({"width": width, "height": _HEIGHT})
        page.goto(f"{self._home}/{address}", wait_until="commit")
        settle(page)
        return page

    def leave(self) -> None:
        """Close what is open.

        Raises:
            AssertionError: the console or a script had an error, a dialog opened, or a page asked
                for something outside this machine (it got no answer).
        """
        for page in self._context.pages:
            page.close()
        complaints, self._complaints = self._complaints, []
        if complaints:
            raise AssertionError("\n".join(complaints))

    def _see(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.hostname not in OURS and parts.scheme not in ("data", "blob"):
            self._complaints.append(f"asked abroad: {request.url}")

    def _watch(self, socket: WebSocket) -> None:
        if urlsplit(socket.url).hostname not in OURS:
            self._complaints.append(f"asked abroad: {socket.url}")

    def _hear(self, message: ConsoleMessage) -> None:
        source = urlsplit(str(message.location["url"])).path
        if message.type == "error" and not (
            "404" in message.text
            and source.count("/") > 2
            and source.endswith(_STREAMLIT_LOOKING_FOR_ITS_BASE)
        ):
            self._complaints.append(f"console: {message.text} ({source})")

    def _dismiss(self, dialog: Dialog) -> None:
        self._complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def settle(page: Page) -> None:
    """Wait until the page's script has ended, its last line stands, and everything is drawn."""
    expect(page.locator("h1")).to_have_count(1)
    # While a page changes, the line of the one before may still stand.
    expect(page.get_by_text("Facts last checked").last).to_be_attached()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_function(DRAWN)


def choose(page: Page, label: str, choice: str) -> None:
    """Choose in a select box: click, type, wait for the offer, Enter."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(choice)
    expect(page.get_by_role("option", name=choice).first).to_be_visible()
    box.press("Enter")


def assert_fits(page: Page) -> None:
    """Fail if the page, once it has laid itself out, scrolls sideways."""
    for box in ("html", "[data-testid=stMain]"):
        expect(page.locator(box), f"{box} scrolls sideways").to_have_js_property(
            "scrollWidth", page.locator(box).evaluate("box => box.clientWidth")
        )


def title(page: Page) -> str:
    """The page's own title."""
    return page.locator("h1").inner_text()


def main(page: Page) -> str:
    """Everything that the page says, as text."""
    return page.get_by_test_id("stMainBlockContainer").inner_text()
