"""Tells a block from a changed layout.

A block is often answered with 200. So a page that lacks what it must have is first searched for the
marks of bot checks and login forms, and only then called a changed layout.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.formats.stand_ins import says_it_is_none
from scrapers.http.faults import (
    Broken,
    ChallengePage,
    LayoutChanged,
    LoginPage,
    NotTheFormat,
    SourceFault,
)
from scrapers.http.request import Response
from scrapers.normalise.addresses import canonical
from scrapers.normalise.text import soup, text_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

# What ordinary pages may have as well: believed only where the content is missing.
_SOFT_CHALLENGES = (
    ("Imperva Incapsula", re.compile(r"_Incapsula_Resource", re.I)),
    ("AWS WAF", re.compile(r"awswaf\.com/|AwsWafIntegration", re.I)),
    ("Cloudflare", re.compile(r"/cdn-cgi/challenge-platform/|cf-turnstile", re.I)),
    ("Akamai", re.compile(r"<title>\s*Access Denied|Reference\s*#\d", re.I)),
    ("a captcha", re.compile(r"g-recaptcha|h-captcha|captcha", re.I)),
    (
        "a check for JavaScript",
        re.compile(
            r"enable javascript|javascript (?:is )?(?:required|disabled)|needs javascript"
            r"|requires javascript|habilit\w{1,9} (?:el |o )?javascript"
            r"|javascript (?:muss|aktivieren)|請啟用\s?javascript|请(?:启用|开启)\s?javascript"
            r"|javascript를|javascriptを有効",
            re.I,
        ),
    ),
)
_SCRIPT_ONLY = re.compile(r"<script\b", re.I)
_PASSWORD = re.compile(r"""<input[^<>]+type\s*=\s*["']?password""", re.I)
# What a site hands over, by a form that browsers send on unseen, to who signs its readers on.
_SIGN_ON = re.compile(
    r"""<input[^<>]+name\s*=\s*["']?(?:SAMLRe(?:quest|sponse)|wresult|wctx|id_token)\b""", re.I
)
_REFRESH = re.compile(r"""\burl\s*=\s*["']?([^"'\s]+)""", re.I)
_LOCATION = re.compile(
    r"""\blocation(?:\.href)?\s*=\s*["']([^"'\s]+)|\blocation\.(?:replace|assign)\(\s*["']([^"'\s]+)"""
)
# A page with less visible text than this and nothing of what was looked for is not the page.
_SHELL = 400
# An atomic group matches a comment in one way only; otherwise a row of comments would be tried in
# every way in which it can be divided.
_HTML = re.compile(
    r"^\s*(?:(?><!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body|script|div)\b", re.I | re.S
)


def begins_as_html(text: str) -> bool:
    """Whether a text begins as a page does, or a piece of one."""
    return _HTML.match(text) is not None


def not_the_format(name: str, text: str, response: Response, why: str) -> SourceFault:
    """The fault for a body that is not of the promised format."""
    if begins_as_html(text) or "<html" in text[:2000].lower():
        page = soup(text)
        return block_or(
            NotTheFormat(f"HTML ({_title(page)})", expected=name, url=response.url), page
        )
    return NotTheFormat(f"malformed {name} ({why})", expected=name, url=response.url)


def block_or(fault: SourceFault, page: BeautifulSoup) -> SourceFault:
    """The given fault, unless the page that lacks its content is a bot check or leads to a login.

    Or says that it is not there, or that its site is out of order. A changed layout says what the
    page calls itself, and one that only sends browsers on where to.
    """
    html = str(page)
    shown = text_of(page.body or page)
    title = _title(page)
    if _PASSWORD.search(html) and (
        len(shown) < 5 * _SHELL or re.search(r"log.?in|sign.?in", title, re.I)
    ):
        return LoginPage(f"a form that asks for a password ({title})", url=fault.url)
    if len(shown) < _SHELL:
        if _SIGN_ON.search(html):
            return LoginPage(f"a form that leads to a sign-on ({title})", url=fault.url)
        onward = _onward(page, html, fault.url)
        for name, mark in _SOFT_CHALLENGES:
            if mark.search(html):
                return ChallengePage(f"a page of {name}", expected="the content", url=fault.url)
        if _SCRIPT_ONLY.search(html) and len(shown) < 40:
            return ChallengePage(
                f"a page of scripts without text{onward}", expected="the content", url=fault.url
            )
        fault.seen += onward
    if isinstance(fault, Broken) and (none := says_it_is_none(page, fault.url)):
        return none
    if isinstance(fault, LayoutChanged):
        fault.seen += f" on a page with the title {title!r}" if page.title else ""
    return fault


def _onward(page: BeautifulSoup, html: str, url: str) -> str:
    """In words, where a page sends browsers on to; "" for nowhere, and for the page itself."""
    refresh = page.select_one('meta[http-equiv="refresh" i]')
    found = _REFRESH.search(str(refresh.get("content"))) if refresh else _LOCATION.search(html)
    to = canonical(next(filter(None, found.groups())), url) if found else None
    here = urlsplit(url)._replace(query="", fragment="").geturl()
    return f", which sends browsers on to {to[:200]}" if to and to.partition("?")[0] != here else ""


def _title(page: BeautifulSoup) -> str:
    return (page.title.get_text(" ", strip=True) if page.title else "")[:80] or "no title"
