"""The stream of changes as people read it: by month, before and after, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

import pandas as pd

from atlas.changes import CORRECTED, POSITION_EVENTS, Event, one_by_one
from atlas.dates import EARLIEST, PartialDate, parse_partial
from atlas.edition import Edition
from atlas.notices import Listed, listed
from atlas.wording import NOTHING_EARLIER, still_holds
from pages.amendment import amendment
from pages.as_of import in_address
from pages.cards import bullets
from pages.evidence_line import evidence_line
from pages.marks import foreign, marks, marks_explained
from pages.markup import LISTED, MUTED, Content, Html, element, page_link, status_chip, tag, text
from pages.navigation import address
from pages.notice_list import cited_notice

_BEHIND = 3


def event_list(edition: Edition, events: pd.DataFrame) -> Html:
    """Events (atlas.changes.CHANGE_COLUMNS), newest month first.

    What is known only to the year stands after the months of that year: nobody can say which. The
    fields that one amendment changed stand together.
    """
    dated = [(parse_partial(event.date), event) for event in one_by_one(events)]
    dated.sort(key=lambda entry: _place_in_time(entry[0]), reverse=True)
    months: list[Content] = [marks_explained(edition, events)]
    told_of = _notices_named(edition, [event for _, event in dated])
    for month, entries in groupby(dated, key=lambda entry: _month(entry[0])):
        months.append(element("h3", month, style="margin: 0.8rem 0 0.2rem 0;"))
        months.append(_items(edition, [event for _, event in entries], told_of))
    return text(months)


def events_of_a_place(edition: Edition, events: pd.DataFrame) -> Html:
    """Events in the order given, under a heading that has named their place already."""
    of_place = one_by_one(events)
    return _items(edition, of_place, _notices_named(edition, of_place), named=False)


def _items(
    edition: Edition, events: Sequence[Event], told_of: Mapping[str, Listed], *, named: bool = True
) -> Html:
    acts = groupby(events, key=attrgetter("act"))
    return element(
        "ul",
        [_event(edition, list(fields), told_of, named=named) for _, fields in acts],
        style="list-style: none; margin: 0; padding: 0;",
    )


def _place_in_time(day: PartialDate) -> tuple[int, int]:
    return day.first.year, 0 if day.precision == "year" else day.first.month


def _month(day: PartialDate) -> str:
    if day.precision == "year":
        return f"{day.text}, month not known"
    return parse_partial(day.text[:7]).spoken()


def _event(
    edition: Edition, fields: Sequence[Event], told_of: Mapping[str, Listed], *, named: bool
) -> Html:
    """One event; of an amendment there is one for each field, which differ in nothing else.

    `told_of`: the notices that the events name, by id; `named`: with the name of its place.
    """
    words, event = edition.vocabularies, fields[0]
    what = words.kind if event.event == "notice_published" else words.event
    heading: list[Content] = [
        element("strong", parse_partial(event.date).spoken()),
        " ",
        *(
            (page_link(address("country", place=event.jurisdiction), event.name), " ")
            if named
            else ()
        ),
        tag(what.label(event.kind if what is words.kind else event.event)),
        " ",
        tag(words.relevance.label(event.relevance))
        if event.of_notice
        else _statuses(edition, event),
        # The event itself says that the notice is not listed any more.
        *marks(event.review, event.delisted_on if event.event != "notice_delisted" else None),
    ]
    return element(
        "li",
        [
            element("div", heading),
            element("div", _title(edition, event)),
            bullets(_amendments(edition, fields)) if event.event == "notice_amended" else "",
            _behind(event, told_of) if event.event in POSITION_EVENTS else "",
            element(
                "details",
                [
                    element("summary", "Summary" if event.of_notice else "Note"),
                    element("p", event.detail, style="margin: 0;"),
                ],
                class_="part",
            )
            if event.detail != event.title
            else Html(""),
            element(
                "div",
                [
                    f"{told_of[event.notices[0]].regulator_short} · " if event.of_notice else "",
                    evidence_line(
                        edition, event.confidence, event.source_read, event.verified_on, event.url
                    ),
                    [] if event.of_notice else [" · ", _position(edition, event)],
                ],
                style=MUTED,
            ),
        ],
        style=LISTED,
    )


def _title(edition: Edition, event: Event) -> Content:
    if event.of_notice:
        title = foreign(event.title, event.language)
        return page_link(address("notices", notice=event.notices[0]), title)
    return f"{edition.vocabularies.scenario.label(event.scenario)}: {event.title}"


def _notices_named(edition: Edition, events: Sequence[Event]) -> dict[str, Listed]:
    """The notices that events are about, or positions among them cite, by id; found all at once."""
    ids = dict.fromkeys(id_ for event in events for id_ in event.notices)
    return {notice.id: notice for notice in listed(edition.notices_by_id(ids))}


def _behind(event: Event, told_of: Mapping[str, Listed]) -> Content:
    """The notices that a position cites, those published nearest to the change first."""
    behind = [told_of[id_] for id_ in event.notices if id_ in told_of]
    if not behind:
        return element("div", "No notice on record is named for this change.", style=MUTED)
    behind.sort(key=lambda notice: _apart(notice.published, event.date_first))
    named: list[Content] = [cited_notice(notice) for notice in behind[:_BEHIND]]
    if more := len(behind) - len(named):
        named.append(f"and {more} more, named with the position")
    return element("div", ["Notices behind it:", bullets(named)])


def _apart(published: str | None, changed: date) -> float:
    """Days between; what has no date stands last."""
    return abs((parse_partial(published).first - changed).days) if published else float("inf")


def _amendments(edition: Edition, fields: Sequence[Event]) -> list[Html]:
    """Each field that was amended; a title in English is not said twice."""
    told = {each.field: (each.before, each.after) for each in fields}
    if told.get("title_en") == told.get("title"):
        told.pop("title_en", None)
    return [amendment(edition, name, before, after) for name, (before, after) in told.items()]


def _statuses(edition: Edition, event: Event) -> Html:
    """Before and after of a position."""
    status = edition.vocabularies.status
    after: Content = status_chip(event.after, status.label(event.after))
    if rule := event.rule:
        after = [after, " ", element("strong", f"{still_holds(edition, rule)}.")]
    if event.before == event.after:
        return text([after, " as before: the rule changed, its status did not"])
    before: Content = NOTHING_EARLIER
    if event.before:
        before = status_chip(event.before, status.label(event.before))
    then = "corrected to" if event.event == CORRECTED else "replaced by"
    return text([before, element("span", " → ", role="img", aria_label=then), after])


def _position(edition: Edition, event: Event) -> Html:
    """The way to the card of a position, with how to cite it: as of its day if it is over."""
    place, scenario = event.jurisdiction, event.scenario
    last = edition.law.history(place, scenario)[-1]
    over = event.event in POSITION_EVENTS and last.effective_from != event.date
    day = in_address(max(event.date_first, EARLIEST)) if over else {}
    asked = {"place": place, "scenario": scenario, **day}
    return page_link(address("country", **asked), "whole position, and how to cite it")
