"""What every format gives back: items as the source wrote them, and what to fetch next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol, TypeVar, cast

from scrapers.catalogue import Source
from scrapers.formats.asking import FirstRequests
from scrapers.formats.by_name import format_module
from scrapers.http.faults import LayoutChanged
from scrapers.http.request import Request, Response
from scrapers.normalise.text import one_line

# PostgreSQL puts no longer key into an index than one of 2,704 bytes, and a letter may take four.
_LONGEST_KEY = 500

Row = TypeVar("Row")
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list.

    `key` is stable within the source: the same notice has it tomorrow, with another title or date
    too; of a very long one the beginning stands here, with a digest. `title` and `text` are plain
    text; `published` is as written; `url` is absolute. An entry that lacks its key or title among
    others that have theirs has "" there; it is never published. `fields` has what else the entry
    says (such as "issuer"), `detail` the page to read next. No source says the `language` (BCP 47)
    of an entry: a correction may.
    """

    key: str
    title: str
    url: str | None
    published: str | None
    text: str = ""
    language: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    detail: Request | None = None

    def __post_init__(self) -> None:
        if len(self.key) > _LONGEST_KEY:
            digest = sha256(self.key.encode()).hexdigest()[:16]
            object.__setattr__(self, "key", f"{self.key[: _LONGEST_KEY - 17]}…{digest}")

    @property
    def whole(self) -> bool:
        """Whether it has what every entry must have."""
        return bool(self.key and self.title)


@dataclass(frozen=True)
class Page:
    """The items of one response, the requests that the response leads to, and any doubts.

    Every request of `next` is fetched and its answer given to the same `parse`, whatever its
    purpose. `warnings` are sentences for the run's record.
    """

    items: Sequence[Item]
    next: Sequence[Request] = ()
    warnings: Sequence[str] = ()


def some_may_be_faulty(items: Sequence[object], faults: Sequence[LayoutChanged]) -> None:
    """Let a few faulty entries pass, which are held back later: a slip is no changed layout.

    Raises:
        LayoutChanged: the first of `faults`, when most of `items` have one.
    """
    if 2 * len(faults) > len(items):
        raise faults[0]


def read_each(
    rows: Sequence[Row], read: Callable[[Row], Read], words: Callable[[Row], str]
) -> tuple[list[Read], list[Item]]:
    """What `read` makes of each row; of rows at fault the words, as entries without a key.

    Raises:
        LayoutChanged: `read` raises it of most rows.
    """
    whole, broken, faults = list[Read](), list[Item](), list[LayoutChanged]()
    for row in rows:
        try:
            whole.append(read(row))
        except LayoutChanged as fault:
            faults.append(fault)
            broken.append(Item("", one_line(words(row)), None, None))
    some_may_be_faulty([*whole, *broken], faults)
    return whole, broken


class Format(Protocol):
    """What a format module offers."""

    # What to fetch first: once for each term where the source can be asked for it.
    first_requests: FirstRequests

    def parse(self, source: Source, response: Response) -> Page:
        """The items of a response. Raises a scrapers.http.faults.SourceFault, never guesses."""


def format_of(source: Source) -> Format:
    """The module that reads the source."""
    return cast(Format, format_module(source.format))
