"""The commands as tests give them."""

from __future__ import annotations

import json
from typing import Any

from typer.testing import CliRunner, Result

from scrapers.cli import app


def run(*arguments: str, **named: Any) -> Result:
    """A command as it ended."""
    return CliRunner().invoke(app, list(arguments), **named)


def answer(*arguments: str, code: int = 0) -> Any:
    """What a command says of each source, by its id."""
    result = run(*arguments, "--format", "json")
    assert result.exit_code == code, result.output
    return {row.get("source_id") or row["id"]: row for row in json.loads(result.stdout)}
