"""What a scraper remembers of a source, so that what has not changed is not read again.

The memory is one JSON document a source, kept in the same transaction as what was read. A run that
is killed, or fails, leaves the memory of the last good one: whatever it had seen is seen again. Of
what a run could not read, the memory stays as it was, as long as it is still asked for.

    code        digest of what read (see reading_digest); of another the next three lines count
    orders      name of a list's first request -> keys of all its entries, as the list had them
    missing     known keys that their list did not have, while another list could not be read
    not_ours    keys that another program read last: differences in them are not the source's
    validators  URL -> [ETag, Last-Modified, SHA-256] for conditional requests
    pages       name of a request -> what its answer said (see PageMemory)
    items       key -> what came of an entry (see ItemMemory)
"""

from __future__ import annotations

import hashlib
import json
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from atlas.corrections import Correction
from atlas.facts import DATA
from scrapers.catalogue import Source
from scrapers.catalogue_files import SOURCES
from scrapers.formats.page import Item
from scrapers.http.faults import SourceFault
from scrapers.http.memory import Validators
from scrapers.http.request import Request
from scrapers.reading.corrections import of_notices_of

_PROGRAM = Path(__file__).resolve().parents[1]
# What a source's YAML says of when and how politely it is asked, and for people.
_NOT_READ_BY = {
    "cadence", "enabled", "key", "manners", "notes", "off_because", "structure", "terms_of_use",
}  # fmt: skip


@dataclass(frozen=True)
class PageMemory:
    """What one answer of a list said.

    `sha256` is of its body; `keys` are its entries in their order; `next` the requests that it led
    to; `settled`: nothing on it has to be looked at again, as long as it stays the same.
    """

    sha256: str
    keys: list[str]
    next: list[dict[str, Any]]
    settled: bool


@dataclass(frozen=True)
class ItemMemory:
    """What came of one entry of a list.

    `digest` is of the entry as listed; `published` says whether its notice was; `pages` are the
    notice's own pages that were read, each a request and the SHA-256 of what it answered. `whole`
    is False when such a page could not be read, and only the list spoke for the notice.
    """

    digest: str
    published: bool
    pages: list[tuple[dict[str, Any], str]]
    whole: bool = True


@dataclass
class SourceMemory:
    """The memory of one source."""

    code: str = ""
    orders: dict[str, list[str]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    not_ours: set[str] = field(default_factory=set)
    validators: dict[str, Validators] = field(default_factory=dict)
    pages: dict[str, PageMemory] = field(default_factory=dict)
    items: dict[str, ItemMemory] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Mapping[str, Any], code: str) -> SourceMemory:
        """The memory in a document; only what was listed if another program wrote it."""
        orders = dict(document.get("orders", {}))
        missing = set(document.get("missing", ()))
        not_ours = set(document.get("not_ours", ()))
        if document.get("code") != code:
            not_ours |= document.get("items", {}).keys()
            return cls(code, orders, missing, not_ours)
        return cls(
            code,
            orders,
            missing,
            not_ours,
            validators={url: Validators(*marks) for url, marks in document["validators"].items()},
            pages={name: PageMemory(**page) for name, page in document["pages"].items()},
            items={
                key: ItemMemory(**{**item, "pages": [(r, s) for r, s in item["pages"]]})
                for key, item in document["items"].items()
            },
        )

    @property
    def read_otherwise(self) -> set[str]:
        """Keys that another program read last, or of which only a part could be read."""
        return self.not_ours | {key for key, item in self.items.items() if not item.whole}

    def without_answers(self) -> SourceMemory:
        """The memory for a look that is to read all that it asks for, changed or not."""
        return SourceMemory(self.code, self.orders, self.missing, self.read_otherwise)

    def after_less(self, less: SourceMemory) -> SourceMemory:
        """This memory `without_answers` after a look that asked for less than the whole."""
        newer = less.without_answers()
        not_ours = self.not_ours.difference(less.items) | newer.not_ours
        return replace(self, not_ours=not_ours)

    def beside(self, newer: SourceMemory, unread: Iterable[str]) -> SourceMemory:
        """The memory of a newer look that read in part, with what this one has of the rest.

        `unread` are the names of the first requests of that. What is remembered of these, of the
        pages that they led to and of the entries there stays. Nothing else does, or a source whose
        addresses hold the day would be remembered anew every day.
        """
        pages = self._reached_from(unread)
        keys = {key for page in pages.values() for key in page.keys}
        keys.update(*newer.orders.values())
        keys.difference_update(*(page.keys for page in newer.pages.values()))
        items = {key: item for key, item in self.items.items() if key in keys}
        answers = {name: page.sha256 for name, page in pages.items()}
        for item in items.values():
            answers |= _by_url(item.pages)
        return replace(
            newer,
            validators={**_marks_of(answers, self.validators), **newer.validators},
            pages={**pages, **newer.pages},
            items={**items, **newer.items},
        )

    def _reached_from(self, names: Iterable[str]) -> dict[str, PageMemory]:
        reached: dict[str, PageMemory] = {}
        ahead = list(names)
        while ahead:
            name = ahead.pop()
            if name not in reached and (page := self.pages.get(name)):
                reached[name] = page
                ahead += (request_name(request_of(document)) for document in page.next)
        return reached

    def document(self) -> dict[str, Any]:
        """As JSON for the store."""
        return {
            "code": self.code,
            "orders": self.orders,
            "missing": sorted(self.missing),
            "not_ours": sorted(self.not_ours),
            "validators": {
                url: [marks.etag, marks.last_modified, marks.sha256]
                for url, marks in self.validators.items()
            },
            "pages": {name: vars(page) for name, page in self.pages.items()},
            "items": {key: vars(item) for key, item in self.items.items()},
        }


class Notebook:
    """A CacheMemory for all sources of a run; each thread asks for the source that it reads."""

    def __init__(self) -> None:
        self._own = threading.local()

    @contextmanager
    def of(self, memory: SourceMemory) -> Iterator[dict[str, Validators]]:
        """For this thread: the validators of one source; gives those that the run meets."""
        met: dict[str, Validators] = {}
        self._own.known, self._own.met, self._own.anew = memory.validators, met, False
        try:
            yield met
        finally:
            self._own.known, self._own.met = {}, {}

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """For this thread: ask without conditions, because the whole answer is needed."""
        self._own.anew = True
        try:
            yield
        finally:
            self._own.anew = False

    @contextmanager
    def unless_at_fault(self) -> Iterator[None]:
        """For this thread: what is met here counts only if it does not end in a fault."""
        met = self._own.met
        before = len(met)
        try:
            yield
        except SourceFault:
            for url in list(met)[before:]:
                del met[url]
            raise

    @property
    def is_forgetting(self) -> bool:
        """For this thread: whether the whole of an answer is needed."""
        return bool(getattr(self._own, "anew", False))

    def get(self, url: str) -> Validators | None:
        if self.is_forgetting:
            return None
        marks: Validators | None = getattr(self._own, "known", {}).get(url)
        if marks:
            self._own.met[url] = marks
        return marks

    def leave(self, pages: Iterable[tuple[dict[str, Any], str]]) -> None:
        """For this thread: what marked these pages (see ItemMemory) is met without being asked."""
        self._own.met.update(_marks_of(_by_url(pages), self._own.known))

    def __setitem__(self, url: str, validators: Validators) -> None:
        if hasattr(self._own, "met"):
            self._own.met[url] = validators


def _by_url(pages: Iterable[tuple[dict[str, Any], str]]) -> dict[str, str]:
    return {request_of(document).url: sha256 for document, sha256 in pages}


def _marks_of(
    answers: Mapping[str, str], validators: Mapping[str, Validators]
) -> dict[str, Validators]:
    """What marked answers, by the URL asked and SHA-256 of each; some came from elsewhere."""
    found = {url: validators[url] for url in answers if url in validators}
    if led_away := {sha256 for url, sha256 in answers.items() if url not in found}:
        found |= {url: marks for url, marks in validators.items() if marks.sha256 in led_away}
    return found


def request_name(request: Request) -> str:
    """What a request is remembered under: the same question has the same name."""
    if request.is_plain:
        return request.url
    return f"{request.method} {request.url} {hashlib.sha256(request.body or b'').hexdigest()[:16]}"


def item_digest(item: Item) -> str:
    """A digest of everything that a list says about an entry."""
    said = [item.key, item.title, item.url, item.published, item.text]
    text = json.dumps([*said, sorted(item.fields.items()), item.detail and item.detail.url])
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def request_document(request: Request) -> dict[str, Any]:
    """A request as JSON."""
    body = None if request.body is None else b64encode(request.body).decode()
    return {**vars(request), "headers": dict(request.headers), "body": body}


def request_of(document: Mapping[str, Any]) -> Request:
    """The request in a document of `request_document`."""
    body = document["body"]
    return Request(**{**document, "body": None if body is None else b64decode(body)})


def reading_digest(program: str, source: Source, corrections: Iterable[Correction]) -> str:
    """A digest of all that a source is read by: the program, its own YAML, its own corrections.

    What was remembered under another one is read again.
    """
    own = [each.model_dump_json() for each in of_notices_of(source.id, corrections)]
    text = "\n".join((program, source.model_dump_json(exclude=_NOT_READ_BY), *own))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


@cache
def program_digest() -> str:
    """A digest of the program and the words that it goes by, as they were when first asked for."""
    sum_ = hashlib.sha256()
    for path in (*sorted(_PROGRAM.rglob("*")), *sorted((DATA / "terms").glob("*"))):
        if path.suffix in (".py", ".yaml", ".csv") and path.parent != SOURCES:
            sum_.update(f"{path.relative_to(_PROGRAM.parent).as_posix()}\0".encode())
            sum_.update(path.read_bytes())
    return sum_.hexdigest()[:24]
