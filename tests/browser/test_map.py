"""The map in a real browser: painted without any network, and a way into every country."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from atlas.edition import Edition
from atlas.law import LADDER, Standing
from atlas.markers import read_markers
from pages.palette import looks
from tests.browser.conftest import OpenPage
from tests.browser.reader import PHONE, choose, settle
from tests.browser.world import (
    MAP,
    OUTLINES,
    PAINTED,
    click_on,
    fills,
    outline,
    painted,
    point_at,
    turn_to,
)

SCENARIO = "human_topical_cosmetic"
INJECTED = "?scenario=injected_or_iv"
TODAY = len(range(2013, date.today().year))  # where the slider of the years ends


def view(page: Page) -> list[float]:
    """Left, top, width and height of what the map shows of its drawing."""
    box = page.locator(MAP).get_attribute("viewBox") or ""
    return [float(number) for number in box.split()]


def colours(edition: Edition, scenario: str, codes: Collection[str]) -> dict[str, str]:
    """Place -> the colour that its status of today has, or its hatching where that is not sure."""
    today, seen_as = date.today(), looks()
    standings = {code: edition.law.standing(code, scenario, today) for code in codes}
    return {
        code: f"url(#hatched-{list(seen_as).index(each.status)})"
        if is_weak(each)
        else seen_as[each.status].colour
        for code, each in standings.items()
    }


def is_weak(answer: Standing) -> bool:
    return answer.status in LADDER and answer.confidence == "low"


def test_every_outline_has_the_colour_of_its_status(look_at: OpenPage, edition: Edition) -> None:
    shown = fills(look_at(""))
    assert len(shown) > 200
    assert shown == colours(edition, SCENARIO, shown)


def test_outlines_that_did_not_come_are_asked_for_again(browser: Browser, dashboard: str) -> None:
    asked: list[Route] = []

    def refuse_the_first(route: Route) -> None:
        asked.append(route)
        route.abort() if len(asked) == 1 else route.continue_()

    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.route("**/app/static/world.json", refuse_the_first)
        with page.expect_event("requestfailed"):
            page.goto(dashboard)
        expect(page.get_by_text("The outlines of the map did not come.")).to_be_in_viewport()
        page.get_by_role("radio", name="Risk").click()
        painted(page)
    assert len(asked) == 2


def test_known_places_bear_signs_and_unknown_small_ones_a_dot_without(
    look_at: OpenPage, edition: Edition
) -> None:
    page = painted(look_at(""))
    shown = page.locator(f"{MAP} .signs text:visible").all_text_contents()
    statuses = {
        code: edition.law.standing(code, SCENARIO, date.today()).status
        for code in edition.places.countries
    }
    signs = {looks()[status].sign for status in statuses.values() if status != "no_data"}
    assert {sign.removesuffix("*") for sign in shown} == signs
    circles = page.locator(f"{MAP} circle").evaluate_all(
        """circles => Object.fromEntries(circles.map(circle => [circle.dataset.place,
            [circle.dataset.class, circle.getBoundingClientRect().width]]))"""
    )
    assert set(circles) == {*read_markers().small, *read_markers().without_outline}
    assert {code: class_ for code, (class_, _) in circles.items()} == {
        code: statuses[code] for code in circles
    }
    known, unknown = (
        [wide for class_, wide in circles.values() if (class_ == "no_data") is not_known]
        for not_known in (False, True)
    )
    assert max(unknown) < min(known)


@pytest.mark.parametrize("region", ["", "?region=GCC"])
def test_a_first_time_reader_sees_what_the_colours_mean_and_where_to_go_in_one_screen(
    open_page: OpenPage, edition: Edition, region: str
) -> None:
    page = painted(open_page(region))
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.get_by_text("Grey is never a permission")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="Launch check").last).to_be_in_viewport(ratio=1)
    legend = page.get_by_role("list", name="What the colours mean")
    for status in edition.vocabularies.status.codes:
        label = edition.vocabularies.status.label(status)
        entry = legend.get_by_role("listitem").filter(has_text=label)
        expect(entry).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("combobox", name="Open a place")).to_be_in_viewport(ratio=1)


def test_the_legend_stands_below_the_map_where_it_would_leave_too_little_for_it(
    look_at: OpenPage,
) -> None:
    page = painted(look_at("", width=PHONE))
    frame = page.locator("figure.map .frame").bounding_box()
    legend = page.get_by_role("list", name="What the colours mean").bounding_box()
    assert frame
    assert legend
    assert legend["y"] > frame["y"] + frame["height"]
    assert frame["width"] == legend["width"]


def test_the_map_leaves_no_blank_on_a_telephone(look_at: OpenPage) -> None:
    page = painted(look_at("", width=PHONE))
    frame = page.locator("figure.map .frame").bounding_box()
    land = page.locator(f"{MAP} .land").bounding_box()
    assert frame
    assert land
    # Antarctica lies below what is shown.
    assert land["y"] - frame["y"] < 10
    assert frame["height"] < frame["width"] / 2


def test_the_map_says_what_holds_since_when_and_how_sure_that_is(
    look_at: OpenPage, edition: Edition
) -> None:
    said = point_at(look_at(""), "BR").text_content() or ""
    standing = edition.law.standing("BR", SCENARIO, date.today())
    assert said.startswith("Brazil")
    assert edition.vocabularies.status.label(standing.status) in said
    assert "Since: " in said
    assert f"Confidence: {edition.vocabularies.confidence.label(standing.confidence or '')}" in said


def test_buttons_zoom_a_pull_moves_and_the_wheel_scrolls_the_page(look_at: OpenPage) -> None:
    page = painted(look_at(""))
    whole = view(page)
    page.get_by_role("button", name="Zoom in").click()
    closer = view(page)
    assert closer[2] < whole[2]
    box = page.locator("figure.map .frame").bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 100, steps=3)
    page.mouse.up()
    assert view(page)[0] > closer[0]
    expect(page.locator("h1")).to_have_text("Map")
    page.get_by_role("button", name="Show all again").click()
    assert view(page) == whole
    page.mouse.wheel(0, 300)
    expect(page.locator("h1")).not_to_be_in_viewport()
    assert view(page) == whole


def test_keys_move_and_zoom_the_map(look_at: OpenPage) -> None:
    page = painted(look_at(""))
    whole = view(page)
    page.locator("figure.map .frame").focus()
    page.keyboard.press("+")
    closer = view(page)
    page.keyboard.press("ArrowLeft")
    assert view(page)[0] < closer[0] < closer[0] + closer[2] < whole[2]
    page.keyboard.press("0")
    assert view(page) == whole


def test_who_wants_no_motion_gets_the_slider_alone(look_at: OpenPage) -> None:
    page = painted(look_at(""))
    page.emulate_media(reduced_motion="reduce")
    expect(page.get_by_role("button", name="Play the years")).to_be_hidden()
    expect(page.locator("figure.map").get_by_label("Year")).to_be_visible()


def test_play_goes_from_year_to_year_and_stops_when_asked(look_at: OpenPage) -> None:
    page = painted(look_at(""))
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator(MAP)).to_have_attribute("data-moment", "31 December 2014")
    page.locator("figure.map").get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Play the years")).to_be_visible()
    turn_to(page, TODAY)


def test_a_place_is_opened_on_the_day_that_the_map_shows(open_page: OpenPage) -> None:
    """Who saw a ban of 2018 and clicked on it was told the law of today."""
    page = painted(open_page(INJECTED))
    turn_to(page, 2018 - 2013)
    click_on(page, "JP")
    page.wait_for_url("**/country?*")
    settle(page)
    assert parse_qs(urlsplit(page.url).query) == {"place": ["JP"], "asof": ["2018-12-31"]}


def test_the_way_back_from_the_country_that_is_shown_by_default_keeps_the_filters(
    open_page: OpenPage,
) -> None:
    page = painted(open_page(INJECTED))
    click_on(page, "US")
    page.wait_for_url("**/country?*")
    settle(page)
    page.go_back()
    page.wait_for_url(f"**/{INJECTED}")
    settle(page)


def test_a_finger_reads_first_and_opens_with_a_second_tap(open_page: OpenPage) -> None:
    page = painted(open_page("", width=PHONE))
    tap = """path => {
        const box = path.getBoundingClientRect();
        const [clientX, clientY] = [box.x + box.width / 2, box.y + box.height / 2];
        for (const type of ['pointerdown', 'pointerup', 'click']) path.dispatchEvent(
            new PointerEvent(type, {clientX, clientY, pointerType: 'touch', bubbles: true}));
    }"""
    outline(page, "BR").evaluate(tap)
    expect(page.locator("figure.map .tip")).to_contain_text("Tap again to open.")
    outline(page, "BR").evaluate(tap)
    expect(page.locator("h2").first).to_have_text("Brazil (BR)")
    settle(page)
    assert parse_qs(urlsplit(page.url).query) == {"place": ["BR"]}


def test_a_click_on_a_country_opens_its_page_and_a_past_day_goes_along(
    open_page: OpenPage, edition: Edition
) -> None:
    page = open_page("?asof=2020-02-03")
    click_on(page, "AU")
    expect(page.locator("h1")).to_have_text("Country")
    settle(page)
    assert parse_qs(urlsplit(page.url).query) == {"place": ["AU"], "asof": ["2020-02-03"]}
    expect(page.locator("h2").first).to_have_text(f"{edition.places.name('AU')} (AU)")


def test_another_use_paints_another_map(look_at: OpenPage, edition: Edition) -> None:
    shown = fills(look_at(INJECTED))
    assert shown == colours(edition, "injected_or_iv", shown)
    assert shown != colours(edition, SCENARIO, shown)


def test_the_years_repaint_the_map_without_asking_the_server(
    look_at: OpenPage, edition: Edition
) -> None:
    page = painted(look_at(INJECTED))
    asked: list[str] = []
    now = fills(page)
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("request", lambda request: asked.append(request.url))
    turn_to(page, 0)
    expect(page.locator(MAP)).to_have_attribute("data-moment", "31 December 2013")
    then = fills(page)
    classes = page.locator(OUTLINES).evaluate_all(
        "paths => Object.fromEntries(paths.map(path => [path.dataset.place, path.dataset.class]))"
    )
    day = date(2013, 12, 31)
    past = {code: edition.law.standing(code, "injected_or_iv", day) for code in classes}
    assert classes == {code: standing.status for code, standing in past.items()}
    assert then != now
    later = {c for c, at in past.items() if at.position and at.position.may_have_begun_after(day)}
    assert later | {code for code, at in past.items() if is_weak(at)} == {
        code for code, fill in then.items() if fill.startswith("url(")
    }
    expect(page.locator("figure.map .said")).to_contain_text("Legend and table below stay")
    turn_to(page, TODAY)
    assert fills(page) == now
    assert asked == []


def test_a_marker_opens_its_place_too(open_page: OpenPage) -> None:
    page = painted(open_page(INJECTED))
    page.locator(f'{MAP} circle[data-place="SG"]').click()
    expect(page.locator("h2").first).to_have_text("Singapore (SG)")


def test_a_region_fills_the_map_and_its_neighbours_stay_pale(
    open_page: OpenPage, edition: Edition
) -> None:
    page = painted(open_page("?region=EU"))
    assert set(fills(page)) <= set(edition.places.members("EU"))
    frame = page.locator("figure.map .frame").bounding_box()
    germany = outline(page, "DE").bounding_box()
    assert frame
    assert germany
    assert germany["height"] > frame["height"] / 8


def test_islands_on_both_sides_of_the_date_line_stand_together(open_page: OpenPage) -> None:
    page = painted(open_page("?region=Oceania"))
    assert page.locator(PAINTED).evaluate(
        """svg => ['AU', 'NZ', 'CK', 'PF'].map(code =>
            svg.querySelector(`[data-place="${code}"]`).getBoundingClientRect().x)
            .every((x, i, all) => !i || x > all[i - 1])"""
    )


def test_a_click_on_a_state_opens_the_state(open_page: OpenPage) -> None:
    page = open_page("country?place=US")
    click_on(page, "US-TX")
    expect(page.locator("h2").first).to_have_text("Texas (United States) (US-TX)")
    settle(page)
    assert parse_qs(urlsplit(page.url).query)["place"] == ["US-TX"]


def test_the_select_box_opens_a_country_too_and_who_goes_back_finds_the_map_as_it_was(
    open_page: OpenPage,
) -> None:
    asked = "region=GCC&scenario=animal_topical_cosmetic"
    page = painted(open_page(f"?{asked}&asof=2026-09-30"))
    choose(page, "Open a place", "Saudi Arabia (SA)")
    page.wait_for_url("**/country?place=SA&asof=2026-09-30")
    expect(page.locator("h1")).to_have_text("Country")
    settle(page)
    page.go_back()
    page.wait_for_url("**/?*region=GCC*")
    settle(page)
    expect(page.get_by_text("Animal-derived, on the skin · Law, Gulf")).to_be_visible()


def test_circles_stand_apart_on_a_telephone_and_bear_signs_once_there_is_room(
    look_at: OpenPage,
) -> None:
    page = painted(look_at("?scenario=injected_or_iv&colour=risk", width=PHONE))
    drawn = f"{MAP} circle:not([data-class=no_data])"
    widths = """circles => circles.map(circle => circle.getBoundingClientRect().width)"""
    assert max(page.locator(drawn).evaluate_all(widths)) < 8
    closer = page.get_by_role("button", name="Zoom in")
    for _ in range(3):
        closer.click()
    assert max(page.locator(drawn).evaluate_all(widths)) > 14
    page.get_by_role("button", name="Show all again").click()


def test_no_circle_with_a_sign_hides_another_that_is_on_record(look_at: OpenPage) -> None:
    page = painted(look_at("?scenario=injected_or_iv&colour=risk"))
    hidden = page.locator(f"{MAP} circle:not([data-class=no_data])").evaluate_all(
        """circles => {
            const seen = circles.map(circle => {
                const box = circle.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2, box.width / 2];
            });
            return seen.filter(([x, y, r]) => r > 5 && seen.some(([otherX, otherY, otherR]) =>
                (otherX !== x || otherY !== y) && Math.hypot(otherX - x, otherY - y) < r));
        }"""
    )
    assert hidden == []


def test_a_name_in_no_list_chosen_far_down_the_map_opens_its_place_which_is_read_from_its_top(
    open_page: OpenPage,
) -> None:
    page = painted(open_page("", width=PHONE))
    page.get_by_role("combobox", name="Open a place").scroll_into_view_if_needed()
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") > 0
    choose(page, "Open a place", "Bavaria")
    expect(page.get_by_role("heading", name="Bavaria (Germany) (DE-BY)")).to_be_visible()
    settle(page)
    expect(page.get_by_test_id("stMain")).to_have_js_property("scrollTop", 0)
    expect(page.get_by_test_id("stMain")).to_be_focused()
    choose(page, "Place", "Holland")
    expect(page.get_by_role("heading", name="Netherlands (NL)")).to_be_visible()


def test_what_no_place_is_called_or_several_are_opens_none_and_a_click_still_opens_one(
    open_page: OpenPage,
) -> None:
    page = painted(open_page(""))
    choose(page, "Open a place", "Hogwarts")
    expect(page.get_by_text("“Hogwarts” is not on the list.")).to_be_visible()
    settle(page)
    choose(page, "Open a place", "United")
    offered = page.get_by_role("status").filter(has_text="“United” may mean several places")
    expect(offered.get_by_role("link")).to_have_text(
        [
            "United Arab Emirates (AE)",
            "United Kingdom (GB)",
            "United States (US)",
            "United States Minor Outlying Islands (UM)",
        ]
    )
    settle(page)
    expect(page.locator("h1")).to_have_text("Map")
    click_on(page, "BR")
    expect(page.get_by_role("heading", name="Brazil (BR)")).to_be_visible()


def test_a_city_typed_before_anything_is_chosen_leaves_the_box_empty(open_page: OpenPage) -> None:
    page = open_page("check")
    box = page.get_by_role("combobox", name="Where?")
    choose(page, "Where?", "Toronto")
    expect(page.get_by_text("“Toronto” is not on the list.")).to_be_visible()
    settle(page)
    expect(box).to_have_value("Choose a place")
    choose(page, "Where?", "Mexico City")
    expect(page.get_by_text("Toronto")).to_have_count(0)
    expect(box).to_have_value("Mexico City (Mexico) (MX-CMX)")


def test_an_answer_does_not_turn_to_a_place_that_nobody_chose(open_page: OpenPage) -> None:
    page = open_page("check?place=KR&origin=human&use=injection")
    choose(page, "Where?", "United")
    offered = page.get_by_role("status").filter(has_text="“United” may mean several places")
    expect(offered).to_be_visible()
    settle(page)
    # Neither the box nor the answer.
    expect(page.get_by_role("combobox", name="Where?")).to_have_value("South Korea (KR)")
    expect(page.get_by_role("region", name="Verdict")).to_contain_text("South Korea")
    offered.get_by_role("link", name="United Arab Emirates").click()
    expect(page.get_by_role("region", name="Verdict")).to_contain_text("United Arab Emirates")
    assert "origin=human&use=injection" in page.url
