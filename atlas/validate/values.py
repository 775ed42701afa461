"""Checks of single values, whatever file they stand in.

Each takes a record (a mapping as it was read, so that it may hold anything) and yields findings
about the fields it is given; a value of the wrong type is left to `form`.
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from atlas.dates import PartialDate, parse_partial
from atlas.validate.findings import Finding, Where
from atlas.vocabulary import Vocabulary

Record = Mapping[str, Any]

# Control characters, line separators, lone surrogates, and the marks that turn the direction of
# writing: each can make a text look other than it is.
_UNWRITTEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_NOT_IN_LINKS = re.compile(r"[\s\\]")
# Language, script and region as BCP 47 recommends to write them: en, pt-BR, zh-Hant, es-419.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")

# What a value must be, by pydantic's name for what it is not, and the mend.
_FORMS = {
    "string_type": ("must be text", "write text; put numbers and dates in quotes"),
    "bool_type": ("must be true or false", "write true or false"),
    "bool_parsing": ("must be true or false", "write true or false"),
    "tuple_type": ("must be a list", "write a list"),
    "list_type": ("must be a list", "write a list"),
    "dict_type": ("must be keys with values", "write key: value"),
    "model_type": ("must be keys with values", "write key: value"),
    "too_short": ("must have something in it", "give at least one"),
    "float_type": ("must be a number", "write a number"),
    "float_parsing": ("must be a number", "write a number"),
    "int_type": ("must be a whole number", "write a whole number"),
    "int_parsing": ("must be a whole number", "write a whole number"),
    "finite_number": ("must be finite", "write a number"),
}


def syntax_fault(why: str, mend: str) -> PydanticCustomError:
    """What a form raises for a text whose own syntax is at fault; `form` tells both."""
    return PydanticCustomError("syntax", "{why}", {"why": why, "mend": mend})


def form(
    expected: TypeAdapter[Any],
    value: object,
    shown_in: str = "data/README.md",
    context: object = None,
    *,
    secret: bool = False,
) -> Iterator[Finding]:
    """Keys that are missing or unknown and values of the wrong type, against a pydantic form.

    `shown_in` is the file that shows what may stand there, `context` what the form may ask for.
    What is `secret` is not repeated.
    """
    try:
        expected.validate_python(value, context=context)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            where, kind = fault["loc"], fault["type"]
            name = next((key for key in reversed(where) if isinstance(key, str)), "the file")
            if kind == "string_too_short":
                continue  # `texts_are_plain` reports every empty text
            if kind == "extra_forbidden":
                yield Finding(where, f"unknown key {name!r}", near(name, _keys(expected)))
            elif kind == "missing":
                yield Finding(where, f"key {name!r} is missing", "add it")
            elif kind == "syntax":
                yield Finding(where, f"{fault['input']!r} {fault['msg']}", fault["ctx"]["mend"])
            else:
                said = re.sub("^(Input|String) ", "", fault["msg"])
                must, mend = _FORMS.get(kind, (said, f"write what {shown_in} shows"))
                given = "" if secret else f", and is {reprlib.repr(fault['input'])}"
                yield Finding(where, f"{name!r} {must}{given}", mend)


def _keys(expected: TypeAdapter[Any]) -> tuple[str, ...]:
    schema = expected.json_schema()
    parts = (schema, *schema.get("$defs", {}).values())
    return tuple(sorted({key for part in parts for key in part.get("properties", ())}))


def near(word: str, words: Iterable[str], otherwise: str | None = None) -> str:
    """The mend of a word that is none of `words`; `otherwise` where none of them is like it."""
    known = list(words)
    close = get_close_matches(word, known, n=3, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(close)}?"
    return otherwise or f"one of: {', '.join(known)}"


def texts(record: Record, fields: Iterable[str]) -> Iterator[tuple[Where, str]]:
    """The texts in the fields of a record, those of a list one by one, with where they stand."""
    for field in fields:
        value = record.get(field)
        if isinstance(value, str):
            yield (field,), value
        elif isinstance(value, list):
            yield from (
                ((field, place), item) for place, item in enumerate(value) if isinstance(item, str)
            )


def texts_are_plain(record: Record) -> Iterator[Finding]:
    """No text of a record is empty, deceives the eye, or stands twice in its list."""
    seen: set[tuple[str | int, str]] = set()
    for where, text in texts(record, record):
        field = where[0]
        if not text.strip():
            yield Finding(where, f"{field!r} is empty", "write it, or null where there is none")
        elif unwritten := _UNWRITTEN.search(text):
            yield Finding(
                where,
                f"{field!r} holds the invisible character U+{ord(unwritten[0]):04X}",
                "take it out; a long text is folded with >- and has no line breaks of its own",
            )
        if len(where) > 1 and (field, text) in seen:
            yield Finding(where, f"{text!r} stands twice in {field!r}", "keep it once")
        seen.add((field, text))


def codes(
    record: Record, fields: Mapping[str, str], words: Mapping[str, Vocabulary]
) -> Iterator[Finding]:
    """Every code of a field stands in the field's vocabulary, as far as that could be read."""
    for field, vocabulary in fields.items():
        if vocabulary in words:
            for where, code in texts(record, [field]):
                if code not in words[vocabulary]:
                    yield Finding(where, *split_hint(words[vocabulary].fault(code)))


def split_hint(message: str) -> tuple[str, str]:
    """Fault and mend of a message "unknown ...; did you mean ...?"."""
    fault, _, mend = message.rpartition("; ")
    return fault, mend


def links(record: Record, fields: Iterable[str]) -> Iterator[Finding]:
    """Every link leads to a host, by http or https, and carries no password."""
    for where, link in texts(record, fields):
        if link.strip() and (fault := _link_fault(link)):
            yield Finding(where, f"{link!r} {fault[0]}", fault[1])


def _link_fault(link: str) -> tuple[str, str] | None:
    if _NOT_IN_LINKS.search(link) or _UNWRITTEN.search(link):
        return "has a character that no link has", "write a space as %20, a backslash as %5C"
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"is not a link: {error}", "copy it again from the page's address bar"
    if parts.scheme not in ("http", "https") or not host:
        return (
            "is not a link to a page",
            "give an address that begins with https:// or http://, or name the source in a comment",
        )
    if "@" in parts.netloc:
        return "carries a user name", "take out what stands between // and @"
    if host.endswith("."):  # the same host, which many servers and certificates do not know so
        return "has a dot behind its host", "take the dot out"
    return None


def languages(record: Record, fields: Iterable[str]) -> Iterator[Finding]:
    """Languages have the shape of BCP 47."""
    for where, language in texts(record, fields):
        if language.strip() and not _LANGUAGE.fullmatch(language):
            yield Finding(
                where, f"{language!r} is not a language tag", "write it like en, pt-BR or zh-Hant"
            )


def dates(
    record: Record, *, partial: Iterable[str] = (), whole: Iterable[str] = ()
) -> Iterator[Finding]:
    """Dates exist and have their form; a `whole` one says that something was done by then."""
    for where, text in texts(record, partial):
        if text.strip() and date_of(text) is None:
            yield Finding(
                where, f"{text!r} is no date", "write yyyy-mm-dd, or yyyy-mm or yyyy if that is all"
            )
    for where, text in texts(record, whole):
        if not text.strip():
            continue
        day = date_of(text)
        if day is None or day.precision != "day":
            yield Finding(where, f"{text!r} is no whole date", "write yyyy-mm-dd")
        elif day.first > _latest_today():
            yield Finding(where, f"{where[0]!r} {text} is yet to come", "write the day it was done")


def date_of(text: object) -> PartialDate | None:
    """The date that a value gives, None if it gives none."""
    try:
        return parse_partial(text) if isinstance(text, str) and text == text.strip() else None
    except ValueError:
        return None


def _latest_today() -> date:
    """Today where the day begins first: nobody's today is a day to come."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()
