"""Paths into records and templates over them: how a source's YAML says which field is which.

A path is keys joined by dots: `details.body`. A list on the way is walked through, every member,
and what several say alike stands once: `organisations.title`. A member may be chosen:
`versions[language.key=EN].name`. Alternatives are separated by a bar, the first with text wins:
`summary|description`. A key that is itself a dot-less phrase (`Recall class`) stands as it is.

A template is text with paths in braces: `https://example.org{link}`, or `{title}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from types import NoneType
from typing import Any

from scrapers.normalise.text import writable

_STEP = re.compile(r"([^.\[\]]+)(?:\[([^=\]]+)=([^\]]*)\])?(?:\.|$)")
_BRACES = re.compile(r"\{([^{}]+)\}")
JOINED_BY = "; "
# A template that is one path.
_NOTHING_AROUND = ["", ""]


def values_at(record: Any, path: str) -> Iterator[Any]:
    """Every value at a path, without the missing and the null; no alternatives here."""
    found = [record]
    for name, key, wanted in _steps(path):
        found = [each[name] for each in _members(found) if isinstance(each, dict) and name in each]
        if key:
            found = [each for each in _members(found) if text_at(each, key) == wanted]
    yield from (each for each in _members(found) if each is not None)


def _members(values: Iterable[Any]) -> Iterator[Any]:
    """Each value, and of a list each of its members."""
    for value in values:
        yield from value if isinstance(value, list) else [value]


def text_at(record: Any, path: str) -> str:
    """The text at a path, several values joined; "" when there is none."""
    return _reader(path)(record)


def _joined_at(path: str, record: Any) -> str:
    for alternative in path.split("|"):
        texts = map(_text, values_at(record, alternative.strip()))
        if joined := JOINED_BY.join(dict.fromkeys(filter(None, texts))):
            return joined
    return ""


@lru_cache(maxsize=512)
def _reader(path: str) -> Callable[[Any], str]:
    """What reads the text at a path of one record after the other."""
    is_key = not any(sign in path for sign in ".[|") and path == path.strip()

    def read(record: Any) -> str:
        # Most paths are one key with one value; a file of 34,000 records asks for half a million.
        if isinstance(record, dict):
            value = record.get(path)
            if isinstance(value, str):
                return writable(value.strip())
            if value is None and is_key:
                return ""
            if not isinstance(value, (dict, list, NoneType)):
                return _text(value)
        return _joined_at(path, record)

    return read


def filled(template: str, record: Any) -> str:
    """A template with its paths filled in; "" when it has paths and all of them are empty."""
    return _filler(template)(record)


@lru_cache(maxsize=1024)
def _filler(template: str) -> Callable[[Any], str]:
    """What fills one record after the other into a template."""
    pieces = _BRACES.split(template)
    readers = [_reader(path) for path in pieces[1::2]]
    if not readers:
        return lambda record: template
    if pieces[::2] == _NOTHING_AROUND:
        return readers[0]

    def fill(record: Any) -> str:
        texts = [read(record) for read in readers]
        if not any(texts):
            return ""
        written = pieces.copy()
        written[1::2] = texts
        return "".join(written).strip()

    return fill


def list_at(record: Any, paths: tuple[str, ...]) -> list[Any] | None:
    """The list at the first of several paths that has one, or None; "" is the record itself.

    A single object where a list is expected is a list of one, and a list of which every member
    wraps one object under the next name is the list of these: so converters from XML write them.
    """
    for path in paths:
        value = record
        for name, _, _ in _steps(path) if path else ():
            value = _below(value, name)
        if isinstance(value, list):
            return value
        if path and isinstance(value, dict) and value:
            return [value]
    return None


def _below(value: Any, name: str) -> Any:
    if isinstance(value, list) and value:
        wrapped = all(isinstance(member, dict) and name in member for member in value)
        return [member[name] for member in value] if wrapped else None
    return value.get(name) if isinstance(value, dict) else None


@lru_cache(maxsize=512)
def _steps(path: str) -> tuple[tuple[str, str, str], ...]:
    steps = tuple((m.group(1), m.group(2) or "", m.group(3) or "") for m in _STEP.finditer(path))
    if not steps:
        raise ValueError(f"{path!r} is not a path")
    return steps


def _text(value: Any) -> str:
    if isinstance(value, str):
        return writable(value.strip())
    if isinstance(value, bool) or value is None or isinstance(value, (dict, list)):
        return ""
    return str(value)
