"""How the name of a place stands in a sentence: "the United States", "France"."""

from __future__ import annotations

import re

# A name that ends in what a place is has the article; so have some names that are plurals.
_WHAT_IT_IS = frozenset(
    "Area Community Council Emirates Islands Kingdom Market Nations Republic States Territories "
    "Territory Union".split()
)
_HAVE_IT = frozenset(
    {"Bahamas", "Comoros", "DR Congo", "Gambia", "Maldives", "Netherlands", "Philippines"}
)
_BEGINS_WITH_WHAT_IT_IS = re.compile(r"(Canton|City|District|Isle|Province|Region) of ")
# Of two places in one name the article would stand before the first alone.
_TWO = re.compile(r"Island and | and the ")
_BEHIND = re.compile(r" \([^()]*\)$")


def in_sentence(name: str) -> str:
    """The name with its article, if it has one; what stands behind it in brackets stays."""
    bare = _BEHIND.sub("", name)
    if bare.startswith("Countries "):
        return f"the {name[:1].lower()}{name[1:]}"
    is_a_kind = bare.rpartition(" ")[2] in _WHAT_IT_IS and not _TWO.search(bare)
    if is_a_kind or bare in _HAVE_IT or _BEGINS_WITH_WHAT_IT_IS.match(bare):
        return f"the {name}"
    return name
