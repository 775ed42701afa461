"""Parts of countries: the subdivisions of ISO 3166-2 (the `pycountry` tables), by code and by name.

ISO lists most in a language of their country; data/subdivisions.yaml has their English names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pycountry

from atlas.yaml_file import read_yaml

FILE = Path(__file__).resolve().parent.parent / "data" / "subdivisions.yaml"


@cache
def subdivisions() -> dict[str, Any]:
    """Every subdivision of ISO 3166-2 by its code."""
    return {subdivision.code: subdivision for subdivision in pycountry.subdivisions}


@cache
def english_names() -> dict[str, str]:
    """Code -> English name, where ISO has another."""
    return {
        f"{country}-{part}": name
        for country, parts in read_yaml(FILE).items()
        for part, name in parts.items()
    }


def english_name(subdivision: Any) -> str:
    """The name on screen: "Wales" for "Wales [Cymru GB-CYM]", "Bavaria" for "Bayern"."""
    return english_names().get(subdivision.code) or next(own_names(subdivision))


def own_names(subdivision: Any) -> Iterator[str]:
    """The names that ISO gives: "Catalunya", "Cataluña" of "Catalunya [Cataluña]"."""
    name, _, other = str(subdivision.name).partition(" [")
    yield name
    # Some have an older code there, and some the same name again: "Barcelona [Barcelona]".
    other = re.sub(r" ?[A-Z]{2}-\w+", "", other).removesuffix("]")
    if other not in ("", name):
        yield other


def named(name: str) -> tuple[str, ...]:
    """The codes of all that have a name: by ISO, or else in English."""
    key = plain(name)
    return _by_own_name().get(key) or _by_english_name().get(key, ())


def beginning_with(name: str) -> Iterator[str]:
    """The codes of all that have a name which begins so, one after the other."""
    key = plain(name)
    for by_name in (_by_english_name(), _by_own_name()):
        for other, codes in by_name.items():
            if other.startswith(key):
                yield from codes


@cache
def _by_own_name() -> dict[str, tuple[str, ...]]:
    return _by_name(
        (name, subdivision.code)
        for subdivision in pycountry.subdivisions
        for name in own_names(subdivision)
    )


@cache
def _by_english_name() -> dict[str, tuple[str, ...]]:
    return _by_name((name, code) for code, name in english_names().items())


def _by_name(named: Iterator[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for name, code in named:
        codes[plain(name)] = (*codes.get(plain(name), ()), code)
    return codes


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """A name without case, accents and punctuation, for comparing: "Türkiye" -> "turkiye"."""
    joined = re.sub(r"[.'’ʼ]", "", text.replace("ı", "i"))  # U.S.A., Côte d’Ivoire
    decomposed = unicodedata.normalize("NFKD", joined).casefold()
    letters = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    words = re.findall(r"\w+", letters)
    return " ".join("saint" if word == "st" else word for word in words)
