"""Recorded pages cut into their entries, so that longer lists can be made of the same entries."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapers.catalogue import Source
from scrapers.formats.paths import list_at
from tests.scrapers.recorded import page_of
from tests.scrapers.site import site_of

# What a word for exosomes becomes in an entry that is not about them.
OTHER_WORD = "placebo"
_WORD = re.compile(r"exos+om\w*|esosom\w*|extracellular vesicles", re.I)


@dataclass(frozen=True)
class CutPage:
    """A page without its entries: what stands before them, between two, and after them."""

    before: str
    between: str
    after: str
    entries: tuple[str, str]
    encoding: str
    # The second entry is not recorded: it is the first with other words.
    made_up: bool = False

    def with_entries(self, entries: list[str]) -> bytes:
        """The page with other entries."""
        return (self.before + self.between.join(entries) + self.after).encode(self.encoding)


def cut(source: Source) -> CutPage:
    """The recorded page of a source that has entries; the second entry is about something else."""
    # Where there is a next page of another structure, the first one only leads to it.
    path = page_of(source, "next") or page_of(source, "normal")
    assert path
    return _cut_json(source, path) if path.suffix == ".json" else _cut_text(source, path)


def _cut_text(source: Source, path: Path) -> CutPage:
    site = site_of(source.id)
    encoding = "utf-8" if source.encoding == "auto" else source.encoding
    text = path.read_bytes().decode(encoding).replace(*site.clearer or ("", ""))
    if site.joins:
        text = text.replace(site.joins, "")
    found = list(re.finditer(site.entry, text, re.S))
    assert found, (
        f"{path} has no entry like {site.entry}: say as `entry` in {path.with_name('site.yaml')} "
        "what one looks like (a regular expression)"
    )
    between = site.between
    if between is None:
        between = text[found[0].end() : found[1].start()] if len(found) > 1 else ""
    entries = [match.group() for match in found]
    return _page(text[: found[0].start()], between, text[found[-1].end() :], entries, encoding)


def _cut_json(source: Source, path: Path) -> CutPage:
    whole = json.loads(path.read_bytes())
    items = ["data"] if source.format == "datatables" else source.options.get("items", [""])
    records = list_at(whole, tuple(items))
    assert records
    entries = [json.dumps(record, ensure_ascii=False) for record in records]
    records[:] = ["ENTRIES"]
    before, _, after = json.dumps(whole, ensure_ascii=False).partition('"ENTRIES"')
    return _page(before, ", ", after, entries, "utf-8")


def _page(before: str, between: str, after: str, entries: list[str], encoding: str) -> CutPage:
    made_up = len(entries) == 1
    other = without_exosomes(entries[0]) if made_up else entries[1]
    return CutPage(before, between, after, (entries[0], other), encoding, made_up)


def without_exosomes(text: str) -> str:
    """The same words about something else."""
    return _WORD.sub(OTHER_WORD, text)


def with_total(source: Source, body: bytes, total: int) -> bytes:
    """A JSON page that says how many entries there are on all pages."""
    path = source.options.get("total")
    names = str(path).split(".") if path else ["totalElements"]
    if source.format == "datatables":
        names = ["recordsFiltered"]
    document: Any = json.loads(body)
    place = document
    for name in names[:-1]:
        place = place.get(name) if isinstance(place, dict) else None
    if not isinstance(place, dict) or names[-1] not in place:
        return body
    place[names[-1]] = type(place[names[-1]])(total)
    return json.dumps(document, ensure_ascii=False).encode()
