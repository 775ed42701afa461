"""Where sentences end in a text, and lines."""

from __future__ import annotations

import re
from typing import Final

SENTENCE_END: Final = re.compile(r"[.!?。！？؟।](?=\s|$|[^\x00-\x7f])")
# What stands further from a word is not its line, whatever the layout.
_REACH: Final = 400


def line_around(text: str, start: int, end: int) -> tuple[str, int]:
    """The line that [start, end) stands in and where it begins, _REACH characters each way."""
    first = max(0, start - _REACH)
    first = max(first, text.rfind("\n", first, start) + 1, text.rfind("\r", first, start) + 1)
    ends = (text.find(sign, end, end + _REACH) for sign in "\r\n")
    last = min((at for at in ends if at >= 0), default=end + _REACH)
    return text[first:last], first
