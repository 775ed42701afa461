"""The map as its page hands it to the browser, and the facts that it is drawn from."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pycountry
import pytest
from streamlit.testing.v1 import AppTest

from atlas.edition import Edition
from atlas.facts import Facts
from atlas.law import STATUSES
from pages.world_map import OUTLINES, clicked_place, label_points, markers
from tests.browser.hostile import PLACE
from tests.pages.conftest import Open, assert_harmless, html_of, show, words_of
from tests.pages.hostile_law import hostile_law_store

SCENARIO = "human_topical_cosmetic"


def traces(page: AppTest) -> list[dict[str, Any]]:
    return list(json.loads(page.get("plotly_chart")[0].proto.spec)["data"])


def outlines(page: AppTest) -> dict[str, Any]:
    return next(trace for trace in traces(page) if trace["type"] == "choropleth")


def said_of(page: AppTest, code: str) -> str:
    """What the map says under the pointer of a place, or ""."""
    for trace in traces(page):
        codes = list(trace.get("customdata", ()))
        if code in codes:
            return str(trace["hovertext"][codes.index(code)])
    return ""


def table(page: AppTest) -> Any:
    return page.dataframe[0].value


def test_every_country_is_on_the_map_with_its_status(open_page: Open, edition: Edition) -> None:
    page = open_page("map")
    assert page.title[0].value == "Map"
    assert not page.exception
    drawn = outlines(page)
    codes = {*drawn["customdata"]}
    for trace in traces(page):
        codes.update(trace.get("customdata", ()))
    assert codes == set(edition.places.countries)
    today = date.today()
    assert [STATUSES[number] for number in drawn["z"]] == [
        edition.law.standing(code, SCENARIO, today).status for code in drawn["customdata"]
    ]


def test_every_place_has_an_outline_or_a_marker_with_a_point() -> None:
    countries = {country.alpha_2 for country in pycountry.countries}
    assert set(label_points()) == countries
    outlined = {
        shape["id"]
        for shape in json.loads(OUTLINES.read_text())["objects"]["countries"]["geometries"]
        if "id" in shape
    }
    without = {
        country.alpha_3
        for country in pycountry.countries
        if country.alpha_2 in markers().without_outline
    }
    assert not outlined & without
    assert {"SG", "HK", "MO", "BH", "MT", "MV", "LI", "LU"} <= set(markers().small) <= countries


def test_the_outlines_come_from_this_server(open_page: Open) -> None:
    settings = json.loads(open_page("map").get("plotly_chart")[0].proto.config)
    assert settings["topojsonURL"] == "/app/static/"
    assert (Path(__file__).parents[2] / "pages" / "static" / "world_50m.json").is_file()


def test_the_legend_counts_every_country_once(open_page: Open, edition: Edition) -> None:
    page = open_page("map", scenario="injected_or_iv")
    asked = edition.law.standings(edition.places.countries, ["injected_or_iv"], date.today())
    shown = html_of(page)
    for status in STATUSES:
        count = sum(standing.status == status for standing in asked)
        label = edition.vocabularies.status.label(status)
        assert f"{label}</span></span>" in shown
        assert f"<strong>{count}</strong>" in shown.split(f"{label}</span>")[1]
    assert shown.count("Not a permission.") == 3
    assert "Of 249 countries and territories" in words_of(page)


def test_places_in_which_nothing_is_known_get_no_colour_of_risk(open_page: Open) -> None:
    page = open_page("map", colour="risk")
    drawn = outlines(page)
    nothing = max(drawn["z"])
    assert drawn["z"][drawn["customdata"].index("AQ")] == nothing
    assert drawn["z"][drawn["customdata"].index("KR")] < nothing
    assert "Risk" in said_of(page, "KR")
    assert "complete" in said_of(page, "KR")


def test_a_region_is_shown_alone(open_page: Open, edition: Edition) -> None:
    page = open_page("map", region="EU")
    assert set(table(page)["name"]) == {
        edition.places.name(code) for code in edition.places.members("EU")
    }
    assert set(outlines(page)["customdata"]) <= set(edition.places.members("EU"))
    assert "Of 27 countries and territories" in words_of(page)


def test_a_region_may_be_named(open_page: Open) -> None:
    page = open_page("map", region="european union")
    assert page.selectbox(key="filter_region").value == "EU"
    assert not page.warning


@pytest.mark.parametrize("region", ["Europe", "Polynesia", "Antarctica", "Eastern Africa", "GCC"])
def test_every_kind_of_region_draws(open_page: Open, region: str) -> None:
    page = open_page("map", region=region)
    assert not page.exception
    assert not page.warning
    assert 0 < len(table(page)) < 249


def test_countries_whose_parts_differ_bear_a_star(open_page: Open) -> None:
    page = open_page("map", scenario="injected_or_iv")
    signs = {
        code: sign
        for trace in traces(page)
        for code, sign in zip(trace.get("customdata", ()), trace.get("text", ()), strict=False)
    }
    assert signs["US"] == "◆*"
    assert "*" not in signs["CA"]
    assert "Own rules in: Florida (United States)" in said_of(page, "US")


def test_a_past_day_shows_only_what_was_in_force(open_page: Open, edition: Edition) -> None:
    position = next(
        entry
        for (place, scenario), entries in sorted(edition.law.histories.items())
        for entry in entries
        if scenario == SCENARIO
        and place in edition.places.countries
        and entry.starts > date(2001, 1, 1)
    )
    before = open_page("map", asof=str(position.starts - timedelta(days=1)))
    on_day = open_page("map", asof=str(position.starts))
    name = edition.places.name(position.jurisdiction)
    for page, in_force in ((before, False), (on_day, True)):
        row = table(page)[table(page)["name"] == name].iloc[0]
        assert (row["shown_since"] == position.effective_from) is in_force
        assert "as far as it is dated" in page.info[0].value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("region", "Atlantis"),
        ("region", "KR"),
        ("scenario", "eaten"),
        ("colour", "purple"),
        ("asof", "2999-01-01"),
        ("asof", "yesterday"),
        ("asof", "1999-12-31"),
        ("scenario", "[x](javascript:alert(1))"),
    ],
)
def test_a_value_that_cannot_be_used_is_explained(open_page: Open, name: str, value: str) -> None:
    page = open_page("map", **{name: value})
    assert page.title[0].value == "Map"
    assert not page.exception
    assert f"{name}={value}" in page.warning[0].value
    assert len(table(page)) == 249


def test_text_from_outside_is_shown_as_text(
    use_store: Callable[[str], None], tmp_path: Path, bundled_facts: Facts
) -> None:
    use_store(hostile_law_store(bundled_facts, tmp_path))
    page = show("map")
    assert_harmless(page)
    said = said_of(page, PLACE)
    assert "&lt;script&gt;" in said
    assert "<script" not in said
    assert "<img" not in said
    greenland = table(page)[table(page)["name"] == "Greenland"].iloc[0]
    assert pd.isna(greenland["read_url"])


def test_a_click_names_a_place_and_its_absence_none() -> None:
    def event(*points: dict[str, Any]) -> dict[str, Any]:
        return {"selection": {"points": list(points)}}

    assert clicked_place(event()) is None
    assert clicked_place(event({"customdata": "KR"})) == "KR"
    assert clicked_place(event({"customdata": ["SG"], "point_index": 3})) == "SG"
    assert clicked_place(event({"point_index": 3})) is None
