"""Pages of HTML: whether they are whole, where their links lead, and their elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapers.catalogue import Source
from scrapers.formats.blocks import block_or
from scrapers.formats.reading import text_of_response, warnings_of
from scrapers.http.faults import SHOW, LayoutChanged, TruncatedBody
from scrapers.http.request import Response
from scrapers.normalise.text import one_line, soup, text_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_BEGINS = re.compile(r"<(?:html|body)\b", re.I)
_ENDS = re.compile(r"</(?:html|body)\b", re.I)
# What looks like tags in here is none; without its end it reaches to the end of the page.
_NO_TAGS = re.compile(
    r"<!--(?:.*?-->|(?P<comment>.*))|<(script|style)\b(?:.*?</\2\s*>|(?P<code>.*))", re.I | re.S
)
_CUT_INSIDE = "<script>"
_LAST_TAG = re.compile(r"</[a-z][\w-]*\s*>\s*$", re.I)
# Elements that HTML wants closed; <body> and <html> a page may leave open to its end.
_TO_BE_CLOSED = re.compile(r"<(/?)(?:a|article|div|main|ol|script|section|table|ul)\b", re.I)


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
    """A page with its links ready to be resolved against its own address, and warnings.

    Where it has a <base>, as those of the German federal authorities, they are resolved against it.

    `whole`: it must not break off. A page without its last tags counts as whole if something stands
    behind the last element that is read of it (`parts`, selectors in order of preference) and it
    ends with a closing tag, or if it has one of the source's end_markers.

    Raises:
        TruncatedBody: the page breaks off (or a block, as a page without its content).
    """
    page, warnings = soup(html), list[str]()
    if whole and not _has_marked_end(source, html) and _breaks_off(without_code := _bare(html)):
        if not _LAST_TAG.search(without_code) or not _goes_on_behind(page, parts):
            # Otherwise half a page would be read as a whole one with fewer entries, shorter texts.
            cut = TruncatedBody(
                "a page of HTML that breaks off",
                expected="</body> or </html>",
                todo="The next run tries again; if it stays so, the site writes its pages so: look "
                f"at one with {SHOW}, and name what stands at its end as end_markers in its YAML.",
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
    """Whether something stands behind the last element that the first matching selector finds.

    It has to stand behind that element's whole row, since a page that is cut within a row goes on
    behind its title too. The row is what the element does not share with the one before it, or the
    block around a single link.
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


def named_cells(names: Iterable[str], cells: Iterable[Tag]) -> dict[str, str]:
    """The text of cells by their names, and the first link in each (or "") as "<name> link"."""
    found: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        found[name] = one_line(text_of(cell))
        link = cell.select_one("a[href]")
        found[f"{name} link"] = str(link["href"]) if link else ""
    return found


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
