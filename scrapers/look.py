"""How to look at a source, and what one look at it came to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from atlas.corrections import Correction
from scrapers.formats.page import Item
from scrapers.http.faults import SourceFault
from scrapers.http.request import Manners, Request, Response
from scrapers.remember import SourceMemory

if TYPE_CHECKING:
    from scrapers.classify import Labels


class Site(Protocol):
    """Whoever answers requests: the fetcher, the Internet Archive, our own archive."""

    def fetch(self, request: Request, manners: Manners) -> Response:
        """The answer, or the SourceFault that says why there is none."""


@dataclass(frozen=True)
class Question:
    """How to look.

    Attributes:
        today: dates later than this are not believed.
        since: only what was published from this day on; None: everything the source lists.
        partial: absence from the list means nothing, and there may be fewer rows than else.
        captures: for a list, all its answers instead of one (the history in the Internet Archive).
        tell: called with a few words on what is being done.
        corrections: of what sources say wrongly of a notice.
    """

    today: date
    since: date | None = None
    partial: bool = False
    captures: Callable[[Request, Manners], Iterable[Response]] | None = None
    tell: Callable[[str], None] = lambda words: None
    corrections: Sequence[Correction] = ()


@dataclass(frozen=True)
class Found:
    """An entry that is about exosomes, with everything that was read of it.

    `reread`: what differs from before does so because its own page could not be read then, or
    another program read it.
    """

    item: Item
    text: str
    labels: Labels
    response: Response
    reread: bool = False


@dataclass(frozen=True)
class Held:
    """An entry that may not be published, and why."""

    key: str
    title: str
    reason: str


@dataclass(frozen=True)
class Unread:
    """An address of a source that could not be read to its end, and why."""

    address: str
    fault: SourceFault

    def __str__(self) -> str:
        said = f"{type(self.fault).__name__}: {self.fault}"
        return said if self.address in said else f"{self.address}: {said}"


@dataclass
class Look:
    """What one look at a source came to.

    Attributes:
        addresses: how many the source has; `unread` are those that could not be read. Of a list
            whose later page failed, what the pages before it say counts: they did list it.
        found: about exosomes, and new or changed since the last look.
        listed: keys of all entries, in the order of the list.
        unchanged: known keys that say what they said before.
        irrelevant: number of entries that are not about exosomes; `irrelevant_keys` are those of
            them that were read.
        nameless: number of entries without a key: any known one may be among them.
        gone: known keys that the list reaches back to, and does not have any more.
        remarks: doubts that did not stop the look; `doubted` are the keys of entries that they are
            about, if they are to come back as long as they hold.
        memory: to be kept with what was found, not before.
    """

    addresses: int = 0
    unread: list[Unread] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    unchanged: set[str] = field(default_factory=set)
    irrelevant: int = 0
    irrelevant_keys: set[str] = field(default_factory=set)
    held: list[Held] = field(default_factory=list)
    nameless: int = 0
    gone: set[str] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    doubted: set[str] = field(default_factory=set)
    pages: int = 0
    unchanged_pages: int = 0
    memory: SourceMemory = field(default_factory=SourceMemory)


def settle(look: Look, held: Iterable[Held]) -> None:
    """Take up what was held back later, and mark what has to be looked at again next time."""
    look.held += held
    again = look.doubted | {entry.key for entry in look.held}
    for key in again:
        look.memory.items.pop(key, None)
    again |= {key for key, item in look.memory.items.items() if not item.whole}
    for name, page in look.memory.pages.items():
        look.memory.pages[name] = replace(
            page, settled=page.settled and again.isdisjoint(page.keys)
        )
