"""Pages that stand in for one that is not there, answered with 200: the front page, an error page.

Their text would be taken for a notice's, and their newest entries for the list. They are known by
the address that a site redirects to, and by what the page calls itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.http.faults import GoneFromAddress, ServerFault, SourceFault
from scrapers.http.request import Response
from scrapers.normalise.addresses import loosely
from scrapers.normalise.text import one_line, text_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_FRONT = re.compile(
    r"(?:/index\.php)?(?:/[a-z]{2}(?:[-_][a-z]{2,4})?)?(?:/(?:home|index|default|start|main|portal)"
    r"(?:[-_]?(?:page|seite|site|node)|[-_][a-z]{2})?(?:\.[a-z]{2,5}){0,2})*/?",
    re.IGNORECASE | re.ASCII,
)
# With such a parameter a front page is still the front page.
_LANGUAGE = re.compile(
    r"(?:^|&)(?:hl|l|lang|language|locale)=[a-z]{2}(?:[-_][a-z]{2,4})?(?=&|$)", re.IGNORECASE
)
_ERROR = re.compile(
    r"/(?:errors?[-_]?(?:\d{3})?|(?:page)?[-_]?not[-_]?found(?:error)?|404)(?:page)?(?:[./]|$)",
    re.IGNORECASE,
)
# A notice may be about 404 mg, or what is not found: only what a whole title says is meant. Texts,
# since most runs open no page, and to prepare these patterns takes long.
_NOT_FOUND = (
    r"^\W*(?:error\W*404(?:$|\s*[|:–]|\s+-)|404(?:$|\s*\|))"
    r"|^\W*(?:error\W*)?404\W+(?:error|page|[\w\s]{0,30}\bnot[ _]found\W*(?:$|\s[|–-]))"
    r"|^\W*not found(?:$|\s*[|–-])"
    r"|\bpage\b[\w\s’']{0,30}\b(?:not found|(?:can)?not be found|not exist)"
    r"(?:$|[^\w\s]|\s+[^\w\s]|\s+(?:on|at) (?:this|the|our)\b)"
    r"|\bpage\b.{0,30}\bintrouvable|seite (?:\w+ )?nicht gefunden|pagina niet gevonden"
    r"|p[áa]gina n[ãa]?o (?:foi |fue |se ha )?encontrada|pagina non trovata"
    r"|halaman tidak (?:di)?(?:temukan|jumpai)|sayfa bulunamadı|nie znaleziono strony"
    r"|sidan (?:kunde inte hittas|hittades inte|finns inte)|страница не найдена|ไม่พบหน้า"
    r"|페이지를 찾을 수 없|ページ(?:が|は)見つかり"
    r"|找不到(?:网页|網頁|页面|頁面)|(?:页面|頁面)不存在"
)
# What follows is the name of the site, or what notice number 404 is about, as its heading says too.
_NUMBERED = r"\W*404(?:\s*[:–]|\s+-)"
_NOT_NOW = (
    r"^\W*(?:(?:http|status|server|error|5\d\d)\W+)*"
    r"(?:internal server error|bad gateway|service (?:temporarily )?unavailable)"
    r"|^\W*(?:(?:web)?site )?(?:is )?(?:currently )?(?:in|under|down for) maintenance"
    r"|^\W*maintenance mode"
)


def refuse_stand_in(page: BeautifulSoup, response: Response, others: Iterable[str] = ()) -> None:
    """Let a list pass, or the own page of a notice; `others` are addresses that it is not at.

    Raises:
        GoneFromAddress: it is the front page or one of the others, or says that it is not there.
        ServerFault: it says that the site does not work at present.
    """
    asked, url = response.request.url, response.url
    here, elsewhere = loosely(url), set(map(loosely, others))
    # Without what is asked of it, a list is no notice's page either.
    elsewhere |= {f"{page.partition('?')[0]}?" for page in elsewhere}
    if (here in elsewhere or _is_away(asked, url)) and loosely(asked) != here:
        host = urlsplit(url).hostname
        todo = (
            f"If what was read has moved there, name that address in its YAML; else look for where "
            f"it is now on {host}."
        )
        is_elsewhere = host != urlsplit(asked).hostname
        raise GoneFromAddress(f"{asked} leads away", todo=todo if is_elsewhere else "", url=url)
    if fault := says_it_is_none(page, url):
        raise fault


def says_it_is_none(page: BeautifulSoup, url: str) -> SourceFault | None:
    """The fault of a page that calls itself missing, or its site out of order; else None."""
    title, heading = (
        one_line(text_of(name))[:200] if name else "" for name in (page.title, page.h1)
    )
    for said in (title, heading):
        if re.search(_NOT_FOUND, said, re.IGNORECASE):
            return GoneFromAddress(f"a page that calls itself {said!r}", url=url)
        if re.search(_NOT_NOW, said, re.IGNORECASE):
            return ServerFault(f"a page that calls itself {said!r}", url=url)
    if re.match(_NUMBERED, title) and not (heading and title.startswith(heading)):
        return GoneFromAddress(f"a page that calls itself {title!r}", url=url)
    return None


def _is_away(asked: str, url: str) -> bool:
    return any(is_one(url) and not is_one(asked) for is_one in (_is_front, _is_error))


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    query = _LANGUAGE.sub("", parts.query)
    return not query and _FRONT.fullmatch(parts.path) is not None


def _is_error(url: str) -> bool:
    parts = urlsplit(url)
    return "aspxerrorpath=" in parts.query or _ERROR.search(parts.path) is not None
