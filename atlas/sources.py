"""Sources: who speaks, and every page that the atlas rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from atlas.authorities import Succession, by_then, under_their_successors
from atlas.columns import ISSUER, PAGE, names
from atlas.edition import Edition
from atlas.notices import published_by
from atlas.web_address import site
from atlas.wording import formerly

# Those who can be asked what the law is; courts, police, societies and parliaments cannot. Nor can
# whole governments (atlas.authorities), which notices code as ministries.
ANSWERING_ISSUERS = ("regulator", "ministry", "local_authority")


class _Issued(NamedTuple):
    """What counts of a notice; `published` and `url` may be missing."""

    jurisdiction: str
    regulator_short: str
    regulator: str
    issuer_type: str
    relevance: str
    source_read: str
    published: object
    last_checked: str
    url: object


@lru_cache(maxsize=2)
def regulators(edition: Edition) -> pd.DataFrame:
    """Everyone who issued a notice on record, most notices first within each place.

    Columns atlas.columns.ISSUER; counts are int.
    """
    return _issuers(edition, edition.notices)


def _issuers(edition: Edition, notices: pd.DataFrame) -> pd.DataFrame:
    """Everyone who issued one of some notices, as `regulators` gives them.

    Counted notice by notice: of the few of a place that is done sooner than a table is grouped.
    """
    issued: defaultdict[tuple[str, str], list[_Issued]] = defaultdict(list)
    for row in zip(*(notices[column].tolist() for column in _Issued._fields), strict=True):
        notice = _Issued(*row)
        issued[notice.jurisdiction, notice.regulator_short].append(notice)
    rows: list[dict[str, Any]] = [
        {
            "jurisdiction": place,
            "name": edition.places.name(place),
            "regulator": _commonest(notice.regulator for notice in by),
            "regulator_short": short,
            "issuer_type": _commonest(notice.issuer_type for notice in by),
            "notices": len(by),
            "direct": sum(notice.relevance == "direct" for notice in by),
            "primary": sum(notice.source_read == "primary" for notice in by),
            "latest": max(
                (day for notice in by if isinstance(day := notice.published, str)), default=None
            ),
            "last_checked": max(notice.last_checked for notice in by),
            "site": _commonest(site(url) for notice in by if isinstance(url := notice.url, str))
            or edition.authorities.site(place, short),
        }
        for (place, short), by in issued.items()
    ]
    rows.sort(key=lambda row: (row["jurisdiction"], -row["notices"], row["regulator_short"]))
    return pd.DataFrame(
        {
            column.name: pd.Series(
                [row[column.name] for row in rows],
                dtype="int64" if column.kind == "count" else "str",
            )
            for column in ISSUER
        }
    )


def read_at(issuers: pd.DataFrame, source_read: str) -> pd.Series:
    """Which issuers (of `regulators`) were read so, be it one notice of theirs (bool)."""
    if source_read == "primary":
        return issuers["primary"] > 0
    return issuers["primary"] < issuers["notices"]


def _commonest(values: Iterable[str | None]) -> str | None:
    """The value that stands most often, of equals the first by letters; None where none stands."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def whom_to_ask(edition: Edition, place: str, as_of: date) -> pd.DataFrame:
    """The authorities on record for a place: its own first, then its country's, then its blocs'.

    For a bloc without any, those of its members, which enforce its rules. Where another took the
    place of one by the day, that one is named, and what the former published counts as its own.

    Columns atlas.columns.ASKED. Only acts published by the day are known: they name the
    authorities, and say what they published and when they were last seen acting.
    """
    near = _authorities(edition, (place, *edition.places.above(place)), as_of)
    if near.empty and place in edition.places.blocs:
        members = sorted(edition.places.members(place), key=edition.places.name)
        return _authorities(edition, members, as_of)
    return near


def _authorities(edition: Edition, codes: Sequence[str], as_of: date) -> pd.DataFrame:
    """Those of some places, in the order of the places."""
    nearness = {code: rank for rank, code in enumerate(codes)}
    notices = edition.notices
    out = published_by(notices[notices["jurisdiction"].isin(nearness)], as_of)
    happened = [
        each
        for each in by_then(edition.authorities.successors, as_of)
        if each.jurisdiction in nearness
    ]
    known = _issuers(edition, under_their_successors(out, happened))
    governs = [
        short in edition.authorities.governments.get(code, ())
        for code, short in zip(known["jurisdiction"], known["regulator_short"], strict=True)
    ]
    asked = known[known["issuer_type"].isin(ANSWERING_ISSUERS) & ~np.array(governs, dtype=bool)]
    return (
        _with_former_names(asked, edition, happened)
        .assign(nearness=asked["jurisdiction"].map(nearness))
        .sort_values(["nearness", "direct", "notices"], ascending=[True, False, False])
        .drop(columns="nearness")
        .reset_index(drop=True)
    )


def _with_former_names(
    asked: pd.DataFrame, edition: Edition, happened: Sequence[Succession]
) -> pd.DataFrame:
    """Say of each authority whose place it took, and where that is said."""
    before = [
        [each for each in happened if (each.jurisdiction, each.now.short) == authority]
        for authority in zip(asked["jurisdiction"], asked["regulator_short"], strict=True)
    ]
    said = [" ".join(formerly(edition, each) for each in those) or None for those in before]
    addresses = [those[0].read_url if those else None for those in before]
    return asked.assign(
        formerly=pd.Series(said, asked.index, "str"),
        formerly_url=pd.Series(addresses, asked.index, "str"),
    )


def reading_shares(edition: Edition) -> pd.DataFrame:
    """How many facts people read at their issuer, and how many in a report by others.

    Two rows, positions and notices; columns `facts` (str), `all`, `primary`, `secondary`,
    `machine_read` (int). What only a program has read is counted in the last of them alone.
    """
    notices = edition.notices
    by_machine = notices["review"] == "machine_read"
    read = {
        "positions": [position.source_read for position in edition.law.entries],
        "notices": notices.loc[~by_machine, "source_read"].tolist(),
    }
    return pd.DataFrame(
        [
            {
                "facts": facts,
                "all": len(how),
                "primary": how.count("primary"),
                "secondary": how.count("secondary"),
                "machine_read": int(by_machine.sum()) if facts == "notices" else 0,
            }
            for facts, how in read.items()
        ]
    )


class _Use(NamedTuple):
    """A page on which a fact was read; `kind` is the column of `pages_read` that counts it."""

    url: str
    kind: str
    jurisdiction: str
    source_read: str
    last_checked: str


def pages_read(edition: Edition) -> pd.DataFrame:
    """Every page that a fact rests on, most facts first.

    Columns atlas.columns.PAGE; `jurisdictions` are tuples of codes.
    """
    uses: defaultdict[str, list[_Use]] = defaultdict(list)
    for use in _uses(edition):
        uses[use.url].append(use)
    rows = [
        {
            "url": url,
            "host": urlsplit(site(url) or "").hostname or "",
            "source_read": min(use.source_read for use in found),  # primary, if any was read so
            "facts": len(found),
            **dict.fromkeys(("positions", "notices", "blocs"), 0),
            **Counter(use.kind for use in found),
            "jurisdictions": tuple(sorted({use.jurisdiction for use in found})),
            "last_checked": max(use.last_checked for use in found),
        }
        for url, found in uses.items()
    ]
    return pd.DataFrame(rows, columns=list(names(PAGE))).sort_values(
        ["facts", "url"], ascending=[False, True], ignore_index=True
    )


def _uses(edition: Edition) -> Iterator[_Use]:
    """Each page once for each fact that was read on it."""
    for entry in edition.law.entries:
        if url := entry.read_url:
            yield _Use(url, "positions", entry.jurisdiction, entry.source_read, entry.verified_on)
    notices = edition.notices
    columns = ("read_url", "jurisdiction", "source_read", "last_checked")
    for url, *said in zip(*(notices[name].tolist() for name in columns), strict=True):
        yield _Use(url, "notices", *said)
    for code, bloc in edition.places.blocs.items():
        for text in bloc.instruments:
            yield _Use(text.read_url, "blocs", code, "secondary", bloc.verified_on)
