"""The page or document of a single notice: its text, when the list does not carry it."""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from scrapers.catalogue import Detail, Source
from scrapers.formats.blocks import begins_as_html, block_or, not_the_format
from scrapers.formats.html_page import page_in
from scrapers.formats.paths import text_at, values_at
from scrapers.formats.reading import json_of, text_of_response, warnings_of
from scrapers.formats.stand_ins import refuse_stand_in
from scrapers.http.decoding import opened
from scrapers.http.faults import LayoutChanged, NotTheFormat
from scrapers.http.request import Request, Response
from scrapers.normalise.addresses import canonical
from scrapers.normalise.text import one_line, plain, soup, text_of, tidy

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# The beginning of a long report says what it is about.
PDF_PAGES = 40
# Only a hostile file takes longer: a few kilobytes that repeat the same text without end.
PDF_SECONDS = 60
# Some files have other bytes before the PDF, and PDF readers accept that.
_PDF_BEGINS_WITHIN = 1024
# The first bytes of files that are not read: some regulators publish letters as office files.
_NO_PAGES = {
    b"PK\x03\x04": "an office file (Word, Excel, HWP …)",
    b"\xd0\xcf\x11\xe0": "an office file (Word, Excel, HWP …)",
    b"\xff\xd8\xff": "a picture",
    b"\x89PNG": "a picture",
}
_NAMED_PDF = re.compile(r"\.pdf(?:$|[?#])", re.I)
_DOCUMENT = re.compile(r"\.pdf(?:$|[?#])|/download(?:$|[/?#])", re.I)


@dataclass(frozen=True)
class DetailPage:
    """The text of a notice; `documents` are PDFs linked from it; None: the page does not say."""

    text: str
    documents: tuple[Request, ...] = ()
    published: str | None = None
    warnings: tuple[str, ...] = ()


def detail_request(source: Source, url: str | None) -> Request | None:
    """What to fetch for the text of a notice, or None when the source is not read that far.

    `url` is canonical already (scrapers.normalise.addresses).
    """
    if not source.detail or not url:
        return None
    document = bool(_DOCUMENT.search(url))
    if document and not source.detail.pdf:
        return None
    headers = {"Accept": "application/json"} if source.detail.json_path else {}
    return Request(
        url, headers=headers, purpose="document" if document else "detail", source=source.id
    )


def read_detail(source: Source, response: Response) -> DetailPage:
    """The text of a notice's own page or document; none, with a warning, where it has no words.

    Raises:
        LayoutChanged: none of the source's selectors finds text (or a block, as in lists).
        GoneFromAddress, ServerFault: another page stands in for it.
        NotTheFormat: a PDF that cannot be read or is a page, or not the promised JSON.
    """
    detail, response = source.detail or Detail(), opened(response, source.manners.max_bytes)
    for sign, what in _NO_PAGES.items():
        if response.body.startswith(sign):
            return DetailPage("", warnings=(f"{what}, which is not read: {response.url}",))
    if b"%PDF-" in response.body[:_PDF_BEGINS_WITHIN]:
        return _from_pdf(response)
    if detail.json_path:
        return _from_json(source, detail, detail.json_path, response)
    decoded = text_of_response(source, response)
    others = (source.homepage, *source.urls)
    if _NAMED_PDF.search(response.request.url) and begins_as_html(decoded.text):
        # Not what the notice says, but that it is not there, or who may read it.
        refuse_stand_in(soup(decoded.text), response, others)
        raise not_the_format("a PDF", decoded.text, response, "it begins as HTML")
    page, warnings = page_in(source, decoded.text, response, parts=detail.selector)
    refuse_stand_in(page, response, others)
    body = _body(detail, page, response)
    return DetailPage(
        "\n".join(text for part in body if (text := text_of(part))),
        _documents(source, detail, page, body, response),
        _said(page, detail.published),
        (*warnings_of(decoded), *warnings),
    )


def _body(detail: Detail, page: BeautifulSoup, response: Response) -> Sequence[Tag]:
    for selector in detail.selector:
        elements = page.select(selector)
        if any(text_of(element) for element in elements):
            return elements
    raise block_or(
        LayoutChanged(
            f"no text in {' or '.join(map(repr, detail.selector)) or 'the page'}",
            expected="the text of the notice",
            url=response.url,
        ),
        page,
    )


def _from_json(source: Source, detail: Detail, path: str, response: Response) -> DetailPage:
    record, warnings = json_of(source, response)
    html = text_at(_with_blocks(record), path)
    if not html:
        raise LayoutChanged(f"no text at {path!r}", expected="the text", url=response.url)
    published = text_at(record, detail.published) if detail.published else ""
    page = soup(html)
    return DetailPage(
        plain(html),
        _documents(source, detail, page, [page], response),
        published or None,
        tuple(warnings),
    )


def _with_blocks(record: Any) -> Any:
    """A page of Plone as its text: the words of its blocks, in the order in which they are shown.

    The blocks themselves are filed under keys that say nothing of their order.
    """
    if not isinstance(record, dict) or not isinstance(blocks := record.get("blocks"), dict):
        return record
    shown = [str(each) for each in values_at(record, "blocks_layout.items")]
    rest = [key for key in blocks if key not in shown]
    texts = [
        text_at(blocks.get(key), "html") or escape(text_at(blocks.get(key), "plaintext"))
        for key in (*shown, *rest)
    ]
    return {**record, "blocks": "\n".join(text for text in texts if text)}


def _said(page: BeautifulSoup, selector: str | None) -> str | None:
    if not selector or (element := page.select_one(selector)) is None:
        return None
    for attribute in ("datetime", "content"):
        if isinstance(value := element.get(attribute), str) and value.strip():
            return value.strip()
    return one_line(text_of(element)) or None


def _documents(
    source: Source, detail: Detail, page: BeautifulSoup, body: Sequence[Tag], response: Response
) -> tuple[Request, ...]:
    if not detail.pdf:
        return ()

    def addresses(links: Iterable[Tag]) -> Iterator[str]:
        for link in links:
            if url := canonical(str(link["href"]), response.url, https=source.upgrade_links):
                yield url

    in_text = addresses(link for part in body for link in part.select("a[href]"))
    named = addresses(page.select(detail.documents) if detail.documents else ())
    urls = dict.fromkeys([*filter(_DOCUMENT.search, in_text), *named])
    return tuple(Request(url, purpose="document", source=source.id) for url in urls)


def _from_pdf(response: Response) -> DetailPage:
    # Most runs meet no document, and this library is slow to load.
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    until = time.monotonic() + PDF_SECONDS

    def in_time(*_: object) -> None:
        if time.monotonic() > until:
            raise NotTheFormat(
                f"a PDF that takes longer than {PDF_SECONDS} seconds to read",
                expected="a readable PDF",
                url=response.url,
            )

    try:
        reader = PdfReader(io.BytesIO(response.body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotTheFormat("a PDF with a password", expected="a readable PDF", url=response.url)
        beginning, pages = reader.pages[:PDF_PAGES], len(reader.pages)
        texts = [page.extract_text(visitor_operand_before=in_time) for page in beginning]
    except NotTheFormat:
        raise
    except Exception as error:  # the library has no one name for what it stumbles over
        raise NotTheFormat(
            f"a PDF that cannot be read ({type(error).__name__}: {error})",
            expected="a PDF with text",
            url=response.url,
        ) from None
    text = tidy("\n".join(texts))
    warnings = [] if text else [f"a PDF without text, perhaps a picture of one: {response.url}"]
    if pages > PDF_PAGES:
        warnings.append(f"a PDF of {pages} pages, read to page {PDF_PAGES}: {response.url}")
    return DetailPage(text, warnings=tuple(warnings))
