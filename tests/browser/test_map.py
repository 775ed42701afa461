"""The map in a real browser: painted without any network, and a way into every country."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from atlas.edition import Edition
from pages.palette import looks
from pages.world_map import markers
from tests.browser.conftest import OpenPage
from tests.browser.reader import choose, settle
from tests.browser.world import click_on, fills, painted, point_at

SCENARIO = "human_topical_cosmetic"
LARGE = {"BRA": "BR", "AUS": "AU"}


def test_every_outline_has_the_colour_of_its_status(open_page: OpenPage, edition: Edition) -> None:
    shown = fills(open_page(""))
    places, today, colours = edition.places, date.today(), looks()
    expected = {
        places[code].alpha3: colours[edition.law.standing(code, SCENARIO, today).status].colour
        for code in places.countries
    }
    assert len(shown) > 150
    assert {place: shown[place] for place in shown if shown[place] != expected[place]} == {}


def test_another_use_paints_another_map(open_page: OpenPage) -> None:
    cosmetic = fills(open_page(""))
    assert cosmetic != fills(open_page("?scenario=injected_or_iv"))


def test_places_that_are_known_bear_signs_and_small_ones_markers(
    open_page: OpenPage, edition: Edition
) -> None:
    page = painted(open_page(""))
    shown = page.locator(".scatterlayer text").all_text_contents()
    statuses = {
        edition.law.standing(code, SCENARIO, date.today()).status
        for code in edition.places.countries
    }
    signs = {look.sign for code, look in looks().items() if code in statuses - {"no_data"}}
    assert {sign.removesuffix("*") for sign in shown if sign} == signs
    round_places = len(markers().small) + len(markers().without_outline)
    assert page.locator(".scatterlayer path.point").count() >= round_places


@pytest.mark.parametrize(("outline", "code"), LARGE.items())
def test_a_click_on_a_country_opens_its_page(
    open_page: OpenPage, edition: Edition, outline: str, code: str
) -> None:
    page = open_page("")
    click_on(page, outline)
    expect(page.locator("h1")).to_have_text("Country")
    settle(page)
    assert parse_qs(urlsplit(page.url).query)["place"] == [code]
    expect(page.locator("h2").first).to_have_text(f"{edition.places.name(code)} ({code})")


def test_a_past_day_goes_along_to_the_country(open_page: OpenPage) -> None:
    page = open_page("?asof=2020-02-03")
    click_on(page, "BRA")
    expect(page.locator("h1")).to_have_text("Country")
    settle(page)
    assert parse_qs(urlsplit(page.url).query) == {"place": ["BR"], "asof": ["2020-02-03"]}


def test_the_select_box_opens_a_country_too(open_page: OpenPage) -> None:
    page = open_page("")
    choose(page, "Open a place", "South Korea")
    expect(page.locator("h1")).to_have_text("Country")
    settle(page)
    assert parse_qs(urlsplit(page.url).query)["place"] == ["KR"]


def test_the_map_says_what_holds_since_when_and_how_sure_that_is(
    open_page: OpenPage, edition: Edition
) -> None:
    said = point_at(open_page(""), "BRA").text_content() or ""
    standing = edition.law.standing("BR", SCENARIO, date.today())
    assert "Brazil" in said
    assert edition.vocabularies.status.label(standing.status) in said
    assert "Since: " in said
    assert f"Confidence: {edition.vocabularies.confidence.label(standing.confidence or '')}" in said


def test_a_first_time_reader_sees_what_the_colours_mean_in_one_screen(
    open_page: OpenPage, edition: Edition
) -> None:
    page = painted(open_page(""))
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.get_by_text("Grey is never a permission")).to_be_in_viewport(ratio=1)
    for status in edition.vocabularies.status.codes:
        label = edition.vocabularies.status.label(status)
        expect(page.get_by_role("listitem").filter(has_text=label).first).to_be_in_viewport()
