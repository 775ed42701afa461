"""How the atlas differs from what a channel knows: a list of news, the law first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from atlas.alerts.baseline import (
    TOLD_FIELDS,
    Baseline,
    Entry,
    above,
    entry_in_force,
    history_name,
    starts,
    told,
)
from atlas.alerts.watch import Watch
from atlas.amendment import amended, different_part
from atlas.edition import Edition
from atlas.law import NOT_KNOWN, Position
from atlas.notices import Listed, listed, shown_titles
from atlas.web_address import is_web_address
from atlas.wording import confidence_line, formerly_said, mark_words, spoken, still_holds

# Longer ones do not open in every browser and mail program.
_LONGEST_ADDRESS = 2_000
_NAMES = {"effective_from": "in force since", "approved_product": "authorised product"}


@dataclass(frozen=True)
class News:
    """One thing that changed.

    Attributes:
        of_law: a position; else a notice.
        what: the kind of change or of notice.
        dated: when it happened, in words.
        title: the instrument or the notice's title.
        changes: what, before, after.
        evidence: confidence, how the source was read, when it was last checked; "" when what is
            told is that nothing is on record any more.
        marks: what a reader must know before relying on it.
        source: the page to read, http or https; None: there is none.
        record: page of the dashboard and its filters.
    """

    of_law: bool
    what: str
    place: str
    dated: str
    title: str
    changes: tuple[tuple[str, str, str], ...]
    evidence: str
    marks: tuple[str, ...]
    source: str | None
    record: tuple[str, tuple[tuple[str, str], ...]]


def news(edition: Edition, baseline: Baseline, watch: Watch, today: date) -> list[News]:
    """What is new since the baseline: positions by place, then notices, newest first."""
    return [
        *_of_law(edition, baseline, watch, today),
        *_of_membership(edition, baseline, watch),
        *_new_notices(edition, baseline, watch),
        *_at_sources(edition, baseline, watch),
    ]


def _of_law(edition: Edition, baseline: Baseline, watch: Watch, today: date) -> Iterator[News]:
    held = [tuple(name.split("/", 1)) for name in baseline.law]
    for place, scenario in sorted({*edition.law.histories, *held}):
        if not watch.sees_position(place, scenario):
            continue
        history = history_name(place, scenario)
        positions = edition.law.history(place, scenario)
        entries: list[Entry] = [told(position) for position in positions]
        known = baseline.law.get(history, ())
        old, new = baseline.in_force(history), entry_in_force(entries, today)
        in_force = positions[entries.index(new)] if new else None
        is_corrected = old is not None and new is not None and old not in entries
        if old != new:
            if new is None:
                what = "Position withdrawn"
            elif old is None:
                what = "Position on record"
            else:
                what = "Position corrected" if is_corrected else "Position replaced"
            yield _moved(edition, (place, scenario), what, old, in_force, today)
        to_come = [
            position
            for position, entry in zip(positions, entries, strict=True)
            if starts(entry) > today and entry not in known
        ]
        for position in to_come:
            yield _moved(edition, (place, scenario), "Position to come", new, position, today)
        # What took the place of one that was to come is told already, be it in force or to come;
        # what was corrected took the place of none.
        came = len(to_come) + (new is not None and new not in known and not is_corrected)
        gone = [entry for entry in baseline.to_come(history) if entry not in entries]
        if came < len(gone):
            for entry in gone:
                what = "Position no longer to come"
                yield _moved(edition, (place, scenario), what, entry, in_force, today)


def _of_membership(edition: Edition, baseline: Baseline, watch: Watch) -> Iterator[News]:
    """Countries that rules of other places reach than before: their answers may have moved.

    On which day one joined or left is not on record.
    """
    if baseline.above is None:
        return
    places = edition.places
    # Whom a bloc has lost is in none of its places any more.
    asked_for = {*watch.named, *watch.regions}

    def named(codes: Iterable[str]) -> str:
        return ", ".join(_name(edition, code) for code in codes) or "of no place"

    for place, now in above(edition).items():
        then = baseline.above.get(place, ())
        moved = set(now) ^ set(then)
        if not moved or not (watch.sees_place(place) or not moved.isdisjoint(asked_for)):
            continue
        joined = [places.blocs[code] for code in now if code in moved and code in places.blocs]
        yield News(
            of_law=True,
            what="Other rules from above reach it, so its answers may have changed",
            place=places.name(place),
            dated="",
            title="",
            changes=(("rules from above", named(then), named(now)),),
            evidence=f"Last checked: {spoken(joined[0].verified_on)}" if joined else "",
            marks=(),
            source=_page(joined[0].instruments[0].read_url) if joined else None,
            record=("country", (("place", place),)),
        )


def _moved(
    edition: Edition,
    history: tuple[str, str],
    what: str,
    old: Entry | None,
    position: Position | None,
    today: date,
) -> News:
    place, scenario = history
    words, new = edition.vocabularies, told(position) if position else None
    differing = [
        field for field in TOLD_FIELDS
        if field == "status" or (old and new and old[field] != new[field])
    ]  # fmt: skip
    since = position.effective_from if position else None
    return News(
        of_law=True,
        what=f"{what}: {words.scenario.label(scenario)}",
        place=_name(edition, place),
        dated=f"in force from {spoken(since, 'an unknown earlier date')}" if position else "",
        title=(position.instrument or position.note) if position else "",
        changes=tuple(
            (
                _NAMES.get(field, field.replace("_", " ")),
                *different_part(_worded(edition, field, old), _worded(edition, field, new)),
            )
            for field in differing
        ),
        evidence=confidence_line(
            edition, position.confidence, position.source_read, position.verified_on
        )
        if position
        else "",
        marks=tuple(_to_be_known(edition, old, position, today)) if position else (),
        source=_page(position.read_url, position.instrument_url) if position else None,
        record=("country", (("place", place), ("scenario", scenario))),
    )


def _to_be_known(
    edition: Edition, old: Entry | None, position: Position, today: date
) -> Iterator[str]:
    """Why the status that was told was wrong, if it was; and that a rule from above answers.

    What leaves a question open lifts no ban.
    """
    told_of = [wrong for wrong in position.recoded if old and wrong.status == old["status"]]
    if told_of and told_of[-1].status != position.status:
        yield formerly_said(edition, told_of[-1])
    day = max(today, position.starts)
    answer = edition.law.standing(position.jurisdiction, position.scenario, day)
    if rule := answer.still_holds:
        yield f"{still_holds(edition, rule)}."


def _worded(edition: Edition, field: str, entry: Entry | None) -> str:
    """What a field of a position says; what is not known never reads like a permission."""
    if entry is None:
        return "nothing on record (not a permission)"
    value, words = entry[field], edition.vocabularies
    if field == "effective_from":
        return spoken(value, "an unknown earlier date")
    if not value:
        return "(nothing)"
    if isinstance(value, list):
        return "; ".join(value)
    if field not in words:
        return str(value)
    # A code may have left its vocabulary since it was told.
    label = words[field].label(value) if value in words[field] else str(value)
    return f"{label} (not a permission)" if value in NOT_KNOWN else label


def _new_notices(edition: Edition, baseline: Baseline, watch: Watch) -> Iterator[News]:
    new = edition.notices[~edition.notices["id"].isin(baseline.notices)]
    for notice, title in _watched(edition, watch, new):
        kind = edition.vocabularies.kind.label(notice.kind)
        yield _of_notice(edition, notice, title, kind, spoken(notice.published, "undated"), ())


def _at_sources(edition: Edition, baseline: Baseline, watch: Watch) -> Iterator[News]:
    """What sources did to notices that the channel knows: amended, taken off the list, put back."""
    done = edition.notice_changes
    rows = done[(done.index >= baseline.at_sources) & done["notice_id"].isin(baseline.notices)]
    watched = {
        notice.id: (notice, title)
        for notice, title in _watched(
            edition, watch, edition.notices_by_id(rows["notice_id"].unique())
        )
    }
    for (id_, day, event), fields in rows.groupby(["notice_id", "day", "event"], sort=False):
        if id_ not in watched:
            continue
        notice, title = watched[id_]
        changes = tuple(
            amended(edition, row["field"], row["before"], row["after"])
            for row in fields.to_dict("records")
            if event == "notice_amended"
        )
        what = edition.vocabularies.event.label(str(event))
        yield _of_notice(edition, notice, title, what, spoken(str(day)), changes)


def _watched(edition: Edition, watch: Watch, notices: pd.DataFrame) -> Iterator[tuple[Listed, str]]:
    """The notices that are watched, each with the title to show."""
    seen = watch.seen_notices(edition, notices)
    return zip(listed(seen), shown_titles(seen), strict=True)


def _of_notice(
    edition: Edition,
    notice: Listed,
    title: str,
    what: str,
    dated: str,
    changes: tuple[tuple[str, str, str], ...],
) -> News:
    return News(
        of_law=False,
        what=f"{what}, {notice.regulator_short}",
        place=_name(edition, notice.jurisdiction),
        dated=dated,
        title=title,
        changes=changes,
        evidence=confidence_line(
            edition, notice.confidence, notice.source_read, notice.last_checked
        ),
        marks=tuple(mark_words(notice.review, notice.delisted_on)),
        source=_page(notice.url, notice.read_url),
        record=("notices", (("notice", notice.id),)),
    )


def _name(edition: Edition, place: str) -> str:
    """A place by name; a bloc may have gone since it was told."""
    return edition.places.name(place) if place in edition.places else place


def _page(*addresses: str | None) -> str | None:
    """The first that is an http or https address of a length that links have."""
    short = (url for url in addresses if is_web_address(url) and len(url) <= _LONGEST_ADDRESS)
    return next(short, None)
