"""Tables at terminals of every width."""

from __future__ import annotations

import pytest

from atlas import terminal

COLUMNS = ("Source", "Verdict", "Why")
ROWS = [
    ("invented-weekly-reports", "broken", "The layout changed: no table of reports on the page."),
    ("invented-news", "ok", ""),
]


Captured = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


def shown(width: int, capsys: Captured, monkeypatch: Patch) -> str:
    monkeypatch.setattr(terminal.console, "width", width)
    terminal.print_rows("2 sources", COLUMNS, ROWS)
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [55, 200])
def test_rows_stand_in_columns_where_words_stay_whole(
    width: int, capsys: Captured, monkeypatch: Patch
) -> None:
    text = shown(width, capsys, monkeypatch)
    assert "┃ Source                  ┃ Verdict ┃ Why " in text
    assert "│ invented-weekly-reports │ broken  │" in text


@pytest.mark.parametrize("width", [30, 44])
def test_a_narrow_terminal_gets_a_paragraph_a_row_without_what_is_empty(
    width: int, capsys: Captured, monkeypatch: Patch
) -> None:
    lines = shown(width, capsys, monkeypatch).splitlines()
    assert all(len(line) <= width for line in lines)
    assert [line.strip() for line in lines][:2] == ["2 sources", "invented-weekly-reports"]
    assert " ".join(line.strip() for line in lines).endswith(
        "verdict broken · why The layout changed: no table of reports on the page."
        " invented-news verdict ok"
    )


def test_no_rows_are_said_to_be_none(capsys: Captured) -> None:
    terminal.print_rows("Notices", COLUMNS, [])
    assert capsys.readouterr().out == "Notices: none\n"


def test_text_from_outside_is_no_markup_and_moves_no_cursor(
    capsys: Captured, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(terminal.console, "width", 200)
    terminal.print_rows("", ("Title",), [("[bold]Serum\x1b[2J[/bold]",)])
    printed = capsys.readouterr().out
    assert "[bold]Serum" in printed
    assert "\x1b[2J" not in printed
