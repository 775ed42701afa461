"""How far a name reaches from the legal form before or behind it, in each sort of script."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from scrapers.classify.names.look import (
    CAPITAL,
    IN_QUOTES,
    NAME,
    REACH,
    WORD,
    Span,
    name_before,
    script_of,
)

# Vietnamese writes the second syllable of a word in small letters: "Công ty TNHH Quốc tế Tên", and
# what the firm does before its name: "Công ty TNHH sản xuất thương mại Tên".
_NO_SYLLABLE: Final = "(?!do |của |tại |là |có |còn |ở |trên |đã |bị |được |vì |với |này |và )"
_SYLLABLE: Final = f"(?: (?:- )?{_NO_SYLLABLE}[a-zß-ɏạ-ỹ]{{1,6}}){{1,6}}"
_TRADE_FIRST: Final = (
    f"(?=\\w*[ạ-ỹ])(?:{_NO_SYLLABLE}[a-zß-ɏạ-ỹ]{{1,6}} (?:- )?){{1,12}}(?={CAPITAL})"
)
_CASED_BEHIND: Final = re.compile(
    rf" ?(?:{IN_QUOTES}|(?:{_TRADE_FIRST})?"
    rf"(?:(?:(?:{WORD} ){{0,2}}{WORD}{_SYLLABLE} (?={CAPITAL})){{1,4}}{NAME}|{NAME}))"
)
# Where there are spaces and no capitals, two or three words.
_UNCASED: Final = r"[^\W\d_][\w\u0900-\u097f'׳״-]{1,20}"
_UNCASED_BEFORE: Final = re.compile(rf"(?:{_UNCASED} ){{1,3}}$")
# A name in Latin letters ends with them.
_UNCASED_BEHIND: Final = re.compile(rf" (?:{IN_QUOTES}|{NAME}|{_UNCASED}(?: {_UNCASED})?)")
_ARABIC_TRADE: Final = re.compile(
    r"(?: (?:لل\w+|ل?مستحضرات التجميل|لصناعة الأدوية|المحدودة|وشركا\w+|وال(?!تي|ذي)\w+))+"
)
# Where there are no spaces, up to a sign, or to what shows a case in Japanese.
_LETTER: Final = r"(?![はがをにで])[\w·・ー&\u0e00-\u0e7f-]"
_UNSPACED_BEFORE: Final = re.compile(rf"(?:{_LETTER}){{2,20}}(?<!の)$")
# A firm that is not to be named is "some" firm in Chinese; a Japanese verb is none, alone or
# behind its object.
_NOBODY: Final = re.compile("某|[ぁ-ん]{4,}$|(?<=を)[ぁ-ん]{2}")
_UNSPACED_BEHIND: Final = re.compile(rf" ?(?:(?!の){_LETTER}){{2,20}}")
_KOREAN_PARTICLE: Final = re.compile(r"(?<=[가-힣]{3})(?:에서|에게|[의은는이가을를와과에도])$")
_BETWEEN: Final = re.compile(r"[^\n,;、。，]{2,60}")
_BEHIND: Final = {
    "cased": _CASED_BEHIND,
    "uncased": _UNCASED_BEHIND,
    "unspaced": _UNSPACED_BEHIND,
}


def is_legal_form(text: str, start: int, end: int) -> bool:
    """Whether what folds to a legal form is one: with a capital, stops or brackets, as it needs.

    "company" in small letters is a word, and so is 주 without the brackets of (주).
    """
    if end - start == 1 and text[start] != "㈜":
        return _is_bracketed(text, start, end)
    return not text[start].islower() or "." in text[start:end]


def with_signs(text: str, start: int, end: int) -> Span:
    """The brackets and the full stop of a legal form belong to it, which folding leaves out.

    A stop behind capitals alone, or behind GmbH, is that of the sentence.
    """
    if _is_bracketed(text, start, end) and script_of(text[start]) == "unspaced":
        return start - 1, end + 1
    form = text[start:end]
    is_short_for = "." in form or not (form.isupper() or form.endswith("mbH"))
    return start, end + (is_short_for and text.startswith(".", end))


def begin_before(text: str, start: int, ends: Sequence[Span]) -> int | None:
    """Where the name begins that a legal form at `start` ends; None: there is none.

    In scripts without capitals it begins behind the last of `ends`, where another name may end.
    """
    script = script_of(text[start])
    if script == "cased":
        return _begin_in_capitals(text, start, ends)
    pattern = _UNCASED_BEFORE if script == "uncased" else _UNSPACED_BEFORE
    name = pattern.search(text, max(0, start - REACH), start)
    if name is None:
        return None
    before = bisect_left(ends, (start, 0))
    last = ends[before - 1][1] if before else 0
    own = text[max(last, name.start()) : start].lstrip()
    begin = start - len(own)
    return begin if own and not _NOBODY.match(text, begin, start) else None


def _begin_in_capitals(text: str, start: int, ends: Sequence[Span]) -> int | None:
    """Where the words in capitals begin; words for a firm may lead them: "Firma Name GmbH"."""
    begin = name_before(text, start)
    if begin is None:
        return None
    for start_of_word, end_of_word in ends[bisect_left(ends, (begin, 0)) :]:
        if start_of_word != begin or not begin < end_of_word < start - 1:
            break
        begin = end_of_word + (3 if text.startswith(" & ", end_of_word) else 1)
    return begin


def end_behind(
    text: str, start: int, end: int, ends: Sequence[Span], closing: Span | None
) -> int | None:
    """Where the name ends that a legal form at [start, end) begins; None: there is none.

    `closing` is a legal form that may end it; in scripts without capitals the first of `ends` does.
    """
    if closing is not None and _BETWEEN.fullmatch(text, end, closing[0]):
        return with_signs(text, *closing)[1]
    script = script_of(text[start])
    name = _BEHIND[script].match(text, end)
    if name is None:
        return None
    if script == "cased" or text[name.end() - 1] in '»"”':
        return name.end()
    behind = bisect_left(ends, (end, 0))
    stop = min(name.end(), ends[behind][0]) if behind < len(ends) else name.end()
    if particle := _KOREAN_PARTICLE.search(text, end, stop):
        return particle.start()
    if trade := _ARABIC_TRADE.match(text, stop):
        return trade.end()
    return stop if text[end:stop].strip() else None


def _is_bracketed(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] == "(" and text[end : end + 1] == ")"
