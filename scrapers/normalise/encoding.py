"""Bytes to text, when the site says which encoding, says the wrong one, or says nothing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A page or document whose first tag is in two bytes a character, or JSON that begins so, without
# such a mark.
_WIDE = (
    (re.compile(rb"(?:[\t\n\r ]\0)*(?:<\0[?!A-Za-z]\0|[\[{]\0)"), "utf-16-le"),
    (re.compile(rb"(?:\0[\t\n\r ])*\0(?:<\0[?!A-Za-z]|[\[{])"), "utf-16-be"),
)
# As browsers do: each name is read as the larger set that sites mean by it.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    # Names that Python has not.
    "windows-874": "cp874",
    "windows-949": "cp949",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "iso-8859-8-i": "iso8859-8",
}
# What a page that claims no encoding may be in; unbounded, rare Macintosh sets would be guessed.
_ON_THE_WEB = (
    "cp949 cp932 euc_jp big5hkscs gb18030 cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 "
    "cp1257 cp1258 koi8_r"
).split()
# Bytes that are ASCII and mean something else: valid UTF-8, and still not UTF-8.
_SEVEN_BIT = {"iso2022_jp", "iso2022_kr", "hz", "utf-7"}
_XML = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9._-]+)""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._-]+)""", re.IGNORECASE)
# Text in another encoding is hardly ever valid UTF-8, not even one letter in ten.
_TIMES_AS_MANY = 5
_HEAD = 4096
_GUESS_FROM = 100_000


@dataclass(frozen=True)
class Decoded:
    """`encoding` is Python's name; `replaced` counts the bytes read as U+FFFD."""

    text: str
    encoding: str
    replaced: int = 0

    @property
    def warning(self) -> str | None:
        """A sentence when something had to be replaced, else None."""
        if not self.replaced:
            return None
        return f"{self.replaced} places were not valid {self.encoding} and were replaced by U+FFFD"


def decode(body: bytes, content_type: str = "", encoding: str = "auto") -> Decoded:
    """Read bytes as text.

    A byte order mark decides, and so does a beginning in two bytes a character. Text that is valid
    UTF-8 beyond ASCII is UTF-8 whatever is claimed, since nothing else looks like it by chance; and
    so it is where a few letters are not: programs cut summaries in the middle of one. Then, each
    tried strictly: the charset of the Content-Type header, the XML declaration or `meta`, the
    source's own `encoding` (unless "auto"), and what the bytes look like. When none fits, the first
    claim is used and what cannot be read is replaced by U+FFFD and counted.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _with_replacements(body, name)
    for first_tag, name in _WIDE:
        if first_tag.match(body):
            return _with_replacements(body, name)
    stated = list(dict.fromkeys(_claims(body, content_type, encoding)))
    is_seven_bit = bool(stated) and stated[0] in _SEVEN_BIT
    if not is_seven_bit and (nearly := _nearly_utf8(body)):
        return nearly
    for claim in stated:
        try:
            return Decoded(body.decode(claim), claim)
        except UnicodeError:
            continue
    return _with_replacements(body, stated[0]) if stated else _guessed(body)


def _nearly_utf8(body: bytes) -> Decoded | None:
    """Bytes as UTF-8, if all or nearly all of their letters beyond ASCII are."""
    try:
        return Decoded(body.decode(), "utf-8")
    except UnicodeError:
        read = _with_replacements(body, "utf-8")
    letters = len(read.text) - len(read.text.encode("ascii", "ignore")) - read.replaced
    return read if letters >= _TIMES_AS_MANY * read.replaced else None


def _guessed(body: bytes) -> Decoded:
    # Few sites make it necessary.
    from charset_normalizer import from_bytes

    guess = from_bytes(body[:_GUESS_FROM], cp_isolation=_ON_THE_WEB).best()
    name = guess.encoding if guess else "utf-8"
    try:
        return Decoded(body.decode(name), name)
    except UnicodeDecodeError:
        return _with_replacements(body, name)


def _claims(body: bytes, content_type: str, encoding: str) -> Iterator[str]:
    """Python's names of the encodings claimed for these bytes, most trusted first."""
    head = body[:_HEAD]
    header = _HEADER.search(content_type)
    inside = [
        match.group(1).decode("ascii") for match in (_XML.search(head), _META.search(head)) if match
    ]
    own = [] if encoding == "auto" else [encoding]
    for name in ([header.group(1)] if header else []) + inside + own:
        try:
            python_name = codecs.lookup(name).name
        except LookupError:
            python_name = ""
        meant = _MEANT.get(python_name) or _MEANT.get(name.lower()) or python_name
        if _reads_whatever_comes(meant):
            yield meant


def _reads_whatever_comes(encoding: str) -> bool:
    """Whether an encoding is one of texts: Python has others too (hex, zip, idna, undefined).

    Some of those refuse a byte that they cannot read, some lose it without a word.
    """
    try:
        return b"\xff".decode(encoding, errors="replace") != ""
    except (LookupError, UnicodeError):
        return False


def _with_replacements(body: bytes, encoding: str) -> Decoded:
    text = body.decode(encoding, errors="replace")
    # What the site itself wrote as U+FFFD is not ours.
    own = body.count("\ufffd".encode()) if encoding.startswith("utf-8") else 0
    return Decoded(text, encoding, text.count("\ufffd") - own)
