"""Enforcement over time: acts against someone, by year or month and sort, and whom they name.

An act is enforcement when the risk number counts its kind and its issuer (data/risk.yaml); direct
and category notices only, unless background notices are asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pandas as pd

from atlas.edition import Edition
from atlas.notices import published_by
from atlas.risk import enforcing

# Each firm under the spelling that is met most often; `notices` and `places` are tuples, in order
# of date and of code; `first`, `latest` yyyy[-mm[-dd]] or None.
FIRM_COLUMNS = ("firm", "acts", "places", "first", "latest", "notices")

_NAMING = ("id", "jurisdiction", "published", "published_first", "firms")


def enforcement(edition: Edition, as_of: date, *, context: bool = False) -> pd.DataFrame:
    """The notices (NOTICE_COLUMNS) that enforce and were out on a day, newest first."""
    notices = published_by(edition.notices, as_of)
    keep = enforcing(notices, edition.weights)
    if not context:
        keep &= notices["relevance"] != "context"
    return notices[keep]


def by_year(notices: pd.DataFrame, field: str) -> pd.DataFrame:
    """Count dated notices: index the years without a gap, a column each code, most frequent first.

    `field` is a coded field of notices, such as `kind` or `concerns`. A notice counts once for each
    of the codes that it has, so columns of a list field need not add up to the number of notices.
    """
    counts = _counts(notices, field, "Y")
    return counts.set_axis([period.year for period in counts.index]).rename_axis(index="year")


def by_month(notices: pd.DataFrame, field: str, since: date, until: date) -> pd.DataFrame:
    """The same by month (yyyy-mm), of all months from one day to another.

    A date known only to the year counts in its first month.
    """
    counts = _counts(notices, field, "M")
    if len(counts):
        months = pd.period_range(since, until, freq="M")
        counts = counts.reindex(months, fill_value=0)
    return counts.set_axis(list(map(str, counts.index))).rename_axis(index="month")


def _counts(notices: pd.DataFrame, field: str, frequency: str) -> pd.DataFrame:
    dated = notices[notices["published_first"].notna()]
    codes = dated[field].astype(object).explode().dropna()
    periods = dated["published_first"].dt.to_period(frequency).reindex(codes.index)
    counts = pd.crosstab(periods.to_numpy(), codes.to_numpy())
    if len(counts):
        every = pd.period_range(min(counts.index), max(counts.index), freq=frequency)
        counts = counts.reindex(every, fill_value=0)
    order = sorted(counts.columns, key=lambda code: (-counts[code].sum(), code))
    return counts[order].rename_axis(columns=None)


def firms(notices: pd.DataFrame) -> pd.DataFrame:
    """Whom some notices name (FIRM_COLUMNS), most acts first; letter case makes no difference.

    To be named is not to be at fault.
    """
    naming = notices.loc[notices["firms"].map(bool).astype(bool), list(_NAMING)]
    oldest_first = naming.sort_values(["published_first", "id"], na_position="first")
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    acts_of: defaultdict[str, dict[str, tuple[str, Any]]] = defaultdict(dict)
    for id_, place, published, named in zip(
        *(oldest_first[name].tolist() for name in ("id", "jurisdiction", "published", "firms")),
        strict=True,
    ):
        for firm in dict.fromkeys(named):
            key = " ".join(firm.casefold().split())
            spelt[key][firm] += 1
            acts_of[key][id_] = place, published
    rows = []
    for key, acts in sorted(acts_of.items(), key=lambda firm: (-len(firm[1]), firm[0])):
        spellings = spelt[key]
        days = [published for _, published in acts.values() if isinstance(published, str)]
        rows.append(
            {
                "firm": max(spellings, key=lambda spelling: (spellings[spelling], spelling)),
                "acts": len(acts),
                "places": tuple(sorted({place for place, _ in acts.values()})),
                "first": days[0] if days else None,
                "latest": days[-1] if days else None,
                "notices": tuple(acts),
            }
        )
    return pd.DataFrame(rows, columns=list(FIRM_COLUMNS))
