"""Real pages are larger and less tidy than recorded ones: the same rows are read from them.

What is rewritten here is what HTML leaves free: the order of attributes, their quotes, further
attributes and classes, capitals, space and comments between elements, entities, and everything
that stands around the list.
"""

from __future__ import annotations

import re

import pytest

from scrapers.formats.detail import read_detail
from scrapers.formats.page import Page
from scrapers.http.request import Request
from tests.scrapers.recorded import answer, catalogue, page_of, parsed
from tests.scrapers.site import site_of

PAGES_OF_HTML = sorted(
    id_
    for id_, source in catalogue().items()
    if (path := page_of(source, "normal")) and path.suffix == ".html" and not source.key
)
_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s+[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*(/?)>", re.I)
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")
_AROUND = (
    '<table role="presentation"><tr><td>Menu</td><td><a href="/search">Search</a></td></tr></table>'
    '<ul class="breadcrumb"><li><a href="/">Home</a></li><li>List</li></ul>'
)
_SCRIPTS = re.compile(r"(<script\b.*?</script>)", re.S | re.I)


def _rewritten(tag: re.Match[str]) -> str:
    name, attributes, closed = tag.groups()
    found = [(key, a or b) for key, a, b in _ATTRIBUTE.findall(attributes)]
    if any(key == "class" for key, _ in found):
        found = [(key, f"{value} further" if key == "class" else value) for key, value in found]
    else:
        found.append(("class", "further"))
    found.append(("data-id", "1"))
    written = " ".join(f"{key.upper()} = '{value}'" for key, value in reversed(found))
    return f"<{name.upper()} {written} {closed}>"


def untidy(html: str) -> str:
    """The page as another program might write it."""
    parts = _SCRIPTS.split(html)
    for number in range(0, len(parts), 2):
        part = re.sub(r">\s*<(?!!)", ">\r\n\t <!-- x -->\r\n<", parts[number])
        part = re.sub(r"(?<=[^\x00-\x7f\s]) (?=[^\x00-\x7f\s])", "&nbsp;", part)
        part = _TAG.sub(_rewritten, part)
        parts[number] = re.sub(r"[\u00c0-\u024f]", lambda letter: f"&#{ord(letter.group())};", part)
    whole = "".join(parts)
    return re.sub(r"(<BODY[^>]*>)", rf"\1{_AROUND}", whole)


def _told(page: Page) -> list[list[str]]:
    return [
        [
            "".join((said or "").split())
            for said in (it.key, it.title, it.url, it.published, it.text)
        ]
        for it in page.items
    ]


@pytest.mark.parametrize("id_", PAGES_OF_HTML)
def test_an_untidy_page_gives_the_same_rows(id_: str) -> None:
    source = catalogue()[id_]
    path = page_of(source, "normal")
    assert path
    html = path.read_text(encoding="utf-8")
    tidy, other = parsed(source, html), parsed(source, untidy(html))
    assert _told(other) == _told(tidy)
    assert [each.url for each in other.next] == [each.url for each in tidy.next]
    if not site_of(id_).empty_is_a_fault:
        empty = page_of(source, "empty")
        assert empty
        html = empty.read_text(encoding="utf-8")
        assert not parsed(source, untidy(html)).items


@pytest.mark.parametrize(
    "id_", [id_ for id_ in PAGES_OF_HTML if page_of(catalogue()[id_], "detail")]
)
def test_an_untidy_page_of_a_notice_gives_the_same_text(id_: str) -> None:
    source = catalogue()[id_]
    path = page_of(source, "detail")
    assert path
    html = path.read_text(encoding="utf-8")
    request = Request("https://example.org/notice", purpose="detail", source=id_)
    tidy, other = (
        read_detail(source, answer(request, page.encode())) for page in (html, untidy(html))
    )
    assert "".join(other.text.split()) == "".join(tidy.text.split())
    assert (other.published, other.documents) == (tidy.published, tidy.documents)
