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

# Where an entry begins and ends in a page that is not JSON.
FEED_ENTRY = r"<item[ >].*?</item>|<entry>.*?</entry>"
ENTRY = {
    "ar-anmat": r'<a class="panel.*?</a>',
    "au-tga-drac": r"<span.*</span>",
    "br-dou": r'\{"urlTitle".*?\}(?=[,\]])',
    "ch-swissmedic": r"(?m)^Vk_.*\n",
    "cn-nmpa": r"<div>.*?</div>",
    "co-invima": r'<div class="alertas-invima-list">.*?</a></div></div>',
    "de-pei": r'<div class="teaser">.*?</div>',
    "eg-eda": r"<tr><td>.*?</tr>",
    "eu-safety-gate-weekly-xml": r"<notifications>.*?</notifications>",
    "eu-sccs-opinions": r"<li>.*?</li>",
    "fr-ansm": r"<article .*?</article>",
    "hk-drug-office": r"<tr>.*?</tr>",
    "id-bpom": r'<div class="card">.*?</div></div>',
    "it-aifa": r"(?m)^ESEMPIO.*\n",
    "mx-cofepris": r"<li .*?</li>",
    "my-npra": r"<li>.*?</li>",
    "nl-igj": r'<a class="publication".*?</a>',
    "nz-medsafe": r"<tr><td>.*?</tr>",
    "sg-hsa": r'\{\\"id\\":\\"/.*?\$undefined\\"\}',
    "th-fda": r'<a href="/news/.*?</a>',
    "us-fda-import-alerts": r'<div class="div-info">.*?<hr/>',
    "us-fda-untitled-letters": r"<li>.*?</li>",
}
# Sources whose first page only leads to the one with the entries.
ON_THE_NEXT_PAGE = {"eu-safety-gate-weekly-xml", "gh-fda", "it-aifa", "us-fda-import-alerts"}
# What a word for exosomes becomes in an entry that is not about them.
OTHER_WORD = "placebo"
# Words that make clear what kind of thing an entry is about, where the recorded ones do not.
CLEARER = {"ch-swissmedic": ("exosome pen", "exosome serum pen")}
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
    path = page_of(source, "next" if source.id in ON_THE_NEXT_PAGE else "normal")
    assert path
    return _cut_json(source, path) if path.suffix == ".json" else _cut_text(source, path)


def _cut_text(source: Source, path: Path) -> CutPage:
    encoding = "cp1252" if source.encoding == "cp1252" else "utf-8"
    text = path.read_bytes().decode(encoding).replace(*CLEARER.get(source.id, ("", "")))
    if source.id == "sg-hsa":
        # The data come in pieces that are cut anywhere; entries are found in the whole.
        text = text.replace('"])</script><script>self.__next_f.push([1,"', "")
    found = list(re.finditer(ENTRY.get(source.id, FEED_ENTRY), text, re.S))
    assert found, (
        f"{path} has no entry like {ENTRY.get(source.id, FEED_ENTRY)}: "
        f"say in ENTRY of {Path(__file__).name} what an entry of {source.id} looks like"
    )
    between = text[found[0].end() : found[1].start()] if len(found) > 1 else ""
    if source.id == "us-fda-untitled-letters":
        between = ""  # the lists of two years
    if source.id == "br-dou":
        between = ", "
    entries = [match.group() for match in found]
    return _page(text[: found[0].start()], between, text[found[-1].end() :], entries, encoding)


def _cut_json(source: Source, path: Path) -> CutPage:
    whole = json.loads(path.read_bytes())
    paths = {"sparql": ("results.bindings",), "datatables": ("data",), "wordpress_rest": ("",)}
    given = source.options.get("items", "")
    named = paths.get(source.format) or ((given,) if isinstance(given, str) else tuple(given))
    records = list_at(whole, named)
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
