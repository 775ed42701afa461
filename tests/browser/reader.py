"""A reader at a real browser, cut off from the internet, whose complaints are kept."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Locator,
    Page,
    Request,
    TimeoutError,
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
# A browser asks a host for it of itself; where the dashboard stands under a path, it is not ours.
_SIGN_OF_THE_HOST = "/favicon.ico"

# Maps, drawings and tables of ours are drawn by scripts of their own, each in a shadow root.
DRAWN = """() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
    .every(component => component.shadowRoot?.querySelector('th, svg *'))"""

# The addresses of all that a page has asked for since it was opened.
ASKED_FOR = "() => performance.getEntriesByType('resource').map(entry => entry.name)"

expect.set_options(timeout=_PATIENCE)


# What pulses while a page loads is drawn sixty times a second, which nobody here looks at.
_STILL = """
    const still = new CSSStyleSheet();
    still.replaceSync(
        "*, ::before, ::after { animation: none !important; transition: none !important }");
    document.adoptedStyleSheets = [still];
"""

# What the tab shows while nobody reads: a few words of the server's, and no script.
_REST = "_stcore/health"


class Reader:
    """One browser context on one server, with only this machine in reach.

    Each address that is opened is a session of its own for the server; the browser keeps the
    scripts and outlines that it has loaded, and one tab from test to test: a new tab is a new
    process, which has to compile all of Streamlit again.
    """

    def __init__(self, context: BrowserContext, home: str) -> None:
        self._context, self._home = context, home
        self._complaints: list[str] = []
        self._resting: Page | None = None
        self._looked_at: str | None = None
        context.set_default_timeout(_PATIENCE)
        context.add_init_script(_STILL)
        # Only listened to: a browser whose requests are intercepted keeps nothing in its cache.
        context.on("request", self._see)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._complaints.append(f"script: {error.error}"))
        context.on("dialog", self._dismiss)
        context.on("page", lambda page: page.on("websocket", self._watch))

    def open(self, address: str = "", *, width: int = DESK, theme: Theme = "light") -> Page:
        """Open an address of the dashboard in a tab of its own; give it once the page stands.

        Where it stands already, since it was looked at and no more, it is not opened again.
        """
        stands = self._resting is not None and self._looked_at == address
        if not stands:
            self._look_away()
        page, self._resting = self._resting or self._context.new_page(), None
        self._looked_at = None
        _as_at_first(page, width, theme)
        if not stands:
            page.goto(f"{self._home}/{address}", wait_until="commit")
        settle(page)
        return page

    def look_at(self, address: str = "", *, width: int = DESK, theme: Theme = "light") -> Page:
        """Give the page at an address, to be looked at, or left as it was found.

        It is opened in the first tab, unless it stands there since it was looked at before.
        """
        if self._context.pages:
            self._resting = self._context.pages[0]
        page = self.open(address, width=width, theme=theme)
        self._looked_at = address
        return page

    def leave(self) -> None:
        """Close what is open, and keep the first tab, in which nothing of its pages is left.

        What was looked at stays until something else is opened.

        Raises:
            AssertionError: the console or a script had an error, a dialog opened, or a page asked
                for something outside this machine (it got no answer).
        """
        for page in self._context.pages[1:]:
            page.close()
        for page in self._context.pages:
            self._resting = page
            if self._looked_at is None:
                self._rest(page)
        complaints, self._complaints = self._complaints, []
        if complaints:
            raise AssertionError("\n".join(complaints))

    def _look_away(self) -> None:
        if self._looked_at is not None and self._resting:
            self._rest(self._resting)
        self._looked_at = None

    def _rest(self, page: Page) -> None:
        page.goto(f"{self._home}/{_REST}")
        page.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")

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
            and (
                (source.count("/") > 2 and source.endswith(_STREAMLIT_LOOKING_FOR_ITS_BASE))
                or source == _SIGN_OF_THE_HOST
            )
        ):
            self._complaints.append(f"console: {message.text} ({source})")

    def _dismiss(self, dialog: Dialog) -> None:
        self._complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def _as_at_first(page: Page, width: int, theme: Theme) -> None:
    """Undo what a test has asked of the browser: how wide it is, what it prefers."""
    resize(page, width)
    page.emulate_media(media="screen", color_scheme=theme, reduced_motion="no-preference")


def resize(page: Page, width: int) -> None:
    """Make the window as wide as a desk's or a telephone's; nothing happens if it is."""
    page.set_viewport_size({"width": width, "height": _HEIGHT})


_PAPER = """() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"""


def turn_to_theme(page: Page, theme: Theme) -> None:
    """Let it get dark, or light, while the page stands; wait until it has followed."""
    paper = page.evaluate(_PAPER)
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(f"paper => ({_PAPER})() !== paper", arg=paper, polling=_GLANCE)
    settle(page)


# What is still missing of a page, the first thing of several: what takes long to tell comes last.
_MISSING = """() => {
    const all = test_id => [...document.querySelectorAll(`[data-testid=${test_id}]`)];
    const parts = {
        "the end of the script": () =>
            all("stApp").some(app => app.dataset.testScriptState === "notRunning"),
        "contents for every skeleton": () => all("stSkeleton").length === 0,
        // While a page changes, title and last line of the one before may still stand.
        "one title": () => document.querySelectorAll("h1").length === 1,
        "what our own parts draw": DRAWN,
        "the last line": () => document.body.textContent.includes("Facts last checked"),
    };
    return Object.keys(parts).find(part => !parts[part]());
}""".replace("DRAWN", DRAWN)
_GLANCE = 50  # ms between two looks; Playwright's own assertions come to look once a second


def settle(page: Page) -> None:
    """Wait until the page's script has ended, its last line stands, and everything is drawn."""
    try:
        page.wait_for_function(f"() => !({_MISSING})()", polling=_GLANCE)
    except TimeoutError as error:
        raise AssertionError(f"{page.url} lacks {page.evaluate(_MISSING)}") from error


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


def rows_button(page: Page) -> Locator:
    """What saves the rows of the first table of a page."""
    return page.get_by_role("button", name=re.compile(r"^Download [\d,]+ \w+ \(CSV\)")).first
