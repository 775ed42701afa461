"""Files that may be broken: what can be read of them, and a fault for what cannot."""

from __future__ import annotations

import codecs
import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import yaml

from atlas.validate.findings import Fault
from atlas.yaml_file import Located, read_located

_NOT_TEXT = ("this is not text in UTF-8", "save it as UTF-8, or restore an earlier version")
_EMPTY = ("the file is empty", "write its content, or remove the file")
_TAB = ("the line begins with a tab", "indent it with spaces")
_BOM = ("the file begins with a byte order mark", "save it as UTF-8 without one (no BOM)")
_NO_LINE = ("the line is empty", "take it out")
_NOT_AN_OBJECT = "write one whole object a line: {...}, with keys and texts in double quotes"


def read_document(path: Path) -> Generator[Fault, None, Located | None]:
    """Read a YAML file; yields its faults of form, and returns None if it cannot be read."""
    try:
        document = read_located(path)
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        yield Fault(str(path), *unreadable(path, error))
        return None
    if document.value is None:
        yield Fault(str(path), 1, *_EMPTY)
        return None
    for key, line in document.repeated_keys():
        yield _twice(path, line, key)
    return document


def read_records(path: Path) -> Generator[Fault, None, list[tuple[int, dict[str, Any]]] | None]:
    """Read a file of one JSON object a line; returns (line, object) for each.

    Yields a fault for every line that cannot be read; if there is one, returns None, since what
    the line stands for is not known.
    """
    try:
        lines = path.read_bytes().removesuffix(b"\n").split(b"\n")
    except OSError as error:
        yield Fault(str(path), *unreadable(path, error))
        return None
    if lines == [b""]:
        yield Fault(str(path), 1, *_EMPTY)
        return None
    records: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(lines, start=1):
        if line.startswith(codecs.BOM_UTF8) or not line.strip():
            yield Fault(str(path), number, *(_BOM if line.strip() else _NO_LINE))
            continue
        try:
            record, repeated = _read_object(line)
        except UnicodeDecodeError:
            yield Fault(str(path), number, *_NOT_TEXT)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else error
            yield Fault(str(path), number, f"the line is not JSON: {reason}", _NOT_AN_OBJECT)
        else:
            records.append((number, record))
            for key in repeated:
                yield _twice(path, number, key)
    return records if len(records) == len(lines) else None


def _read_object(line: bytes) -> tuple[dict[str, Any], list[str]]:
    """The JSON object of a line, and the keys that stand twice in it."""
    repeated: list[str] = []

    def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        record: dict[str, Any] = {}
        for key, value in pairs:
            if key in record:
                repeated.append(key)
            record[key] = value
        return record

    record = json.loads(line.decode("utf-8"), object_pairs_hook=without_repeats)
    if not isinstance(record, dict):
        raise ValueError("it holds no object")
    return record, repeated


def _twice(path: Path, line: int, key: str) -> Fault:
    return Fault(str(path), line, f"key {key!r} stands twice", "keep one: the later would win")


def unreadable(path: Path, error: Exception) -> tuple[int, str, str]:
    """Line, fault and mend for a file that cannot be read: what `read_located` raised."""
    if isinstance(error, UnicodeDecodeError):
        return _line_at(path, error.start), *_NOT_TEXT
    if isinstance(error, yaml.reader.ReaderError):
        return (
            _line_at(path, error.position),
            f"the character U+{error.character:04X} may not stand in YAML",
            "take it out, or restore an earlier version",
        )
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        line = error.problem_mark.line + 1
        if _begins_with_a_tab(path, line):
            return line, *_TAB
        return (
            line,
            f"the file is not YAML: {error.problem}",
            "look at the indentation, the quotes and the colons here and just above; "
            "a text with a colon or a mark in it needs quotes",
        )
    if isinstance(error, FileNotFoundError):
        return 1, "the file is missing", "restore it: the atlas cannot do without it"
    return 1, f"the file cannot be read: {error}", "restore an earlier version"


def _begins_with_a_tab(path: Path, line: int) -> bool:
    text = path.read_text(encoding="utf-8").splitlines()[line - 1 : line]
    return any("\t" in each[: len(each) - len(each.lstrip())] for each in text)


def _line_at(path: Path, offset: int) -> int:
    return path.read_bytes().count(b"\n", 0, offset) + 1
