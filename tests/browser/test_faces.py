"""Every face of every page, opened once for all that is looked at as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from pages.server.shell import shell
from tests.browser.addresses import EXAMPLES, FACES
from tests.browser.grave import assert_nothing_grave
from tests.browser.reader import (
    ASKED_FOR,
    DESK,
    PHONE,
    Reader,
    assert_fits,
    resize,
    settle,
    turn_to_theme,
)

PAPER = 700  # what A4 leaves between its margins, in CSS pixels

# Drawn by no page, but while the first reader of a server waits for it to read the atlas.
WHILE_WAITING = "Spinner."
# Between them they draw everything that has a colour of its own: maps, cards, verdicts, lists,
# drawings, charts, forms. What is chosen of a list is looked at where a page opens in the dark.
COLOURED = (
    "map",
    "country with a map of its parts",
    "check",
    "changes by place",
    "story",
    "one notice",
    "method, codebook",
    "country",
)
# Face -> what is drawn over time on it, and how wide a desk shows that.
OVER_TIME = {
    "story": ("who moved when", 800),
    "country": ("law and notices over time", 800),
    "changes over time": ("Events by year", 750),
}


class Face(NamedTuple):
    """A face by its name, and the tab in which it stands."""

    name: str
    page: Page


# Only tests of this module may use it, and no other way to open a page: the tab is the reader's.
# They run face by face, in the order of this file: on a desk by day, in the dark, on a telephone.
@pytest.fixture(scope="module")
def face(
    request: pytest.FixtureRequest, reader_of: Callable[[str], Reader], dashboard: str
) -> Iterator[Face]:
    reader = reader_of(dashboard)
    try:
        yield Face(request.param, reader.open(FACES[request.param]))
    finally:
        reader.leave()


@pytest.fixture
def desk(face: Face) -> Page:
    """The face as a desk shows it."""
    resize(face.page, DESK)
    return face.page


@pytest.fixture
def phone(face: Face) -> Page:
    """The face as a telephone shows it."""
    resize(face.page, PHONE)
    return face.page


@pytest.fixture
def paper(face: Face) -> Iterator[Page]:
    """The face as it is printed."""
    resize(face.page, PAPER)
    face.page.emulate_media(media="print")
    yield face.page
    face.page.emulate_media(media="screen")


@pytest.mark.parametrize("face", EXAMPLES, indirect=True)
def test_tabs_and_bookmarks_tell_pages_apart(face: Face, desk: Page) -> None:
    named = {"country": "South Korea · Country", "check": "Spain · Launch check"}
    title = named.get(face.name, EXAMPLES[face.name].title)
    expect(desk).to_have_title(f"{title} · Exosome Atlas")


@pytest.mark.parametrize("face", EXAMPLES, indirect=True)
def test_every_script_of_a_page_is_named_in_its_document(face: Face, desk: Page) -> None:
    asked = [url for url in desk.evaluate(ASKED_FOR) if url.endswith(".js")]
    assert asked
    unnamed = {Path(url).name for url in asked if Path(url).name not in shell(face.name)}
    assert {name for name in unnamed if not name.startswith(WHILE_WAITING)} == set()


@pytest.mark.parametrize("face", EXAMPLES, indirect=True)
def test_a_page_finds_its_server_at_the_first_attempt(
    face: Face, desk: Page, dashboard: str
) -> None:
    asked = [url for url in desk.evaluate(ASKED_FOR) if "/_stcore/" in url]
    assert asked
    assert {url.partition("/_stcore/")[0] for url in asked} == {dashboard}


@pytest.mark.parametrize("face", ["notices"], indirect=True)
def test_a_list_on_one_page_is_not_turned(face: Face, desk: Page) -> None:
    expect(desk.get_by_role("button", name="Next page")).to_have_count(0)


@pytest.mark.parametrize("face", ["country"], indirect=True)
def test_of_few_pages_of_a_list_every_number_is_there(face: Face, desk: Page) -> None:
    for number in range(1, 5):
        expect(desk.get_by_role("button", name=f"Page {number}", exact=True)).to_have_count(2)


@pytest.mark.parametrize("face", FACES, indirect=True)
def test_every_page_is_within_reach(desk: Page, face: Face) -> None:
    assert_nothing_grave(desk)


@pytest.mark.parametrize("face", COLOURED, indirect=True)
def test_what_has_a_colour_can_be_read_in_the_dark(desk: Page, face: Face) -> None:
    turn_to_theme(desk, "dark")
    # Only colours differ from the light theme, in which everything else was looked at.
    assert_nothing_grave(desk, rules=["color-contrast"])


@pytest.mark.parametrize("face", FACES, indirect=True)
def test_every_page_fits_a_telephone(phone: Page, face: Face) -> None:
    settle(phone)
    assert_fits(phone)


@pytest.mark.parametrize("face", ["country"], indirect=True)
def test_a_telephone_keeps_whose_row_it_is_in_sight(phone: Page, face: Face) -> None:
    frame = phone.get_by_role("group", name="Table of 6 answers")
    named = frame.get_by_role("rowheader", name="Human-derived, on the skin")
    frame.evaluate("frame => frame.scrollLeft = frame.scrollWidth")
    assert frame.evaluate("frame => frame.scrollLeft") > PHONE
    at, of = named.bounding_box(), frame.bounding_box()
    assert at
    assert of
    assert of["x"] <= at["x"] < of["x"] + 2
    assert at["width"] < of["width"] / 2


@pytest.mark.parametrize("face", ["country that is a bloc"], indirect=True)
def test_a_telephone_shows_how_to_read_the_members_of_a_bloc_whole(phone: Page, face: Face) -> None:
    told = phone.get_by_text("A framed sign: the member departs").bounding_box()
    assert told
    assert told["x"] + told["width"] <= PHONE


@pytest.mark.parametrize("face", ["story"], indirect=True)
def test_a_telephone_shows_the_title_of_the_chart_beside_its_button(
    phone: Page, face: Face
) -> None:
    title = phone.locator(".gtitle").bounding_box()
    button = phone.locator(".modebar-btn").first.bounding_box()
    assert title
    assert button
    assert title["x"] + title["width"] <= button["x"]


@pytest.mark.parametrize("face", OVER_TIME, indirect=True)
def test_a_telephone_shows_what_is_drawn_over_time_down_to_today_and_a_desk_shows_it_wide(
    phone: Page, face: Face
) -> None:
    told, wide = OVER_TIME[face.name]
    frame = phone.get_by_role("region", name=told)
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    ends = "bands => Math.max(...bands.map(band => band.getBoundingClientRect().right))"
    newest = frame.locator("rect").evaluate_all(ends)
    assert PHONE / 2 < newest <= PHONE
    resize(phone, DESK)
    expect(frame.locator("svg")).to_have_attribute("width", str(wide))
    assert frame.locator("svg").evaluate("drawn => drawn.clientWidth") == wide


# Paper comes last of a face: what prints has another width, and another style.
@pytest.mark.parametrize("face", ["compare", "country", "story"], indirect=True)
def test_paper_has_every_row_and_column_of_a_table(paper: Page, face: Face) -> None:
    tables = paper.get_by_role("group", name="Table of").all()
    assert tables
    for frame in tables:
        cut = frame.evaluate(
            "frame => [frame.scrollHeight - frame.clientHeight, "
            "frame.querySelector('table').offsetWidth - frame.clientWidth]"
        )
        assert max(cut) <= 1, frame.get_attribute("aria-label")


@pytest.mark.parametrize("face", ["country"], indirect=True)
def test_paper_has_no_menu_beside_what_a_desk_shows(paper: Page, face: Face) -> None:
    resize(paper, DESK)
    expect(paper.get_by_test_id("stSidebar")).to_be_hidden()
    resize(paper, PAPER)


@pytest.mark.parametrize("face", ["country", "changes"], indirect=True)
def test_paper_has_what_is_folded_on_a_card(paper: Page, face: Face) -> None:
    folded = paper.locator("details.part:not([open])").first
    heights = "part => [part.scrollHeight, part.querySelector('summary').offsetHeight]"
    tall, named = folded.evaluate(heights)
    assert tall > 2 * named
