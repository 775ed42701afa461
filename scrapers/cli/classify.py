"""`classify`: labels for notices given as JSON lines."""

from __future__ import annotations

import json
import sys

from scrapers.cli.session import app


@app.command()
def classify() -> None:
    """Read JSON lines {id, title, text, url, language?, regulator?}; write labels for each."""
    from scrapers.classify import classify_lines

    for answer in classify_lines(sys.stdin.buffer):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
