"""How to look at a source, and what one look at it came to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from atlas.corrections import Correction
from scrapers.formats.page import Item
from scrapers.http.faults import SourceFault, worst
from scrapers.http.request import Manners, Request, Response
from scrapers.reading.remember import SourceMemory

if TYPE_CHECKING:
    from scrapers.classify import Labels


# Takes a few words on what is being done for a source.
Tell = Callable[[str], None]

# For a list, all that the Internet Archive has of it: the day of each capture, and what gets it.
Captures = Callable[[Request, Manners], Iterable[tuple[date, Callable[[], Response]]]]

# Of many addresses that were not asked for one fault, this many are told by name.
MOST_NAMED = 3
# Of hundreds of faults, or of doubts, a few say what is the matter.
MOST_TOLD = 20


class Site(Protocol):
    """Answers requests: the fetcher, the Internet Archive, or our own archive."""

    def fetch(self, request: Request, manners: Manners) -> Response:
        """The answer, or the SourceFault that says why there is none."""


@dataclass(frozen=True)
class Pages:
    """Which pages of notices a look asks for.

    Attributes:
        seconds: how long pages of new or changed notices are asked for; the rest waits for the next
            look. None: until all are read.
        seconds_left: how long further looks of the same run will go on with them, as far as that is
            told to the operator.
        asked_again: keys of known notices whose own pages are asked for again; the others count as
            unchanged where their lists are. None: all are asked for again.
    """

    seconds: float | None = None
    seconds_left: float = 0.0
    asked_again: Collection[str] | None = None


@dataclass(frozen=True)
class Question:
    """How to look.

    Attributes:
        today: the day of the look; dates too far ahead of it are not believed.
        since: only what was published from this day on; None: everything the source lists.
        partial: what is missing from the list says nothing, and there may be too few rows.
        captures: to be read instead of the list itself; `first_capture` is the day of the first
            that may be read: of lists by year, those of its year on are asked for.
        tell: called with a few words on what is being done.
        corrections: of what sources say wrongly of a notice.
    """

    today: date
    since: date | None = None
    partial: bool = False
    pages: Pages = Pages()
    captures: Captures | None = None
    first_capture: date | None = None
    tell: Tell = lambda words: None
    corrections: Sequence[Correction] = ()


@dataclass(frozen=True)
class Found:
    """An entry that is about exosomes, with everything that was read of it."""

    item: Item
    text: str
    labels: Labels
    response: Response


@dataclass(frozen=True)
class Held:
    """An entry that may not be published, and why."""

    key: str
    title: str
    reason: str


@dataclass(frozen=True)
class Unread:
    """An address of a source that could not be read to its end, and why.

    `asked` is False where it was not asked (any further) because of a fault met at another.
    """

    address: str
    fault: SourceFault
    asked: bool = True

    def __str__(self) -> str:
        said = f"{type(self.fault).__name__}: {self.fault}"
        return said if self.address in said else f"{self.address}: {said}"


@dataclass
class Look:
    """What one look at a source came to.

    Attributes:
        addresses: how many the source has, its lists and the documents that they lead to; `unread`
            are those that could not be read. Of a list whose later page failed, what the pages
            before it say counts: they did list it.
        found: about exosomes, and new or changed since the last look.
        listed: keys of all entries, in the order of the list.
        unchanged: known keys that say what they said before.
        irrelevant: number of entries that are not about exosomes; `irrelevant_keys` are those of
            them that were read, each with the capture (Response.capture) that says so.
        reread: keys of which a difference from before is not the source's: their own pages could
            not be read then, or another program read them.
        page_faults: where notices' own pages failed one after the other, the fault that made it too
            many; `pages_not_asked` is the number of pages left out because others got no answer, or
            because their host was at fault; `pages_put_off` of those that wait for the next look,
            `put_off` the keys of entries that only such a page can tell of; `is_stopped`: the run
            was stopped.
        nameless: number of entries without a key: any known one may be among them.
        gone: known keys that the list reaches back to, and does not have any more.
        remarks: doubts that did not stop the look; `doubted` are the keys of entries whose remark
            is to be made again by each look while it holds.
        memory: to be kept with what was found, not before.
    """

    addresses: int = 0
    unread: list[Unread] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    unchanged: set[str] = field(default_factory=set)
    irrelevant: int = 0
    irrelevant_keys: dict[str, str | None] = field(default_factory=dict)
    reread: set[str] = field(default_factory=set)
    held: list[Held] = field(default_factory=list)
    page_faults: list[SourceFault] = field(default_factory=list)
    pages_not_asked: int = 0
    pages_put_off: int = 0
    is_stopped: bool = False
    put_off: set[str] = field(default_factory=set)
    nameless: int = 0
    gone: set[str] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    doubted: set[str] = field(default_factory=set)
    pages: int = 0
    unchanged_pages: int = 0
    memory: SourceMemory = field(default_factory=SourceMemory)

    @property
    def fault(self) -> SourceFault | None:
        """The worst fault for which the source was read in part only; None if it was read whole."""
        faults = [*(each.fault for each in self.unread), *self.page_faults]
        return worst(faults) if faults else None

    @property
    def in_part(self) -> str:
        """How much of the source could be read, and why the rest could not; "" if all."""
        return " ".join((*self._of_addresses(), *self._of_pages()))

    @property
    def message(self) -> str:
        """What could not be read, and the doubts that remain, each once; "" if all is well."""
        remarks = list(dict.fromkeys(self.remarks))
        if more := remarks[MOST_TOLD:]:
            remarks[MOST_TOLD:] = [f"and {len(more)} more"]
        return " ".join(filter(None, (self.in_part, "; ".join(remarks))))

    def _of_addresses(self) -> Iterator[str]:
        if not self.unread:
            return
        read = self.addresses - len(self.unread)
        how_many = f"Only {read} of {self.addresses} addresses" if read else "No address"
        yield f"{how_many} could be read{'' if read else ' to its end'}."
        asked = [each for each in self.unread if each.asked]
        for each in asked[:MOST_TOLD]:
            yield str(each)
            beside = [
                other.address
                for other in self.unread
                if other.fault is each.fault and not other.asked
            ]
            if beside:
                yield f"Addresses not asked after that: {len(beside)} ({_shortened(beside)})."
        if more := asked[MOST_TOLD:]:
            yield f"Nor could {len(more)} more be read."

    def _of_pages(self) -> Iterator[str]:
        for fault in self.page_faults:
            yield f"Pages of notices failed one after the other: {type(fault).__name__}: {fault}"
        if self.pages_not_asked:
            yield f"Pages of notices not asked for after that: {self.pages_not_asked}."
        if self.pages_put_off:
            yield f"Pages of notices that wait for the next run: {self.pages_put_off}."


def _shortened(addresses: Sequence[str]) -> str:
    """The first few of many."""
    rest = len(addresses) - MOST_NAMED
    return ", ".join(addresses[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def settle(look: Look, held: Iterable[Held]) -> None:
    """Add what was held back after the look, and mark what must be looked at again next time."""
    # Several searches may find the same entry: it is held once, for what was said of it first.
    once: dict[tuple[str, str], Held] = {}
    for entry in (*look.held, *held):
        once.setdefault((entry.key, entry.title), entry)
    look.held = list(once.values())
    again = look.doubted | {entry.key for entry in look.held}
    in_part = {key for key, item in look.memory.items.items() if not item.whole}
    for key in again - in_part:
        look.memory.items.pop(key, None)
    again |= in_part
    for name, page in look.memory.pages.items():
        look.memory.pages[name] = replace(
            page, settled=page.settled and again.isdisjoint(page.keys)
        )
