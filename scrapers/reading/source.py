"""One look at one source: its list, the pages of its notices, and which of them are about exosomes.

Nothing is stored here. The look that is returned says what is new or changed, what is as it was,
what is gone and what could not be judged; a fault that spoils the whole look is raised instead.

A source has one address or several (feeds, lists, searches). A fault of one of them does not spoil
what the others say: the look has it, and nothing is called gone then.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from scrapers.catalogue import Source
from scrapers.http.faults import SHOW, EmptyList, TooFewRows, TooManyRows
from scrapers.reading.corrections import of_no_notice
from scrapers.reading.gone import gone
from scrapers.reading.judging import Judging
from scrapers.reading.lists import Lists
from scrapers.reading.look import Look, Question, Site
from scrapers.reading.remember import Notebook, SourceMemory


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
        lists = Lists(source, site, question, memory, notebook, known)
        look, items = lists.look, lists.items
        look.reread = memory.read_otherwise
        lists.read()
        partly = question.partial or bool(look.unread)
        _check_bounds(source, replace(question, partial=partly), len(look.listed))
        judging = Judging(source, question, memory, known, lists.own_pages, look, items)
        judging.judge(lists.candidates.values())
    missing = memory.missing.difference(look.listed)
    if not question.partial and not question.since and not look.nameless:
        missing |= gone(source, lists.orders.compared(), look.listed, known)
        if not look.unread:
            look.gone, missing = missing, set()
            met_or_known = {*look.listed, *known}
            look.remarks += of_no_notice(source.id, question.corrections, met_or_known)
    # What was not read by this program yet may still differ because another one read it before.
    not_read = set(look.put_off)
    if look.unread:
        not_read |= memory.not_ours.difference(look.listed)
    look.memory = SourceMemory(
        memory.code,
        lists.orders.to_keep(),
        missing,
        memory.not_ours & not_read,
        met,
        lists.pages,
        items,
    )
    if look.unread:
        look.memory = memory.beside(look.memory, lists.unread)
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
            todo=f"Look at what was received ({SHOW}) and mend its YAML; only where the list can "
            "honestly be empty may that say so.",
        )
    if 0 < rows < bounds.min:
        raise TooFewRows(f"{rows} rows", expected=f"at least {bounds.min}")
