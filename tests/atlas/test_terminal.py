"""Tables at terminals of every width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

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


@pytest.mark.parametrize("width", [47, 53, 60, 71, 82])
def test_a_table_never_reaches_beyond_the_line(
    width: int, capsys: Captured, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(terminal.console, "width", width)
    rows = [
        ("invented-reports-of-many-weeks", "two words", "https://example.org/a/long/path", "x"),
        ("invented-news", "", "several words of some length", "y"),
    ]
    terminal.print_rows("2 sources", ("Source", "Verdict", "Page", "Why"), rows)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= width
    columns = [line for line in lines if line.startswith("│")]
    assert all(line.endswith("│") for line in columns)


def test_a_word_of_wide_letters_needs_twice_the_room(capsys: Captured, monkeypatch: Patch) -> None:
    monkeypatch.setattr(terminal.console, "width", 28)
    firm = "株式会社エクソソーム"  # invented, 20 places wide
    terminal.print_rows("1 firm", ("Firm", "Why"), [(firm, "none")])
    assert capsys.readouterr().out.split() == ["1", "firm", firm, "why", "none"]
    monkeypatch.setattr(terminal.console, "width", 31)
    terminal.print_rows("1 firm", ("Firm", "Why"), [(firm, "none")])
    assert f"│ {firm} │ none │" in capsys.readouterr().out


def test_a_row_without_a_head_does_not_read_on_as_the_one_above(
    capsys: Captured, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(terminal.console, "width", 20)
    rows = [("2010-06-25", "Draft amendment"), ("", "Undated regulation")]
    terminal.print_rows("2 notices", ("Date", "Title"), rows)
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines[-3:] == ["no date", "title Undated", "regulation"]


def test_of_one_column_a_narrow_terminal_gets_no_empty_lines(
    capsys: Captured, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(terminal.console, "width", 12)
    terminal.print_rows("2 sources", ("Source",), [("invented-news",), ("other",)])
    assert "" not in [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_a_word_between_colons_is_no_sign(capsys: Captured) -> None:
    for console in (terminal.console, terminal.errors):
        console.print("no key :key: at https://x.example/ :warning: law", soft_wrap=True)
    printed = capsys.readouterr()
    assert printed.out == printed.err == "no key :key: at https://x.example/ :warning: law\n"
