"""From the bytes of a response to text, JSON, XML or HTML; and telling a page from a block.

A block often answers 200: a page that lacks what it must have is first held against the marks of
bot checks and login forms, and only then called a changed layout.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from html.entities import html5
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

from scrapers.catalogue import Source
from scrapers.http.challenges import challenge_in
from scrapers.http.faults import (
    ChallengePage,
    EntityExpansion,
    LayoutChanged,
    LoginPage,
    NotTheFormat,
    Outage,
    SourceFault,
    TruncatedBody,
)
from scrapers.http.request import Response
from scrapers.normalise.encoding import Decoded, decode
from scrapers.normalise.text import soup, text_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# What ordinary pages may have as well: believed only where the content is missing.
_SOFT_CHALLENGES = (
    ("Imperva Incapsula", re.compile(r"_Incapsula_Resource", re.I)),
    ("AWS WAF", re.compile(r"awswaf\.com/|AwsWafIntegration", re.I)),
    ("Cloudflare", re.compile(r"/cdn-cgi/challenge-platform/|cf-turnstile", re.I)),
    ("Akamai", re.compile(r"<title>\s*Access Denied|Reference\s*&?#?\d*;?\s*#\d", re.I)),
    ("a captcha", re.compile(r"g-recaptcha|h-captcha|captcha", re.I)),
    (
        "a check for JavaScript",
        re.compile(
            r"enable javascript|javascript (?:is )?(?:required|disabled)|needs javascript"
            r"|requires javascript|habilit\w+ (?:el |o )?javascript|javascript (?:muss|aktivieren)"
            r"|請啟用\s?javascript|请(?:启用|开启)\s?javascript|javascript를|javascriptを有効",
            re.I,
        ),
    ),
)
_SCRIPT_ONLY = re.compile(r"<script\b", re.I)
_PASSWORD = re.compile(r"""<input[^>]+type\s*=\s*["']?password""", re.I)
# A page with less visible text than this and nothing of what was looked for is not the page.
_SHELL = 400
_HTML = re.compile(
    r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|div)\b", re.I | re.S
)
_BEGINS = re.compile(r"<(?:html|body)\b", re.I)
_ENDS = re.compile(r"</(?:html|body)\b", re.I)
# What holds no tags, though it may look so; without its end it goes on to the page's.
_NO_TAGS = re.compile(
    r"<!--(?:.*?-->|(?P<comment>.*))|<(script|style)\b(?:.*?</\2\s*>|(?P<code>.*))", re.I | re.S
)
_CUT_INSIDE = "<script>"
_LAST_TAG = re.compile(r"</[a-z][\w-]*\s*>\s*$", re.I)
# Elements that HTML wants closed; <body> and <html> a page may leave open to its end.
_TO_BE_CLOSED = re.compile(r"<(/?)(?:a|article|div|main|ol|script|section|table|ul)\b", re.I)
_HTML_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w{1,31});")
_NUMBERED = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|(\d{1,10}));")
_BARE_AMPERSAND = re.compile(r"&(?!#|[A-Za-z]\w{1,31};)")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.S)
_COUNT = re.compile(r"[0-9]{1,18}")
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
            expected=f"the list of {source.id}",
            url=response.url,
        )
    decoded = decode(response.body, response.headers.get("Content-Type", ""), source.encoding)
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


def json_of(source: Source, response: Response) -> tuple[Any, list[str]]:
    """The body as JSON, and warnings.

    Raises:
        NotTheFormat: not JSON; if it is HTML, it is a challenge, a login or some other page.
    """
    decoded = text_of_response(source, response)
    try:
        value = json.loads(decoded.text)
        # Some sites send JSON as a JSON string, which their pages read twice.
        return json.loads(value) if isinstance(value, str) else value, warnings_of(decoded)
    except (ValueError, RecursionError) as error:  # also for a number of thousands of digits
        raise not_the_format("JSON", decoded.text, response, str(error)) from None


def xml_of(source: Source, response: Response) -> tuple[Element, list[str]]:
    """The root element of the body, and warnings. Entities are never expanded.

    Control characters, also by their number, HTML's named entities and bare ampersands, which many
    feeds contain by mistake, are read for what they mean; anything else that is not well formed is
    a fault.

    Raises:
        EntityExpansion: the document defines entities or refers to outside ones.
        NotTheFormat: not XML.
    """
    # Loaded, as what reads HTML is, by a run that finds anything new.
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    decoded = text_of_response(source, response)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded.text.lstrip("\ufeff"))
    if _HTML.match(text):
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
        raise not_the_format("XML", decoded.text, response, str(error)) from None
    return root, warnings_of(decoded)


def _named(entity: re.Match[str]) -> str:
    character = html5.get(f"{entity.group(1)};")
    return character if character else f"&amp;{entity.group(1)};"


def _numbered(reference: re.Match[str]) -> str:
    """A numbered character as it stands, or nothing where XML cannot have it."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    is_character = number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF
    return reference[0] if is_character and not _NO_XML.match(chr(number)) else ""


def count_in(text: str) -> int | None:
    """How many entries a source says that it has, where its text is such a number."""
    return int(text) if _COUNT.fullmatch(text) else None


def html_of(
    source: Source, response: Response, *, whole: bool = True, parts: Sequence[str] = ()
) -> tuple[BeautifulSoup, list[str]]:
    """The body as HTML, and warnings; scripts and comments are still in it. See page_in."""
    decoded = text_of_response(source, response)
    page, warnings = page_in(source, decoded.text, response, whole=whole, parts=parts)
    return page, warnings_of(decoded) + warnings


def page_in(
    source: Source, html: str, response: Response, *, whole: bool = True, parts: Sequence[str] = ()
) -> tuple[BeautifulSoup, list[str]]:
    """A page whose links are meant from its own address, and warnings.

    A page with a <base> means them from there, as those of the German federal authorities do.

    `whole`: it has to have its end. A page that is only badly written goes on behind the last of
    what is read of it (`parts`, selectors in order of preference), and ends with a tag that closes
    something; or it has what stands at the end of the source's pages (its end_markers).

    Raises:
        TruncatedBody: the page breaks off (or a block, as a page without its content).
    """
    page, warnings = soup(html), list[str]()
    if whole and not _has_marked_end(source, html) and _breaks_off(without_code := _bare(html)):
        if not _LAST_TAG.search(without_code) or not _goes_on_behind(page, parts):
            # Half a page reads as a whole one, in which entries are missing and texts are shorter.
            cut = TruncatedBody(
                "a page of HTML that breaks off",
                expected="</body> or </html>",
                todo="The next run tries again; if it stays so, the site writes its pages so: look "
                "at one with `show ID --raw`, and name what stands at its end as end_markers in "
                "its YAML.",
                url=response.url,
            )
            # Cut inside a script nothing behind it shows, as on the page of a bot check.
            raise cut if without_code.endswith(_CUT_INSIDE) else block_or(cut, page)
        warnings.append(
            "a page without </body> and </html> leaves elements open; it goes on behind what is "
            "read of it, so it was taken for whole"
        )
    base = page.select_one("base[href]")
    if base is not None:
        with suppress(ValueError):  # of an address that is none; its links are left as they are
            start = urljoin(response.url, str(base["href"]))
            for link in page.select('a[href]:not([href=""])'):
                link["href"] = urljoin(start, str(link["href"]))
    return page, warnings


def _has_marked_end(source: Source, html: str) -> bool:
    return any(marker in html for marker in source.end_markers)


def _bare(html: str) -> str:
    """A page without its comments, scripts and styles; one that has no end leaves its beginning."""

    def beginning(found: re.Match[str]) -> str:
        is_open = found["comment"] is not None or found["code"] is not None
        return _CUT_INSIDE if is_open else ""

    return _NO_TAGS.sub(beginning, html)


def _breaks_off(bare: str) -> bool:
    """Whether a page that has begun is not ended, and neither is something within it."""
    if not _BEGINS.search(bare) or _ENDS.search(bare):
        return False
    tags = [tag[1] for tag in _TO_BE_CLOSED.finditer(bare)]
    return tags.count("") > tags.count("/")


def _goes_on_behind(page: BeautifulSoup, parts: Sequence[str]) -> bool:
    """Whether something is shown behind the last of what the first selector that does finds.

    Of several parts the last one's row is what it does not share with the one before, and of a
    single link the block around it: what is cut within a row goes on behind its title as well.
    """
    found = next((found for selector in parts if (found := page.select(selector))), None)
    if not found:
        return False
    row: Tag = found[-1]
    if len(found) > 1:
        shared = {id(parent) for parent in found[-2].parents}
        while row.parent is not None and id(row.parent) not in shared:
            row = row.parent
    elif row.name in ("a", "span", "h2", "h3", "h4"):
        row = row.find_parent(["li", "tr", "dd", "p", "div", "article", "section"]) or row
    behind = chain.from_iterable(each.find_next_siblings() for each in (row, *row.parents))
    return any(each.name == "script" or each.get_text(strip=True) for each in behind)


def warnings_of(decoded: Decoded) -> list[str]:
    """What the run should note about the bytes."""
    return [decoded.warning] if decoded.warning else []


def not_the_format(name: str, text: str, response: Response, why: str) -> SourceFault:
    """The fault for a body that is not of the promised format."""
    if _HTML.match(text) or "<html" in text[:2000].lower():
        page = soup(text)
        return block_or(
            NotTheFormat(f"HTML ({_title(page)})", expected=name, url=response.url), page
        )
    return NotTheFormat(f"malformed {name} ({why})", expected=name, url=response.url)


def block_or(fault: SourceFault, page: BeautifulSoup) -> SourceFault:
    """The given fault, unless the page that lacks its content is a bot check or a login form."""
    html = str(page)
    shown = text_of(page.body or page)
    title = _title(page)
    if _PASSWORD.search(html) and (
        len(shown) < 5 * _SHELL or re.search(r"log.?in|sign.?in", title, re.I)
    ):
        return LoginPage(f"a form that asks for a password ({title})", url=fault.url)
    if len(shown) < _SHELL:
        for name, mark in _SOFT_CHALLENGES:
            if mark.search(html):
                return ChallengePage(f"a page of {name}", expected="the content", url=fault.url)
        if _SCRIPT_ONLY.search(html) and len(shown) < 40:
            return ChallengePage(
                "a page of scripts without text", expected="the content", url=fault.url
            )
    return fault


def one(element: Tag, selector: str, response: Response) -> Tag:
    """The element that a selector names.

    Raises:
        LayoutChanged: there is none, or more than one.
    """
    found = element.select(selector)
    if len(found) != 1:
        raise LayoutChanged(
            f"{len(found)} of {selector!r}", expected="exactly one", url=response.url
        )
    return found[0]


def some(page: BeautifulSoup, selector: str, response: Response) -> Sequence[Tag]:
    """The elements that a selector names.

    Raises:
        LayoutChanged: there is none (on a page that is one, ChallengePage or LoginPage).
    """
    found = page.select(selector)
    if not found:
        changed = LayoutChanged(f"0 of {selector!r}", expected="at least 1", url=response.url)
        raise block_or(changed, page)
    return found


def _title(page: BeautifulSoup) -> str:
    return (page.title.get_text(" ", strip=True) if page.title else "")[:80] or "no title"
