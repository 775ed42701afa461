"""Makes the corrections of data/corrections.yaml to what a source lists.

A correction holds as long as the source says what was expected of it. When it does not, the notice
is taken as the source has it, and the remark about it comes back with every run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from atlas.corrections import Correction
from scrapers.formats.page import Item


def corrected(item: Item, corrections: Iterable[Correction]) -> tuple[Item, list[str]]:
    """An item with its corrections made, and a remark for each that does not hold any more."""
    remarks = []
    for correction in corrections:
        name, said = correction.field, getattr(item, correction.field)
        if said == correction.expect:
            put_right: dict[str, Any] = {name: correction.value}
            item = replace(item, **put_right)
        elif said == correction.value:
            remarks.append(
                f"{_named(correction)}: the source has put it right; take the correction out"
            )
        else:
            remarks.append(
                f"{_named(correction)}: the source says {said!r} where {correction.expect!r} was "
                "expected, so it was left as it is; renew the correction, or take it out"
            )
    return item, remarks


def _named(correction: Correction) -> str:
    return f"data/corrections.yaml, {correction.field} of {correction.notice}"
