"""Paths into records and templates over them: how a source's YAML says which field is which.

A path is keys joined by dots: `details.body`. A list on the way is walked through, every member:
`organisations.title`. A member may be chosen: `versions[language.key=EN].name`. Alternatives are
separated by a bar, the first with text wins: `summary|description`. A key that is itself a dot-less
phrase (`Recall class`) stands as it is.

A template is text with paths in braces: `https://example.org{link}`, or `{title}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from types import NoneType
from typing import Any

_STEP = re.compile(r"([^.\[\]]+)(?:\[([^=\]]+)=([^\]]*)\])?(?:\.|$)")
_BRACES = re.compile(r"\{([^{}]+)\}")
JOINED_BY = "; "


def values_at(record: Any, path: str) -> Iterator[Any]:
    """Every value at a path, without the missing and the null; no alternatives here."""
    found = [record]
    for name, key, wanted in _steps(path):
        below: list[Any] = []
        for value in found:
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict) and name in each:
                    below.append(each[name])
        if key:
            members = [
                m for value in below for m in (value if isinstance(value, list) else [value])
            ]
            below = [m for m in members if text_at(m, key) == wanted]
        found = below
    for value in found:
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                yield each


def text_at(record: Any, path: str) -> str:
    """The text at a path, several values joined; "" when there is none."""
    # Most paths are one key with one value; a file of 34,000 records asks for half a million.
    if isinstance(record, dict) and not isinstance(
        value := record.get(path), (dict, list, NoneType)
    ):
        return _text(value)
    for alternative in path.split("|"):
        texts = [_text(value) for value in values_at(record, alternative.strip())]
        if joined := JOINED_BY.join(text for text in texts if text):
            return joined
    return ""


def filled(template: str, record: Any) -> str:
    """A template with its paths filled in; "" when it has paths and all of them are empty."""
    pieces = _pieces(template)
    texts = [text_at(record, path) for path in pieces[1::2]]
    if texts and not any(texts):
        return ""
    whole = list(pieces)
    whole[1::2] = texts
    return "".join(whole).strip() if texts else template


@lru_cache(maxsize=1024)
def _pieces(template: str) -> tuple[str, ...]:
    """What stands between paths, and at every second place a path."""
    return tuple(_BRACES.split(template))


def list_at(record: Any, paths: tuple[str, ...]) -> list[Any] | None:
    """The list at the first of several paths that has one, or None; "" is the record itself.

    A single object where a list is expected is a list of one, as converters from XML write it.
    """
    for path in paths:
        value = record
        for name, _, _ in _steps(path) if path else ():
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, list):
            return value
        if path and isinstance(value, dict) and value:
            return [value]
    return None


@lru_cache(maxsize=512)
def _steps(path: str) -> tuple[tuple[str, str, str], ...]:
    steps = tuple((m.group(1), m.group(2) or "", m.group(3) or "") for m in _STEP.finditer(path))
    if not steps:
        raise ValueError(f"{path!r} is not a path")
    return steps


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None or isinstance(value, (dict, list)):
        return ""
    return str(value)
