"""Within the reach of those who have a keyboard only, or a telephone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from atlas.edition import Edition
from tests.browser.conftest import OpenPage
from tests.browser.reader import DESK, PHONE, settle

_BOX = "part => part.getBoundingClientRect().toJSON()"
# Address of a page -> its first filter, what is typed there if anything, and the address then.
FIRST_FILTERS = {
    # And not Ukraine, whose name begins with the same letters.
    "compare?places=US": ("Places, 2 to 16", "UK", "places=US%2CGB"),
    "": ("Product and use", "", "scenario=*"),
    "check": ("Where?", "", "place=*"),
    "notices": ("Search titles", "exosome", "q=*"),
}


@pytest.mark.parametrize("address", FIRST_FILTERS)
def test_tab_reaches_the_first_filter_and_keys_change_it(open_page: OpenPage, address: str) -> None:
    label, typed, asked = FIRST_FILTERS[address]
    page = open_page(address)
    tab_to(page, label)
    if typed:
        page.keyboard.type(typed)
    else:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**?{asked}")
    settle(page)


@pytest.mark.parametrize("twice", [False, True])
def test_enter_asks_for_a_day_that_was_typed(open_page: OpenPage, twice: bool) -> None:
    """The calendar is open on the first time, and closed when another day is typed after it."""
    page = open_page("?region=GCC")
    page.get_by_role("spinbutton", name="year, As of").focus()
    page.keyboard.type("20250630")
    page.keyboard.press("Enter")
    page.wait_for_url("**asof=2025-06-30")
    if twice:
        settle(page)
        page.keyboard.type("15")
        page.keyboard.press("Enter")
        page.wait_for_url("**asof=2025-06-15")
    settle(page)


@pytest.mark.parametrize(
    ("button", "named"), [("Download 6 places", "2025-06-30.csv"), ("Picture (SVG)", "2025.svg")]
)
def test_no_file_is_given_for_the_day_before_the_one_that_was_typed(
    open_page: OpenPage, button: str, named: str
) -> None:
    page = open_page("?region=GCC")
    given: list[str] = []
    page.on("download", lambda file: given.append(file.suggested_filename))
    page.get_by_role("spinbutton", name="year, As of").click()
    page.keyboard.type("20250630")
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**asof=2025-06-30")
    settle(page)
    assert not given
    with page.expect_download() as file:
        page.get_by_role("button", name=button).click()
    assert file.value.suggested_filename.endswith(named)


def test_the_second_click_of_a_double_one_leads_on_for_no_day_before(open_page: OpenPage) -> None:
    page = open_page("country?place=KR")
    page.get_by_role("spinbutton", name="year, As of").click()
    page.keyboard.type("20250630")
    page.get_by_role("link", name="Compare").first.dblclick()
    page.wait_for_url("**asof=2025-06-30")
    settle(page)
    assert page.url.endswith("country?place=KR&asof=2025-06-30")


def test_the_middle_button_opens_no_other_tab_for_the_day_before(open_page: OpenPage) -> None:
    page = open_page("country?place=KR")
    tabs = len(page.context.pages)
    page.get_by_role("spinbutton", name="year, As of").click()
    page.keyboard.type("20250630")
    link = page.get_by_role("link", name="Check a launch here")
    link.click(button="middle")
    page.wait_for_url("**country?place=KR&asof=2025-06-30")
    settle(page)
    assert len(page.context.pages) == tabs
    with page.context.expect_page() as tab:
        link.click(button="middle")
    tab.value.wait_for_url("**check?place=KR&asof=2025-06-30")
    tab.value.close()


def test_a_key_opens_a_link_after_a_click_on_one_was_held_back(open_page: OpenPage) -> None:
    page = open_page("country?place=KR")
    page.get_by_role("spinbutton", name="year, As of").click()
    page.keyboard.type("20250630")
    link = page.get_by_role("link", name="Compare").first
    link.click()
    page.wait_for_url("**country?place=KR&asof=2025-06-30")
    settle(page)
    link.press("Enter")
    page.wait_for_url("**compare?asof=2025-06-30")
    settle(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_why_a_typed_day_cannot_be_asked_for_is_in_sight(open_page: OpenPage, width: int) -> None:
    page = open_page("?region=GCC", width=width)
    year = page.get_by_role("spinbutton", name="year, As of")
    year.focus()
    page.keyboard.type("20990101")
    page.keyboard.press("Enter")
    why = page.get_by_role("alert").filter(has_text="outside allowed range")
    field = page.get_by_test_id("stDateInputField")
    expect(why).to_be_in_viewport(ratio=1)
    outer, inner, shown = (part.evaluate(_BOX) for part in (field, why, year))
    assert inner["width"] > outer["width"] / 2
    assert inner["bottom"] <= outer["bottom"]
    assert shown["left"] >= outer["left"]


def test_a_table_is_downloaded_without_going_through_its_rows(look_at: OpenPage) -> None:
    page = look_at("compare")
    after = """button => {
        const frame = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
            .find(part => part.shadowRoot.querySelector("table"));
        return frame.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_PRECEDING;
    }"""
    assert page.get_by_role("button", name="Download 30 answers").evaluate(after)


def test_a_folded_menu_is_in_sight_while_tab_goes_through_it(open_page: OpenPage) -> None:
    page = open_page("method", width=PHONE)
    menu = page.get_by_test_id("stSidebarNav")
    expect(menu).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link", name="Map")).to_be_focused()
    expect(menu.get_by_role("link", name="Country")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Main menu").focus()
    expect(menu).not_to_be_in_viewport()


def test_six_beside_each_other_have_no_word_of_a_status_broken(open_page: OpenPage) -> None:
    page = open_page("compare?places=TH,VN,ID,MY,JP,PH")
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


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the element of that name has the focus; fail where none comes soon."""
    # What explains a filter has its name too, and is a button. Found once: to look for a label anew
    # goes through the whole page.
    named = page.get_by_test_id("stMainBlockContainer").get_by_label(label)
    element = named.and_(page.locator("input")).first.element_handle()
    for _ in range(30):
        page.keyboard.press("Tab")
        if element.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"30 times Tab, and {label!r} was not reached")


@pytest.mark.parametrize(("address", "box"), [("country?place=", "Place"), ("?region=", "Region")])
def test_the_names_of_all_blocs_are_read_whole_on_a_telephone(
    open_page: OpenPage, edition: Edition, address: str, box: str
) -> None:
    names = [edition.places.name(code) for code in edition.places.blocs]
    page = open_page(f"{address}WAEMU", width=PHONE)
    chosen = page.get_by_role("combobox", name=box, exact=True)
    assert chosen.input_value() in names
    cut = chosen.evaluate(
        """(box, names) => names.filter(name => {
            box.value = name;
            return box.scrollWidth > box.clientWidth;
        })""",
        names,
    )
    assert cut == []


def test_on_a_phone_no_row_is_as_tall_as_a_text_out_of_sight_which_a_tap_shows(
    open_page: OpenPage,
) -> None:
    page = open_page("country?place=EU", width=PHONE)
    table = page.get_by_role("table").filter(has_text="Instrument").first
    rows = table.locator("tbody tr")
    heights: list[float] = rows.evaluate_all(
        "rows => rows.map(row => row.getBoundingClientRect().height)"
    )
    lines_of_four = 4 * 1.4 * 14 + 2 * 0.35 * 16
    assert max(heights) < lines_of_four + 10
    row = rows.filter(has_text="Injected").first
    text = row.locator(".cut")
    is_cut = "cut => cut.scrollHeight > cut.clientHeight + 1"
    assert text.evaluate(is_cut)
    row.click()
    assert not text.evaluate(is_cut)
    row.click()
    assert text.evaluate(is_cut)
