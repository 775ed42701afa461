"""What is typed where a place is chosen."""

import re

import pytest

from atlas.edition import Edition
from pages.place_choice import begun, matches, typed_place
from tests.pages.shown import Open, html_of, type_into


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Holland", "NL"),
        ("bavaria", "DE-BY"),
        ("Braz", "BR"),
        (" kr ", "KR"),
        ("Guinea", "GN"),
        ("Puerto Rico", "PR"),
        ("US-GA", "US-GA"),
    ],
)
def test_any_name_and_the_beginning_of_one_mean_a_place(
    edition: Edition, typed: str, meant: str
) -> None:
    assert typed_place(edition, typed, edition.codes) == meant


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("United", {"AE", "GB", "US"}),
        ("guin", {"GN", "GW"}),
        ("islands", {"FO", "SB"}),
        ("S", {"SA", "SG", "ZA"}),
        ("Georgia", {"GE", "US-GA"}),
        ("asia", {"ASEAN"}),
    ],
)
def test_what_may_mean_several_places_means_none_of_them_yet(
    edition: Edition, typed: str, among: set[str]
) -> None:
    assert typed_place(edition, typed, edition.codes) is None
    assert among <= set(begun(edition, typed, edition.codes))


def test_long_lists_are_cut_and_say_so(edition: Edition) -> None:
    shown = matches(edition, "S", edition.codes, str)
    number = len(begun(edition, "S", edition.codes))
    assert shown.count("<a ") == 12
    assert f"and {number - 12} more: type more of the name" in shown


@pytest.mark.parametrize("typed", ["Hogwarts", " ", ".", "-", "?!", "日本", "x" * 10_000])
def test_what_means_no_place_is_none(edition: Edition, typed: str) -> None:
    assert typed_place(edition, typed, edition.codes) is None


@pytest.mark.parametrize(
    ("typed", "said", "alike"),
    [
        ("Toronto", "Of a city, choose the country, state or province.", ["CA"]),
        ("Warsaw", "Of a city, choose the country, state or province.", ["PL"]),
        ("London", "Of a city, choose the country, state or province.", ["GB", "GB-LND"]),
        # And not Scotland's Perth and Kinross alone, or Portugal, which is spelt alike.
        ("Perth", "Of a city, choose the country, state or province.", ["AU", "GB-PKN"]),
        ("Hogwarts", "“Hogwarts” is not on the list.", []),
        ("Kosovo", "ISO 3166, which the atlas follows, does not list Kosovo.", []),
    ],
)
def test_whoever_types_a_city_is_told_what_to_choose_instead(
    edition: Edition, typed: str, said: str, alike: list[str]
) -> None:
    shown = matches(edition, typed, edition.codes, lambda code: f"./to?place={code}")
    assert said in shown
    assert re.findall(r"place=([A-Z-]+)", shown) == alike


@pytest.mark.parametrize(
    ("city", "offered"),
    [
        ("Santiago", ["DO-25", "CL", "CL-RM"]),
        ("Mérida", ["VE-L", "MX"]),
        ("Boa Vista", ["CV-BV", "BR"]),
    ],
)
def test_a_city_of_the_name_of_another_countrys_province_is_not_answered_by_that(
    edition: Edition, city: str, offered: list[str]
) -> None:
    assert typed_place(edition, city, edition.codes) is None
    shown = matches(edition, city, edition.codes, lambda code: f"./to?place={code}")
    assert re.findall(r"place=([A-Z0-9-]+)", shown) == offered


def test_a_city_that_is_a_state_of_its_country_is_found_by_its_english_name(
    edition: Edition,
) -> None:
    assert typed_place(edition, "Mexico City", edition.codes) == "MX-CMX"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("EU", "EU"), ("gulf", "GCC"), ("europe", "Europe"), ("Braz", None), ("south", None)],
)
def test_a_region_is_what_its_code_or_name_says(
    open_page: Open, edition: Edition, typed: str, meant: str | None
) -> None:
    page = type_into(open_page("changes", since="2026-01-01"), "filter_region", typed)
    assert not page.exception
    assert page.query_params.get("region") == meant
    said = html_of(page)
    assert (f"“{typed}”" in said) == (meant is None)
    assert ("./changes?since=2026-01-01&amp;region=South+America" in said) == (typed == "south")


def test_what_cannot_be_compared_takes_nothing_out_that_can(open_page: Open) -> None:
    page = type_into(open_page("compare", places="KR,JP"), "filter_places_added", "INT")
    assert page.query_params["places"] == "KR,JP"
    assert "“INT” is not on the list" in html_of(page)
    assert not page.warning


@pytest.mark.parametrize("page", ["compare", "changes", "notices"])
def test_among_several_places_a_name_that_is_not_listed_is_understood_too(
    open_page: Open, page: str
) -> None:
    app = open_page(page, places="KR,JP")
    for typed in ("Turkey", "Seoul", "South Korea", "TR"):
        assert not type_into(app, "filter_places_added", typed).exception
    assert app.query_params["places"] == "KR,JP,TR,KR-11"
    assert app.pills(key="filter_places").value == ["KR", "JP", "TR", "KR-11"]
    app.pills(key="filter_places").unselect("KR-11").run()
    assert app.query_params["places"] == "KR,JP,TR"
    type_into(app, "filter_places_added", "Guin")
    assert app.query_params["places"] == "KR,JP,TR"
    assert f"./{page}?places=KR%2CJP%2CTR%2CGN" in html_of(app)
    assert "“Guin” may mean several places" in html_of(app)


@pytest.mark.parametrize("typed", ["Korea", "KR", "South Korea (KR)"])
def test_a_place_that_is_chosen_already_is_said_to_be(open_page: Open, typed: str) -> None:
    app = type_into(open_page("compare", places="KR,JP"), "filter_places_added", typed)
    assert not app.exception
    assert app.query_params["places"] == "KR,JP"
    assert "South Korea (KR) is chosen already." in html_of(app)
    assert "not on the list" not in html_of(app)
    assert "chosen already" not in html_of(app.run())
