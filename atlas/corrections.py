"""What a source says wrongly of a notice, put right as data: data/corrections.yaml.

Only what scrapers bring in is corrected here; the notices of data/ are edited where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from atlas.closed import Closed

Field = Literal["title", "url", "published", "language"]


class Correction(Closed):
    """One field of one notice.

    Attributes:
        notice: its id.
        expect: what the source says, as it writes it; None where it says nothing. When it says
            anything else, the correction does not hold any more.
        value: what it should have said, in the same manner (a date in the source's own format).
        reference: the page that shows it.
        corrected_on: the day of the correction, yyyy-mm-dd.
    """

    notice: str
    field: Field
    expect: str | None
    value: str | None
    reason: str
    reference: str
    corrected_on: str


class CorrectionsFile(Closed):
    """data/corrections.yaml."""

    corrections: tuple[Correction, ...]


def of_notice(corrections: Iterable[Correction], notice_id: str) -> Iterator[Correction]:
    """The corrections of one notice, in their order."""
    return (each for each in corrections if each.notice == notice_id)
