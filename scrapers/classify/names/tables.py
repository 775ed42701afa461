"""Values of tables, which have what they are before them: "Product name: …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from scrapers.classify.names.found import Sign
from scrapers.classify.names.look import CAPITAL, Span

LONGEST_VALUE: Final = 80
_BEHIND: Final = re.compile(r"[ \t]*[:：][ \t]*([^\n;|。；]{2,240})")
_BELOW: Final = re.compile(
    rf" ?[:：]? ?\n(?![-•*·\d]+[.) ])([^\n:：]{{2,{LONGEST_VALUE}}})(?=\n|$)"
)
# A value ends with its sentence; what ends in a full stop after few letters is short for something.
_END: Final = re.compile(
    rf"(?:(?<=\w{{5}})|(?<=[\d»\"”]))\.(?: (?={CAPITAL})|$)|, (?=lot|batch|lote\b)"
    # The label of the next value, and what is said of this one in brackets.
    r"|(?:\.| [-–—|/]) (?=[^\W\d][\w ]{1,24}[:：])| [(](?=[a-zß-ÿ\d][^A-ZÀ-Þ()]{1,60}[)](?:$"
    r"|[.;\n]))"
)
# A label of one word, like "Products", is a word as well: it begins a line or a piece of one.
_BEGINS: Final = re.compile(r"(?:^|[^\w ] ?|[\d\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af] ?)$", re.M)
# What forms and databases have where there is no name, or more than they can hold.
_NO_NAME: Final = re.compile(
    r"(?:unknown(?: \w+)?|(?:not|un)[ -]?(?:applicable|available|known|named|specified|stated)"
    r"|n[./]?a|none|multiple|several|various|unbekannt|inconnue?|desconocid[ao]|sconosciut[ao]"
    r"|onbekend)\.?\s*",
    re.I,
)


def values(text: str, signs: Iterable[Sign]) -> Iterator[Span]:
    """What stands behind a label and a colon, or in the line below a label that fills its own."""
    return (span for span in _labelled(text, signs) if not _NO_NAME.fullmatch(text, *span))


def end_of_name(text: str, start: int, end: int) -> int:
    """Where the name at the head of a value ends: a longer one than a name is a description."""
    longest = start + LONGEST_VALUE
    if end <= longest:
        return end
    # Before what it holds, else between two words.
    ends = text.find(", ", start, longest), text.rfind(" ", start, longest), longest
    return next(each for each in ends if each > start)


def _labelled(text: str, signs: Iterable[Sign]) -> Iterator[Span]:
    labels = [sign for sign in signs if sign.code == "labels"]
    starts = {label.start for label in labels}
    for _, start, end in labels:
        is_word = " " not in text[start:end]
        if is_word and not _BEGINS.search(text, max(0, start - 3), start):
            continue
        if value := _BEHIND.match(text, end):
            first, last = value.span(1)
            cut = _END.search(text, first, last)
            yield first, cut.start() if cut else last
        elif text[start - 1 : start] in {"", "\n"} and (below := _BELOW.match(text, end)):
            # "Products" in a line of its own is a heading, and a label below is the table's head.
            is_heading = is_word and text[end] == "\n"
            if not is_heading and below.start(1) not in starts:
                yield below.span(1)
