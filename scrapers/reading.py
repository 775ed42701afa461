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
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from atlas.corrections import Correction, of_notice
from atlas.dates import NotADate, PartialDate
from atlas.notices import found_id
from scrapers.catalogue import Source
from scrapers.corrections import corrected
from scrapers.desk import desk
from scrapers.formats.detail import read_detail
from scrapers.formats.page import Item, format_of
from scrapers.http.faults import EmptyList, SourceFault, TooFewRows, TooManyRows, worst
from scrapers.http.request import Manners, Request, Response
from scrapers.normalise.dates import read_date
from scrapers.normalise.languages import language_of
from scrapers.normalise.text import soup
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

if TYPE_CHECKING:
    from scrapers.classify import Labels

# A site whose pages fail one after the other is not asked for all of them.
MOST_FAULTS_IN_A_ROW = 3
# No honest list has more pages; formats bound their own paging far below.
MOST_PAGES = 1000
MOST_DOCUMENTS = 3


def load_in_advance() -> threading.Thread:
    """Begin to load what reading anything new takes, while the first sites are being asked.

    The thread that loads it, which has ended when all of it is there.
    """
    with _loading:
        return _loader()


_loading = threading.Lock()


@cache
def _loader() -> threading.Thread:
    thread = threading.Thread(target=_load, name="loading", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    # Whoever needs what cannot be loaded meets the fault, and says it.
    with suppress(Exception):
        with desk:
            # What reads a page is needed first, and what finds things on it is loaded with it.
            soup("<p>").select_one("p")
        with desk:
            from scrapers.classify import classify

            labels = classify("exosome", "")
        # Preparing all words takes longest. Not at the desk: pages can be read meanwhile.
        _ = labels.relevant


class Site(Protocol):
    """Whoever answers requests: the fetcher, the Internet Archive, our own archive."""

    def fetch(self, request: Request, manners: Manners) -> Response:
        """The answer, or the SourceFault that says why there is none."""


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
        reader.orders,
        missing,
        memory.not_ours.difference(look.listed) if look.unread else set(),
        met,
        reader.pages,
        reader.items,
    )
    if look.unread:
        look.memory = memory.beside(look.memory)
    return look


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


def gone(
    source: Source,
    lists: Iterable[tuple[Sequence[str], Sequence[str]]],
    listed: Collection[str],
    known: Collection[str],
) -> set[str]:
    """The known keys that the source's lists would have, if they were still listed.

    `lists` are the keys of each of its lists, before and now, `listed` all keys of now. Entries
    drop off the end of a list of the latest, and an old one may be moved to its top. What was
    between two entries of a list that still follow each other has been taken out.
    """
    missing = set(known).difference(listed)
    if source.listing == "everything":
        return missing
    return set().union(*(_taken_out(before, now, missing) for before, now in lists))


def _taken_out(before: Sequence[str], now: Sequence[str], missing: set[str]) -> set[str]:
    """Of the missing keys, those that stood in a list between two that still follow there."""
    place = {key: number for number, key in enumerate(now)}
    places = [place.get(key) for key in before]
    found: set[str] = set()
    first_above: int | None = None
    last_below = _last_from_the_end(places)
    for number, key in enumerate(before):
        below = last_below[number + 1]
        here = places[number]
        if key in missing and below is not None and (first_above is None or first_above < below):
            found.add(key)
        if here is not None:
            first_above = here if first_above is None else min(first_above, here)
    return found


def _last_from_the_end(places: Sequence[int | None]) -> list[int | None]:
    """For each index, the largest place from there to the end."""
    last: list[int | None] = [None]
    for here in reversed(places):
        before = last[-1]
        last.append(before if here is None else here if before is None else max(here, before))
    return last[::-1]


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
        self._taken: dict[str, None] = {}  # in the order of the lists
        self._list: dict[str, None] = {}  # the same of the list that is being read
        self._to_judge: deque[tuple[Item, Response, Callable[[Item], bool]]] = deque()
        self._candidates: dict[str, _Candidate] = {}
        self._answers: dict[str, Response] = {}
        self._faults_in_a_row = 0
        self.look = Look()
        self._unread: set[str] = set()  # names of the lists that could not be read
        self.orders: dict[str, list[str]] = {}  # keys of each of the others
        self.pages: dict[str, PageMemory] = {}
        self.items: dict[str, ItemMemory] = {}

    def read_lists(self) -> None:
        """Every page of every list, one after the other, and then what they say.

        The site is not kept waiting for the judgement of what it has said so far. A list that a
        fault ends is asked for no more of its pages, the others are.

        Raises:
            SourceFault: of the whole site, or, where no list could be read, the worst of them.
        """
        question = self._question
        unread: dict[int, SourceFault] = {}
        first = self._format.first_requests(
            self._source, search_terms(self._source), question.since, today=question.today
        )
        keys: list[dict[str, None]] = [{} for _ in first]
        queue = deque(enumerate(first))
        asked: set[str] = set()
        while queue:
            number, request = queue.popleft()
            name = request_name(request)
            if number in unread or name in asked:
                continue
            asked.add(name)
            if len(asked) > MOST_PAGES:
                raise TooManyRows(f"more than {MOST_PAGES} pages", url=request.url)
            question.tell(f"list, page {len(asked)}")
            self._list = keys[number]
            try:
                with self._notebook.unless_at_fault():
                    queue.extend((number, each) for each in self._page(request, name))
            except SourceFault as fault:
                # The pages of notices fail the source as a whole: see _note.
                if not fault.of_address or self._faults_in_a_row >= MOST_FAULTS_IN_A_ROW:
                    raise
                unread[number] = fault
            if len(self._taken) > self._source.rows.max:
                raise TooManyRows(
                    f"more than {self._source.rows.max} rows",
                    expected=f"at most {self._source.rows.max}",
                    url=request.url,
                )
        if unread and len(unread) == len(first):
            raise worst(unread.values())
        self.look.addresses = len(first)
        self.look.unread = [Unread(first[each].url, unread[each]) for each in unread]
        self.look.listed = list(self._taken)
        self.look.pages = len(asked)
        self._unread = {request_name(first[each]) for each in unread}
        if self._source.listing == "latest":
            names = map(request_name, first)
            orders = zip(names, map(list, keys), strict=True)
            self.orders = {name: order for name, order in orders if name not in self._unread}
        while self._to_judge:
            self._take(*self._to_judge.popleft())

    def then_and_now(self) -> Iterator[tuple[list[str], list[str]]]:
        """The keys of each list that could be read, before and now.

        One that is asked for otherwise now (its question has today's date) may be any of the lists.
        """
        for name, before in self._memory.orders.items():
            if name not in self._unread:
                yield before, self.orders.get(name, self.look.listed)

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
            self._same_pages(item)
            for key in page.keys
            if (item := self._memory.items.get(key)) and item.published
        )

    def _same_pages(self, item: ItemMemory) -> bool:
        """Whether a notice's own pages are as they were; one that does not answer counts as so."""
        for document, sha256 in item.pages:
            request = request_of(document)
            try:
                answer = self._answer(request)
            except SourceFault as fault:
                self._note(fault)
                continue
            if answer.sha256 != sha256:
                return False
        return True

    def _take(self, item: Item, response: Response, worth_reading: Callable[[Item], bool]) -> None:
        """Judge an entry by what the list says of it."""
        self._taken[item.key] = None
        remembered = self._memory.items.get(item.key)
        if (
            remembered
            and remembered.whole
            and remembered.digest == item_digest(item)
            and not (remembered.published and not self._same_pages(remembered))
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
        """Open what has a page of its own, and judge it by the whole of its text."""
        for number, candidate in enumerate(self._candidates.values(), start=1):
            self._question.tell(f"notice {number} of {len(self._candidates)}")
            try:
                self._judge(candidate)
            except SourceFault as fault:
                self._note(fault)
                self._judge_by_the_list(candidate, fault)

    def _judge(self, candidate: _Candidate) -> None:
        item, texts, response = candidate.item, [candidate.item.text], candidate.response
        pages: list[tuple[dict[str, Any], str]] = []
        if item.detail and self._source.detail and self._source.detail.follow:
            response = self._whole_answer(item.detail)
            with desk:
                detail = read_detail(self._source, response)
            self.look.remarks += detail.warnings
            texts.append(detail.text)
            pages.append((request_document(item.detail), response.sha256))
            item = replace(
                item,
                published=item.published or detail.published,
                title=item.title or detail.title or "",
            )
            for document in detail.documents[:MOST_DOCUMENTS]:
                attached = self._whole_answer(document)
                with desk:
                    read = read_detail(self._source, attached)
                self.look.remarks += read.warnings
                texts.append(read.text)
                pages.append((request_document(document), attached.sha256))
        text = "\n".join(filter(None, texts))
        labels = self._labels(item, text) if pages else candidate.labels
        if is_relevant := _is_relevant(labels):
            before = self._memory.items.get(item.key)
            by_the_list = before is not None and not before.whole
            reread = by_the_list or item.key in self._memory.not_ours
            self.look.found.append(Found(self._corrected(item), text, labels, response, reread))
        else:
            self.look.irrelevant += 1
            self.look.irrelevant_keys.add(item.key)
        if is_relevant or pages:
            self.items[item.key] = ItemMemory(candidate.digest, is_relevant, pages)

    def _judge_by_the_list(self, candidate: _Candidate, fault: SourceFault) -> None:
        """What becomes of an entry whose own page cannot be read; it is tried again next time.

        A notice that was read whole before must not shrink to what the list says of it.
        """
        item, labels = candidate.item, candidate.labels
        remembered = self._memory.items.get(item.key)
        first_time = item.key not in self._known or (remembered and not remembered.whole)
        if not _is_relevant(labels) or not first_time:
            self.look.held.append(Held(item.key, item.title, f"its own page: {fault}"))
            return
        self.look.remarks.append(f"{item.title[:60]!r} by the list alone; its own page: {fault}")
        self.look.found.append(Found(self._corrected(item), item.text, labels, candidate.response))
        self.items[item.key] = ItemMemory(candidate.digest, published=True, pages=[], whole=False)

    def _corrected(self, item: Item) -> Item:
        id_ = found_id(self._source.id, item.key)
        item, remarks = corrected(item, of_notice(self._question.corrections, id_))
        if remarks:
            self.look.remarks += remarks
            self.look.doubted.add(item.key)
        return item

    def _answer(self, request: Request) -> Response:
        """The answer to a request for a notice's page, asked once in a look."""
        name = request_name(request)
        if name not in self._answers:
            self._answers[name] = self._site.fetch(request, self._manners)
            self._faults_in_a_row = 0
        return self._answers[name]

    def _whole_answer(self, request: Request) -> Response:
        answer = self._answer(request)
        if answer.not_modified:
            answer = self._answers[request_name(request)] = self._all_of(request)
        return answer

    def _all_of(self, request: Request) -> Response:
        with self._notebook.forgetting():
            return self._site.fetch(request, self._manners)

    def _note(self, fault: SourceFault) -> None:
        """Go on after the fault of one notice's page, but not when one follows the other."""
        self._faults_in_a_row += 1
        if self._faults_in_a_row >= MOST_FAULTS_IN_A_ROW:
            raise fault

    def _labels(self, item: Item, text: str) -> Labels:
        # Loaded, with its vocabularies, by a run that finds anything new: once, and waited for away
        # from the desk, so that others can read meanwhile.
        load_in_advance().join()
        from scrapers.classify import classify

        with desk:
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
