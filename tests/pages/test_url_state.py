"""Filters that live in the address."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.shown import Open, html_of, tables_of

NO_CHOICE, NO_SWITCH, NO_PLACE = "not one of the choices", "neither 0 nor 1", "unknown place"
TOO_EARLY, TO_COME = "the first that can be asked about is", "a day to come"
NO_DAY, NO_PAGE = "not a da", "a page that does not exist"
LAUNCH = {"place": "KR", "origin": "human", "use": "microneedling"}
# A page, what its address asks for that can be used, and what cannot, each with why.
UNUSABLE: list[tuple[str, dict[str, str], dict[str, tuple[str, str]]]] = [
    ("map", {}, {
        "region": ("Atlantis", "unknown region"),
        "scenario": ("[x](javascript:alert(1))", NO_CHOICE),
        "colour": ("purple", NO_CHOICE),
        "asof": ("1899-12-31", TOO_EARLY),
    }),
    ("map", {}, {"region": ("KR", "unknown region"), "asof": ("2999-01-01", TO_COME)}),
    ("country", {}, {
        "place": ("Frnace", "did you mean France"),
        "scenario": ("eaten", NO_CHOICE),
        "asof": ("0001-01-01", TOO_EARLY),
        "context": ("maybe", NO_SWITCH),
        "page": ("999", NO_PAGE),
    }),
    ("country", {}, {"place": ("INT", NO_CHOICE)}),
    ("country", {}, {"place": ("**x** <b>", NO_PLACE)}),
    ("compare", {}, {
        "places": ("Atlantis,Lemuria", NO_PLACE),
        "scenarios": ("needled", NO_CHOICE),
        "diff": ("yes", NO_SWITCH),
        "asof": ("2026-13-01", NO_DAY),
    }),
    ("check", LAUNCH, {
        "claim": ("cosmetics", "not one of the choices; did you mean 'cosmetic'?"),
        "asof": ("2020-02-30", NO_DAY),
        "page": ("999999999999", NO_PAGE),
    }),
    ("check", {}, {
        "place": ("INT", NO_CHOICE),
        "origin": ("<script>alert(1)</script>", NO_CHOICE),
        "use": ("needle`s", NO_CHOICE),
    }),
    ("changes", {}, {
        "since": ("yesterday", NO_DAY),
        "until": ("2999-01-01", TO_COME),
        "region": ("Narnia", "unknown region"),
        "places": ("Atlantis", NO_PLACE),
        "events": ("x", NO_CHOICE),
        "scenarios": ("x", NO_CHOICE),
        "kinds": ("bann", NO_CHOICE),
        "context": ("maybe", NO_SWITCH),
        "recorded": ("yes", NO_SWITCH),
        "view": ("pie", NO_CHOICE),
        "page": ("-1", NO_PAGE),
    }),
    ("story", {}, {
        "scenario": ("eaten", NO_CHOICE),
        "since": ("x", NO_DAY),
        "places": ("Narnia", NO_PLACE),
        "split": ("taste", NO_CHOICE),
    }),
    ("notices", {}, {
        "since": ("x", NO_DAY),
        "until": ("x", NO_DAY),
        "places": ("Atlantis", NO_PLACE),
        **dict.fromkeys(
            ("kinds", "relevance", "origin", "uses", "claims", "concerns", "effect", "confidence",
             "source_read", "review"),
            ("x", NO_CHOICE),
        ),
        "context": ("x", NO_SWITCH),
        "page": ("1000", NO_PAGE),
    }),
    ("sources", {}, {
        "part": ("books", NO_CHOICE),
        "places": ("Atlantis", NO_PLACE),
        "read": ("x", NO_CHOICE),
        "page": ("77", NO_PAGE),
    }),
    ("review", {}, {"places": ("Atlantis", NO_PLACE), "kinds": ("bann", NO_CHOICE)}),
    ("method", {}, {"part": ("magic", NO_CHOICE)}),
    ("method", {"part": "risk"}, {
        "place": ("Atlantis", NO_PLACE),
        "scenario": ("x", NO_CHOICE),
    }),
    ("method", {"part": "codebook"}, {"vocabulary": ("<b>", NO_CHOICE)}),
]  # fmt: skip


def turn_by_menu(page: AppTest, to: str) -> None:
    """As a reader does it: the menu leaves the filters out of the address."""
    page.query_params.clear()
    page.switch_page(f"views/{to}.py").run()


def test_a_page_forgets_the_filters_of_the_page_before(open_page: Open) -> None:
    """`part` has other options on the next page, `origin` is one code here and several there."""
    page = open_page("sources")
    assert page.segmented_control(key="filter_part").value == "issuers"
    turn_by_menu(page, "method")
    assert page.title[0].value == "Method"
    assert not page.exception
    assert page.segmented_control(key="filter_part").value == "about"
    page = open_page("check", place="KR", origin="human", use="microneedling", page="2")
    turn_by_menu(page, "notices")
    assert page.title[0].value == "Notices"
    assert not page.exception
    assert page.multiselect(key="filter_origin").value == []
    first = tables_of(open_page("notices"))[0]["published"].iloc[0]
    assert tables_of(page)[0]["published"].iloc[0] == first


def test_a_default_is_left_out_of_the_address(open_page: Open) -> None:
    page = open_page("changes", context="0")
    assert "context" not in page.query_params
    page.toggle(key="filter_context").set_value(True).run()
    assert page.query_params["context"] == "1"


def test_a_changed_address_moves_the_filter(open_page: Open) -> None:
    page = open_page("changes", kinds="ban")
    page.query_params["kinds"] = "recall,ban"
    page.run()
    assert page.multiselect(key="filter_kinds").value == ["recall", "ban"]


def test_the_scenario_of_the_map_goes_along_in_the_address(open_page: Open) -> None:
    page = open_page("map")
    page.selectbox(key="filter_scenario").set_value("clinical_trial").run()
    assert dict(page.query_params) == {"scenario": "clinical_trial"}
    other = open_page("map", scenario="clinical_trial")
    assert other.selectbox(key="filter_scenario").value == "clinical_trial"


def test_a_misspelt_name_is_explained_and_not_answered_for_today_in_silence(
    open_page: Open,
) -> None:
    (warning,) = open_page("story", as_of="2020-01-01").warning
    assert "`` as_of ``, which this page does not know" in warning.value
    assert "`` asof `` was meant" in warning.value
    (warning,) = open_page("compare", place="KR,JP").warning
    assert "`` places `` was meant" in warning.value


def test_a_name_that_is_like_no_filter_is_left_alone(open_page: Open) -> None:
    assert not open_page("story", utm_source="mail", asof="2020-01-01").warning


def test_a_fault_is_named_as_code_so_that_it_is_no_markup(open_page: Open) -> None:
    page = open_page("changes", kinds="`**[x](javascript:alert(1))")
    said = page.warning[0].value
    assert said.count("``") % 2 == 0
    outside_code = "".join(said.split("``")[::2])
    assert "javascript" not in outside_code


def test_what_is_shown_instead_is_told_in_the_words_of_the_page(open_page: Open) -> None:
    (warning,) = open_page("country", place="Atlantis").warning
    assert warning.value.endswith("Shown instead: `` United States (US) ``.")
    (warning,) = open_page("compare", places="Lemuria,Atlantis").warning
    assert "Shown instead: `` European Union (EU), United Kingdom (GB)," in warning.value
    (warning,) = open_page("compare", diff="yes").warning
    assert warning.value.endswith("Shown instead: `` off ``.")


@pytest.mark.parametrize(
    ("asked", "kept", "why"),
    [
        ("KR,XX,JP", "KR,JP", "'XX'"),
        ("Atlantis,KR,JP,XX", "KR,JP", "'Atlantis'"),
        ("KR,INT,JP", "KR,JP", NO_CHOICE),
        (
            "KR,JP,US,GB,EU,CN,AU,TW,HK,SG,MY,TH,ID,VN,PH,IN,BR",
            "KR,JP,US,GB,EU,CN,AU,TW,HK,SG,MY,TH,ID,VN,PH,IN",
            "more than 16",
        ),
    ],
)
def test_of_several_values_the_good_ones_are_kept_and_the_bad_ones_named(
    open_page: Open, asked: str, kept: str, why: str
) -> None:
    page = open_page("compare", places=asked)
    (warning,) = page.warning
    assert why in warning.value
    assert "Shown without it: `` South Korea (KR), Japan (JP)" in warning.value
    assert page.query_params["places"] == kept
    assert tables_of(page)[0]["name"].nunique() == len(kept.split(","))


def test_what_cannot_be_used_and_has_nothing_in_its_place_is_left_out(open_page: Open) -> None:
    (warning,) = open_page("check", place="Atlantis").warning
    assert warning.value.endswith("It was left out.")


@pytest.mark.parametrize(("page", "usable", "unusable"), UNUSABLE)
def test_what_cannot_be_used_of_an_address_is_explained_and_left_out(
    open_page: Open, page: str, usable: dict[str, str], unusable: dict[str, tuple[str, str]]
) -> None:
    opened = open_page(page, **usable, **{name: value for name, (value, _) in unusable.items()})
    assert not opened.exception
    assert "<script>" not in html_of(opened)
    warnings = [warning.value for warning in opened.warning]
    assert len(warnings) == len(unusable), warnings
    for name, (_, why) in unusable.items():
        asked = "" if why == NO_PAGE else f" {name}="
        assert [said for said in warnings if asked in said and why in said], (name, warnings)
    without = open_page(page, **usable)
    assert opened.title[0].value == without.title[0].value
    assert [header.value for header in opened.header] == [header.value for header in without.header]
    assert dict(opened.query_params) == dict(without.query_params)


@pytest.mark.parametrize(
    ("page", "query"), [("changes", {"kinds": "ban"}), ("notices", {"relevance": "direct"})]
)
def test_filters_that_are_folded_away_stand_open_where_the_address_uses_one(
    open_page: Open, page: str, query: dict[str, str]
) -> None:
    (folded,) = open_page(page).expander
    assert not folded.proto.expanded
    (opened,) = open_page(page, **query).expander
    assert opened.proto.expanded
    (code,) = query.values()
    assert code in {value for each in opened.multiselect for value in each.value}


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("changes", {"since": "2026-01-01", "until": "2025-01-01"}),
        ("notices", {"since": "2026-01-01", "until": "2025-01-01"}),
        ("story", {"since": "2026-01-01", "asof": "2025-01-01"}),
    ],
)
def test_a_time_that_ends_before_it_begins_is_explained(
    open_page: Open, page: str, query: dict[str, str]
) -> None:
    opened = open_page(page, **query)
    assert not opened.exception
    assert [said.value for said in opened.warning if "ends before it begins" in said.value]
    opened = open_page(page, since="2025-06-01")
    last = "filter_asof" if page == "story" else "filter_until"
    opened.date_input(key=last).set_value(date(2025, 1, 1)).run()
    assert not opened.exception
