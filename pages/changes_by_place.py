"""Changes place by place, and the address at which the reader's next visit begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from atlas.changes import CORRECTED, POSITION_EVENTS
from atlas.dates import EARLIEST
from atlas.edition import Edition
from atlas.wording import about_the_imprecise, corrections_of_the_record, counted, spoken
from pages.background import show_too
from pages.event_list import events_of_a_place
from pages.marks import marks_explained
from pages.markup import Content, Html, element, page_link, text
from pages.navigation import address, unpaged

_SHOWN_OF_A_PLACE = 8
# What places_by_weight counts of a place, in the order told: one and many of it.
_TALLIED = {
    "positions": ("change of position", "changes of position"),
    "corrections": ("correction of the record", "corrections of the record"),
    "notices": ("notice", "notices"),
    "others": ("event at its source", "events at their source"),
}
# Filters that a bookmark keeps; what is left out belongs to one visit.
_KEPT = ("region", "places", "events", "scenarios", "kinds", "context")


def next_visit(query: Mapping[str, str], today: date) -> Html:
    """A link to what will have changed since today, under the same filters."""
    kept = {name: query[name] for name in _KEPT if name in query}
    following = address("changes", since=today.isoformat(), view="places", recorded="1", **kept)
    return element(
        "p",
        [
            page_link(following, "Mark today as read"),
            ": bookmark the page that opens. Your next visit starts there, with these filters.",
        ],
        style="margin: 0;",
    )


def recorded_since(older: int, since: date) -> str:
    """That so many notices were published before a day but first on record from then on.

    Who filters by the day of publication would take them for read.
    """
    notices = counted(older, "notice")
    return f"{notices} published earlier and first on record since {spoken(since.isoformat())}."


def recorded_left_out(older: int, since: date, query: Mapping[str, str]) -> Content:
    """The same where they are not shown, with a link that shows them and keeps the filters."""
    return [f"{recorded_since(older, since)} ", show_too(older, "changes", query, "recorded")]


def corrections_left_out(number: int, query: Mapping[str, str]) -> Content:
    """Says how many corrections of the record there are beside the changes; a link shows them."""
    only = address("changes", **{**unpaged(query), "events": CORRECTED})
    return [
        f"{corrections_of_the_record(number)}. ",
        page_link(only, "Show what was corrected"),
    ]


def too_rough(events: pd.DataFrame, since: date, query: Mapping[str, str]) -> Content:
    """Says of some events (atlas.changes.may_be_since) that they may belong here; links to them."""
    said = about_the_imprecise(len(events), since)
    return [f"{said} ", _from_earlier(events["date_first"].min(), query)]


def newest_before(event: pd.Series, since: date, query: Mapping[str, str]) -> Html:
    """The newest event before a time in which there is none, and the way to it.

    `event` is of atlas.changes.CHANGE_COLUMNS, `query` the filters in the address.
    """
    said = f"The newest before {spoken(since.isoformat())} dates from {spoken(event['date'])}. "
    return element("p", [said, _from_earlier(event["date_first"], query)], style="margin: 0;")


def _from_earlier(moment: pd.Timestamp, query: Mapping[str, str]) -> Html:
    first = max(moment.date(), EARLIEST)
    earlier = address("changes", **{**unpaged(query), "since": first.isoformat()})
    return page_link(earlier, f"Show from {spoken(first.isoformat())}")


def place_sections(
    edition: Edition, events: pd.DataFrame, places: pd.DataFrame, query: Mapping[str, str]
) -> Html:
    """A section each place: changes of positions before notices, each newest first.

    Args:
        edition: names kinds and notices.
        events: of atlas.changes.CHANGE_COLUMNS, newest first.
        places: rows of atlas.change_summary.places_by_weight, in the order to show.
        query: the filters in the address, for the link to the rest of a long section.
    """
    here = _law_first(events[events["jurisdiction"].isin(places["jurisdiction"])])
    of_places = {str(code): of for code, of in here.groupby("jurisdiction", sort=False)}
    sections: list[Content] = [marks_explained(edition, here)]
    for place in places.to_dict("records"):
        shown = of_places[place["jurisdiction"]]
        counts = {name: int(place[name]) for name in _TALLIED}
        sections.append(
            element(
                "section",
                [
                    element(
                        "h3",
                        [
                            page_link(
                                address("country", place=place["jurisdiction"]), place["name"]
                            ),
                            f" · {_tally(counts)}",
                        ],
                        style="margin: 1rem 0 0.2rem 0; padding: 0;",
                    ),
                    events_of_a_place(edition, shown),
                    _rest(sum(counts.values()) - len(shown), place["jurisdiction"], query),
                ],
            )
        )
    return text(sections)


def _law_first(events: pd.DataFrame) -> pd.DataFrame:
    """The first few events of each place: changes of positions, then what is newest."""
    # Only the two columns that decide are put in order: a place may have thousands of events.
    keys = pd.DataFrame(
        {"place": events["jurisdiction"], "later": ~events["event"].isin(POSITION_EVENTS)}
    )
    in_order = keys.sort_values("later", kind="stable")
    return events.loc[in_order.groupby("place", sort=False).head(_SHOWN_OF_A_PLACE).index]


def _tally(counts: Mapping[str, int]) -> str:
    return ", ".join(
        f"{counts[name]:,} {one if counts[name] == 1 else many}"
        for name, (one, many) in _TALLIED.items()
        if counts[name]
    )


def _rest(more: int, place: str, query: Mapping[str, str]) -> Content:
    if not more:
        return ""
    kept = {name: value for name, value in query.items() if name not in ("view", "page", "places")}
    whole = address("changes", **kept, places=place)
    return element("p", page_link(whole, f"{more:,} more of this place"), style="margin: 0;")
