"""Changes: one stream of dated events, newest first.

A position that comes into force, one that replaces another, a notice that is published, amended at
its source, no longer listed there or listed again; and the atlas's own record, where it was found
wrong. What has no date is not in the stream: nobody can say when it changed.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from atlas.columns import CHANGE, names
from atlas.dates import parse_partial
from atlas.edition import Edition
from atlas.law import Position, Rule
from atlas.notices import shown_titles, title_languages
from atlas.places import INTERNATIONAL

CHANGE_COLUMNS = (*names(CHANGE), "date_first")

_Day = date  # Event has a field of the name `date`


class Event(NamedTuple):
    """One row of the stream, for those who tell of events one by one; "" where it has nothing."""

    date: str
    date_first: _Day
    event: str
    jurisdiction: str
    name: str
    scenario: str
    kind: str
    relevance: str
    field: str
    before: str
    after: str
    title: str
    language: str
    detail: str
    review: str
    delisted_on: str
    confidence: str
    source_read: str
    verified_on: str
    url: str
    notices: tuple[str, ...]
    still_holds: str
    rule_of: str
    rule_confidence: str

    @property
    def of_notice(self) -> bool:
        return self.event.startswith("notice_")

    @property
    def rule(self) -> Rule | None:
        """The rule from above that answered there on the day, in spite of what changed."""
        if not self.still_holds:
            return None
        return Rule(self.still_holds, self.rule_of, self.rule_confidence)

    @property
    def act(self) -> tuple[object, ...]:
        """What tells acts apart: the fields that one amendment changed are an event each."""
        return self.date, self.event, self.jurisdiction, self.scenario, self.notices


POSITION_EVENTS = ("position_in_force", "position_replaced")
CORRECTED = "record_corrected"

_OTHER_DTYPES = {"date_first": "datetime64[s]", "notices": "object"}


def changes(edition: Edition) -> pd.DataFrame:
    """Every dated event, newest first.

    Columns CHANGE_COLUMNS, str unless said otherwise: those of atlas.columns.CHANGE, `notices` a
    tuple of ids; and `date_first` (datetime64[s]), the first day that `date` can mean. `review` and
    `delisted_on` are as they stand now.
    """
    frame = pd.concat(
        [
            _position_events(edition),
            _corrections(edition),
            _notice_events(edition),
            _events_at_sources(edition),
        ],
        ignore_index=True,
    )
    codes = frame["jurisdiction"].unique()
    frame["name"] = frame["jurisdiction"].map({code: edition.places.name(code) for code in codes})
    frame = frame.astype(dict.fromkeys(CHANGE_COLUMNS, "str") | _OTHER_DTYPES)
    # The last two decide between events that are alike, whatever order they were read in.
    by = ["date_first", "event", "jurisdiction", "title", "scenario", "notices", "field"]
    return frame.sort_values(
        by, ascending=[name not in ("date_first", "event") for name in by], ignore_index=True
    )


def one_by_one(stream: pd.DataFrame) -> list[Event]:
    """The events of a stream, in its order."""
    days = stream["date_first"].dt.date
    columns = (
        # No column holds numbers: a float is NaN.
        ["" if value is None or isinstance(value, float) else value for value in column.tolist()]
        for column in (days if name == "date_first" else stream[name] for name in Event._fields)
    )
    return list(map(Event._make, zip(*columns, strict=True)))


def select(
    stream: pd.DataFrame,
    edition: Edition,
    *,
    since: date | None = None,
    until: date | None = None,
    places: Collection[str] = (),
    region: Collection[str] = (),
    kinds: Collection[str] = (),
    events: Collection[str] = (),
    scenarios: Collection[str] = (),
    context: bool = False,
    recorded: pd.Series | None = None,
) -> pd.DataFrame:
    """The events of a stream that pass every filter given; an empty filter lets all pass.

    Corrections of the record are no changes of anything else: they pass where `events` names them.

    With `recorded` (of `recorded_on`) `since` also lets through what is older but was first on
    record later: nobody could have read it before.

    `places` also lets through what reaches them, or happens within them: the events of their
    country and their blocs, of a bloc's members, and of their subdivisions. `region`, the country
    codes of a region of the map, lets through what happens within it and in the blocs of its
    countries. A notice passes a scenario when it speaks of it or does not say. Context notices are
    left out unless `context`.
    """
    keep = pd.Series(True, index=stream.index)
    if since:
        new = stream["date_first"] >= pd.Timestamp(since)
        keep &= new if recorded is None else new | (recorded >= pd.Timestamp(since))
    if until:
        keep &= stream["date_first"] <= pd.Timestamp(until)
    for reached in _reached(edition, places, region):
        keep &= stream["jurisdiction"].isin(reached)
    if kinds:
        keep &= stream["kind"].isin(list(kinds))
    keep &= stream["event"].isin(list(events)) if events else stream["event"] != CORRECTED
    if not context:
        keep &= stream["relevance"] != "context"
    if scenarios:
        of_notices = keep & stream["event"].str.startswith("notice_")
        keep &= stream["scenario"].isin(list(scenarios))
        # Whether a notice speaks of a scenario takes longest to say: asked of what is left.
        ids = [ids[0] for ids in stream["notices"][of_notices]]
        keep[of_notices] = edition.speaking_of(ids, scenarios)
    return stream[keep]


def may_be_since(events: pd.DataFrame, since: date) -> pd.DataFrame:
    """Of some events those that count from before a day but may have happened on it or later.

    Their dates are known to the month or the year alone, and count from the first day of it.
    """
    # What may mean the day begins with its year at the earliest.
    begun = pd.Timestamp(since.year, 1, 1)
    close = events[events["date_first"].between(begun, pd.Timestamp(since), inclusive="left")]
    keep = [parse_partial(text).last >= since for text in close["date"]]
    return close[pd.Series(keep, index=close.index, dtype=bool)]


def recorded_on(stream: pd.DataFrame, edition: Edition) -> pd.Series:
    """The day on which each published notice was first on record, datetime64[s]; else NaT.

    NaT too for what was there on the first day of the record: that was not found since any visit.
    """
    days = pd.Series(
        edition.notices["first_seen"].astype("datetime64[s]").to_numpy(),
        index=edition.notices["id"].to_numpy(),
    )
    days = days.where(days > days.min())
    published = stream["event"] == "notice_published"
    ids = pd.Series([ids[0] for ids in stream["notices"][published]], dtype=object)
    found = pd.Series(pd.NaT, index=stream.index, dtype="datetime64[s]")
    found[published] = days.reindex(ids).to_numpy()
    return found


def reaching(edition: Edition, places: Collection[str]) -> set[str]:
    """The places themselves, what lies above each, and what lies within: members and parts."""
    above = {code for place in places for code in edition.places.above(place)}
    return edition.within(places) | above


def in_region(edition: Edition, region: Collection[str]) -> set[str]:
    """Some countries, what lies within them, and the blocs that have one of them as a member."""
    # By their members, and not by a territory: with Réunion in it the EU is not African.
    blocs = edition.places.blocs.items()
    of_members = {code for code, bloc in blocs if not set(region).isdisjoint(bloc.members)}
    # Of the whole world is also what international bodies say, which are in no country.
    is_world = edition.places.countries.keys() <= set(region)
    return edition.within(region) | of_members | ({INTERNATIONAL} if is_world else set())


def _reached(edition: Edition, places: Collection[str], region: Collection[str]) -> list[set[str]]:
    """The places that each filter lets through, where it asks for any; see `select`."""
    asked_for = [reaching(edition, places)] if places else []
    return [*asked_for, in_region(edition, region)] if region else asked_for


def undated(
    edition: Edition, places: Collection[str] = (), region: Collection[str] = ()
) -> dict[str, int]:
    """How many `positions` and `notices` carry no date, of how many (`all positions`, …).

    With `places` or a `region` only those that `select` would let through.
    """
    asked_for = _reached(edition, places, region)
    positions = [
        entry
        for entry in edition.law.entries
        if all(entry.jurisdiction in reached for reached in asked_for)
    ]
    notices = edition.notices
    for reached in asked_for:
        notices = notices[notices["jurisdiction"].isin(reached)]
    return {
        "positions": sum(not entry.effective_from for entry in positions),
        "all positions": len(positions),
        "notices": int(notices["published"].isna().sum()),
        "all notices": len(notices),
    }


def _position_events(edition: Edition) -> pd.DataFrame:
    events = []
    for entries in edition.law.histories.values():
        # Of entries that begin on one day only the last one answers: the others never held.
        held = {position.starts: position for position in entries}
        for before, position in pairwise([None, *held.values()]):
            if position and position.effective:
                events.append(
                    _of_position(edition, position, position.effective.first)
                    | {
                        "date": position.effective_from,
                        "date_first": position.effective.first,
                        "event": "position_replaced" if before else "position_in_force",
                        "before": before.status if before else None,
                        "after": position.status,
                        "title": position.instrument or position.note,
                    }
                )
    return pd.DataFrame(events, columns=list(CHANGE_COLUMNS), dtype=object)


def _corrections(edition: Edition) -> pd.DataFrame:
    """What the record said of the law until it was found wrong, and what it said from then on."""
    events = [
        _of_position(edition, position, until)
        | {
            "date": wrong.until,
            "date_first": until,
            "event": CORRECTED,
            "before": wrong.status,
            "after": right,
            "title": wrong.reason,
        }
        for position in edition.law.entries
        for wrong, right in zip(position.recoded, _said_since(position), strict=True)
        for until in [parse_partial(wrong.until).first]
    ]
    return pd.DataFrame(events, columns=list(CHANGE_COLUMNS), dtype=object)


def _said_since(position: Position) -> list[str]:
    """The status that took the place of each that the record had wrong."""
    return [*(wrong.status for wrong in position.recoded), position.status][1:]


def _of_position(edition: Edition, position: Position, day: date) -> dict[str, Any]:
    """What an event of a day tells of a position, whatever befell it."""
    rule = edition.law.standing(position.jurisdiction, position.scenario, day).still_holds
    return {
        "jurisdiction": position.jurisdiction,
        "scenario": position.scenario,
        "detail": position.note,
        "confidence": position.confidence,
        "source_read": position.source_read,
        "verified_on": position.verified_on,
        "url": position.read_url or position.instrument_url,
        "notices": position.notices,
        "still_holds": rule and rule.status,
        "rule_of": rule and rule.of,
        "rule_confidence": rule and rule.confidence,
    }


def _notice_events(edition: Edition) -> pd.DataFrame:
    notices = edition.notices[edition.notices["published_first"].notna()].astype(object)
    return _of_notices(
        notices,
        {
            "date": notices["published"],
            "date_first": notices["published_first"],
            "event": "notice_published",
        },
    )


def _events_at_sources(edition: Edition) -> pd.DataFrame:
    """What sources did to notices that stand; of one that was withdrawn nothing is left to say."""
    told = edition.notice_changes.merge(
        edition.notices.astype(object), left_on="notice_id", right_on="id"
    )
    return _of_notices(
        told,
        {
            "date": told["day"],
            "date_first": told["day"].astype("datetime64[s]"),
            **{name: told[name] for name in ("event", "field", "before", "after")},
        },
    )


def _of_notices(notices: pd.DataFrame, happened: dict[str, Any]) -> pd.DataFrame:
    """Events of these notices, a row each."""
    return pd.DataFrame(
        {
            **happened,
            "jurisdiction": notices["jurisdiction"],
            "kind": notices["kind"],
            "relevance": notices["relevance"],
            "title": shown_titles(notices),
            "language": title_languages(notices),
            "detail": notices["summary"],
            "review": notices["review"],
            "delisted_on": notices["delisted_on"],
            "confidence": notices["confidence"],
            "source_read": notices["source_read"],
            "verified_on": notices["last_checked"],
            "url": notices["url"].where(notices["url"].notna(), notices["read_url"]),
            "notices": [(id_,) for id_ in notices["id"]],
        },
        columns=list(CHANGE_COLUMNS),
        dtype=object,
    )
