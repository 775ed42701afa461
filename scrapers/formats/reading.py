"""From the bytes of a response to text, JSON or XML."""

from __future__ import annotations

import json
import re
import sys
from html import escape
from html.entities import html5
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from scrapers.catalogue import Source
from scrapers.formats.blocks import begins_as_html, not_the_format
from scrapers.http.challenges import challenge_in
from scrapers.http.decoding import opened
from scrapers.http.faults import ChallengePage, EntityExpansion, Outage
from scrapers.http.request import Response
from scrapers.normalise.encoding import Decoded, decode
from scrapers.normalise.text import one_line

_HTML_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w{1,31});")
_NUMBERED = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|(\d{1,10}));")
_BARE_AMPERSAND = re.compile(r"&(?!#|[A-Za-z]\w{1,31};)")
# Without its end it reaches to that of the text; else each further one would be tried in turn.
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.S)
_COUNT = re.compile(r"[0-9]{1,18}")
# To find malformed entries, each is parsed with all that stands around them: so much in all.
_READ_AGAIN = 5_000_000
# Answers put together of several files may begin with a byte order mark or an empty line of each.
_BEFORE = "\ufeff \t\r\n"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def text_of_response(source: Source, response: Response) -> Decoded:
    """The body as text; refuses bodies that are no answer at all.

    Raises:
        ChallengePage: an empty answer (an empty 202 is a bot check) or the page of a bot check.
        Outage: the source's own error page, by its error_markers.
    """
    if not response.body.strip():
        raise ChallengePage(
            f"an empty answer with status {response.status}",
            expected="the content",
            url=response.url,
        )
    body = opened(response, source.manners.max_bytes).body
    decoded = decode(body, response.headers.get("Content-Type", ""), source.encoding)
    if name := challenge_in(decoded.text):
        raise ChallengePage(f"a page of {name}", expected="the content", url=response.url)
    for marker in source.error_markers:
        if marker in decoded.text:
            raise Outage(
                f"the site's own error page ({marker!r}) with status {response.status}",
                expected="the content",
                url=response.url,
            )
    return decoded


def warnings_of(decoded: Decoded) -> list[str]:
    """What the run should note about the bytes."""
    return [decoded.warning] if decoded.warning else []


def json_of(source: Source, response: Response) -> tuple[Any, list[str]]:
    """The body as JSON, and warnings.

    Raises:
        NotTheFormat: not JSON; if it is HTML, it is a challenge, a login or some other page.
    """
    decoded = text_of_response(source, response)
    try:
        value = json_in(decoded.text)
        # Some sites send JSON as a JSON string, which their pages read twice.
        return json_in(value) if isinstance(value, str) else value, warnings_of(decoded)
    except (ValueError, RecursionError) as error:  # also for a number of thousands of digits
        raise not_the_format("JSON", decoded.text, response, str(error)) from None


def json_in(text: str) -> Any:
    """JSON as sites write it: with line breaks within its texts, and NaN for nothing.

    Raises:
        ValueError, RecursionError: it is none.
    """
    return json.loads(text.lstrip(_BEFORE), strict=False, parse_constant=lambda _: None)


def xml_of(
    source: Source, response: Response, *, part: re.Pattern[str] | None = None
) -> tuple[Element, list[str]]:
    """The root element of the body, and warnings. Entities are never expanded.

    Control characters, also by their number, HTML's named entities and bare ampersands, which many
    feeds contain by mistake, are read for what they mean; anything else that is not well formed is
    a fault. `part` is a pattern that finds one of many elements, with its name as the first group:
    of such an element that is not well formed only the words are read, as its title.

    Raises:
        EntityExpansion: the document defines entities or refers to outside ones.
        NotTheFormat: not XML.
    """
    # Loaded, like what reads HTML, only by a run that finds anything new.
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    decoded = text_of_response(source, response)
    text = re.sub(r"^<\?xml[^>]*\?>", "", decoded.text.lstrip(_BEFORE))
    if begins_as_html(text):
        raise not_the_format("XML", decoded.text, response, "it begins as HTML")
    text = _NO_XML.sub("", text)
    if not re.search(r"<!ENTITY", text, re.I):
        text = _HTML_ENTITY.sub(_named, text)
        # What stands in CDATA is no markup, and an ampersand there is one.
        pieces = _CDATA.split(text)
        pieces[::2] = [
            _BARE_AMPERSAND.sub("&amp;", _NUMBERED.sub(_numbered, piece)) for piece in pieces[::2]
        ]
        text = "".join(pieces)
    try:
        root: Element = fromstring(text)
    except DefusedXmlException as error:
        raise EntityExpansion(
            f"XML with {type(error).__name__}", expected="plain XML", url=response.url
        ) from None
    except (ParseError, ValueError) as error:
        fault = not_the_format("XML", decoded.text, response, str(error))
        mended = _with_words_for_malformed(text, part) if part else None
        if mended is None:
            raise fault from None
        root, doubt = mended
        return root, [*warnings_of(decoded), f"{doubt} ({error})"]
    return root, warnings_of(decoded)


def _with_words_for_malformed(text: str, part: re.Pattern[str]) -> tuple[Element, str] | None:
    """A document in which a malformed part has its words alone, and in words how many have.

    None, where most are malformed or the rest is: a feed that was cut is none with a bad entry.
    """
    from defusedxml.ElementTree import fromstring

    found = list(part.finditer(text))
    if not found:
        return None
    before, behind = text[: found[0].start()], text[found[-1].end() :]
    if len(before + behind) * len(found) > _READ_AGAIN:
        return None
    malformed = 0

    def mended(each: re.Match[str]) -> str:
        nonlocal malformed
        try:
            fromstring(before + each[0] + behind)
        except (ParseError, ValueError):
            malformed += 1
            words = escape(one_line(each[0]), quote=False)
            return f"<{each[1]}><title>{words}</title></{each[1]}>"
        return each[0]

    text = part.sub(mended, text)
    if 2 * malformed > len(found):
        return None
    try:
        return fromstring(text), f"{malformed} of {len(found)} entries are malformed XML"
    except (ParseError, ValueError):
        return None


def _named(entity: re.Match[str]) -> str:
    return html5.get(f"{entity[1]};") or f"&amp;{entity[1]};"


def _numbered(reference: re.Match[str]) -> str:
    """A numbered character as it stands, or nothing where XML cannot have it."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    is_character = number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF
    return reference[0] if is_character and not _NO_XML.match(chr(number)) else ""


def count_in(text: str) -> int | None:
    """How many entries a source says that it has, where its text is such a number."""
    return int(text) if _COUNT.fullmatch(text) else None
