"""HTML and untidy text to plain paragraphs."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING

from scrapers.http.faults import TooLarge

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

# Each takes half a kilobyte once it is parsed: max_bytes of nothing but tags would fill the memory.
MOST_TAGS = 1_000_000
# Never part of a notice.
_DROPPED = (
    "script style noscript template nav footer header aside form button select svg iframe object"
).split()
_BLOCKS = frozenset(
    (
        "address article blockquote caption dd details div dl dt fieldset figcaption figure h1 h2 "
        "h3 h4 h5 h6 hr li main ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_TAG_OR_ENTITY = re.compile(
    r"</?[a-zA-Z][^<>]*>|<!--|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}\d*);"
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
# Control characters, byte order marks, soft hyphens and marks of text direction. The joiners
# U+200C and U+200D stay: Persian and Hindi are misspelt without them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\xad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# JSON may spell them out, and neither a file nor a database can hold them: half a surrogate pair,
# from a title that was cut within an emoji, and the zero character.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_NEWLINES = re.compile(r" ?\n[ \n]*")


def writable(text: str) -> str:
    """Text as it can be stored; what cannot be is replaced by U+FFFD."""
    if text.isascii() and "\0" not in text:
        return text
    return _UNWRITABLE.sub("\ufffd", text)


def tidy(text: str) -> str:
    """NFC, no invisible characters, single spaces, single newlines, no space at the ends."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", text.replace("\r", "\n"))
    return _NEWLINES.sub("\n", _SPACES.sub(" ", text)).strip()


def one_line(text: str) -> str:
    """Plain text on one line, for titles and names; HTML or entities in it are read, not kept."""
    return plain(text).replace("\n", " ")


def plain(text: str) -> str:
    """Text that may be HTML, as feeds and APIs give it, as plain paragraphs.

    Only a tag or an entity makes it HTML: "dose < 5 mg" stays as it is. Feeds often escape twice,
    so entities left over after reading are resolved once more.
    """
    if ("<" not in text and "&" not in text) or not _TAG_OR_ENTITY.search(text):
        return tidy(text)
    read = text_of(soup(text))
    return tidy(unescape(read)) if _TAG_OR_ENTITY.search(read) else read


def soup(html: str) -> BeautifulSoup:
    """A page or a piece of HTML, however malformed.

    Raises:
        TooLarge: it has more than MOST_TAGS.
    """
    if (tags := html.count("<")) > MOST_TAGS:
        raise TooLarge(
            f"{tags:,} tags", expected=f"at most {MOST_TAGS:,}", todo="Look at what was received."
        )
    # Most runs meet no page that is new, and this library is slow to load.
    from bs4 import BeautifulSoup

    # It would warn the operator at length of an address and of XML; nothing can be done about them.
    html = _XML_DECLARATION.sub("", html)
    return BeautifulSoup(writable(html if "<" in html else f"<p>{html}"), "lxml")


def text_of(element: Tag) -> str:
    """The text inside an element with a line for each block; scripts, menus and footers dropped."""
    from bs4.element import NavigableString, PreformattedString, Tag

    parts: list[str] = []
    # An explicit stack: hostile pages nest deeper than Python recurses.
    waiting: list[PageElement | str] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Tag):
            if node.name in _DROPPED and node is not element:
                continue
            if node.name == "br":
                parts.append("\n")
                continue
            block = node.name in _BLOCKS
            if block:
                parts.append("\n")
                waiting.append("\n")
            waiting.extend(reversed(node.contents))
        elif isinstance(node, NavigableString):
            # Comments, declarations and the like are not shown.
            if not isinstance(node, PreformattedString):
                parts.append(re.sub(r"\s+", " ", node))
        else:
            parts.append(str(node))
    return tidy("".join(parts))


def excerpt(text: str, at_most: int) -> str:
    """The beginning of a text on one line, cut between words, with an ellipsis when cut."""
    line = text.replace("\n", " ")
    if len(line) <= at_most:
        return line
    cut = line[: at_most - 1]
    head = cut.rpartition(" ")[0]
    # Scripts without spaces are cut anywhere.
    return (head if len(head) > at_most // 2 else cut).rstrip(" ,;:.–-") + "…"
