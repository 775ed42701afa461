"""Small facts for the tests of the store: all of the real ones, but notices made to order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from atlas.facts import Facts
from atlas.notices import Notice


def a_notice(id_: str, **changes: Any) -> Notice:
    """A notice that says next to nothing, except for `changes`."""
    return Notice(
        **{
            "id": id_,
            "jurisdiction": "US",
            "regulator": "Authority",
            "regulator_short": "AUT",
            "issuer_type": "regulator",
            "title": "Plain notice",
            "title_en": "Plain notice",
            "language": "en",
            "published": "2025-09",
            "kind": "ban",
            "relevance": "direct",
            "origin": ("human",),
            "uses": ("injection",),
            "claims": (),
            "concerns": ("unapproved",),
            "firms": (),
            "products": (),
            "summary": "Nothing.",
            "effect": "tightens",
            "exosome_explicit": True,
            "url": None,
            "source_read": "primary",
            "read_url": "https://regulator.example/notice",
            "confidence": "high",
            "review": "reviewed",
            "verified_on": "2026-11-22",
            **changes,
        }
    )


def facts_with(facts: Facts, *notices: Notice) -> Facts:
    """The facts with these notices only, and a digest that says which they are."""
    return replace(facts, notices=notices, digest=str(hash(notices)))
