"""A page as it is printed."""

from __future__ import annotations

from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

# A4 less the margins of the style sheet, in CSS pixels: what a printed page has for its text.
PRINTED_WIDTH = 672
WIDER = """() => [...document.querySelectorAll('body *')]
    .filter(part => part.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(part => part.outerHTML.slice(0, 200))"""


def printed(page: Page, address: str) -> PdfReader:
    page.goto(address)
    page.emulate_media(media="print")
    assert page.evaluate(WIDER) == []
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
