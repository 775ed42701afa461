"""What an operator is told while a run goes on."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from scrapers.progress import SECONDS_BETWEEN_LINES, LinesOfProgress, LiveProgress


def test_where_lines_are_written_only_a_source_that_takes_long_says_what_it_is_at(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = SimpleNamespace(now=0.0)
    clock.monotonic = lambda: clock.now
    monkeypatch.setattr("scrapers.progress.time", clock)
    progress = LinesOfProgress()
    progress.tell("us-slow", "asking")
    clock.now += SECONDS_BETWEEN_LINES
    progress.tell("us-slow", "notice 9 of 60, about 25 minutes more")
    progress.tell("us-slow", "notice 10 of 60, about 25 minutes more")
    progress.tell("us-late", "asking")
    progress.end("us-slow", "60 listed, 60 new")
    assert capsys.readouterr().err.splitlines() == [
        "us-slow: notice 9 of 60, about 25 minutes more",
        "us-slow: 60 listed, 60 new",
    ]


def test_how_a_source_ended_stands_as_it_was_said(capsys: pytest.CaptureFixture[str]) -> None:
    with LiveProgress(1) as progress:
        progress.tell("us-x", "asking https://x.example/ :key: [bold]")
        progress.end("us-x", "outage. No answer at https://x.example/ :key: [bold]")
    said = capsys.readouterr().err
    assert "us-x: outage. No answer at https://x.example/ :key: [bold]\n" in said
