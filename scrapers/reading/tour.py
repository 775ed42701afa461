"""The way through a source's addresses: which are asked, and which are not after a fault.

An address is a list, which may go on for several pages, or a document that a list leads to. After a
fault no more is asked of the address where it was met; after one that is not the address's alone,
nothing more of its host; and after several documents of a list in a row that got no answer, none of
the documents behind them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapers.http.faults import Broken, GoneFromAddress, SourceFault, TooManyRows
from scrapers.http.request import Request
from scrapers.reading.look import Unread
from scrapers.reading.remember import request_name

# No honest list has more pages; formats bound their own paging far below.
MOST_PAGES = 1000
# A site that fails at one page or document after the other is not asked for all of them.
MOST_FAULTS_IN_A_ROW = 3


@dataclass(eq=False)
class Address:
    """A list, or a document that one leads to, by its first request; `number` is the list's."""

    request: Request
    number: int
    unread: Unread | None = None

    @property
    def is_document(self) -> bool:
        return self.request.purpose != "list"


class Tour:
    """One look's way through the addresses of a source, which begins with the requests `first`.

    To `closed` it adds the hosts that are asked nothing more, each with its fault.

    Attributes:
        addresses: in the order in which they were met, so that the lists come first.
        pages: how many requests there were.
    """

    def __init__(self, first: Sequence[Request], closed: dict[str, SourceFault]) -> None:
        self._closed = closed
        self.addresses = [Address(request, number) for number, request in enumerate(first)]
        self.pages = 0
        self._queue = deque((address, address.request) for address in self.addresses)
        self._met = {request_name(request) for request in first}
        self._given_up: dict[int, SourceFault] = {}  # by number of a list: its documents
        self._in_a_row = [0] * len(first)

    def __iter__(self) -> Iterator[tuple[Address, Request]]:
        """What to ask next, until nothing is left; `leads_to` or `fails` has to follow each.

        Raises:
            TooManyRows: it has no end.
        """
        while self._queue:
            address, request = self._queue.popleft()
            if address.unread:
                continue
            if fault := self._why_not(address, request):
                address.unread = Unread(address.request.url, fault, asked=False)
                continue
            self.pages += 1
            if self.pages > MOST_PAGES:
                raise TooManyRows(f"more than {MOST_PAGES} pages", url=request.url)
            yield address, request

    def leads_to(self, address: Address, requests: Iterable[Request]) -> None:
        """Take up what an answer of `address` leads to: its next pages, and documents."""
        if address.is_document:
            self._in_a_row[address.number] = 0
        for request in requests:
            name = request_name(request)
            if name in self._met:
                continue
            self._met.add(name)
            at = address
            if request.purpose != "list":
                at = Address(request, address.number)
                self.addresses.append(at)
            self._queue.append((at, request))

    def fails(self, address: Address, request: Request, fault: SourceFault) -> None:
        """Ask no more of an address, nor of those that have its fault too."""
        address.unread = Unread(address.request.url, fault.alone())
        if not fault.of_address:
            self._closed[host_of(request)] = fault
        if address.is_document and not is_answered(fault):
            self._in_a_row[address.number] += 1
            if self._in_a_row[address.number] == MOST_FAULTS_IN_A_ROW:
                self._given_up[address.number] = fault

    @property
    def unread(self) -> list[Unread]:
        """The addresses that could not be read to their end."""
        return [each.unread for each in self.addresses if each.unread]

    @property
    def lists_in_part(self) -> set[int]:
        """Numbers of the lists that could not be read to their end, or not all they lead to."""
        return {each.number for each in self.addresses if each.unread}

    def _why_not(self, address: Address, request: Request) -> SourceFault | None:
        fault = self._closed.get(host_of(request))
        if not fault and address.is_document:
            fault = self._given_up.get(address.number)
        return fault


def is_answered(fault: SourceFault) -> bool:
    """Whether a site answers, though not as it should: that says nothing of its next page."""
    return isinstance(fault, (Broken, GoneFromAddress))


def host_of(request: Request) -> str:
    """The host that is asked, with its port where that is not the usual one."""
    return urlsplit(request.url).netloc.casefold()
