"""One notice that several sources tell of: a letter in a feed and on its own page, or in data/ too.

The store keeps what each source said, each with its own versions. A reader is shown one: that of
data/, which people have read, else the one whose id comes first, whichever source was read first.
It has the others' addresses, and stands as long as one source lists it. To one that a person wrote
by hand happens what its source does to what it lists: of several, the one whose id comes first.

Two notices of different sources are the same when they have the same address, or the same
regulator, title and day. Neither says anything where one source has several such notices: then it
is the address of a page that lists many, or a title that many have; but for the one of them that
has the day as well. One whose source amends its title or day is the same as before: most of what
people wrote by hand has no address of its own, and of those nobody would be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from atlas.alike import by_address, by_title
from atlas.dates import parse_partial
from atlas.notices import NOTICE_COLUMNS, SAID_BY_SOURCE
from atlas.tabular import records
from atlas.web_address import page_of

# A letter is put on the site weeks after its date. What is a season apart is not one document, but
# two on one page.
MOST_DAYS_APART = 100
_DATA = "data"
_NEEDED = (
    "id", "jurisdiction", "regulator_short", "title", "published", "url", "read_url", "other_urls",
    "review", "source_id", "first_seen", "last_checked", "delisted_on",
)  # fmt: skip
_MERGED = ("other_urls", "first_seen", "last_checked", "delisted_on")
_Row = dict[str, Any]
_Keyed = tuple[Hashable, str]


def one_of_each(
    notices: pd.DataFrame, notice_changes: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]:
    """Leave one of the notices that are the same, and what its source did to it.

    Args:
        notices: the notice DataFrame (atlas.notices.NOTICE_COLUMNS).
        notice_changes: with the columns atlas.edition.NOTICE_CHANGE_COLUMNS.

    Returns:
        Both without the others, in their order, and the others' ids -> the id that stands for them.
        Changes keep their index. Those of what stands for a notice written by hand have its id, as
        far as they are in what the source itself says.
    """
    if not (notices["review"] == "machine_read").any():
        return notices, notice_changes, {}
    rows = records(notices[list(_NEEDED)])
    groups = list(_groups(rows, list(_as_before(rows, notice_changes))))
    if not groups:
        return notices, notice_changes, {}
    shown = notices.copy()
    stands_for: dict[str, str] = {}
    place = {id_: number for number, id_ in enumerate(notices["id"])}
    columns = {name: shown[name].astype(object).tolist() for name in _MERGED}
    listed_again, by_hand = set(), dict[str, str]()
    for first, *others in groups:
        stands_for |= {row["id"]: first["id"] for row in others}
        if _is_by_hand(first):
            by_hand[others[0]["id"]] = first["id"]
        for name, value in _merged(first, others).items():
            columns[name][place[first["id"]]] = value
        if columns["delisted_on"][place[first["id"]]] is None:
            listed_again.add(first["id"])
    for name, values in columns.items():
        shown[name] = pd.Series(values, index=shown.index, dtype=NOTICE_COLUMNS[name])
    is_ours = notice_changes["notice_id"].isin(by_hand) & ~(
        notice_changes["field"].isna() | notice_changes["field"].isin(SAID_BY_SOURCE)
    )
    told = notice_changes[~is_ours]
    told = told.assign(notice_id=[by_hand.get(id_, id_) for id_ in told["notice_id"]])
    gone = told["event"].isin(["notice_delisted", "notice_relisted"])
    left_out = told["notice_id"].isin(stands_for) | (gone & told["notice_id"].isin(listed_again))
    kept = shown[~shown["id"].isin(stands_for)].reset_index(drop=True)
    return kept, told[~left_out], stands_for


def _merged(first: _Row, others: list[_Row]) -> _Row:
    """What the notice that is shown takes over from the others."""
    addresses = {
        url for row in others for url in (row["url"] or row["read_url"], *row["other_urls"]) if url
    }
    own = {page_of(url) for url in (first["url"], *first["other_urls"]) if url}
    added = sorted(url for url in addresses if page_of(url) not in own)
    taken: _Row = {"other_urls": (*first["other_urls"], *added)}
    whole = [first, *others]
    if first["review"] == "machine_read":
        taken |= {
            "first_seen": min(row["first_seen"] for row in whole),
            "last_checked": max(row["last_checked"] for row in whole),
        }
    if first["review"] == "machine_read" or _is_by_hand(first):
        days = [row["delisted_on"] for row in whole if not _is_by_hand(row)]
        taken["delisted_on"] = None if None in days else max(days)
    return taken


def _is_by_hand(row: _Row) -> bool:
    """Whether a person wrote it; what a person accepted has a source of its own."""
    return row["source_id"] is None


def _as_before(rows: Iterable[_Row], notice_changes: pd.DataFrame) -> Iterator[_Row]:
    """Machine-read rows with a title or a day that their source has amended since."""
    read = {row["id"]: row for row in rows if row["review"] == "machine_read"}
    amended = notice_changes[
        notice_changes["field"].isin(["title", "published"])
        & notice_changes["notice_id"].isin(read)
    ]
    for change in records(amended):
        yield read[change["notice_id"]] | {change["field"]: change["before"]}


def _groups(rows: list[_Row], before: list[_Row]) -> Iterator[list[_Row]]:
    """Rows that are one notice, the one to be shown first; a row is in one group at most.

    What they say now goes before what they said `before`.
    """
    row_of, group_of = {row["id"]: row for row in rows}, dict[str, list[_Row]]()
    for key_of in (_by_address_and_day, by_address, by_title):
        keyed = _keyed(key_of, rows)
        read = {key for key, id_ in keyed if row_of[id_]["review"] == "machine_read"}
        _join(keyed, read, row_of, group_of)
    # By title once more, the last of the three, with those of before.
    keyed_before = _keyed(by_title, before)
    _join([*keyed, *keyed_before], {key for key, _ in keyed_before}, row_of, group_of)
    for id_, group in group_of.items():
        ordered = sorted(group, key=lambda row: (row["review"] == "machine_read", row["id"]))
        if ordered[0]["id"] == id_:
            yield ordered


def _keyed(key_of: Callable[[_Row], Hashable], rows: Iterable[_Row]) -> list[_Keyed]:
    return [(key, row["id"]) for row in rows if (key := key_of(row))]


def _join(
    keyed: Iterable[_Keyed],
    wanted: Container[Hashable],
    row_of: Mapping[str, _Row],
    group_of: dict[str, list[_Row]],
) -> None:
    """Put those with one key, of those wanted, into one group, unless that may be wrong."""
    alike: defaultdict[Hashable, dict[str, None]] = defaultdict(dict)
    for key, id_ in keyed:
        if key in wanted:
            alike[key][id_] = None
    for same in alike.values():
        joined = _joined(group_of.get(id_, [row_of[id_]]) for id_ in same)
        if len(same) > 1 and _from_different_sources(joined) and _of_one_time(joined):
            group_of |= {row["id"]: joined for row in joined}


def _joined(groups: Iterable[list[_Row]]) -> list[_Row]:
    return list({row["id"]: row for group in groups for row in group}.values())


def _from_different_sources(rows: list[_Row]) -> bool:
    sources = [_DATA if row["review"] != "machine_read" else row["source_id"] for row in rows]
    return len(set(sources)) == len(sources)


def _of_one_time(rows: list[_Row]) -> bool:
    days = [parse_partial(row["published"]) for row in rows if row["published"]]
    if not days:
        return True
    earliest_end: date = min(day.last for day in days)
    return (max(day.first for day in days) - earliest_end).days <= MOST_DAYS_APART


def _by_address_and_day(row: _Row) -> Hashable:
    page = by_address(row)
    return (page, row["published"]) if page and row["published"] else None
