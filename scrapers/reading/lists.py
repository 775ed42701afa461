"""What a source's lists say: every page of them asked, and what is new told from what is known."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from scrapers.catalogue import Source
from scrapers.desk import desk
from scrapers.formats.asking import of_last_year
from scrapers.formats.page import Item, Page, format_of
from scrapers.http.faults import (
    GoneFromAddress,
    LayoutChanged,
    SourceFault,
    TooManyRows,
    worst,
)
from scrapers.http.request import Request, Response
from scrapers.reading.entries import one_of, published, two_of
from scrapers.reading.gone import Orders
from scrapers.reading.judging import Candidate
from scrapers.reading.known_addresses import KnownAddresses
from scrapers.reading.labelling import is_relevant, labels_of, worth_reading
from scrapers.reading.look import Captures, Held, Look, Question, Site
from scrapers.reading.own_pages import OwnPages
from scrapers.reading.remember import (
    ItemMemory,
    Notebook,
    PageMemory,
    SourceMemory,
    item_digest,
    request_document,
    request_name,
    request_of,
)
from scrapers.reading.tour import MOST_FAULTS_IN_A_ROW, Address, Tour, is_answered
from scrapers.search_terms import deaf, search_terms


class Lists:
    """The lists of one source, in one look.

    Attributes:
        look: takes up what they say.
        own_pages: of the notices that they list.
        candidates: the entries to be judged, by key.
        orders: their keys, then and now.
        unread: names of the addresses that could not be read.
        pages, items: what is remembered of what was read.
    """

    def __init__(
        self,
        source: Source,
        site: Site,
        question: Question,
        memory: SourceMemory,
        notebook: Notebook,
        known: Collection[str],
    ) -> None:
        self._source, self._site, self._question = source, site, question
        self._memory, self._notebook, self._known = memory, notebook, known
        self._manners = source.manners.for_fetching()
        self._format = format_of(source)
        self._addresses = KnownAddresses(known)
        self._closed: dict[str, SourceFault] = {}  # hosts that are asked nothing more
        self._listed: dict[str, None] = {}  # in the order of the lists
        self._listed_here: dict[str, None] = {}  # the same of the list that is being read
        self._said_here: dict[str, Item] = {}  # what its pages said of each
        self._asked_again: dict[str, None] = {}  # known notices, for their own pages
        self._to_judge: deque[tuple[Item, Response, Callable[[Item], bool]]] = deque()
        self.look = Look()
        self.own_pages = OwnPages(source, site, notebook, self._closed)
        self.candidates: dict[str, Candidate] = {}
        self.orders = Orders()
        self.unread: set[str] = set()
        self.pages: dict[str, PageMemory] = {}
        self.items: dict[str, ItemMemory] = {}

    def read(self) -> None:
        """Every page of every list, one after the other, and then what they say.

        The site is not kept waiting for the judgement of what it has said so far.

        Raises:
            SourceFault: the worst of them, where no list could be read and nothing was listed.
        """
        question = self._question
        first = self._format.first_requests(
            self._source,
            search_terms(self._source),
            self._source.asked_from(question.since, question.first_capture),
            today=question.today,
        )
        keys: list[dict[str, None]] = [{} for _ in first]
        said: list[dict[str, Item]] = [{} for _ in first]
        tour = Tour(first, self._closed)
        for address, request in tour:
            question.tell(f"list, page {tour.pages}")
            self._listed_here, self._said_here = keys[address.number], said[address.number]
            try:
                with self._notebook.unless_at_fault():
                    onward = self._page(request, request_name(request))
                tour.leads_to(address, onward)
            except SourceFault as fault:
                tour.fails(address, request, fault)
            if len(self._listed) > self._source.rows.max:
                raise TooManyRows(
                    f"more than {self._source.rows.max} rows",
                    expected=f"at most {self._source.rows.max}",
                    url=request.url,
                )
        unread = [
            each.unread
            for each in tour.addresses
            if each.unread and not self._has_not_begun(each, tour, first)
        ]
        if not self._listed and len(tour.lists_in_part) == len(first):
            raise worst(each.fault for each in unread)
        if not self._listed and not unread:
            self._ask_for_what_is_surely_found()
        self.look.addresses, self.look.unread = len(tour.addresses), unread
        self.look.listed = list(self._listed)
        self.look.pages = tour.pages
        self.unread = {request_name(each.request) for each in tour.addresses if each.unread}
        self.orders = self._orders(list(map(request_name, first)), keys, tour.lists_in_part)
        while self._to_judge:
            self._judge_as_listed(*self._to_judge.popleft())

    def _has_not_begun(self, address: Address, tour: Tour, first: Sequence[Request]) -> bool:
        """Whether a list is that of a year which has none yet, while that of the last is read."""
        before = of_last_year(address.request, first, self._question.today)
        fault = address.unread and address.unread.fault
        if (
            not isinstance(fault, (GoneFromAddress, LayoutChanged))
            # What another program read of it is forgotten but for the order of its entries.
            or request_name(address.request) in {*self._memory.pages, *self._memory.orders}
            or not any(each.request == before and not each.unread for each in tour.addresses)
        ):
            return False
        # Without the fault's advice: nothing is to be mended yet.
        said = f"{fault.seen} at {address.request.url}"
        self.look.remarks.append(f"The list of this year may not have begun: {said}")
        return True

    def _ask_for_what_is_surely_found(self) -> None:
        """Where a search found nothing, see whether it finds anything at all.

        Raises:
            SourceFault: it does not, or does not answer.
        """
        question, sure = self._question, self._source.sure_term
        # What is read of an archive, or since a day, may lack what is surely found on the whole.
        if not sure or question.partial or question.since or question.captures:
            return
        request, *_ = self._format.first_requests(
            self._source, [sure], question.since, today=question.today
        )
        response = self._all_of(request)
        with desk:
            page = self._format.parse(self._source, response)
        if not page.items:
            raise deaf(self._source, request.url)

    def _orders(
        self, names: Sequence[str], keys: Sequence[Iterable[str]], in_part: Collection[int]
    ) -> Orders:
        if self._source.listing != "latest":
            return Orders()
        listed = enumerate(zip(names, map(list, keys), strict=True))
        now = {name: order for number, (name, order) in listed if number not in in_part}
        return Orders(self._memory.orders, now, names)

    def _page(self, request: Request, name: str) -> Iterable[Request]:
        if self._question.captures:
            return self._captures(request, self._question.captures)
        response = self._site.fetch(request, self._manners)
        page = self._memory.pages.get(name)
        if page and page.settled and page.sha256 == response.sha256 and self._same_notices(page):
            return self._unchanged_page(name, page)
        if response.not_modified:
            response = self._all_of(request)
        return self._parsed(response, name)

    def _captures(self, request: Request, captures: Captures) -> Iterable[Request]:
        read, unanswered, fault = 0, 0, None
        for day, received in captures(request, self._manners):
            try:
                response = received()
                page = self._parse(response)
            except SourceFault as found:
                # The site looked otherwise then, or did not work on that day; or it is the Internet
                # Archive that is in trouble: then what was read so far is kept.
                fault = found
                unanswered = 0 if is_answered(fault) else unanswered + 1
                if unanswered == MOST_FAULTS_IN_A_ROW:
                    raise
                self.look.remarks.append(f"capture of {day}: {fault}")
                continue
            read, unanswered = read + 1, 0
            response = replace(response, body=b"")  # as of other pages, below
            is_worth_reading = worth_reading(page.items)
            for item in self._whole(page.items, is_worth_reading):
                # A later capture says what the notice came to.
                self.candidates.pop(item.key, None)
                self._judge_as_listed(item, response, is_worth_reading)
        if fault and not read:
            raise fault
        if not read:
            self.look.remarks.append(f"the Internet Archive has no capture of {request.url}")
        return ()

    def _parse(self, response: Response) -> Page:
        with desk:
            page = self._format.parse(self._source, response)
        return replace(page, items=self._addresses.under_known_keys(page.items))

    def _parsed(self, response: Response, name: str) -> Iterable[Request]:
        page = self._parse(response)
        self.look.remarks += page.warnings
        # All pages of all lists wait to be judged: their bodies together may be gigabytes.
        read = replace(response, body=b"")
        here: dict[str, list[Item]] = {}
        new: set[str] = set()
        is_worth_reading = worth_reading(page.items)
        for item in self._whole(page.items, is_worth_reading):
            here.setdefault(item.key, []).append(item)
            if self._note(item.key):
                new.add(item.key)
        for key, entries in here.items():
            taken, held = one_of(entries, self._source, self._question.today)
            self.look.held += held
            # What a list leads to may honestly say otherwise: a later report, of the same notice.
            if response.request.purpose == "list":
                self.look.held += two_of(self._said_here.setdefault(key, taken), taken)
            if key in new:
                self._to_judge.append((taken, read, is_worth_reading))
        keys = list(dict.fromkeys([*here, *(item.key for item in page.items)]))
        self.pages[name] = PageMemory(
            response.sha256, keys, [request_document(r) for r in page.next], settled=True
        )
        return page.next

    def _whole(
        self, items: Sequence[Item], is_worth_reading: Callable[[Item], bool]
    ) -> Iterator[Item]:
        """The entries that have what each must have; of the rest, what matters is held."""
        faulty = 0
        for item in items:
            if item.whole:
                yield item
                continue
            faulty += 1
            reason = "it has no title" if item.key else "nothing tells it from other entries"
            self.look.nameless += not item.key
            if item.key:
                self._note(item.key)
            if item.key in self._known or (
                is_worth_reading(item) and is_relevant(labels_of(self._source, item, item.text))
            ):
                self.look.held.append(Held(item.key, item.title, reason))
            else:
                self.look.irrelevant += 1
        if faulty:
            self.look.remarks.append(f"{faulty} of {len(items)} entries lack a title or link")

    def _unchanged_page(self, name: str, page: PageMemory) -> Iterable[Request]:
        """Take an answer that is as it was for what it was."""
        self.look.unchanged_pages += 1
        self.pages[name] = page
        for key in page.keys:
            self.look.nameless += not key
            if not key or self._note(key):
                self._as_it_was(key)
        return [request_of(document) for document in page.next]

    def _note(self, key: str) -> bool:
        """Note an entry of the list that is being read; whether no list had it so far."""
        is_new = key not in self._listed
        self._listed[key] = self._listed_here[key] = None
        return is_new

    def _as_it_was(self, key: str) -> None:
        item = self._memory.items.get(key)
        if item:
            self.items[key] = item
        if item and item.published:
            self.look.unchanged.add(key)
        else:
            self.look.irrelevant += 1

    def _same_notices(self, page: PageMemory) -> bool:
        return all(
            self._own_pages_are_as_they_were(key, item)
            for key in page.keys
            if (item := self._memory.items.get(key)) and item.published
        )

    def _own_pages_are_as_they_were(self, key: str, item: ItemMemory) -> bool:
        again = self._question.pages.asked_again
        if again is not None and key not in again:
            self._notebook.leave(item.pages)
            return True
        if item.pages:
            self._asked_again[key] = None
            of = "" if again is None else f" of {len(again)}"
            self._question.tell(f"known notice {len(self._asked_again)}{of}")
        return self.own_pages.are_as_they_were(item.pages)

    def _judge_as_listed(
        self, item: Item, response: Response, is_worth_reading: Callable[[Item], bool]
    ) -> None:
        """Judge an entry by what the list says of it."""
        self._listed[item.key] = None
        remembered = self._memory.items.get(item.key)
        if (
            remembered
            and remembered.whole
            and remembered.digest == item_digest(item)
            and not (
                remembered.published and not self._own_pages_are_as_they_were(item.key, remembered)
            )
        ):
            self._as_it_was(item.key)
            return
        is_opened = self._may_say_more(item)
        labels = (
            labels_of(self._source, item, item.text)
            if is_opened or is_worth_reading(item)
            else None
        )
        if self._is_earlier(item):
            self.look.irrelevant += 1
        elif labels and (is_opened or is_relevant(labels)):
            self.candidates[item.key] = Candidate(item, item_digest(item), labels, response)
        else:
            self.look.irrelevant += 1
            self.look.irrelevant_keys[item.key] = response.capture

    def _may_say_more(self, item: Item) -> bool:
        """Whether an entry that does not speak of exosomes is worth opening."""
        detail = self._source.detail
        return item.detail is not None and detail is not None and detail.when == "all"

    def _is_earlier(self, item: Item) -> bool:
        since = self._question.since
        day = published(item, self._source, self._question.today) if since else None
        return since is not None and day is not None and day.last < since

    def _all_of(self, request: Request) -> Response:
        with self._notebook.forgetting():
            return self._site.fetch(request, self._manners)
