"""Firms named in a notice.

By a legal form or what firms of the trade are called (Aesthetics, Biologics), behind the label of a
table or the word for one (clinic, salon), and beside what is said of firms (made by, warning letter
to).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from scrapers.classify.evidence import Evidence
from scrapers.classify.names import look
from scrapers.classify.names.found import (
    READ,
    Name,
    Sign,
    as_names,
    evidence_of,
    has_own_words,
    signs_of,
)
from scrapers.classify.names.legal_forms import begin_before, end_behind, is_legal_form, with_signs
from scrapers.classify.names.look import Span
from scrapers.classify.names.tables import end_of_name, values
from scrapers.classify.reading import Field, Reading
from scrapers.classify.terms import FIRM

# The list of warning letters of the United States FDA: firm, case number, date.
_CASE_TITLE: Final = re.compile(
    r"(.{3,120}?) (?:[-–—] \d{6} [-–—] \d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{1,2}/\d{2,4} \()"
)
# Of another letter, the title names the firm first or last: "Warning letter: Firm".
_LETTER_TITLE: Final = re.compile(
    rf"(?:[^:–—]{{0,40}}\b[Ll]etters?\b[^:–—]{{0,20}}[:–—] ({look.NAME})"
    rf"|({look.NAME}) ?(?:[:–—]| -) (?:[Ww]arning|[Uu]ntitled) [Ll]etter\b.*)(?=$|[,;(–—]| -)"
)
# A Korean headline of what was decided on a product names the firm before it. Its last syllable is
# that of no authority, place or origin, and it is not short.
_KOREAN_HEADLINE: Final = re.compile(
    r"([가-힣A-Za-z&]{4,15}(?<![청처원위시구부협국군도관찰산])),? (?:['‘“\"]|[A-Z]{2,6}-\d)"
    r"(?=.*(?:업무정지|행정처분|품목허가|임상|승인))"
)
_AND: Final = re.compile(r" (?:and|y|e|et|und) (?=\S+ \S)")
# Behind what firms of the trade are called a name may go on, and is another's then.
_GOES_ON: Final = re.compile(
    r" [A-Z](?!nc|td|LC|LP|orp|o\b|old)|(?![이가은는의에과와을를도])[가-힣]"
)
# Whose country it is stands before the name behind "made by".
_BEHIND: Final = re.compile(
    rf" (?:(?:South |North )?{look.CAPITAL}\w+['’]s )?"
    rf"((?:the (?=\S+ {look.CAPITAL}))?{look.NAME}(?:, (?:Inc|LLC|Ltd)\b\.?)?)"
)
_ROW_BEHIND: Final = re.compile(rf"[:,]? ({look.ITEMS})(?![\w-])")
# A letter to a person names no firm.
_PERSON: Final = re.compile(r"(?:C[EFMO]O|M(?:rs?|s)|Prof(?:essor)?|President|Chairman|Director)\b")
# In a sentence that is where it is, unless it is part of what it is called.
_OF_A_PLACE: Final = re.compile("(?<!Institute)(?<!Center)(?<!Centre) of ")
# Behind "the firm": words in capitals or with a number, or what is in quotation marks.
_BEHIND_CALLED: Final = re.compile(
    rf" ?(?:(?<= )((?={look.CAPITAL}){look.NAME}|\d[A-Z]{{2,6}})"
    r"|[«\"“„「『]\s?([^«»\"“”„「」『』\n]{2,40}?)\s?[»\"”“」』])(?=[^\w'’-]|[’']s\b|$)"
)
_LONGEST_QUOTED: Final = 6  # words
# One word behind "clinic" is as often its town; behind "company" it is a name, if it is long.
_LONG: Final = 6  # letters
# In Cyrillic letters it may be a city's name: "клиники Москвы" are its clinics.
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
# The quotation marks around a name may hold what it is, or stand before that.
_CLOSING: Final = frozenset("»”」』")
_OPENED: Final = re.compile(r"[«“「『]([^«»“”「」『』\n]{2,30})$")
_NAME_FIRST: Final = re.compile("[\u0900-\u097f\u3040-\u9fff\uac00-\ud7af]")


def firms_of(reading: Reading) -> tuple[Evidence, ...]:
    """The firms named, at most a dozen, but for who issued the notice."""
    return evidence_of(reading, _names, "firm", [reading.regulator.casefold()])


def _names(part: Field) -> Iterator[Name]:
    text = part.original[:READ]
    if part.where == "title":
        yield from _subjects(part, text)
    signs = signs_of(part, FIRM)
    for start, end in values(text, signs):
        yield start, end_of_name(text, start, end), 0.8
    # Where a name in a script without capitals ends; another firm's may begin there.
    ends = sorted(
        (start, start if code == "prefixes" else end)
        for code, start, end in signs
        if code in {"particles", "prefixes", "called", "labels"}
    )
    for index, sign in enumerate(signs):
        if sign.code in {"suffixes", "trades"}:
            yield from _ending(part, text, sign, ends)
        elif sign.code == "prefixes":
            yield from _beginning(part, text, sign, ends, signs[index + 1 : index + 3])
        elif sign.code in {"called", "establishments", "labels"}:
            for span in _called(text, sign):
                if has_own_words(part, *span, coined=True):
                    yield *span, 0.5
        else:
            for span in _told_of(part, text, sign):
                if has_own_words(part, *span, coined=True, may_claim=True):
                    yield *span, 0.6


def _subjects(part: Field, text: str) -> Iterator[Name]:
    """Whom the title of a letter or a Korean headline is about."""
    if case := _CASE_TITLE.match(text):
        yield *case.span(1), 0.95
    if letter := _LETTER_TITLE.match(text):
        yield *letter.span(letter.lastindex or 0), 0.8
    headline = _KOREAN_HEADLINE.match(text)
    if headline and has_own_words(part, *headline.span(1)):
        yield *headline.span(1), 0.5


def _ending(part: Field, text: str, sign: Sign, ends: Sequence[Span]) -> Iterator[Name]:
    """The names that end with a legal form, or with what firms of the trade are called."""
    if not is_legal_form(text, sign.start, sign.end):
        return
    if sign.code == "suffixes":
        start, end = with_signs(text, sign.start, sign.end)
        begin = begin_before(text, start, ends)
        if begin is not None:
            yield from as_names(_each_of_two(part, text, begin, end, start), 0.8)
    elif not (_GOES_ON.match(text, sign.end) or text.startswith(",", sign.start - 2)):
        begin = begin_before(text, sign.start, ends)
        if begin is not None and has_own_words(part, begin, sign.start, may_claim=True):
            yield from as_names(_each_of_two(part, text, begin, sign.end, sign.end), 0.5)


def _beginning(
    part: Field, text: str, sign: Sign, ends: Sequence[Span], following: Sequence[Sign]
) -> Iterator[Name]:
    """The name that begins with a legal form; some are words as well, as of any such firm."""
    if not is_legal_form(text, sign.start, sign.end):
        return
    start, end = with_signs(text, sign.start, sign.end)
    closings = (
        sign[1:]
        for sign in following
        if sign.code == "suffixes" and is_legal_form(text, sign.start, sign.end)
    )
    stop = end_behind(text, start, end, ends, next(closings, None))
    if stop is not None and has_own_words(part, end, stop, may_claim=True):
        yield start, stop, 0.7


def _told_of(part: Field, text: str, sign: Sign) -> Iterator[Span]:
    """The names beside what is said of firms."""
    if sign.code == "before" and (name := _BEHIND.match(text, sign.end)):
        start, end = name.span(1)
        if _PERSON.match(text, start):
            return
        if part.where == "text" and (place := _OF_A_PLACE.search(text, start, end)):
            end = place.start()
        yield from _each_of_two(part, text, start, end, end)
    elif sign.code == "several" and (row := _ROW_BEHIND.match(text, sign.end)):
        names = list(look.pieces(text, *row.span(1), look.BETWEEN_ITEMS))
        yield from names if len(names) > 1 else ()
    elif sign.code == "behind" and (begin := look.name_before(text, sign.start)) is not None:
        yield begin, sign.start


def _each_of_two(part: Field, text: str, start: int, end: int, own_end: int) -> Iterator[Span]:
    """The name, or two that "and" joins, the second of two words or more up to `own_end`."""
    joint = _AND.search(text, start, own_end)
    if joint:
        two = (start, joint.start()), (joint.end(), end)
        if all(has_own_words(part, *span) for span in two):
            yield from two
            return
    yield start, end


def _called(text: str, sign: Sign) -> Iterator[Span]:
    """What stands behind a word for a firm, or in quotation marks beside it."""
    code, start, end = sign
    name = _BEHIND_CALLED.match(text, end)
    if name and _is_named(text, code, start, name):
        yield name.span(name.lastindex or 0)
    closings = (end, start - 1, start - 2) if _NAME_FIRST.match(text, start) else (end,)
    for closing in closings:
        is_quoted = text[closing : closing + 1] in _CLOSING
        if is_quoted and (opening := _OPENED.search(text, max(0, closing - look.REACH), closing)):
            yield opening.span(1)


def _is_named(text: str, code: str, start: int, name: re.Match[str]) -> bool:
    """Whether what follows a word for a firm is the name of one, and no phrase or place."""
    word, quoted = name.groups()
    if quoted:
        return not quoted[0].islower() and len(quoted.split()) <= _LONGEST_QUOTED
    if look.is_of_a_heading(text, start):
        return False
    if text[start] > look.LAST_LATIN >= word[0]:
        return True
    if _CYRILLIC.match(word):
        return False
    is_one_word = " " not in word and not word[0].isdigit() and not look.COINED.match(word)
    return not is_one_word or (code != "establishments" and len(word) >= _LONG)
