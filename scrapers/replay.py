"""Reading the archive again, without network, after a parser was mended.

Every run in the archive is read in its order; what the latest of them says of a notice counts, and
whether all addresses of its source could be read. Captures of the Internet Archive count for what
no run had of the source itself, as they do when they are received. What a check received is left
out: it is not a whole list, and was not meant to be kept.
Differences to what stands are ours, not the source's: they make versions, but no events, and what
is missing is not called gone.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from scrapers.answers import ArchivedAnswers
from scrapers.archive import Archive
from scrapers.catalogue import Source
from scrapers.formats.page import format_of
from scrapers.http.faults import GoneFromAddress
from scrapers.keeping import Keeping
from scrapers.outcome import Outcome
from scrapers.reading.look import Found, Look, Question, Tell
from scrapers.reading.remember import Notebook, SourceMemory
from scrapers.reading.source import look_at
from scrapers.search_terms import search_terms


def runs_to_read(archive: Archive) -> list[Path]:
    """The runs that read whole lists, oldest first."""
    return [run for run in archive.runs() if archive.scope(run).whole]


@dataclass(frozen=True)
class Replay:
    """How sources are read from the archive."""

    keeping: Keeping
    archive: Archive

    def __call__(self, source: Source, tell: Tell) -> Outcome:
        """Read and keep one source.

        Raises:
            SourceFault: a run's archived answers cannot be read; GoneFromAddress: there are none.
        """
        began, now = time.monotonic(), datetime.now(UTC)
        whole = Look()
        read_at: list[datetime] = []  # of what the source itself answered
        told: set[str] = set()  # keys of what that speaks of
        found: dict[str, Found] = {}
        readable: dict[tuple[str, str], bool] = {}
        known = self.keeping.store.remembered([source.id])[source.id].keys
        for number, run in enumerate(self._runs, start=1):
            tell(f"archived run {number}")
            answers = ArchivedAnswers(self.archive, run, source, readable)
            # What stands, or was read of an earlier run, must not shrink to what a list says.
            look = self._look(source, run, answers, known.keys() | found.keys())
            if look is None:
                continue
            if answers.are_captures:
                _leave_out(look, told, found, whole.irrelevant_keys)
            else:
                read_at += answers.moments
                told |= look.irrelevant_keys.keys() | {each.item.key for each in look.found}
            for each in look.found:
                found[each.item.key] = each
                whole.irrelevant_keys.pop(each.item.key, None)
            whole.irrelevant_keys |= look.irrelevant_keys
            whole.pages += look.pages
            whole.listed = list(dict.fromkeys([*whole.listed, *look.listed]))
            whole.held = look.held
            whole.addresses, whole.unread = look.addresses, look.unread
            whole.page_faults, whole.pages_not_asked = look.page_faults, look.pages_not_asked
        if not whole.pages:
            raise GoneFromAddress("no list of it in the archive", todo="Run the source live.")
        whole.irrelevant = len(whole.irrelevant_keys)
        whole.found = [each for key, each in found.items() if key not in whole.irrelevant_keys]
        return self.keeping.keep(
            source,
            whole,
            # Data of a run that is not in this archive are not replaced by what was said before.
            started_at=max(read_at, default=now),
            seen_on=now.date(),
            seconds=time.monotonic() - began,
            ours=True,
            via="archive" if read_at else "wayback",
        )

    @cached_property
    def _runs(self) -> list[Path]:
        return runs_to_read(self.archive)

    def _look(
        self, source: Source, run: Path, answers: ArchivedAnswers, known: Collection[str]
    ) -> Look | None:
        """What one run received, read again; None when it did not read this source."""
        if answers.day is None:
            return None
        scope = self.archive.scope(run)
        first_day = source.asked_from(scope.since, scope.first_capture)
        asked = format_of(source).first_requests(
            source, search_terms(source), first_day, today=answers.day
        )
        if not any(answers.has_answered(request) for request in asked):
            return None
        question = Question(
            answers.day,
            scope.since,
            partial=True,
            first_capture=scope.first_capture,
            corrections=self.keeping.corrections,
        )
        return look_at(source, answers, question, SourceMemory(), Notebook(), known)


def _leave_out(
    look: Look, told: Set[str], found: Mapping[str, Found], irrelevant: Mapping[str, str | None]
) -> None:
    """Of what a run through the Internet Archive read, leave out that of which more is known.

    `told` are the keys of what the source itself spoke of; of `found` and `irrelevant`, read so
    far, a later capture counts for more.
    """

    def counts(key: str, capture: str | None) -> bool:
        before = irrelevant.get(key) or (found[key].response.capture if key in found else None)
        return key not in told and (before or "") <= (capture or "")

    look.found = [each for each in look.found if counts(each.item.key, each.response.capture)]
    look.irrelevant_keys = {
        key: capture for key, capture in look.irrelevant_keys.items() if counts(key, capture)
    }
