"""Writing an entry into a file of data/law, and leaving every other byte as its editor left it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from atlas.law import Position, in_order
from atlas.tabular import plain_list
from atlas.yaml_file import read_located, read_yaml

_WIDTH = 112


class UnwritableLaw(Exception):
    """The file is of a form that an entry cannot be put into; the message names it."""


def written_into(path: Path, place: str, scenario: str, entry: Mapping[str, Any], why: str) -> str:
    """The text of a law file with a new entry at its place in the history of a scenario.

    Everything else stays byte for byte, comments included; `why` stands above the entry as a
    comment. The file need not exist yet.

    Raises:
        UnwritableLaw: the file is not written line by line, as data/README.md has it.
        yaml.YAMLError: the file is not YAML.
    """
    if not path.exists():
        head = f"jurisdiction: {place}\npositions:\n  {scenario}:\n"
        return head + _entry_text(entry, why, 2)
    text = path.read_bytes().decode()  # reading as text would change how its lines end
    root = read_located(path).root
    positions = _value(root, "positions")
    if not isinstance(positions, yaml.MappingNode) or positions.flow_style:
        raise UnwritableLaw(f"{path}: no positions written line by line; write the entry by hand")
    history = _value(positions, scenario)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if history is None:
        column = positions.value[0][0].start_mark.column if positions.value else 2
        new = " " * column + f"{scenario}:\n" + _entry_text(entry, why, column)
        at = _last_line(positions) + 1
    elif isinstance(history, yaml.SequenceNode) and not history.flow_style:
        at = _line_for(path, place, scenario, entry, history, lines)
        new = _entry_text(entry, why, history.start_mark.column)
    else:
        raise UnwritableLaw(f"{path}: {scenario} is not a list of lines; write the entry by hand")
    return "".join([*lines[:at], new, *lines[at:]])


def _line_for(
    path: Path,
    place: str,
    scenario: str,
    entry: Mapping[str, Any],
    history: yaml.SequenceNode,
    lines: list[str],
) -> int:
    """The line before which the entry goes: entries stand oldest first."""

    def order(given: Mapping[str, Any]) -> Any:
        return in_order(
            Position.model_validate({"jurisdiction": place, "scenario": scenario, **given})
        )

    entries = read_yaml(path)["positions"][scenario]
    number = sum(order(given) <= order(entry) for given in entries)
    if number == len(entries):
        return _last_line(history) + 1
    at = int(history.value[number].start_mark.line)
    # A comment right above an entry is about that entry.
    while lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def _entry_text(entry: Mapping[str, Any], why: str, column: int) -> str:
    comment = textwrap.wrap(why, _WIDTH - column, initial_indent="# ", subsequent_indent="# ")
    said = {name: plain_list(value) for name, value in entry.items() if value not in (None, (), [])}
    dumped = yaml.safe_dump(
        [said], sort_keys=False, allow_unicode=True, width=_WIDTH - column, default_flow_style=False
    )
    return textwrap.indent("\n".join([*comment, dumped]), " " * column)


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value  # type: ignore[no-any-return]  # the library is not typed so far
    return None


def _last_line(node: yaml.Node) -> int:
    """The last line that a node is written on; the marks of a block reach into what follows."""
    children: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        children = [child for pair in node.value for child in pair]
    elif isinstance(node, yaml.SequenceNode):
        children = list(node.value)
    if children:
        return max(_last_line(child) for child in children)
    end = node.end_mark
    # A block of text ends where the next thing begins.
    return int(end.line - 1 if end.column == 0 and end.line > node.start_mark.line else end.line)
