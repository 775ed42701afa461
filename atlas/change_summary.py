"""What changed, told in one sentence, and the places where it did, weightiest first."""

from __future__ import annotations

from datetime import date

import pandas as pd

from atlas.changes import CORRECTED, POSITION_EVENTS
from atlas.edition import Edition
from atlas.wording import corrections_of_the_record, counted, spoken, unreviewed

# A change of the law outweighs any number of acts that a place could see between two visits.
_OF_A_POSITION = 1000.0
_KINDS_NAMED = 3


def summary(edition: Edition, events: pd.DataFrame, since: date, until: date | None = None) -> str:
    """One sentence on events (atlas.changes.CHANGE_COLUMNS): how many of each sort, and where.

    `until` is the last day, where that is not today.
    """
    event = events["event"]
    positions = events[event.isin(POSITION_EVENTS)]
    published = events[event == "notice_published"]
    told = [
        f"{counted(len(positions), 'position change')}{_places(positions, 'in')}",
        f"{counted(len(published), 'notice')}{_places(published, 'from')}"
        f"{_kinds(edition, published)}{unreviewed(published['review'])}",
    ]
    for code, word in (
        ("notice_amended", "amended at the source"),
        ("notice_delisted", "no longer listed"),
        ("notice_relisted", "listed again"),
    ):
        # An amendment has an event for each field, and each of them counts among the changes.
        fields = events[event == code]
        if acts := len(fields.drop_duplicates(["date", "notices"])):
            more = f", in {len(fields):,} fields" if len(fields) > acts else ""
            told.append(f"{counted(acts, 'notice')} {word}{more}")
    first = spoken(since.isoformat())
    time = f"From {first} to {spoken(until.isoformat())}" if until else f"Since {first}"
    if corrected := int((event == CORRECTED).sum()):
        told.append(corrections_of_the_record(corrected))
    return f"{time}: {'; '.join(told)}."


def places_by_weight(edition: Edition, events: pd.DataFrame) -> pd.DataFrame:
    """The places of some events, those first where most moved.

    Columns: `jurisdiction`, `name` (str); `positions`, `corrections`, `notices`, `others` (int):
    changes of positions, corrections of the record, notices published, what sources did to theirs;
    `weight` (float): acts count as in the risk number, without their age, and a change of a
    position for more than all of them.
    """
    weights = edition.weights.enforcement
    is_position = events["event"].isin(POSITION_EVENTS)
    is_correction = events["event"] == CORRECTED
    is_notice = events["event"] == "notice_published"
    act = events["kind"].map(weights.kinds) * events["relevance"].map(weights.relevance)
    table = pd.DataFrame(
        {
            "jurisdiction": events["jurisdiction"],
            "name": events["name"],
            "positions": is_position,
            "corrections": is_correction,
            "notices": is_notice,
            "others": ~is_position & ~is_correction & ~is_notice,
            "weight": act.astype(float).fillna(0) * is_notice + _OF_A_POSITION * is_position,
        }
    )
    summed = table.groupby(["jurisdiction", "name"], as_index=False).sum()
    return summed.sort_values(
        ["weight", "notices", "name"], ascending=[False, False, True], ignore_index=True
    )


def _places(events: pd.DataFrame, preposition: str) -> str:
    places = events["jurisdiction"].nunique()
    return f" {preposition} {counted(places, 'place')}" if places else ""


def _kinds(edition: Edition, published: pd.DataFrame) -> str:
    """The most frequent kinds with their numbers."""
    counts = published["kind"].value_counts()
    if counts.empty:
        return ""
    named = [
        f"{edition.vocabularies.kind.label(str(code)).lower()} {count:,}"
        for code, count in counts.head(_KINDS_NAMED).items()
    ]
    if rest := int(counts.iloc[_KINDS_NAMED:].sum()):
        named.append(f"others {rest:,}")
    return f" ({', '.join(named)})"
