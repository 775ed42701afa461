"""One field of a notice before and after it changed, in the words of the reader."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

import pandas as pd

from atlas.dates import NotADate, parse_partial
from atlas.edition import Edition
from atlas.notices import CODED_FIELDS, CODED_LISTS
from atlas.tabular import cut
from atlas.wording import names_exosomes

_CODED = CODED_FIELDS | CODED_LISTS
_NAMES = {"title_en": "English title", "url": "address", "exosome_explicit": "names exosomes"}
_LONGEST = 400
# Of what is the same before and after, so much is left for orientation.
_ALIKE_SHOWN = 60


def amended(edition: Edition, field: str, before: Any, after: Any) -> tuple[str, str, str]:
    """A field (a name of atlas.notices.NOTICE_COLUMNS): its name, what it said, what it says since.

    Values are as they stand in a notice, or as text with lists joined by ", ".
    """
    old, new = different_part(_worded(edition, field, before), _worded(edition, field, after))
    return _NAMES.get(field, field.replace("_", " ")), old, new


def different_part(old: str, new: str) -> tuple[str, str]:
    """Both texts, cut to what lies around their first and their last difference."""
    start = max(_alike(old, new) - _ALIKE_SHOWN, 0)
    old, new = (f"…{part[start:]}" if start else part for part in (old, new))
    end = min(max(_alike(old[::-1], new[::-1]) - _ALIKE_SHOWN, 0), len(old) - 1, len(new) - 1)
    old, new = (f"{part[:-end]}…" if end else part for part in (old, new))
    return cut(old, _LONGEST), cut(new, _LONGEST)


def is_nothing(value: Any) -> bool:
    """Whether a field is empty: None in one version may be NaN or an empty list in another."""
    if isinstance(value, list | tuple):
        return not value
    return value == "" or bool(pd.isna(value))


def _worded(edition: Edition, field: str, value: Any) -> str:
    if is_nothing(value):
        return "(nothing)"
    if field in _CODED:
        codes = value if isinstance(value, list | tuple) else str(value).split(", ")
        known = edition.vocabularies[_CODED[field]]
        return ", ".join(known.label(code) if code in known else code for code in codes)
    if isinstance(value, list | tuple):
        return "; ".join(str(part) for part in value)
    if field == "exosome_explicit":
        return names_exosomes(str(value) == "True")
    if field == "published":
        try:
            return parse_partial(str(value)).spoken()
        except NotADate:
            return str(value)
    return str(value)


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
