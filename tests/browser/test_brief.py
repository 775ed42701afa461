"""Briefs as they are served, opened and printed."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.printing import printed

A4 = (595, 842)  # points
# Question -> the heading, and languages that titles are in: five scripts besides Latin. Of a place,
# of a bloc, and of a launch, which prints what was done about its like anywhere.
PRINTED = {
    "TH": ("Thailand (TH)", {"th"}),
    "GCC": ("Gulf Cooperation Council (GCC)", {"en"}),
    "check?place=JO&origin=human&use=injection&claim=therapeutic": (
        "Launch check: Jordan (JO)",
        {"ar", "ja", "ko", "zh-TW"},
    ),
}
# Fonts give some characters the glyph of a radical, and a PDF the radical for the character.
CHARACTERS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻰㬵",
    "民西见角贝车長长门青韦页风飞食马骨鬼鱼鸟麦黄齐龙胶",
)


def letters(text: str) -> str:
    """What a PDF gives back of a text: presentation forms, marks and spacing differ in it."""
    plain = unicodedata.normalize("NFKC", text.translate(CHARACTERS))
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in "LN")


@pytest.mark.parametrize("asked", PRINTED)
def test_it_prints_on_numbered_a4_pages_with_every_title_legible(
    blank: Page, dashboard: str, asked: str
) -> None:
    heading, languages = PRINTED[asked]
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
    assert languages <= set(titles.evaluate_all("titles => titles.map(title => title.lang)"))
    for title in titles.all_inner_texts():
        # Word by word: a line in two directions comes back in the order in which it is drawn.
        assert [word for word in title.split() if letters(word) not in whole] == []


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
