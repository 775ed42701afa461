"""Briefs as they are served, opened and printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote

import pytest
import requests
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import OpenPage
from tests.browser.hostile import LONG, PLACE, RAN
from tests.browser.test_hostile_text import MADE_OF_IT

# A4 less the margins of the style sheet, in CSS pixels: what a printed page has for its text.
PRINTED_WIDTH = 672
A4 = (595, 842)  # points
WIDER = """() => [...document.querySelectorAll('body *')]
    .filter(part => part.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(part => part.outerHTML.slice(0, 200))"""
# Question -> the heading, and a language that some title is in: five scripts besides Latin.
PRINTED = {
    "KR": ("South Korea (KR)", "ko"),
    "JP": ("Japan (JP)", "ja"),
    "CN": ("China (CN)", "zh-CN"),
    "TH": ("Thailand (TH)", "th"),
    "JO": ("Jordan (JO)", "ar"),
    "EU": ("European Union (EU)", "en"),
    "check?place=ES&origin=animal&use=microneedling&claim=therapeutic": (
        "Launch check: Spain (ES)",
        "es",
    ),
}
# Fonts give some characters the glyph of a radical, and a PDF the radical for the character.
CHARACTERS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻰",
    "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐龙",
)


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    """A new tab as wide as the text of a printed page; whatever it complains of is a failure."""
    with browser.new_page(viewport={"width": PRINTED_WIDTH, "height": 900}) as page:
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url))
        yield page
        # The document itself, and nothing that it asked for.
        assert len(complaints) == 1, complaints


def printed(page: Page, address: str) -> PdfReader:
    page.goto(address)
    page.emulate_media(media="print")
    assert page.evaluate(WIDER) == []
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def letters(text: str) -> str:
    """What a PDF gives back of a text: presentation forms, marks and spacing differ in it."""
    plain = unicodedata.normalize("NFKC", text.translate(CHARACTERS))
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in "LN")


@pytest.mark.parametrize("asked", PRINTED)
def test_it_prints_on_numbered_a4_pages_with_every_title_legible(
    blank: Page, dashboard: str, asked: str
) -> None:
    heading, language = PRINTED[asked]
    document = printed(blank, f"{dashboard}/brief/{asked}")
    pages = [page.extract_text() for page in document.pages]
    for number, page in enumerate(document.pages, start=1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
        assert f"Page {number} of {len(pages)}" in pages[number - 1]
        assert f"Exosome Atlas · {heading}" in pages[number - 1]
        assert "not legal advice" in pages[number - 1]
    assert 3 <= len(pages) <= 20
    whole = letters("".join(pages))
    titles = blank.locator(".notice .title")
    assert language in titles.evaluate_all("titles => titles.map(title => title.lang)")
    for title in titles.all_inner_texts():
        # Word by word: a line in two directions comes back in the order in which it is drawn.
        assert [word for word in title.split() if letters(word) not in whole] == []


def test_hostile_text_runs_nothing_and_is_printed_whole(
    blank: Page, hostile_dashboard: str
) -> None:
    document = printed(blank, f"{hostile_dashboard}/brief/{PLACE}")
    assert blank.evaluate(f"() => window.{RAN} === undefined")
    assert blank.evaluate(MADE_OF_IT) == []
    text = "".join(page.extract_text() for page in document.pages)
    assert text.count("A") > 3 * len(LONG)  # as a title, its English form, a condition


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ("Korea", 200, "South Korea (KR)"),
        ("Atlantiss", 404, "unknown place"),
        ("a/b", 404, "unknown place"),
        ("KR?asof=2024-13-01", 400, "not a day of the calendar"),
        ("KR?asof=2999-01-01", 400, "a day to come"),
        ("KR?as_of=2024-01-01", 400, "did you mean asof?"),
        ("check?place=KR&use=injection", 400, "Say origin=, one of: human"),
        ("check?origin=human&use=injection", 400, "Say where"),
        ("check?place=KR&origin=humn&use=injection", 400, "did you mean human?"),
        ("check?place=INT&origin=human&use=injection", 400, "make no law"),
        (f"KR?{quote('<script>')}=1", 400, "&lt;script&gt;"),
    ],
)
def test_a_question_is_answered_or_what_is_wrong_with_it_is_said(
    dashboard: str, asked: str, status: int, says: str
) -> None:
    answer = requests.get(f"{dashboard}/brief/{asked}", timeout=30)
    assert answer.status_code == status
    assert says in answer.text
    assert "<script" not in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; ")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("country?place=KR&asof=2024-06-30", "South Korea (KR)"),
        ("check?place=ES&origin=animal&use=microneedling", "Launch check: Spain (ES)"),
    ],
)
def test_a_page_leads_to_its_brief_and_gives_it_as_a_file(
    open_page: OpenPage, dashboard: str, address: str, title: str
) -> None:
    page = open_page(address)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the brief (HTML)").click()
    saved = waiting.value.path().read_text(encoding="utf-8")
    assert waiting.value.suggested_filename.endswith(".html")
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Brief to print or file").click()
    expect(opening.value.locator("h1")).to_have_text(title)
    assert opening.value.url.startswith(f"{dashboard}/brief/")
    assert f"<h1>{title}</h1>" in saved
    assert opening.value.url.replace("&", "&amp;") in saved
