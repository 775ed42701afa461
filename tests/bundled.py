"""What data/ says, read once for all tests: to read and type it takes longer than most of them."""

from __future__ import annotations

from functools import cache

from atlas.facts import Facts, read_facts


@cache
def recorded_facts() -> Facts:
    """The facts of data/, which nobody may change."""
    return read_facts()
