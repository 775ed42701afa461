"""data/notices/*.jsonl: the notices of a country with its subdivisions, of a bloc, or of INT."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from atlas.notices import CODED_FIELDS, CODED_LISTS, Notice
from atlas.validate.findings import Fault, Finding, located
from atlas.validate.known import Known
from atlas.validate.reading import read_records
from atlas.validate.values import (
    Record,
    codes,
    date_of,
    dates,
    form,
    languages,
    links,
    near,
    texts,
    texts_are_plain,
)

_NOTICE = TypeAdapter(Notice)
_FIELDS = tuple(Notice.model_fields)
_LINKS = ("url", "read_url", "other_urls")
# Ids stand in addresses, in citations and in other files.
_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


def check_notices(paths: Iterable[Path], known: Known) -> Generator[Fault, None, Known]:
    """Every fault of the notice files; returns what is known, the ids of the notices included."""
    stands: dict[str, str] = {}
    acts: dict[tuple[str, ...] | None, str] = {}
    names: dict[tuple[str, str], str] = {}
    whole = True
    for path in paths:
        records = yield from read_records(path)
        whole = whole and records is not None
        for line, record in records or ():
            yield from located(path, lambda *_, line=line: line, _notice(record, path.stem, known))
            for _, id_ in texts(record, ["id"]):
                if id_ in stands:
                    yield Fault(
                        str(path),
                        line,
                        f"notice {id_!r} stands already in {stands[id_]}",
                        "remove one, or give this one an id of its own",
                    )
                elif (act := _act(record)) in acts:
                    yield Fault(
                        str(path),
                        line,
                        f"{id_!r} has the page, kind and date of {acts[act]!r}",
                        "keep one of them, with what either says",
                    )
                elif act:
                    acts[act] = id_
                stands.setdefault(id_, f"{path.name}:{line}")
            yield from located(path, lambda *_, line=line: line, _name(record, names))
    return replace(known, notices=stands.keys() if whole else None)


def _name(record: Record, names: dict[tuple[str, str], str]) -> Iterator[Finding]:
    """The finding about an authority that another notice of its place calls otherwise.

    What stands behind the name, in brackets or after a comma, may differ: a department, the name in
    English. `names` grows by who is met for the first time.
    """
    place, short, name = (
        record.get(key) for key in ("jurisdiction", "regulator_short", "regulator")
    )
    if not (isinstance(place, str) and isinstance(short, str) and isinstance(name, str)):
        return  # told as a fault of its form
    bare = re.split(r" \(|,", name)[0]
    first = names.setdefault((place, short), bare)
    if bare != first:
        yield Finding(
            ("regulator",),
            f"{short} of {place} is {bare!r} here and {first!r} before",
            "write one name; a department may follow it in brackets or after a comma",
        )


def _act(record: Record) -> tuple[str, ...] | None:
    """What tells that two notices are one: where, on which page, what and when.

    None for what has no page of its own, and for what a scraper found, which its source tells
    apart.
    """
    if not record.get("url") or record.get("source_id"):
        return None
    return tuple(str(record.get(name)) for name in ("jurisdiction", "url", "kind", "published"))


def _notice(record: Record, stem: str, known: Known) -> Iterator[Finding]:
    yield from form(_NOTICE, record)
    yield from texts_are_plain(record)
    yield from codes(record, CODED_FIELDS | CODED_LISTS, known.words)
    yield from links(record, _LINKS)
    yield from languages(record, ["language"])
    yield from dates(record, partial=["published"], whole=["verified_on", "first_seen"])
    for where, id_ in texts(record, ["id"]):
        if not _ID.fullmatch(id_):
            yield Finding(
                where,
                f"{id_!r} is no id: it has more than small letters, digits and single hyphens",
                "write it like kr-mfds-20250121-cosmetic-ad-guideline",
            )
        # What a program found is named after its source, whatever place a correction gives it.
        elif not record.get("source_id") and not id_.startswith(f"{stem.lower()}-"):
            yield Finding(
                where, f"id {id_!r} begins with no {stem}", f"begin it with {stem.lower()}-"
            )
    yield from _jurisdiction(record.get("jurisdiction"), stem, known)
    published, verified = date_of(record.get("published")), date_of(record.get("verified_on"))
    if published and verified and published.first > verified.last:
        yield Finding(
            ("published",),
            f"published {published} after it was verified ({verified})",
            "correct the date that is wrong",
        )
    seen = date_of(record.get("first_seen"))
    if not record.get("first_seen"):
        yield Finding(
            ("first_seen",),
            "the day on which it was first read is missing",
            "add first_seen, once and for all: the day of verified_on if this is the first reading",
        )
    if seen and verified and seen.first > verified.last:
        yield Finding(
            ("first_seen",),
            f"first seen on {seen}, after it was verified ({verified})",
            "write the day on which it was first read",
        )
    if record.get("exosome_explicit") is True and record.get("relevance") in (
        "category",
        "context",
    ):
        yield Finding(
            ("relevance",),
            f"names exosomes, and relevance is {record['relevance']!r}",
            "write relevance direct, or exosome_explicit false",
        )
    for where, field in texts(record, ["coders_differ"]):
        if field not in _FIELDS:
            yield Finding(where, f"coders_differ names no field: {field!r}", near(field, _FIELDS))


def _jurisdiction(place: object, stem: str, known: Known) -> Iterator[Finding]:
    yield from known.place(("jurisdiction",), place)
    if isinstance(place, str) and known.is_place(place):
        file_of = known.country_of(place)
        if file_of != stem:
            yield Finding(
                ("jurisdiction",),
                f"a notice of {place} stands in {stem}.jsonl",
                f"move it to {file_of}.jsonl",
            )
