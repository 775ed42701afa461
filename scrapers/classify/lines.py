"""JSON lines in, labels out, line for line."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator
from typing import Any, Final, NoReturn

from atlas.facts import FaultyFile
from scrapers.classify.classifier import classify

_REQUIRED: Final = ("id", "title", "text")
_TEXTS: Final = ("title", "text", "url", "language", "regulator")


def classify_lines(stream: Iterable[str | bytes]) -> Iterator[dict[str, Any]]:
    """Classify notices given as JSON lines, in their order, one answer a line.

    Args:
        stream: lines with {id, title, text, url, language?, regulator?}. A blank line is a line
            that is not JSON, so that the nth answer is always that of the nth line.

    Yields:
        {id, relevant, relevance, kind, origin, uses, claims, concerns, firms, products, effect,
        evidence} or, for a line that cannot be read, {line, id, error} with its number from 1.

    Raises:
        scrapers.classify.terms.BadTerms: a file of data/terms cannot be read.
    """
    for number, line in enumerate(stream, start=1):
        given: Any = None
        try:
            given = json.loads(line, parse_int=_whole_number, parse_constant=_no_number)
            yield _answer(given)
        except FaultyFile:  # of ours: no line is to blame
            raise
        except ValueError as fault:
            known = given.get("id") if isinstance(given, dict) else None
            if not _is_id(known):
                known = None
            yield {"line": number, "id": known, "error": f"line {number}: {_reason(fault)}"}
        except RecursionError:
            yield {"line": number, "id": None, "error": f"line {number}: nested too deeply"}


def written(answer: dict[str, Any]) -> str:
    """An answer as one line of JSON. Half a surrogate, which UTF-8 cannot hold, stays escaped."""
    line = json.dumps(answer, ensure_ascii=False, allow_nan=False)
    return line if line.isascii() or _is_utf8(line) else json.dumps(answer, allow_nan=False)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _whole_number(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:
        most = sys.get_int_max_str_digits()
        raise ValueError(f"a number of more than {most} digits; send it as text") from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"not JSON ({word} is no number)")


def _is_id(value: Any) -> bool:
    """Whether an answer can carry it: JSON reads 1e999 as infinity and has no way to write it."""
    return math.isfinite(value) if isinstance(value, float) else isinstance(value, str | int | None)


def _reason(fault: ValueError) -> str:
    if isinstance(fault, json.JSONDecodeError):
        return f"not JSON ({fault.msg} at character {fault.pos + 1})"
    if isinstance(fault, UnicodeDecodeError):
        return "not UTF-8; send text in UTF-8"
    return str(fault)


def _answer(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise ValueError("not an object; expected {id, title, text, url}")
    missing = [name for name in _REQUIRED if name not in given]
    if missing:
        raise ValueError(f"lacks {', '.join(missing)}; expected {{id, title, text, url}}")
    if not _is_id(given["id"]):
        raise ValueError("id is neither text nor a number")
    for name in _TEXTS:
        if not isinstance(given.get(name), str | None):
            raise ValueError(f"{name} is {type(given[name]).__name__}; expected text or null")
    labels = classify(
        given["title"],
        given["text"],
        url=given.get("url"),
        language=given.get("language"),
        regulator=given.get("regulator"),
    )
    return {
        "id": given["id"],
        "relevant": labels.relevant,
        "relevance": labels.relevance,
        "kind": labels.kind,
        "origin": list(labels.origin),
        "uses": list(labels.uses),
        "claims": list(labels.claims),
        "concerns": list(labels.concerns),
        "firms": list(labels.firms),
        "products": list(labels.products),
        "effect": labels.effect,
        "evidence": [found._asdict() for found in labels.evidence],
    }
