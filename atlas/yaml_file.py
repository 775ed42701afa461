"""YAML as this project writes it: text stays text.

YAML 1.1 reads Norway's code NO as false and 2025-09-01 as a date object. Here only null, true,
false, decimals and numbers of up to three digits are anything but text: a bare 2025 is a year, and
a year is a date. What an editor types is what the atlas gets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_DEEPEST = 50


class _TextLoader(yaml.CSafeLoader):
    """The fast safe loader with the guesses about dates, floats and yes/no taken out."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  declared so by the library

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (AttributeError, LookupError, TypeError, ValueError):
            # The library trips over a tag that its value does not fit, as in !!timestamp x.
            raise yaml.MarkedYAMLError(
                problem=f"this is not of the type {node.tag}", problem_mark=node.start_mark
            ) from None


for _tag, _shape, _starts in (
    ("null", r"(?:null|~|)$", ["n", "~", ""]),
    ("bool", r"(?:true|false)$", ["t", "f"]),
    ("int", r"-?(?:0|[1-9]\d{0,2})$", list("-0123456789")),
    ("float", r"-?\d+\.\d+$", list("-0123456789")),
):
    _TextLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_shape), _starts)


class _OnceLoader(_TextLoader):
    """Refuses a mapping that has a key twice: the later would win, and nobody would know."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep)
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"key {key.value!r} stands twice", problem_mark=key.start_mark
                )
            seen.add(str(key.value))
        return mapping


def read_yaml(path: Path) -> Any:
    """Read one YAML file.

    Raises:
        FileNotFoundError: no such file.
        yaml.YAMLError: the file is not YAML, or has a key twice; the message names the line.
    """
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=_OnceLoader)  # noqa: S506  a subclass of the safe loader


@dataclass(frozen=True)
class Located:
    """A YAML document and the line on which each of its values begins."""

    value: Any
    root: yaml.Node | None

    def line(self, *path: str | int) -> int:
        """The line (from 1) of the value at `path`, or of its nearest ancestor that exists."""
        node, line = self.root, 1
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            node, line = child
        return line

    def repeated_keys(self) -> Iterator[tuple[str, int]]:
        """Each key that its mapping has had already, with its line: the later would win."""
        nodes, visited = [self.root], set[int]()
        while nodes:
            node = nodes.pop()
            if id(node) in visited:
                continue
            visited.add(id(node))
            if isinstance(node, yaml.SequenceNode):
                nodes.extend(node.value)
            elif isinstance(node, yaml.MappingNode):
                seen: set[str] = set()
                for key, value in node.value:
                    if key.value in seen:
                        yield key.value, key.start_mark.line + 1
                    seen.add(key.value)
                    nodes.append(value)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item, item.start_mark.line + 1
    return None


def read_located(path: Path) -> Located:
    """Read one YAML file so that faults can be given with their line.

    Raises:
        UnicodeDecodeError: the file is not text in UTF-8.
        yaml.YAMLError: the file is not YAML; the message names the line.
    """
    return located(path.read_text(encoding="utf-8"))


def located(text: str) -> Located:
    """The document that a text is, with its lines.

    Raises:
        yaml.YAMLError: the text is not YAML; the message names the line.
    """
    _refuse_depth(text)
    loader = _TextLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return Located(None, None)
        return Located(loader.construct_document(root), root)
    finally:
        loader.dispose()


def _refuse_depth(text: str) -> None:
    """Refuse what is nested deeper than any file of ours: composing it would exhaust the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=_TextLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise yaml.MarkedYAMLError(
                problem="it is nested too deeply",
                problem_mark=event.start_mark,  # type: ignore[arg-type]  # the parser's own
            )
