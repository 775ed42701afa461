"""The map as its page hands it to the browser, and the facts that it is drawn from."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from atlas.edition import Edition
from atlas.law import LADDER, STATUSES, Law
from atlas.looks import Look
from pages import knowledge
from pages.maps import framing, place_map
from pages.maps.legend import Entry, law_key
from pages.maps.outlines import STATIC
from pages.maps.world_map import FIRST_YEAR, map_rows
from pages.standing_grid import glance, standing_grid
from tests.atlas.factories import position
from tests.pages.shown import Open, html_of, tables_of, words_of

SCENARIO = "human_topical_cosmetic"
OUTLINES = {
    name: json.loads((STATIC / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("world", "states")
}


def painted(page: AppTest) -> dict[str, Any]:
    """What the map's component is told, as the browser gets it."""
    return dict(json.loads(page.get("bidi_component")[0].proto.json))


def classes(page: AppTest, moment: int = -1) -> dict[str, str]:
    """The legend entry of every place at a moment, the last one unless said otherwise."""
    told = painted(page)
    numbers = told["moments"][moment]["classes"]
    return {
        code: told["entries"][number]["code"]
        for code, number in zip(told["codes"], numbers, strict=True)
    }


def said_of(page: AppTest, code: str, moment: int = -1) -> list[str]:
    """What the map says under the pointer of a place."""
    told = painted(page)
    return list(told["texts"][told["moments"][moment]["texts"][told["codes"].index(code)]])


def table(page: AppTest) -> Any:
    return tables_of(page)[0]


def test_every_country_is_on_the_map_with_its_status(open_page: Open, edition: Edition) -> None:
    page = open_page("map")
    assert page.title[0].value == "Map"
    assert not page.exception
    today = date.today()
    assert classes(page) == {
        code: edition.law.standing(code, SCENARIO, today).status
        for code in edition.places.countries
    }


def test_the_years_show_what_was_in_force_when_each_ended(
    open_page: Open, edition: Edition
) -> None:
    page = open_page("map", scenario="injected_or_iv")
    years = range(FIRST_YEAR, date.today().year)
    moments = painted(page)["moments"]
    assert [moment["label"] for moment in moments[:-1]] == [f"31 December {y}" for y in years]
    for number, year in enumerate(years):
        ends = {
            code: edition.law.standing(code, "injected_or_iv", date(year, 12, 31))
            for code in edition.places.countries
        }
        assert classes(page, number) == {code: end.status for code, end in ends.items()}
        assert moments[number]["later"] == [
            int(end.position is not None and end.position.may_have_begun_after(date(year, 12, 31)))
            for end in ends.values()
        ]
    assert not any(moments[-1]["later"])


def test_an_answer_of_low_confidence_is_hatched_and_what_is_not_known_is_not(
    open_page: Open, edition: Edition
) -> None:
    weak = painted(open_page("map"))["moments"][-1]["weak"]
    today = date.today()
    answers = [edition.law.standing(code, SCENARIO, today) for code in edition.places.countries]
    assert weak == [
        int(answer.status in LADDER and answer.confidence == "low") for answer in answers
    ]
    assert any(weak)
    assert not any(painted(open_page("map", colour="risk"))["moments"][-1]["weak"])


def test_the_years_end_before_the_chosen_day(open_page: Open) -> None:
    labels = [each["label"] for each in painted(open_page("map", asof="2015-06-01"))["moments"]]
    assert labels == ["31 December 2013", "31 December 2014", "1 June 2015"]
    assert len(painted(open_page("map", asof="2012-06-01"))["moments"]) == 1


def test_a_year_says_of_a_place_what_held_then(open_page: Open, edition: Edition) -> None:
    page = open_page("map", scenario="injected_or_iv")
    position = next(
        entry
        for (place, scenario), entries in sorted(edition.law.histories.items())
        for entry in entries
        if scenario == "injected_or_iv"
        and place in edition.places.countries
        and entry.starts > date(FIRST_YEAR + 1, 1, 1)
        and entry.starts.year < date.today().year
    )
    at = position.starts.year - FIRST_YEAR
    since = f"Since: {position.effective_from}"
    assert since in said_of(page, position.jurisdiction, at)
    assert since not in said_of(page, position.jurisdiction, at - 1)


def test_a_rule_of_a_month_is_hatched_and_told_to_be_so_until_the_month_has_ended(
    edition: Edition,
) -> None:
    rule = position("FR", "permitted", scenario=SCENARIO, effective_from="2024-05")
    world = replace(edition, law=Law(edition.places, [rule]))
    key = law_key(world.vocabularies.status)

    def told(day: date) -> tuple[bool, str, bool]:
        answer = knowledge.standings(world, ["FR"], day, [SCENARIO])
        (drawn,) = map_rows(world, answer, ["FR"], key).to_dict("records")
        seen = (drawn["shown_since"], "".join(drawn["hover"]), standing_grid(world, answer, day),
                glance(world, answer, ()))  # fmt: skip
        in_doubt = {", perhaps after this day" in text for text in seen}
        assert len(in_doubt) == 1
        return bool(drawn["later"]), drawn["shown_since"], in_doubt.pop()

    first, last = date(2024, 5, 1), date(2024, 5, 31)
    for day in (first, last - timedelta(days=1)):
        assert told(day) == (True, "2024-05, perhaps after this day", True)
    assert told(last) == (False, "2024-05", False)
    # A picture of a later day is kept from the last on which something began or became sure.
    assert [world.law.last_moved(SCENARIO, day) for day in (last, last - timedelta(days=1))] == [
        last, first
    ]  # fmt: skip


def test_a_rule_without_a_date_is_hatched_on_days_before_it_was_first_read(
    edition: Edition,
) -> None:
    read = max(
        entry.on_record_from
        for (_, scenario), entries in edition.law.histories.items()
        for entry in entries
        if scenario == SCENARIO and not entry.effective_from
    )
    key = law_key(edition.vocabularies.status)

    def hatched(day: date) -> bool:
        answers = knowledge.standings(edition, edition.codes, day, [SCENARIO])
        return bool(map_rows(edition, answers, edition.codes, key)["later"].any())

    assert hatched(read - timedelta(days=1))
    assert not hatched(read)


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
    assert "The shares are of 249 countries and territories" in words_of(page)


def test_the_map_leads_each_reader_to_the_pages_for_them(open_page: Open) -> None:
    shown = html_of(open_page("map"))
    for page in ("check", "compare", "changes", "notices", "story"):
        assert f'href="./{page}"' in shown


def test_places_in_which_nothing_is_known_get_no_colour_of_risk(open_page: Open) -> None:
    page = open_page("map", colour="risk")
    assert classes(page)["AQ"] == "no_data"
    assert classes(page)["KR"] != "no_data"
    (said,) = (line for line in said_of(page, "KR") if line.startswith("Risk "))
    assert re.search(r"; completeness \d+ %$", said)


def test_a_region_may_be_named_and_is_shown_alone(open_page: Open, edition: Edition) -> None:
    page = open_page("map", region="european union")
    assert page.selectbox(key="filter_region").value == "EU"
    assert not page.warning
    assert set(table(page)["name"]) == {
        edition.places.name(code) for code in edition.places.members("EU")
    }
    assert set(painted(page)["codes"]) == set(edition.places.members("EU"))
    assert "The shares are of 27 countries and territories" in words_of(page)


def test_a_region_of_the_un_says_that_it_is_one(open_page: Open) -> None:
    """By it Cyprus, a member of the EU, lies in Asia."""
    whose = "Regions are those of the UN's standard M49"
    assert whose in words_of(open_page("map", region="Europe"))
    assert whose not in words_of(open_page("map", region="EU"))


@pytest.mark.parametrize("region", ["Europe", "Polynesia", "Antarctica", "Eastern Africa", "GCC"])
def test_every_kind_of_region_draws(open_page: Open, region: str) -> None:
    page = open_page("map", region=region)
    assert not page.exception
    assert not page.warning
    assert 0 < len(table(page)) < 249


def test_countries_whose_parts_differ_bear_a_star(open_page: Open) -> None:
    page = open_page("map", scenario="injected_or_iv")
    told = painted(page)
    signs = dict(zip(told["codes"], told["moments"][-1]["signs"], strict=True))
    assert signs["US"] == "◆*"
    assert "*" not in signs["CA"]
    (said,) = (line for line in said_of(page, "US") if line.startswith("Own rules in: "))
    assert "Florida (United States)" in said


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
        assert row["shown_since"].endswith(str(position.effective_from)) is in_force
        assert "as far as it is dated" in page.info[0].value


@pytest.mark.parametrize(
    "opened", [["XX", 0], ["<b>", 0], ["KR", 1], ["KR", -1], ["KR", "0"], "KR", None, ["KR", 0]]
)
def test_only_a_place_on_the_map_can_be_opened_on_a_day_that_it_shows(
    monkeypatch: pytest.MonkeyPatch, opened: object
) -> None:
    monkeypatch.setattr(place_map, "_MAP", lambda **_: SimpleNamespace(opened=opened))
    rows = pd.DataFrame(
        [("KR", "permitted", "●", ("South Korea",), False, False)],
        columns=["jurisdiction", "class_", "sign", "hover", "weak", "later"],
    )
    entries = {"permitted": Entry(Look("#000", "#FFF", "●"), "Permitted", "")}
    answer = place_map.place_map(
        [place_map.Moment(date(2018, 12, 31), rows)], entries, outlines="world",
        view=framing.whole("world"), title=("Law", "World"), caution="", source="",
        label="", name="test",
    )  # fmt: skip
    assert answer == (("KR", date(2018, 12, 31)) if opened == ["KR", 0] else None)


def test_a_part_of_the_world_is_framed_with_its_surroundings() -> None:
    (left, top, wide, high), turned = framing.around(["FR", "DE", "IT", "ES"])
    assert not turned
    _, _, world, _ = framing.whole("world")
    assert wide < world / 5
    assert 1 < wide / high < 2.5
    for code in ("FR", "DE", "IT", "ES"):
        x, y = OUTLINES["world"]["places"][code]["at"]
        assert left < x < left + wide
        assert top < y < top + high


def test_land_that_reaches_out_a_little_is_shown_whole_and_what_is_far_off_is_not(
    edition: Edition,
) -> None:
    places = OUTLINES["world"]["places"]

    def framed(bloc: str) -> tuple[framing.Box, frozenset[str]]:
        members = frozenset(edition.places.members(bloc)) & framing.drawn("world")
        return framing.around(members)[0], members

    for bloc, pieces in {"ASEAN": 10, "GCC": 5, "MERCOSUR": 4}.items():
        (left, top, wide, high), members = framed(bloc)
        lands = [land for code in members for land in framing._lands(places[code].get("d", ""))]
        assert len(lands) >= pieces
        for x, y, across, down in lands:
            assert left < x < x + across < left + wide
            assert top < y < y + down < top + high
    (left, _, wide, _), members = framed("EU")
    assert "FR" in members
    assert any(x < left for x, _, _, _ in framing._lands(places["FR"]["d"]))
    assert wide < framing.whole("world")[2] / 6


def test_places_beyond_the_edge_are_turned_to_their_neighbours() -> None:
    (left, _, wide, _), turned = framing.around(["NZ", "WS", "CK", "PF"])
    assert set(turned) == {"CK", "PF"}
    _, _, world, _ = framing.whole("world")
    assert wide < world / 3
    assert left + wide > world
