"""Judges the entries of lists: opens their own pages, and goes by the whole of their text."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from atlas.corrections import of_notice
from atlas.notices import found_id
from scrapers.catalogue import Source
from scrapers.formats.page import Item
from scrapers.http.faults import SourceFault
from scrapers.http.request import Response
from scrapers.reading.corrections import corrected
from scrapers.reading.labelling import is_relevant, labels_of
from scrapers.reading.look import Found, Held, Look, Question
from scrapers.reading.own_pages import NotAsked, OwnPages
from scrapers.reading.remember import ItemMemory, SourceMemory, request_document

if TYPE_CHECKING:
    from scrapers.classify import Labels

MOST_DOCUMENTS = 3
WORTH_SAYING = 90  # seconds


@dataclass(frozen=True)
class Candidate:
    """An entry that may be about exosomes, by what the list says of it."""

    item: Item
    digest: str
    labels: Labels
    response: Response


@dataclass
class _Opened:
    """A candidate with what its own pages say.

    Attributes:
        item: with the date of its page, where the list has none.
        texts: of the list and of each page.
        response: of its page, else of the list.
        pages: those that were read, each a request and the SHA-256 of what it answered.
        faults: why the others were not.
    """

    item: Item
    texts: list[str]
    response: Response
    pages: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    faults: list[SourceFault | NotAsked] = field(default_factory=list)


@dataclass(frozen=True)
class Judging:
    """Judges the entries of one look, and writes what they came to into `look` and `items`."""

    source: Source
    question: Question
    memory: SourceMemory
    known: Collection[str]
    own_pages: OwnPages
    look: Look
    items: dict[str, ItemMemory]

    def judge(self, candidates: Iterable[Candidate]) -> None:
        """Open what has a page of its own, and judge it by the whole of its text.

        Those whose pages could not be read the last time come last: they may hold up the others.
        When the time for pages is over, the rest goes by what the list says, until the next look.
        """
        in_turn, began = sorted(candidates, key=self._was_read_in_part), time.monotonic()
        limit = self.question.pages.seconds
        for number, candidate in enumerate(in_turn, start=1):
            seconds = time.monotonic() - began
            self.own_pages.is_time_over |= limit is not None and seconds >= limit
            self.question.tell(
                f"notice {number} of {len(in_turn)}{self._wait(number, in_turn, seconds)}"
            )
            self._judge(candidate)
        self.look.page_faults = self.own_pages.faults
        self.look.pages_not_asked = len(self.own_pages.not_asked)
        self.look.pages_put_off = len(self.own_pages.put_off)
        self.look.is_stopped = self.own_pages.is_stopped

    def _wait(self, number: int, in_turn: Sequence[Candidate], seconds: float) -> str:
        """In words, how long the entries from `number` on will take; "" if that is not long."""
        if self.own_pages.is_time_over or not any(each.item.detail for each in in_turn):
            return ""
        done, pages = number - 1, self.question.pages
        each = seconds / done if done else self.source.manners.delay_seconds
        takes = each * (len(in_turn) - done)
        goes_on = None if pages.seconds is None else pages.seconds - seconds + pages.seconds_left
        if goes_on is not None and takes > goes_on:
            return f", for {goes_on / 60:.0f} minutes at most; the rest is for the next run"
        return f", about {takes / 60:.0f} minutes more" if takes >= WORTH_SAYING else ""

    def _was_read_in_part(self, candidate: Candidate) -> bool:
        before = self.memory.items.get(candidate.item.key)
        return before is not None and not before.whole

    def _open(self, candidate: Candidate) -> _Opened:
        item = candidate.item
        opened = _Opened(item, [item.text], candidate.response)
        to_read = deque([item.detail] if item.detail else ())
        while to_read:
            request = to_read.popleft()
            try:
                page, answer = self.own_pages.read(request)
            except (SourceFault, NotAsked) as why:
                opened.faults.append(why)
                continue
            self.look.remarks += page.warnings
            opened.texts.append(page.text)
            opened.pages.append((request_document(request), answer.sha256))
            if request is item.detail:
                opened.response = answer
                opened.item = replace(item, published=item.published or page.published)
                to_read += page.documents[:MOST_DOCUMENTS]
                if unread := page.documents[MOST_DOCUMENTS:]:
                    self.look.remarks.append(
                        f"{item.title[:60]!r} has more documents than the first {MOST_DOCUMENTS}, "
                        f"which are read; the next: {unread[0].url}"
                    )
        return opened

    def _judge(self, candidate: Candidate) -> None:
        opened = self._open(candidate)
        item, pages, faults = opened.item, opened.pages, opened.faults
        text = "\n".join(filter(None, opened.texts))
        labels = labels_of(self.source, item, text) if pages else candidate.labels
        relevant = is_relevant(labels)
        # Read by the list alone it would be amended by the next run, as by no undisturbed one.
        is_cut_short = self.own_pages.are_given_up or self.own_pages.is_stopped
        waits = is_cut_short and any(isinstance(f, NotAsked) for f in faults)
        if faults and (waits or not relevant or not self._says_no_less(item.key, pages)):
            self._put_off(candidate, faults[0])
            return
        if relevant:
            self.look.found.append(Found(self._corrected(item), text, labels, opened.response))
        else:
            self.look.irrelevant += 1
            self.look.irrelevant_keys[item.key] = opened.response.capture
        if relevant or pages:
            self.items[item.key] = ItemMemory(candidate.digest, relevant, pages, whole=not faults)
        for fault in faults:
            if isinstance(fault, SourceFault):
                how = "without all of its pages" if pages else "by the list alone; its own page"
                self.look.remarks.append(f"{item.title[:60]!r} was judged {how}: {fault}")

    def _says_no_less(self, key: str, pages: Collection[object]) -> bool:
        """Whether as many pages of the notice were read as before: its text must not shrink."""
        before = self.memory.items.get(key)
        if before and not before.whole:
            return len(pages) >= len(before.pages)
        return key not in self.known

    def _put_off(self, candidate: Candidate, fault: SourceFault | NotAsked) -> None:
        """Leave an entry as it stands until the pages that tell what it is can be read."""
        item = candidate.item
        before = self.memory.items.get(item.key)
        if before and not before.whole:
            self.items[item.key] = before
        if isinstance(fault, NotAsked):
            self.look.doubted.add(item.key)
            self.look.put_off.add(item.key)
            return
        self.look.held.append(Held(item.key, item.title, f"its own page: {fault}"))
        if item.key not in self.known:
            nothing_read = ItemMemory(candidate.digest, published=False, pages=[], whole=False)
            self.items.setdefault(item.key, nothing_read)

    def _corrected(self, item: Item) -> Item:
        id_ = found_id(self.source.id, item.key)
        item, remarks = corrected(item, of_notice(self.question.corrections, id_))
        if remarks:
            self.look.remarks += remarks
            self.look.doubted.add(item.key)
        return item
