"""data/law/*.yaml: the positions of one place, scenario by scenario."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError

from atlas.closed import Closed
from atlas.law import STATUSES, Position, in_order
from atlas.places import INTERNATIONAL
from atlas.validate.findings import Fault, Finding, Where, located, under
from atlas.validate.known import Known
from atlas.validate.reading import read_document
from atlas.validate.values import (
    Record,
    codes,
    date_of,
    dates,
    form,
    links,
    near,
    texts,
    texts_are_plain,
)
from atlas.yaml_file import Located

_CODES = {
    name: name
    for name in ("basis", "unclear_reason", "approved_product", "source_read", "confidence")
}
_REFERENCES = ("instrument_url", "read_url", "other_urls")
# What stands for a name is printed as one: a text "None found" would be in force.
_NO_TEXT = re.compile(r"(none|no)\b.*\b(found|read|known)", re.IGNORECASE)
_WRITTEN = tuple(status for status in STATUSES if status != "no_data")
_FROM_ABOVE = ("jurisdiction", "scenario")
_FIELDS = [field for field in Position.model_fields if field not in _FROM_ABOVE]
# What each status can rest on: `permitted` and `conditional` need a text that speaks of exosomes
# or their category, and no rule rests on nothing.
_BASES = {
    "prohibited": ("explicit", "category"),
    "authorisation_required": ("explicit", "category", "general"),
    "conditional": ("explicit", "category"),
    "permitted": ("explicit", "category"),
    "no_specific_rule": ("general",),
}


class LawFile(Closed):
    """One place's file: scenario -> history, oldest entry first."""

    jurisdiction: str
    positions: dict[str, list[dict[str, Any]]] = Field(min_length=1)


_FILE, _POSITION = TypeAdapter(LawFile), TypeAdapter(Position)


def check_law(path: Path, known: Known) -> Generator[Fault, None, Located | None]:
    """Every fault of one law file; returns what it says, where it has none."""
    document = yield from read_document(path)
    if document is None:
        return None
    faults = list(located(path, document.line, _file(document.value, path.stem, known)))
    yield from faults
    return None if faults else document


def _file(document: Any, stem: str, known: Known) -> Iterator[Finding]:
    yield from form(_FILE, document)
    if not isinstance(document, dict):
        return
    place = document.get("jurisdiction")
    misplaced = list(_jurisdiction(place, stem, known))
    yield from misplaced
    positions = document.get("positions")
    for scenario, history in positions.items() if isinstance(positions, dict) else ():
        where: Where = ("positions", scenario)
        yield from under(
            where[:1], codes({scenario: scenario}, {scenario: "scenario"}, known.words)
        )
        if not isinstance(history, list):
            continue
        if not history:
            yield Finding(where, f"{scenario!r} has no entry", "write one, or take it out")
        entries = {n: entry for n, entry in enumerate(history) if isinstance(entry, dict)}
        for n, entry in entries.items():
            yield from under((*where, n), _entry(entry, str(place), str(scenario), known))
            if not misplaced:
                yield from under((*where, n), _parts(entry, str(place), known))
        yield from under(where, _history(entries, str(place), str(scenario)))


def _jurisdiction(place: object, stem: str, known: Known) -> Iterator[Finding]:
    where = ("jurisdiction",)
    for unknown in known.place(where, place):
        yield unknown._replace(mend=f"{unknown.mend} Else a bloc is defined in data/blocs.yaml")
    if place == INTERNATIONAL:
        yield Finding(
            where, "INT is for international bodies, which make no law", "name the place or bloc"
        )
    elif isinstance(place, str) and place != stem:
        yield Finding(
            where,
            f"jurisdiction {place!r} stands in the file of {stem!r}",
            f"rename the file to {place}.yaml, or write jurisdiction: {stem}",
        )


def _entry(entry: Record, place: str, scenario: str, known: Known) -> Iterator[Finding]:
    for field in _FROM_ABOVE:
        if field in entry:
            yield Finding(
                (field,), f"unknown key {field!r}", "take it out: it stands further up in the file"
            )
    yield from form(_POSITION, {**entry, "jurisdiction": place, "scenario": scenario})
    yield from texts_are_plain(entry)
    yield from codes(entry, _CODES, known.words)
    yield from links(entry, _REFERENCES)
    yield from dates(entry, partial=["effective_from"], whole=["first_read", "verified_on"])
    yield from _first_read(entry)
    yield from _status(entry, known)
    yield from _what_goes_with_status(entry, scenario, known)
    yield from _refers(entry, place, known)
    yield from under(("recoded",), _recoded(entry, known))


def _first_read(entry: Record) -> Iterator[Finding]:
    """It stands for the beginning where that is not known, and else only where it says more.

    If the last check stood for it, whoever checks again would make the days before less sure.
    """
    read, checked = date_of(entry.get("first_read")), date_of(entry.get("verified_on"))
    held = date_of(entry.get("effective_from"))
    if not entry.get("effective_from") and not entry.get("first_read"):
        yield Finding(
            ("first_read",),
            "undated, and without the day on which it was first read",
            "add first_read, once and for all: the day of verified_on if this is the first reading",
        )
    if read and checked and read.first > checked.last:
        yield Finding(
            ("first_read",),
            f"first read on {read}, after it was last checked ({checked})",
            "write the day on which somebody first read it with this status",
        )
    if read and held and read.first >= held.last:
        yield Finding(
            ("first_read",),
            f"first read on {read}, when it had begun by effective_from ({held})",
            "take it out: it tells of what begins on an unknown day, or is to come",
        )
    elif read and held and held.precision != "day" and read.first < held.first:
        yield Finding(
            ("first_read",),
            f"first read on {read}, before it can have begun by effective_from ({held})",
            "write the first day on which it was read that it holds",
        )


def _recoded(entry: Record, known: Known) -> Iterator[Finding]:
    """What the record said before: each a status that another took the place of, oldest first."""
    given = entry.get("recoded")
    former = [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    for n, (wrong, then) in enumerate(pairwise([*former, entry])):
        yield from under((n,), texts_are_plain(wrong))
        yield from under((n,), dates(wrong, whole=["until"]))
        yield from under((n,), _status(wrong, known))
        if wrong.get("status") == then.get("status"):
            yield Finding(
                (n, "status"),
                f"recoded from {wrong.get('status')!r} to the same",
                "take it out: only a change of status is told",
            )
        read = entry.get("first_read") or entry.get("verified_on")
        until, next_ = date_of(wrong.get("until")), then.get("until", read)
        if until and (later := date_of(next_)) and until.first > later.first:
            yield Finding(
                (n, "until"),
                f"until {until.text}, and what took its place is of {later.text}",
                "put the oldest first; first_read and verified_on are not before the last of them",
            )


def _status(entry: Record, known: Known) -> Iterator[Finding]:
    if entry.get("status") == "no_data":
        yield Finding(
            ("status",),
            "no_data is never written: it is the absence of an entry",
            "take the entry out; if nothing was found, it is unclear with unclear_reason: silent",
        )
    elif vocabulary := known.words.get("status"):
        terms = {code: term for code, term in vocabulary.terms.items() if code != "no_data"}
        written = vocabulary.model_copy(update={"terms": terms})
        yield from codes(entry, {"status": "status"}, {"status": written})


def _what_goes_with_status(entry: Record, scenario: str, known: Known) -> Iterator[Finding]:
    status, basis = entry.get("status"), entry.get("basis")
    unclear = status == "unclear"
    if unclear and not entry.get("unclear_reason"):
        yield Finding(
            ("status",),
            "unclear without a reason",
            "add unclear_reason: conflict, unread or silent",
        )
    if not unclear and entry.get("unclear_reason"):
        yield Finding(
            ("unclear_reason",), f"a reason to be unclear, and status {status!r}", "take it out"
        )
    if entry.get("approved_product") and (
        status != "authorisation_required" or scenario == "clinical_trial"
    ):
        yield Finding(
            ("approved_product",),
            f"approved_product with status {status!r} in {scenario!r}",
            "take it out: it goes with authorisation_required, and not with trials",
        )
    allowed = _BASES.get(status) if isinstance(status, str) else None
    is_basis = isinstance(basis, str) and basis in known.words.get("basis", ())
    if allowed and is_basis and basis not in allowed:
        yield Finding(
            ("basis",),
            f"{status} cannot rest on basis {basis!r}",
            f"write basis {' or '.join(allowed)}, or the status that the evidence bears",
        )


def _refers(entry: Record, place: str, known: Known) -> Iterator[Finding]:
    instrument = entry.get("instrument")
    if isinstance(instrument, str) and _NO_TEXT.fullmatch(instrument):
        yield Finding(
            ("instrument",),
            f"instrument {instrument!r} names no text",
            "take it out: pages say so, and the note says what was looked for",
        )
    silent = entry.get("status") == "unclear" and entry.get("unclear_reason") == "silent"
    if not silent and not any(entry.get(field) for field in _REFERENCES):
        yield Finding(
            (),
            "the position has no reference",
            "add read_url, other_urls or instrument_url (only unclear and silent may have none)",
        )
    for where, id_ in texts(entry, ["notices"]):
        yield from known.notice(where, id_)
    for where, field in texts(entry, ["coders_differ"]):
        if field not in _FIELDS:
            yield Finding(where, f"coders_differ names no field: {field!r}", near(field, _FIELDS))
    if entry.get("repeats_bloc") is True and known.is_in_no_bloc(place):
        yield Finding(
            ("repeats_bloc",),
            f"repeats_bloc, and no bloc has {place!r} as a member",
            "take it out, or add the member to data/blocs.yaml",
        )


def _parts(entry: Record, place: str, known: Known) -> Iterator[Finding]:
    """Only what is a part of a country can be out of reach of its rule."""
    for where, part in texts(entry, ["except_in"]):
        yield from known.place(where, part)
        if known.is_place(part) and (part == place or known.country_of(part) != place):
            yield Finding(
                where,
                f"except_in names {part}, which is no part of {place!r}",
                "name parts of this country only, or take it out",
            )


def _history(entries: Mapping[int, Record], place: str, scenario: str) -> Iterator[Finding]:
    """Entries stand oldest first, and one day begins only one; those at fault are passed over."""
    begun: dict[date, Position] = {}
    for n, entry in entries.items():
        position = _sound(entry, place, scenario)
        if position is None:
            continue
        where, starts = (n, "effective_from"), position.starts
        if rival := begun.get(starts):
            position = max(rival, position, key=in_order)
            yield Finding(
                where,
                f"two entries of {scenario!r} begin on {position.effective_from or 'no date'}; "
                f"the one that promises less answers ({position.status})",
                "keep one, or give each its own effective_from",
            )
        elif begun and starts < max(begun):
            yield Finding(
                where,
                f"this entry of {scenario!r} begins before the one above it",
                "put the entries in order of effective_from, the oldest (or undated) first",
            )
        begun[starts] = position


def _sound(entry: Record, place: str, scenario: str) -> Position | None:
    try:
        position = Position.model_validate({**entry, "jurisdiction": place, "scenario": scenario})
    except ValidationError:
        return None
    dated = position.effective_from is None or date_of(position.effective_from) is not None
    return position if dated and position.status in _WRITTEN else None
