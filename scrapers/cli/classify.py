"""`classify`: labels for notices given as JSON lines."""

from __future__ import annotations

import sys

from atlas.commands import fail
from atlas.facts import FaultyFile
from scrapers.cli.session import app
from scrapers.run import SHOWS_FAULTS


@app.command()
def classify() -> None:
    """Read JSON lines {id, title, text, url, language?, regulator?}; write labels for each."""
    from scrapers.classify import classify_lines
    from scrapers.classify.lines import written

    # Bytes, because JSON is UTF-8 whatever the terminal's encoding is.
    try:
        for answer in classify_lines(sys.stdin.buffer):
            sys.stdout.buffer.write(f"{written(answer)}\n".encode())
            sys.stdout.buffer.flush()
    except FaultyFile as fault:
        fail(f"{fault}\n{SHOWS_FAULTS}", 1)
