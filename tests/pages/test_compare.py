"""Places side by side."""

import json
from datetime import date
from html import escape

import pandas as pd
import pytest

from atlas.answer_tables import status_table
from atlas.columns import STANDING, names
from atlas.edition import Edition
from atlas.law import is_weak
from atlas.risk import RISK_PARTS
from pages import knowledge, tables
from pages.maps.world_map import HOW_DRAWN
from pages.standing_grid import standing_grid
from tests.atlas.factories import TODAY, bloc, edition_of, position
from tests.pages.shown import Open, html_of, tables_of, words_of


def statuses(edition: Edition, scenario: str, *places: str) -> list[str]:
    return [edition.law.standing(code, scenario, date.today()).status for code in places]


def test_five_places_are_shown_to_begin_with(open_page: Open, edition: Edition) -> None:
    page = open_page("compare")
    assert page.title[0].value == "Compare"
    assert not page.exception
    assert len(tables_of(page)[0]) == 5 * len(edition.vocabularies.scenario.codes)
    assert html_of(page).count("Confidence: ") == 30
    assert html_of(page).count("Last checked: ") == 30


def test_sixteen_places_are_compared_and_lead_to_what_changed_in_them(open_page: Open) -> None:
    most = "CN,JP,KR,TW,HK,SG,MY,TH,ID,VN,PH,BR,US,GB,AU,IN"
    uses = "human_topical_cosmetic,plant_microbial_topical_cosmetic"
    page = open_page("compare", places=most, scenarios=uses, asof="2026-06-30")
    assert len(tables_of(page)[0]) == 32
    assert page.selectbox(key="filter_places_added").disabled
    page.pills(key="filter_places").unselect("IN").run()
    assert not page.selectbox(key="filter_places_added").disabled
    assert page.query_params["places"] == most.removesuffix(",IN")
    page = open_page("compare", places=most, scenarios=uses, asof="2026-06-30")
    asked = f"places={most.replace(',', '%2C')}&amp;since=2026-06-30"
    assert f'href="./changes?{asked}&amp;view=places"' in html_of(page)


def test_a_bloc_is_said_to_answer_for_itself_alone_and_leads_to_its_members(
    open_page: Open, edition: Edition
) -> None:
    """All of its members ask for an authorisation where the bloc has nothing on record."""
    assert statuses(edition, "injected_or_iv", "GCC") == ["no_data"]
    shown = html_of(open_page("compare", places="GCC,EU,US", asof="2026-06-30"))
    told = shown.partition("answers are its own")[2].partition("</p>")[0]
    for code in ("GCC", "EU"):
        assert f'href="./country?place={code}&amp;asof=2026-06-30"' in told
    assert "place=US" not in told
    # The Gulf's six beside the others; the Union's are too many.
    assert told.count("./compare?") == 1
    assert f"places={'%2C'.join(['BH', 'KW', 'OM', 'QA', 'SA', 'AE', 'EU', 'US'])}" in told
    assert "asof=2026-06-30" in told.partition("./compare?")[2]
    assert "answers are its own" not in html_of(open_page("compare", places="KR,JP"))


def test_scenarios_in_which_places_differ_say_so(open_page: Open, edition: Edition) -> None:
    page = open_page("compare", places="KR,JP")
    assert page.pills(key="filter_places").value == ["KR", "JP"]
    scenarios = edition.vocabularies.scenario
    differing = [
        code for code in scenarios.codes if len(set(statuses(edition, code, "KR", "JP"))) > 1
    ]
    shown = html_of(page)
    assert 0 < len(differing) < len(scenarios.codes)
    assert shown.count("Status differs") == len(differing)
    assert shown.count("Same status") == len(scenarios.codes) - len(differing)
    assert f"differs for {len(differing)} of {len(scenarios.codes)} products" in words_of(page)


def test_weak_evidence_is_told_beside_each_status(open_page: Open, edition: Edition) -> None:
    """A ban that was inferred must not look like one that was read."""
    answers = edition.law.standings(["IN", "ID", "KR"], ["human_topical_cosmetic"], date.today())
    weak = sum(is_weak(answer.status, answer.confidence) for answer in answers)
    assert weak
    page = open_page("compare", places="IN,ID,KR", scenarios="human_topical_cosmetic")
    assert html_of(page).count("Low confidence: have it confirmed") == weak


def test_only_differences_leaves_out_the_rest(open_page: Open, edition: Edition) -> None:
    page = open_page("compare", places="KR,JP", diff="1")
    assert "Same status" not in html_of(page)
    assert "Status differs" in html_of(page)
    in_table = set(tables_of(page)[0]["shown_scenario"])
    for scenario in edition.vocabularies.scenario.codes:
        apart = len(set(statuses(edition, scenario, "KR", "JP"))) > 1
        assert (edition.vocabularies.scenario.label(scenario) in in_table) is apart


def test_places_without_a_difference_say_so(open_page: Open) -> None:
    page = open_page("compare", places="AQ,BV", diff="1")
    assert "No differences" in words_of(page)
    assert not tables_of(page)


def test_nothing_on_record_is_no_permission(open_page: Open) -> None:
    assert html_of(open_page("compare", places="AQ,KR")).count("Not a permission.") == 6


def test_what_is_asked_of_a_part_is_what_its_country_asks_too() -> None:
    world = edition_of(
        position("AU-VIC", "conditional", conditions=("Premises registered",)),
        position("AU", "conditional", conditions=("Device on the register",)),
    )
    rows = world.law.table(["AU-VIC"], ["injected_or_iv"], TODAY).assign(as_of=TODAY.isoformat())
    shown = standing_grid(world, rows, TODAY)
    assert "<li>Premises registered</li><li>Australia: Device on the register</li>" in shown


def test_what_a_member_repeats_of_its_bloc_is_told_once() -> None:
    world = edition_of(
        position("FR", "conditional", conditions=("By a doctor", "Premises registered")),
        position("EU", "conditional", conditions=("By a doctor", "Device on the register")),
        blocs={"EU": bloc("FR", "DE")},
    )
    rows = world.law.table(["FR"], ["injected_or_iv"], TODAY).assign(as_of=TODAY.isoformat())
    shown = standing_grid(world, rows, TODAY)
    assert shown.count("By a doctor") == 1
    assert "<li>Invented bloc: Device on the register</li>" in shown


def test_a_conditional_says_what_is_asked(open_page: Open, edition: Edition) -> None:
    shown = html_of(open_page("compare", places="EU,GR,KR,US"))
    of_the_eu, of_korea, of_the_us = (
        edition.law.standing(place, scenario, date.today()).position
        for place, scenario in (
            ("EU", "topical_with_microneedling"),
            ("KR", "human_topical_cosmetic"),
            ("US", "human_topical_cosmetic"),
        )
    )
    assert of_the_eu
    assert of_korea
    assert of_the_us
    for rule in (of_the_eu, of_korea):
        for condition in rule.conditions:
            assert shown.count(f"<li>{escape(condition)}</li>") == 1
    # What is asked of the same kind is told once; what rests on little says so.
    assert "<strong>European Union, Greece: </strong>conditional on all" in shown
    assert "<strong>South Korea (low confidence: have it confirmed): </strong>" in shown
    # Where nobody official has spoken, a list of conditions would look like a way to a yes.
    assert of_the_us.conditions
    assert not any(escape(condition) in shown for condition in of_the_us.conditions)


def test_what_is_not_known_is_not_so_since_a_day(open_page: Open, edition: Edition) -> None:
    page = open_page("compare", places="EU,KR")
    table = tables_of(page)[0]
    of_the_eu = table[table["name"] == "European Union"].set_index("shown_scenario")
    label, since = edition.vocabularies.scenario.label, of_the_eu["shown_since"]
    of_plants = label("plant_microbial_topical_cosmetic")
    assert of_the_eu["shown_status"][of_plants] == "○ No specific rule"
    assert since[of_plants] == "text of 2013-07-11"
    assert since[label("human_topical_cosmetic")] == "2013-07-11"
    assert "<div>Text since 11 July 2013</div>" in html_of(page)
    assert "<div>Since 11 July 2013</div>" in html_of(page)


def test_one_use_alone_is_compared_where_only_it_is_asked_for(
    open_page: Open, edition: Edition
) -> None:
    page = open_page("compare", places="ES,FR,DE,IT,PT", scenarios="topical_with_microneedling")
    assert not page.warning
    (table,) = tables_of(page)
    label = edition.vocabularies.scenario.label
    # On a phone the one use would push the statuses out of sight: its heading says it.
    assert list(table.columns[:2]) == ["name", "shown_status"]
    assert f">{label('topical_with_microneedling')}</h3>" in html_of(page)
    assert len(table) == 5
    assert "these places differ. Grey" in words_of(page)
    assert label("injected_or_iv") not in html_of(page)
    two = open_page("compare", places="KR,JP", scenarios="clinical_trial,injected_or_iv", diff="1")
    shown = tables_of(two)[0]["shown_scenario"] if tables_of(two) else ()
    assert set(shown) <= {label("clinical_trial"), label("injected_or_iv")}


@pytest.mark.parametrize(
    ("page", "alone", "all_of_them"),
    [
        ("compare", {"scenarios": "topical_with_microneedling"}, {}),
        ("map", {"scenario": "topical_with_microneedling"}, {"scenario": "injected_or_iv"}),
        ("country", {"place": "DE", "scenario": "topical_with_microneedling"}, {"place": "DE"}),
    ],
)
def test_needling_alone_is_no_answer_on_what_is_needled(
    open_page: Open, page: str, alone: dict[str, str], all_of_them: dict[str, str]
) -> None:
    """A conditional for needling would read as a yes to human exosomes, which are barred."""
    said = "What is needled must first be lawful on the skin"
    assert said in words_of(open_page(page, **alone))
    assert said not in words_of(open_page(page, **all_of_them))


@pytest.mark.parametrize(
    ("page", "asked"),
    [("compare", {"places": "KR,US"}), ("map", {}), ("country", {"place": "KR"})],
)
def test_weak_evidence_stands_with_the_status_in_a_table(
    open_page: Open, page: str, asked: dict[str, str]
) -> None:
    """A phone shows no column further; what is not known has nothing that could be weak."""
    for row in tables_of(open_page(page, **asked))[0].to_dict("records"):
        weak = row["shown_confidence"] == "Low" and row["shown_status"][0] not in "○?–"
        assert row["shown_status"].endswith(", low confidence") == weak


def test_places_may_be_named_and_repeated_and_keep_their_order(open_page: Open) -> None:
    page = open_page("compare", places="japan,AU,South Korea,KR,JP")
    assert page.pills(key="filter_places").value == ["JP", "AU", "KR"]
    assert list(tables_of(page)[0]["name"][:3]) == ["Japan", "Australia", "South Korea"]
    assert not page.warning


def test_one_place_is_asked_to_be_joined(open_page: Open) -> None:
    page = open_page("compare", places="KR")
    assert "at least 2" in words_of(page)
    assert not page.exception
    assert "not legal advice" in words_of(page)


def test_inherited_rules_name_their_origin(open_page: Open) -> None:
    assert "Rule of the European Union" in html_of(open_page("compare", places="AT,KR"))


def test_an_open_answer_is_no_rule_of_the_place_it_comes_from(open_page: Open) -> None:
    shown = html_of(open_page("compare", places="US-TX,KR"))
    cells = [cell for cell in shown.split("<li") if "United States</div>" in cell]
    open_ones = [cell for cell in cells if "No specific rule" in cell or "Unclear" in cell]
    assert open_ones
    assert all("Answer of the United States" in cell for cell in open_ones)
    assert not any("Rule of" in cell for cell in open_ones)


def test_the_day_goes_along_to_the_country(open_page: Open) -> None:
    shown = html_of(open_page("compare", places="KR,JP", asof="2020-01-01"))
    assert "./country?place=KR&amp;asof=2020-01-01" in shown


@pytest.mark.parametrize(
    ("page", "asked", "named"),
    [
        ("compare", {}, "compare-EU-GB-US-KR-JP-2026-09-30"),
        ("map", {}, "map-World-human_topical_cosmetic-2026-09-30"),
        # Of two regions one file would take the other's name.
        ("map", {"region": "EU"}, "map-EU-human_topical_cosmetic-2026-09-30"),
        ("country", {}, "law-US-2026-09-30"),
    ],
)
def test_a_file_says_where_and_for_which_day_it_answers(
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    asked: dict[str, str],
    named: str,
) -> None:
    files: list[pd.DataFrame] = []
    names: list[str] = []

    def take(frame: pd.DataFrame, *, file: str | None = None, **_: object) -> None:
        files.append(frame)
        names.append(str(file))

    monkeypatch.setattr(tables, "download", take)
    open_page(page, asof="2026-09-30", **asked)
    taken = files[0]
    assert names[0] == named
    assert set(taken["as_of"]) == {"2026-09-30"}
    assert {"status", "read_url", "verified_on"} <= set(taken.columns)
    assert not set(HOW_DRAWN) & set(taken.columns)


@pytest.mark.parametrize(
    ("page", "asked"),
    [("compare", {"places": "KR,JP"}), ("map", {}), ("country", {"place": "EU"})],
)
def test_a_file_has_the_names_and_the_answers_that_programs_get(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, page: str, asked: dict[str, str]
) -> None:
    files: dict[str, pd.DataFrame] = {}
    monkeypatch.setattr(tables, "download", lambda frame, *, name, **_: files.update({name: frame}))
    open_page(page, **asked)
    edition, day = knowledge.edition(), date.today()
    known = set(names(STANDING))
    standing_files = [frame for frame in files.values() if "risk_parts" in frame]
    assert len(standing_files) == (2 if asked == {"place": "EU"} else 1)
    for taken in standing_files:
        # Beside a bloc stands what its members have of it.
        assert set(taken.columns) - {"bloc_status", "relation"} == known
        first = taken.iloc[0]
        answer = edition.law.standing(first["jurisdiction"], first["scenario"], day)
        told = status_table(edition, [answer], day).iloc[0]
        assert first[list(names(STANDING))].to_dict() == told.to_dict()


@pytest.mark.parametrize("page", ["compare", "country"])
def test_a_rule_without_a_date_may_be_younger_than_a_past_day(open_page: Open, page: str) -> None:
    asked = {"places": "SA,VN"} if page == "compare" else {"place": "SA"}
    past = open_page(page, asof="2026-09-30", **asked)
    assert "unknown date, perhaps after this day" in set(tables_of(past)[0]["shown_since"])
    assert "unknown earlier date" not in set(tables_of(past)[0]["shown_since"])
    assert "From an unknown earlier date" not in html_of(past)
    assert "from an unknown earlier date" not in html_of(past)
    assert "unknown earlier date" in set(tables_of(open_page(page, **asked))[0]["shown_since"])


def test_a_part_without_a_rule_of_its_own_is_compared_by_its_countrys(open_page: Open) -> None:
    page = open_page("compare", places="Madrid,KR")
    assert not page.warning
    assert "Rule of Spain" in html_of(page) or "Rule of the European Union" in html_of(page)
    assert page.pills(key="filter_places").value == ["ES-M", "KR"]


def test_the_columns_of_risk_are_put_in_order_as_numbers(open_page: Open) -> None:
    page = open_page("compare", places="KR,JP")
    (table,) = (json.loads(each.proto.json) for each in page.get("bidi_component"))
    numeric = {column["name"] for column in table["columns"] if column["numeric"]}
    assert numeric == {"risk", "risk_completeness", *RISK_PARTS}
