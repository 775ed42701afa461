"""Changes: one stream of dated events, newest first.

A position that comes into force, one that replaces another, a notice that is published. What has no
date is not in the stream: nobody can say when it changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

import pandas as pd

from atlas.dates import parse_partial
from atlas.edition import Edition
from atlas.risk import touches

CHANGE_COLUMNS = (
    "date",
    "date_first",
    "event",
    "jurisdiction",
    "name",
    "scenario",
    "kind",
    "relevance",
    "before",
    "after",
    "title",
    "detail",
    "confidence",
    "source_read",
    "verified_on",
    "url",
    "notices",
)


def changes(edition: Edition) -> pd.DataFrame:
    """Every dated event, newest first.

    Columns CHANGE_COLUMNS: `date` str with its precision; `date_first` datetime64[s], the first day
    it can mean; `event` of the event vocabulary; `scenario`, `before`, `after` (statuses) only for
    positions; `kind`, `relevance` only for notices; `title` is the instrument or the notice's
    English title; `detail` the note or summary; `url` the page to read; `notices` the ids behind.
    """
    rows = [*_position_events(edition), *_notice_events(edition)]
    frame = pd.DataFrame(rows, columns=list(CHANGE_COLUMNS))
    frame["date_first"] = frame["date_first"].astype("datetime64[s]")
    return frame.sort_values(
        ["date_first", "event", "jurisdiction", "title"],
        ascending=[False, False, True, True],
        ignore_index=True,
    )


def select(
    stream: pd.DataFrame,
    edition: Edition,
    *,
    since: date | None = None,
    until: date | None = None,
    places: Collection[str] = (),
    kinds: Collection[str] = (),
    events: Collection[str] = (),
    scenarios: Collection[str] = (),
    context: bool = False,
) -> pd.DataFrame:
    """The events of a stream that pass every filter given; an empty filter lets all pass.

    `places` also lets through what reaches them: their country's, their blocs' and their
    subdivisions' events. A notice passes a scenario when it speaks of it or does not say.
    Context notices are left out unless `context`.
    """
    keep = pd.Series(True, index=stream.index)
    if since:
        keep &= stream["date_first"] >= pd.Timestamp(since)
    if until:
        keep &= stream["date_first"] <= pd.Timestamp(until)
    if places:
        keep &= stream["jurisdiction"].isin(reaching(edition, places))
    if kinds:
        keep &= stream["kind"].isin(list(kinds))
    if events:
        keep &= stream["event"].isin(list(events))
    if not context:
        keep &= stream["relevance"] != "context"
    if scenarios:
        keep &= stream["scenario"].isin(list(scenarios)) | stream["notices"].isin(
            _speaking_of(edition, scenarios)
        ) & (stream["event"] == "notice_published")
    return stream[keep]


def reaching(edition: Edition, places: Collection[str]) -> set[str]:
    """The places themselves, what lies above each, and their subdivisions."""
    reach = {code for place in places for code in (place, *edition.places.above(place))}
    return reach | {code for code in edition.codes if edition.places[code].parent in set(places)}


def _speaking_of(edition: Edition, scenarios: Collection[str]) -> set[tuple[str, ...]]:
    vocabulary = edition.vocabularies.scenario
    return {
        (id_,)
        for id_, origin, uses in zip(
            edition.notices["id"], edition.notices["origin"], edition.notices["uses"], strict=True
        )
        if any(touches(origin, uses, vocabulary, scenario) for scenario in scenarios)
    }


def _position_events(edition: Edition) -> Iterator[dict[str, Any]]:
    for entries in edition.law.histories.values():
        before: str | None = None
        for position in entries:
            if position.effective:
                yield {
                    "kind": None,
                    "relevance": None,
                    "date": position.effective_from,
                    "date_first": position.effective.first,
                    "event": "position_replaced" if before else "position_in_force",
                    "jurisdiction": position.jurisdiction,
                    "name": edition.places.name(position.jurisdiction),
                    "scenario": position.scenario,
                    "before": before,
                    "after": position.status,
                    "title": position.instrument or position.note,
                    "detail": position.note,
                    "confidence": position.confidence,
                    "source_read": position.source_read,
                    "verified_on": position.verified_on,
                    "url": position.read_url or position.instrument_url,
                    "notices": position.notices,
                }
            before = position.status


def _notice_events(edition: Edition) -> Iterator[dict[str, Any]]:
    dated = edition.notices[edition.notices["published_first"].notna()]
    columns = [
        "published", "jurisdiction", "kind", "relevance", "title_en", "title", "summary",
        "confidence", "source_read", "last_checked", "url", "read_url", "id",
    ]  # fmt: skip
    names = {code: edition.places.name(code) for code in dated["jurisdiction"].unique()}
    for row in dated[columns].itertuples(index=False):
        yield {
            "date": row.published,
            "date_first": parse_partial(row.published).first,
            "event": "notice_published",
            "jurisdiction": row.jurisdiction,
            "name": names[row.jurisdiction],
            "scenario": None,
            "kind": row.kind,
            "relevance": row.relevance,
            "before": None,
            "after": None,
            "title": row.title_en or row.title,
            "detail": row.summary,
            "confidence": row.confidence,
            "source_read": row.source_read,
            "verified_on": row.last_checked,
            "url": row.url if isinstance(row.url, str) else row.read_url,
            "notices": (row.id,),
        }
