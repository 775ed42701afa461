"""Who can be asked, of those that notices name (data/authorities.yaml).

Where another took an authority's place, the newer is asked; its notices stay under its own name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from atlas.closed import Closed
from atlas.dates import parse_partial

if TYPE_CHECKING:  # slow to load, and a run of the scrapers does without
    import pandas as pd


class Authority(Closed):
    """An authority by its name and the short one of notices (`regulator_short`)."""

    name: str
    short: str


class Succession(Closed):
    """One authority in the place of another.

    Attributes:
        jurisdiction: of both.
        since: yyyy-mm-dd, yyyy-mm or yyyy.
        note: what went elsewhere, where not everything went to the newer.
        read_url: the page that says so; the rest as for a position.
    """

    jurisdiction: str
    former: Authority
    now: Authority
    since: str
    note: str | None = None
    source_read: str
    read_url: str
    confidence: str
    verified_on: str


class Authorities(Closed):
    """data/authorities.yaml.

    Attributes:
        governments: place -> the short names of its whole governments and heads of state, who make
            law and answer no questions about it.
        sites: place -> short name -> start page, of those none of whose notices leads to one.
    """

    governments: Mapping[str, tuple[str, ...]] = {}
    successors: tuple[Succession, ...] = ()
    sites: Mapping[str, Mapping[str, str]] = {}

    def site(self, place: str, short: str) -> str | None:
        return self.sites.get(place, {}).get(short)


def by_then(successions: Iterable[Succession], as_of: date) -> list[Succession]:
    """Those that had happened by a day; a date counts from the first day that it can mean."""
    return [each for each in successions if parse_partial(each.since).first <= as_of]


def under_their_successors(
    notices: pd.DataFrame, successions: Iterable[Succession]
) -> pd.DataFrame:
    """Notices under the name of whoever took their issuer's place, without an address of their own.

    The former's address is no place to look for the newer.
    """
    notices = notices.copy()
    for each in successions:
        of_former = (notices["jurisdiction"] == each.jurisdiction) & (
            notices["regulator_short"] == each.former.short
        )
        if of_former.any():  # of few places it is, and to write into a table takes long
            notices.loc[of_former, ["regulator", "regulator_short", "url"]] = (
                each.now.name,
                each.now.short,
                None,
            )
    return notices
