"""Links to other pages behind the text of a page: "Related news", "Read also", "Previous: …".

They look like the titles of notices, so they are told by the words that lead on to them, at the
beginning of a line: what follows a colon there, or all lines behind a heading of such words, as far
as a paragraph begins. At the head of a page such a heading is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from scrapers.classify.fold import Folded
from scrapers.classify.matcher import Hit
from scrapers.classify.sentences import SENTENCE_END

# Words that lead on stand at the beginning of a line, behind a sign or two at most.
_BULLETS: Final = 5
_NO_WORD: Final = re.compile(r"[\W_]*")
# They are the whole of it, or a sign stands between them and a title, which is no sentence.
_HEADING: Final = re.compile(r"[\W_]*(?:[\r\n]|$)")
_LINK: Final = re.compile(
    r"[^\S\r\n\t]*[:：|»>\t–-][^\r\n]*+(?<![.!?。！？؟।])(?<![.!?。！？؟।]\s)"
)
# So long a line that ends as a sentence does, or with a sign or two behind, is a paragraph; signs
# of full width say more each.
_PARAGRAPH: Final = re.compile(r"(?m)^(?:.{80,}|[\u2e80-\uffef].{30,})[.!?。！？؟।][^\w\n]{0,4}$")


class Link(NamedTuple):
    """What stands from `start` to `end` in the original; `cue` begins it in the folded text."""

    start: int
    end: int
    cue: int

    def holds(self, place: int) -> bool:
        return self.start <= place < self.end


def links_of(text: str, folded: Folded, cues: Iterable[Hit]) -> list[Link]:
    """The links of a text, in its order; `cues` are the words that lead on, in the same."""
    links: list[Link] = []
    sentence = None
    reached = 0
    for cue in cues:
        sentence = sentence or SENTENCE_END.search(text)
        if not sentence:
            break
        start, end = folded.source(cue.start, cue.end)
        if start < max(reached, sentence.end()) or not _begins_a_line(text, start):
            continue
        if heading := _HEADING.match(text, end):
            paragraph = _PARAGRAPH.search(text, heading.end())
            reached = paragraph.start() if paragraph else len(text)
        elif link := _LINK.match(text, end):
            reached = link.end()
        else:
            continue
        links.append(Link(end, reached, cue.start))
    return links


def _begins_a_line(text: str, start: int) -> bool:
    """Whether no word stands before a place on its line."""
    near = max(0, start - _BULLETS)
    line = max(text.rfind(sign, near, start) for sign in "\r\n") + 1
    return (line > 0 or near == 0) and bool(_NO_WORD.fullmatch(text, line, start))
