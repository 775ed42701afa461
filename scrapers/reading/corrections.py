"""Makes the corrections of data/corrections.yaml to what a source lists.

A correction holds as long as the source says what was expected of it. When it does not, the notice
is taken as the source has it, and the remark about it comes back with every run. So does one about
a correction of what is neither listed nor on record: its id may be mistyped, which no file tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from atlas.corrections import Correction
from atlas.notices import found_id
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


def of_no_notice(
    source_id: str, corrections: Iterable[Correction], keys: Iterable[str]
) -> list[str]:
    """A remark for each correction of a source's notice that has none of its keys."""
    of_source = list(of_notices_of(source_id, corrections))
    ids = {found_id(source_id, key) for key in keys} if of_source else set()
    return [
        f"{_named(each)}: no such notice is listed or on record; mend its id, or take it out"
        for each in of_source
        if each.notice not in ids
    ]


def of_notices_of(source_id: str, corrections: Iterable[Correction]) -> Iterator[Correction]:
    """The corrections of a source's notices, in their order."""
    return (each for each in corrections if each.notice.rpartition("-")[0] == source_id)


def _named(correction: Correction) -> str:
    return f"data/corrections.yaml, {correction.field} of {correction.notice}"
