"""Within the reach of those who have a keyboard only, or a telephone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.reader import DESK, PHONE, settle

PAPER = 700  # what A4 leaves between its margins, in CSS pixels

# Address of a page -> its first filter and the name that this has in the address.
FIRST_FILTERS = {
    "": ("Product and use", "scenario"),
    "country": ("Place", "place"),
    "compare": ("Places, 2 to 6", "places"),
    "check": ("Where?", "place"),
    "notices": ("Search titles", "q"),
}


def test_a_telephone_keeps_whose_row_it_is_in_sight(open_page: OpenPage) -> None:
    page = open_page("country?place=KR", width=PHONE)
    frame = page.get_by_role("group", name="Table of 6 rows")
    named = frame.get_by_role("cell", name="Human-derived, on the skin")
    frame.evaluate("frame => frame.scrollLeft = frame.scrollWidth")
    assert frame.evaluate("frame => frame.scrollLeft") > PHONE
    at, of = named.bounding_box(), frame.bounding_box()
    assert at
    assert of
    assert of["x"] <= at["x"] < of["x"] + 2
    assert at["width"] < of["width"] / 2


def test_a_telephone_shows_how_to_read_the_members_of_a_bloc_whole(open_page: OpenPage) -> None:
    page = open_page("country?place=EU", width=PHONE)
    told = page.get_by_text("A framed sign: the member departs").bounding_box()
    assert told
    assert told["x"] + told["width"] <= PHONE


@pytest.mark.parametrize(
    ("address", "told", "wide"),
    [
        ("story", "who moved when", 800),
        ("country?place=KR", "law and notices over time", 800),
        ("changes?since=2015-01-01&view=activity", "Events by year", 750),
    ],
)
def test_a_telephone_shows_what_is_drawn_over_time_down_to_today_and_a_desk_shows_it_wide(
    open_page: OpenPage, address: str, told: str, wide: int
) -> None:
    page = open_page(address, width=PHONE)
    frame = page.get_by_role("region", name=told)
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    ends = "bands => Math.max(...bands.map(band => band.getBoundingClientRect().right))"
    newest = frame.locator("rect").evaluate_all(ends)
    assert PHONE / 2 < newest <= PHONE
    page.set_viewport_size({"width": DESK, "height": 900})
    expect(frame.locator("svg")).to_have_attribute("width", str(wide))
    assert frame.locator("svg").evaluate("drawn => drawn.clientWidth") == wide


@pytest.mark.parametrize("address", FIRST_FILTERS)
def test_tab_reaches_the_first_filter_and_keys_change_it(open_page: OpenPage, address: str) -> None:
    label, parameter = FIRST_FILTERS[address]
    page = open_page(address)
    tab_to(page, label)
    if address == "notices":
        page.keyboard.type("exosome")
    else:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{parameter}=**")
    settle(page)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("", "Map"),
        ("check", "Launch check"),
        ("country?place=KR", "South Korea · Country"),
        ("check?place=KR&origin=human&use=injection", "South Korea · Launch check"),
    ],
)
def test_tabs_and_bookmarks_tell_pages_apart(open_page: OpenPage, address: str, name: str) -> None:
    expect(open_page(address)).to_have_title(f"{name} · Exosome Atlas")


def test_six_beside_each_other_have_no_word_of_a_status_broken(open_page: OpenPage) -> None:
    page = open_page("compare?places=TH,VN,ID,MY,SG,PH")
    chips = page.locator("section li span", has_text="Conditional").first
    assert (
        chips.evaluate(
            "chip => { const range = document.createRange(); range.selectNodeContents(chip); "
            "return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size; }"
        )
        == 1
    )
    cells = page.locator("section li")
    assert cells.evaluate_all("cells => cells.every(cell => cell.scrollWidth <= cell.clientWidth)")


def test_a_telephone_shows_the_title_of_the_chart_beside_its_button(open_page: OpenPage) -> None:
    page = open_page("story", width=PHONE)
    title = page.locator(".gtitle").bounding_box()
    button = page.locator(".modebar-btn").first.bounding_box()
    assert title
    assert button
    assert title["x"] + title["width"] <= button["x"]


@pytest.mark.parametrize(
    "address", ["compare", "story?places=US", "country?place=AE&asof=2026-09-30", "notices"]
)
def test_paper_has_every_row_and_column_of_a_table(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    for frame in page.get_by_role("group", name="Table of").all():
        cut = frame.evaluate(
            "frame => [frame.scrollHeight - frame.clientHeight, "
            "frame.querySelector('table').offsetWidth - frame.clientWidth]"
        )
        assert max(cut) <= 1, frame.get_attribute("aria-label")
    page.emulate_media(media="screen")


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the element of that name has the focus; fail where none comes soon."""
    # What explains a filter has its name too, and is a button.
    filter_ = page.get_by_test_id("stMainBlockContainer").get_by_label(label)
    filter_ = filter_.and_(page.locator("input")).first
    for _ in range(30):
        page.keyboard.press("Tab")
        if filter_.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"30 times Tab, and {label!r} was not reached")
