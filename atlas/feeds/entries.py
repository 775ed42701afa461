"""Events of the stream of changes as entries of a feed: what changed, old and new, and who says so.

An entry's id is made of what never changes about an event: the notice, or the place, scenario and
day of a position. So a reader who has seen it knows it again, in whichever feed it comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape
from itertools import chain, islice
from urllib.parse import quote, urlencode
from uuid import UUID, uuid5

import pandas as pd

from atlas.amendment import amended
from atlas.changes import CORRECTED, Event, one_by_one, select
from atlas.dates import parse_partial
from atlas.edition import Edition
from atlas.law import NOT_KNOWN, is_weak
from atlas.notices import shown_titles
from atlas.regions import region_name, regions
from atlas.tabular import cut, printable
from atlas.web_address import is_web_address
from atlas.wording import confidence_line, still_holds

MOST_ENTRIES = 100

# Drawn once, and kept: every id rests on it.
_IDS = UUID("6d1f3c1e-5b0a-4a57-9d0c-6f0a6b7b7f10")
_LONGEST_TITLE, _LONGEST_TEXT = 250, 1_500
_NOTICES_NAMED = 3
# The two code points beside control characters that XML forbids.
_NO_TEXT = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True)
class Entry:
    """One change.

    Attributes:
        id: a URN that stays the same.
        moment: aware, UTC: the first moment of the first day that its date can mean.
        page: the page that shows it, relative to the dashboard's own address.
        source: the page of whoever says so, http(s); None where there is none.
        said: what there is to say, as pairs of a heading and a text.
        tags: its codes: event, place, scenario or kind.
    """

    id: str
    title: str
    moment: datetime
    page: str
    source: str | None
    said: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]

    def html(self) -> str:
        """The content as HTML; all text from outside is escaped."""
        parts = [f"<p><strong>{escape(name)}:</strong> {escape(text)}</p>"
                 for name, text in self.said]  # fmt: skip
        link = (
            f'<a href="{escape(self.source)}" rel="nofollow">{escape(self.source)}</a>'
            if self.source
            else "no page to link to"
        )
        return "".join([*parts, f"<p><strong>Source:</strong> {link}</p>"])


@dataclass(frozen=True)
class Feed:
    """The newest changes of one kind.

    Attributes:
        path: of the feed, relative to the dashboard's own address, without its ending.
        page: that shows the same.
        updated: of the newest entry; where there is none, the day on which the data were checked.
    """

    id: str
    title: str
    path: str
    page: str
    updated: datetime
    entries: tuple[Entry, ...]


def feed(
    edition: Edition,
    stream: pd.DataFrame,
    today: date,
    *,
    place: str | None = None,
    region: str | None = None,
    scenario: str | None = None,
) -> Feed:
    """The newest changes up to today, at most MOST_ENTRIES; of a place, region or scenario, or all.

    `stream` is that of atlas.changes, `region` of atlas.regions.regions. With a place comes what
    reaches it, with a region the blocs of its countries. Background notices are
    left out, as on the pages; corrections of the record are told: who follows relied on it.
    """
    places, scenarios = (place,) if place else (), (scenario,) if scenario else ()
    every = edition.vocabularies.event.codes
    found = select(
        stream, edition, until=today, places=places, scenarios=scenarios, events=every,
        region=regions(edition)[region] if region else (),
    )  # fmt: skip
    entries = tuple(_entries(edition, found))
    path, query, title = "changes", "", "all changes"
    if place:
        path, query = f"place/{place}", f"?{urlencode({'places': place})}"
        title = edition.places.name(place)
    elif region:
        path, query = f"region/{quote(region)}", f"?{urlencode({'region': region})}"
        title = region_name(edition, region)
    elif scenario:
        path, query = f"scenario/{scenario}", f"?{urlencode({'scenarios': scenario})}"
        title = edition.vocabularies.scenario.label(scenario)
    checked = _moment(date.fromisoformat(edition.verified_on)) if edition.verified_on else None
    return Feed(
        id=_urn("feed", path),
        title=f"Exosome Atlas: {title}",
        path=f"feeds/{path}",
        page=f"changes{query}",
        updated=max((entry.moment for entry in entries), default=checked or _moment(today)),
        entries=entries,
    )


def _entries(edition: Edition, events: pd.DataFrame) -> Iterator[Entry]:
    """An entry for each of the newest acts; the fields of one amendment stand in one entry."""
    acts: dict[str, list[Event]] = {}
    for event in one_by_one(events):
        acts.setdefault(_id(event), []).append(event)
    newest = dict(islice(acts.items(), MOST_ENTRIES))
    titles = _titles_cited(edition, [fields[0] for fields in newest.values()])
    for id_, fields in newest.items():
        event = fields[0]
        said = (
            _notice_said(edition, fields)
            if event.of_notice
            else _position_said(edition, event, titles)
        )
        codes = (event.event, event.jurisdiction, event.scenario, event.kind, event.review)
        yield Entry(
            id=id_,
            title=_clean(_title(edition, event), _LONGEST_TITLE),
            moment=_moment(event.date_first),
            page=_page(event),
            source=event.url if is_web_address(event.url) else None,
            said=tuple((name, _clean(text, _LONGEST_TEXT)) for name, text in said if text),
            tags=tuple(code for code in codes if code),
        )


def _id(event: Event) -> str:
    if not event.of_notice:
        what = event.event if event.event == CORRECTED else "position"
        return _urn(what, event.jurisdiction, event.scenario, event.date)
    if event.event == "notice_published":
        return _urn("notice", *event.notices)
    return _urn(event.event, event.date, *event.notices)


def _urn(*parts: str) -> str:
    return uuid5(_IDS, "\n".join(parts)).urn


def _page(event: Event) -> str:
    if event.of_notice:
        return f"notices?{urlencode({'notice': event.notices[0]})}"
    return f"country?{urlencode({'place': event.jurisdiction})}"


def _title(edition: Edition, event: Event) -> str:
    words = edition.vocabularies
    if not event.of_notice:
        of = words.scenario.label(event.scenario)
        if event.event == CORRECTED:
            of = f"{words.event.label(CORRECTED)}: {of}"
        return f"{event.name}: {of}: {_statuses(edition, event)}"
    published = event.event == "notice_published"
    what = words.kind.label(event.kind) if published else words.event.label(event.event)
    unread = f" ({words.review.label('machine_read')})" if _machine_read(event) else ""
    return f"{event.name}: {what}{unread}: {event.title}"


def _statuses(edition: Edition, event: Event) -> str:
    words = edition.vocabularies
    label = words.status.label
    said = f"{label(event.before)} → {label(event.after)}" if event.before else label(event.after)
    if is_weak(event.after, event.confidence):
        said += f" ({words.confidence.label(event.confidence).lower()} confidence)"
    elif event.after in NOT_KNOWN and not event.rule:
        said += " (not a permission)"
    return f"{said}; {still_holds(edition, event.rule)}" if event.rule else said


def _titles_cited(edition: Edition, events: Iterable[Event]) -> dict[str, str]:
    """The titles of notices that positions among the events name, by id; looked up all at once."""
    named = (event.notices[:_NOTICES_NAMED] for event in events if not event.of_notice)
    cited = edition.notices_by_id(chain.from_iterable(named))
    return dict(zip(cited["id"], shown_titles(cited), strict=True))


def _position_said(
    edition: Edition, event: Event, titles: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    first = "" if event.before else " (no earlier position is on record)"
    yield "Status", _statuses(edition, event) + first
    if event.event == CORRECTED:
        yield edition.vocabularies.event.label(CORRECTED), _spoken(event.date)
        yield "Why", f"{event.title} The law did not change on that day."
    else:
        yield "In force from", _spoken(event.date)
        if event.title != event.detail:
            yield "Instrument", event.title
    yield "Note", event.detail
    ids = edition.shown_ids(event.notices[:_NOTICES_NAMED])
    named = [titles[id_] for id_ in ids if id_ in titles]
    more = len(event.notices) - len(named)
    yield "Notices behind it", "; ".join([*named, *([f"and {more} more"] if more > 0 else [])])
    yield "Confidence", _confidence(edition, event)


def _notice_said(edition: Edition, fields: list[Event]) -> Iterator[tuple[str, str]]:
    words, event = edition.vocabularies, fields[0]
    if _machine_read(event):
        term = words.review["machine_read"]
        yield term.label, term.definition
    yield "What", words.kind.label(event.kind)
    yield "Relevance", words.relevance.label(event.relevance)
    yield words.event.label(event.event), _spoken(event.date)
    if event.event == "notice_amended":
        yield from (_amendment(edition, each) for each in fields)
    elif event.delisted_on:
        yield "No longer listed by its source since", _spoken(event.delisted_on)
    if event.detail != event.title:
        yield "Summary", event.detail
    yield "Confidence", _confidence(edition, event)


def _amendment(edition: Edition, event: Event) -> tuple[str, str]:
    name, before, after = amended(edition, event.field, event.before, event.after)
    return f"Changed: {name}", f"{before} → {after}"


def _confidence(edition: Edition, event: Event) -> str:
    line = confidence_line(edition, event.confidence, event.source_read, event.verified_on)
    return line.removeprefix("Confidence: ")


def _machine_read(event: Event) -> bool:
    return event.review == "machine_read"


def _spoken(day: str) -> str:
    parsed = parse_partial(day)
    return parsed.spoken() + ("" if parsed.precision == "day" else " (the day is not known)")


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _clean(text: str, most: int) -> str:
    """One line of at most `most` letters, without what XML forbids or what turns writing round."""
    line = " ".join(_NO_TEXT.sub("\ufffd", printable(text)).split())
    return cut(line, most)


def joined(base: str, path: str) -> str:
    """An absolute address of the dashboard."""
    return f"{base.rstrip('/')}/{path}"
