"""The Chromium that the browser tests drive: which one, how it is started, how to get one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# It runs as root in containers, and asks nobody on the internet for anything.
LAUNCH_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name and no address but this machine's is to be found, whoever asks for it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)

# In tests a script runs a few times: to compile it well takes longer than to run it badly.
RUN_AS_IT_IS = "--js-flags=--no-opt --no-maglev"

PLAYWRIGHTS_OWN = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)

HOW_TO_GET_ONE = """\
The browser tests need Chromium or Chrome, and none was found that starts.
  Debian:      sudo apt-get update && sudo apt-get install chromium
  Ubuntu:      sudo .venv/bin/python -m playwright install-deps chromium
               .venv/bin/python -m playwright install chromium
  elsewhere:   CHROMIUM=/path/to/chrome make test"""


class ChromiumNotFoundError(RuntimeError):
    """No Chromium or Chrome on this machine starts; the message says how to get one."""


def find_chromium() -> Path:
    """Return the first browser that starts: $CHROMIUM, the system's, then Playwright's own.

    Raises ChromiumNotFoundError if there is none, or if $CHROMIUM names one that does not start.
    """
    if chosen := os.environ.get("CHROMIUM"):
        if not starts(chosen):
            raise ChromiumNotFoundError(f"CHROMIUM={chosen} does not start.\n{HOW_TO_GET_ONE}")
        return Path(shutil.which(chosen) or chosen)
    for candidate in installed():
        if starts(candidate):
            return Path(candidate)
    raise ChromiumNotFoundError(HOW_TO_GET_ONE)


def installed() -> Iterator[str]:
    """Yield the paths of the browsers that seem to be on this machine."""
    yield from filter(None, map(shutil.which, COMMANDS))
    # In a process of its own, because find_chromium may be asked while Playwright is running.
    answer = subprocess.run(
        [sys.executable, "-c", PLAYWRIGHTS_OWN], capture_output=True, text=True, check=False
    )
    if answer.returncode == 0:
        yield answer.stdout.strip()


def starts(browser: str) -> bool:
    """Say whether the browser runs: Ubuntu's chromium-browser may be a note to install a snap."""
    try:
        answer = subprocess.run(
            [browser, "--version"], capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def install_chromium() -> None:
    """Try Debian's package, then Playwright's download, until a browser starts."""
    playwright = [sys.executable, "-m", "playwright", "install"]
    attempts = [[*playwright, "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        attempts = [
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-qq", "-y", "chromium"],
            [*playwright, "--with-deps", "chromium"],
        ]
    unattended = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in attempts:
        print("No browser yet. Trying:", *command, flush=True)
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, env=unattended)
        if any(map(starts, installed())):
            return


def main() -> int:
    """Make sure of a browser and print where it is; return 1, saying what to do, if none is had."""
    if "CHROMIUM" not in os.environ and not any(map(starts, installed())):
        install_chromium()
    try:
        print(f"Browser: {find_chromium()}")
    except ChromiumNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
