"""One look at one source: its list, the pages of its notices, and which of them are about exosomes.

Nothing is stored here. What comes back says what is new or changed, what is as it was, what is gone
and what could not be judged; a fault that spoils the whole look is raised, and nothing comes back.

A source has one address or several (feeds, lists, searches). A fault of one of them does not spoil
what the others say: it comes back with the look, and then nothing is taken for gone.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from atlas.corrections import of_notice
from atlas.dates import NotADate, PartialDate
from atlas.notices import found_id
from scrapers.catalogue import Source
from scrapers.corrections import corrected
from scrapers.desk import desk
from scrapers.formats.page import Item, format_of
from scrapers.gone import gone
from scrapers.http.faults import EmptyList, SourceFault, TooFewRows, TooManyRows, worst
from scrapers.http.request import Manners, Request, Response
from scrapers.look import Found, Held, Look, Question, Site
from scrapers.normalise.dates import read_date
from scrapers.normalise.languages import language_of
from scrapers.normalise.text import soup
from scrapers.own_pages import NotAsked, OwnPages
from scrapers.remember import (
    ItemMemory,
    Notebook,
    PageMemory,
    SourceMemory,
    item_digest,
    request_document,
    request_name,
    request_of,
)
from scrapers.search_terms import search_terms
from scrapers.tour import Tour

if TYPE_CHECKING:
    from scrapers.classify import Labels

MOST_DOCUMENTS = 3


@cache
def load_in_advance() -> None:
    """Begin to load what reading anything new takes, while the first sites are being asked."""
    threading.Thread(target=_load, name="loading", daemon=True).start()


def _load() -> None:
    # Whoever needs what cannot be loaded meets the fault, and says it.
    with suppress(Exception), desk:
        # What reads a page is needed first, and what finds things on it is loaded with it.
        soup("<p>").select_one("p")
        from scrapers.classify import classify

        _ = classify("", "").relevant


def look_at(
    source: Source,
    site: Site,
    question: Question,
    memory: SourceMemory,
    notebook: Notebook,
    known: Collection[str] = (),
) -> Look:
    """Look at a source.

    `memory` is of the last good look, empty to read everything; `notebook` is the one that the
    site's fetcher remembers validators in; `known` are the keys of the notices that the store has.

    Raises:
        SourceFault: the source as a whole could not be read, or is not to be believed.
    """
    with notebook.of(memory) as met:
        reader = _Reader(source, site, question, memory, notebook, known)
        reader.read_lists()
        look = reader.look
        partly = question.partial or bool(look.unread)
        _check_bounds(source, replace(question, partial=partly), len(look.listed))
        reader.read_notices()
    missing = memory.missing.difference(look.listed)
    if not question.partial and not question.since and not look.nameless:
        missing |= gone(source, reader.then_and_now(), look.listed, known)
        if not look.unread:
            look.gone, missing = missing, set()
    look.memory = SourceMemory(
        memory.code,
        reader.orders_to_keep(),
        missing,
        memory.not_ours.difference(look.listed) if look.unread else set(),
        met,
        reader.pages,
        reader.items,
    )
    if look.unread:
        look.memory = memory.beside(look.memory, reader.unread)
    return look


def _check_bounds(source: Source, question: Question, rows: int) -> None:
    bounds = source.rows
    if rows > bounds.max:
        raise TooManyRows(f"{rows} rows", expected=f"at most {bounds.max}")
    if question.partial or question.since:
        return
    if rows == 0 and not bounds.may_be_empty:
        raise EmptyList(
            "no row at all",
            expected=f"at least {max(bounds.min, 1)}",
            todo="See what was received; if the source may be empty, say so in its YAML.",
        )
    if 0 < rows < bounds.min:
        raise TooFewRows(f"{rows} rows", expected=f"at least {bounds.min}")


@dataclass(frozen=True)
class _Candidate:
    item: Item
    digest: str
    labels: Labels
    response: Response


class _Reader:
    """The state of one look."""

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
        self._closed: dict[str, SourceFault] = {}  # hosts that are asked nothing more
        self._own_pages = OwnPages(source, site, notebook, self._closed)
        self._taken: dict[str, None] = {}  # in the order of the lists
        self._list: dict[str, None] = {}  # the same of the list that is being read
        self._to_judge: deque[tuple[Item, Response, Callable[[Item], bool]]] = deque()
        self._candidates: dict[str, _Candidate] = {}
        self.look = Look()
        self.unread: set[str] = set()  # names of the addresses that could not be read
        self.unread_lists: set[str] = set()  # names of their lists
        self.orders: dict[str, list[str]] = {}  # keys of each of the others
        self.pages: dict[str, PageMemory] = {}
        self.items: dict[str, ItemMemory] = {}

    def read_lists(self) -> None:
        """Every page of every list, one after the other, and then what they say.

        The site is not kept waiting for the judgement of what it has said so far.

        Raises:
            SourceFault: the worst of them, where no list could be read and nothing was listed.
        """
        question = self._question
        first = self._format.first_requests(
            self._source, search_terms(self._source), question.since, today=question.today
        )
        keys: list[dict[str, None]] = [{} for _ in first]
        tour = Tour(first, self._closed)
        for address, request in tour:
            question.tell(f"list, page {tour.pages}")
            self._list = keys[address.number]
            try:
                with self._notebook.unless_at_fault():
                    onward = self._page(request, request_name(request))
                tour.leads_to(address, onward)
            except SourceFault as fault:
                tour.fails(address, request, fault)
            if len(self._taken) > self._source.rows.max:
                raise TooManyRows(
                    f"more than {self._source.rows.max} rows",
                    expected=f"at most {self._source.rows.max}",
                    url=request.url,
                )
        unread = tour.unread
        if not self._taken and len(tour.lists_in_part) == len(first):
            raise worst(each.fault for each in unread)
        self.look.addresses, self.look.unread = len(tour.addresses), unread
        self.look.listed = list(self._taken)
        self.look.pages = tour.pages
        names = list(map(request_name, first))
        self.unread = {request_name(each.request) for each in tour.addresses if each.unread}
        self.unread_lists = {names[number] for number in tour.lists_in_part}
        if self._source.listing == "latest":
            orders = zip(names, map(list, keys), strict=True)
            self.orders = {name: order for name, order in orders if name not in self.unread_lists}
        while self._to_judge:
            self._take(*self._to_judge.popleft())

    def then_and_now(self) -> Iterator[tuple[list[str], list[str]]]:
        """The keys of each list that could be read, before and now.

        One that is asked for otherwise now (its question has today's date) may be any of the lists,
        and nothing can be said of it while one of these may be unread.
        """
        for name, before in self._memory.orders.items():
            if name in self.orders:
                yield before, self.orders[name]
            elif name not in self.unread_lists and not self._unread_under_new_names():
                yield before, self.look.listed

    def orders_to_keep(self) -> dict[str, list[str]]:
        """The keys of each list, as it will be compared with the next look."""
        before = self._memory.orders
        unread = {name: before[name] for name in self.unread_lists if name in before}
        if self._unread_under_new_names() and before.keys() - self.orders.keys() - unread.keys():
            # Any of these may be the unread one: what was kept last is compared when all are read.
            now = {name: order for name, order in self.orders.items() if name in before}
            return {**before, **now}
        return {**unread, **self.orders}

    def _unread_under_new_names(self) -> set[str]:
        return self.unread_lists - self._memory.orders.keys()

    def _page(self, request: Request, name: str) -> Iterable[Request]:
        if self._question.captures:
            return self._captures(request, self._question.captures)
        response = self._site.fetch(request, self._manners)
        page = self._memory.pages.get(name)
        if page and page.settled and page.sha256 == response.sha256 and self._same_notices(page):
            return self._taken_over(name, page)
        if response.not_modified:
            response = self._all_of(request)
        return self._parsed(response, name)

    def _captures(
        self, request: Request, captures: Callable[[Request, Manners], Iterable[Response]]
    ) -> Iterable[Request]:
        read, fault = 0, None
        for response in captures(request, self._manners):
            try:
                page = self._format.parse(self._source, response)
            except SourceFault as found:
                # The site looked otherwise then, or did not work on that day.
                fault = found
                self.look.remarks.append(f"capture of {response.fetched_at:%Y-%m-%d}: {found}")
                continue
            read += 1
            worth_reading = self._worth_reading(page.items)
            for item in self._whole(page.items, worth_reading):
                # A later capture says what the notice came to.
                self._candidates.pop(item.key, None)
                self._take(item, response, worth_reading)
        if fault and not read:
            raise fault
        return ()

    def _parsed(self, response: Response, name: str) -> Iterable[Request]:
        with desk:
            page = self._format.parse(self._source, response)
        self.look.remarks += page.warnings
        # All pages of all lists wait to be judged: their bodies together may be gigabytes.
        read = replace(response, body=b"")
        here: dict[str, list[Item]] = {}
        new: set[str] = set()
        worth_reading = self._worth_reading(page.items)
        for item in self._whole(page.items, worth_reading):
            here.setdefault(item.key, []).append(item)
            if self._take_up(item.key):
                new.add(item.key)
        for key, entries in here.items():
            latest = self._latest(entries)
            if key in new:
                self._to_judge.append((latest, read, worth_reading))
        keys = list(dict.fromkeys([*here, *(item.key for item in page.items)]))
        self.pages[name] = PageMemory(
            response.sha256, keys, [request_document(r) for r in page.next], settled=True
        )
        return page.next

    def _latest(self, entries: Sequence[Item]) -> Item:
        """Of entries with one key, the newest by its date, else the first; the others are held.

        A notice may stand amended beside what it was; two notices under one key are a fault of the
        list, or of what we take for the key. Entries that say the same are one.
        """
        said: dict[tuple[str, str | None], Item] = {}
        for entry in entries:
            said.setdefault((entry.title, entry.published), entry)
        different = list(said.values())
        if len(different) == 1:
            return different[0]
        newest = self._newest(different)
        taken = newest or different[0]
        why = "the newest" if newest else "the first, since their dates do not tell which is newer"
        reason = (
            f"the list has {len(different)} entries with the key {taken.key}; taken is {why}: "
            f"{taken.title[:60]!r} ({taken.published or 'undated'})"
        )
        self.look.held += [
            Held(entry.key, entry.title, reason) for entry in different if entry is not taken
        ]
        return taken

    def _newest(self, entries: Sequence[Item]) -> Item | None:
        """The entry whose date is after those of all others; None where the dates do not tell."""
        dated = [(day, entry) for entry in entries if (day := self._published(entry))]
        if len(dated) < len(entries):
            return None
        *older, (latest, newest) = sorted(dated, key=lambda pair: pair[0])
        return newest if all(other.last < latest.first for other, _ in older) else None

    def _published(self, item: Item) -> PartialDate | None:
        """The date of an entry; None where it has none that can be read."""
        if item.published is None:
            return None
        try:
            return read_date(
                item.published,
                self._source.date_formats,
                languages=self._source.languages,
                seen_on=self._question.today,
                zone=self._source.zone,
            )
        except NotADate:
            return None  # held back later, with the reason

    def _worth_reading(self, items: Sequence[Item]) -> Callable[[Item], bool]:
        """Tells which of these entries have words that may be about exosomes.

        All of them are looked through together, when the first is asked for: most have none.
        """

        @cache
        def worth() -> set[int]:
            from scrapers.classify import may_be_relevant  # as in _labels

            with desk:
                found = may_be_relevant((item.title, _words(item, item.text)) for item in items)
            return {id(items[number]) for number in found}

        return lambda item: id(item) in worth()

    def _whole(
        self, items: Sequence[Item], worth_reading: Callable[[Item], bool]
    ) -> Iterator[Item]:
        """The entries that have what each must have; of the rest, what matters is held."""
        detail = self._source.detail
        faulty = 0
        for item in items:
            if item.whole or (item.key and detail and detail.title):
                yield item
                continue
            faulty += 1
            reason = "it has no title" if item.key else "nothing tells it from other entries"
            self.look.nameless += not item.key
            if item.key:
                self._take_up(item.key)
            if item.key in self._known or (
                worth_reading(item) and _is_relevant(self._labels(item, item.text))
            ):
                self.look.held.append(Held(item.key, item.title, reason))
            else:
                self.look.irrelevant += 1
        if faulty:
            self.look.remarks.append(f"{faulty} of {len(items)} entries lack a title or link")

    def _taken_over(self, name: str, page: PageMemory) -> Iterable[Request]:
        """Take an answer that is as it was for what it was."""
        self.look.unchanged_pages += 1
        self.pages[name] = page
        for key in page.keys:
            if self._take_up(key):
                self._as_it_was(key)
        return [request_of(document) for document in page.next]

    def _take_up(self, key: str) -> bool:
        """Note an entry of the list that is being read; whether no list had it so far."""
        is_new = key not in self._taken
        self._taken[key] = self._list[key] = None
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
            self._own_pages.are_as_they_were(item.pages)
            for key in page.keys
            if (item := self._memory.items.get(key)) and item.published
        )

    def _take(self, item: Item, response: Response, worth_reading: Callable[[Item], bool]) -> None:
        """Judge an entry by what the list says of it."""
        self._taken[item.key] = None
        remembered = self._memory.items.get(item.key)
        if (
            remembered
            and remembered.whole
            and remembered.digest == item_digest(item)
            and not (
                remembered.published and not self._own_pages.are_as_they_were(remembered.pages)
            )
        ):
            self._as_it_was(item.key)
            return
        is_opened = self._may_say_more(item)
        labels = self._labels(item, item.text) if is_opened or worth_reading(item) else None
        if self._is_earlier(item):
            self.look.irrelevant += 1
        elif labels and (is_opened or _is_relevant(labels)):
            self._candidates[item.key] = _Candidate(item, item_digest(item), labels, response)
        else:
            self.look.irrelevant += 1
            self.look.irrelevant_keys.add(item.key)

    def _may_say_more(self, item: Item) -> bool:
        """Whether an entry that does not speak of exosomes is worth opening."""
        detail = self._source.detail
        if item.detail is None or detail is None or not detail.follow:
            return False
        return detail.when == "all"

    def _is_earlier(self, item: Item) -> bool:
        since = self._question.since
        published = self._published(item) if since else None
        return since is not None and published is not None and published.last < since

    def read_notices(self) -> None:
        """Open what has a page of its own, and judge it by the whole of its text.

        Those whose pages could not be read the last time come last: they may hold up the others.
        """
        candidates = sorted(self._candidates.values(), key=self._was_read_in_part)
        for number, candidate in enumerate(candidates, start=1):
            self._question.tell(f"notice {number} of {len(candidates)}")
            self._judge(candidate)
        self.look.page_faults = self._own_pages.faults
        self.look.pages_not_asked = len(self._own_pages.not_asked)

    def _was_read_in_part(self, candidate: _Candidate) -> bool:
        before = self._memory.items.get(candidate.item.key)
        return before is not None and not before.whole

    def _judge(self, candidate: _Candidate) -> None:
        item, texts, response = candidate.item, [candidate.item.text], candidate.response
        pages: list[tuple[dict[str, Any], str]] = []
        faults: list[SourceFault | NotAsked] = []
        to_read: deque[Request] = deque()
        if item.detail and self._source.detail and self._source.detail.follow:
            to_read.append(item.detail)
        while to_read:
            request = to_read.popleft()
            try:
                page, answer = self._own_pages.read(request)
            except (SourceFault, NotAsked) as why:
                faults.append(why)
                continue
            self.look.remarks += page.warnings
            texts.append(page.text)
            pages.append((request_document(request), answer.sha256))
            if request is item.detail:
                response = answer
                to_read += page.documents[:MOST_DOCUMENTS]
                item = replace(
                    item,
                    published=item.published or page.published,
                    title=item.title or page.title or "",
                )
        text = "\n".join(filter(None, texts))
        labels = self._labels(item, text) if pages else candidate.labels
        is_relevant = _is_relevant(labels)
        waits = self._own_pages.are_given_up and any(isinstance(f, NotAsked) for f in faults)
        if faults and (waits or not is_relevant or not self._says_no_less(item.key, pages)):
            self._put_off(item, faults[0])
            return
        if is_relevant:
            reread = self._was_read_in_part(candidate) or item.key in self._memory.not_ours
            self.look.found.append(Found(self._corrected(item), text, labels, response, reread))
        else:
            self.look.irrelevant += 1
            self.look.irrelevant_keys.add(item.key)
        if is_relevant or pages:
            self.items[item.key] = ItemMemory(
                candidate.digest, is_relevant, pages, whole=not faults
            )
        for fault in faults:
            if isinstance(fault, SourceFault):
                what = "without all of its pages" if pages else "by the list alone; its own page"
                self.look.remarks.append(f"{item.title[:60]!r} {what}: {fault}")

    def _says_no_less(self, key: str, pages: Collection[object]) -> bool:
        """Whether as many pages of a notice were read as ever before: it must not shrink."""
        before = self._memory.items.get(key)
        if before and not before.whole:
            return len(pages) >= len(before.pages)
        return key not in self._known

    def _put_off(self, item: Item, fault: SourceFault | NotAsked) -> None:
        """Leave an entry as it stands until the pages that tell what it is can be read."""
        before = self._memory.items.get(item.key)
        if before and not before.whole:
            self.items[item.key] = before
        if isinstance(fault, SourceFault):
            self.look.held.append(Held(item.key, item.title, f"its own page: {fault}"))
        else:
            self.look.doubted.add(item.key)

    def _corrected(self, item: Item) -> Item:
        id_ = found_id(self._source.id, item.key)
        item, remarks = corrected(item, of_notice(self._question.corrections, id_))
        if remarks:
            self.look.remarks += remarks
            self.look.doubted.add(item.key)
        return item

    def _all_of(self, request: Request) -> Response:
        with self._notebook.forgetting():
            return self._site.fetch(request, self._manners)

    def _labels(self, item: Item, text: str) -> Labels:
        # Loaded, with its vocabularies, by a run that finds anything new.
        from scrapers.classify import classify

        with desk:  # the vocabularies are loaded by the first to ask, and by nobody beside
            return classify(
                item.title,
                _words(item, text),
                url=item.url,
                language=item.language or language_of(item.title, self._source.languages),
                regulator=self._source.publisher.name,
                kind_hint=self._source.kind_hint,
            )


def _is_relevant(labels: Labels) -> bool:
    """Looks for the words, which labels do when first asked; only then are all of them prepared."""
    with desk:
        return labels.relevant


def _words(item: Item, text: str) -> str:
    """The text of an entry with what else is said of it, but for who issued it."""
    fields = (value for name, value in item.fields.items() if name != "issuer")
    return "\n".join(filter(None, (text, *fields)))
