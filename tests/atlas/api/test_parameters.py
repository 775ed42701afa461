"""Parameters: what is asked is read exactly, and what cannot be used is refused by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from atlas.api.parameters import (
    Choice,
    Code,
    Day,
    DayKnown,
    Parameter,
    PlaceCode,
    Region,
    Several,
    Switch,
    Values,
    Whole,
    Words,
    read,
)
from atlas.api.resources import RESOURCES
from atlas.edition import Edition
from atlas.regions import regions
from atlas.serving.problems import BadRequest, Fault

STATUS = Several(Code("status"))


def value(edition: Edition, values: Values, text: str) -> Any:
    return read([Parameter("x", "Invented.", values)], [("x", text)], edition)["x"]


def fault(edition: Edition, values: Values, *texts: str) -> Fault:
    with pytest.raises(BadRequest) as refused:
        read([Parameter("x", "Invented.", values)], [("x", text) for text in texts], edition)
    (only,) = refused.value.faults
    assert only.parameter == "x"
    return only


@pytest.mark.parametrize(
    ("values", "text", "means"),
    [
        (Code("status"), "prohibited", "prohibited"),
        (STATUS, "prohibited, unclear,prohibited", ("prohibited", "unclear")),
        (PlaceCode(), "South Korea", "KR"),
        (PlaceCode(), "us-tn", "US-TN"),
        (PlaceCode(law=False), "INT", "INT"),
        (Several(PlaceCode()), "KR,Türkiye", ("KR", "TR")),
        (Day(), "2024-02-29", date(2024, 2, 29)),
        (Switch(), "1", True),
        (Switch(), "0", False),
        (Whole(1, 1000), "1000", 1000),
        (Whole(0, 10), "007", None),
        (Words(), " 엑소좀 ", " 엑소좀 "),
        (Choice(("a", "b")), "b", "b"),
    ],
)
def test_a_usable_value_is_read(edition: Edition, values: Values, text: str, means: Any) -> None:
    if means is None:
        fault(edition, values, text)
    else:
        assert value(edition, values, text) == means


def test_a_region_is_the_countries_in_it(edition: Edition) -> None:
    assert value(edition, Region(), "GCC") == edition.places.members("GCC")
    assert value(edition, Region(), "Gulf Cooperation Council") == edition.places.members("GCC")
    assert "KR" in value(edition, Region(), "Eastern Asia")


@pytest.mark.parametrize(
    ("values", "text", "nearest"),
    [
        (Code("status"), "permited", ("permitted", "prohibited")),
        (STATUS, "prohibited,prohibite", ("prohibited",)),
        (PlaceCode(), "South Korae", ("KR",)),
        (Region(), "Estern Asia", ("Eastern Asia",)),
        (Region(), "Estrn Erpe", ("Eastern Europe",)),
        (Switch(), "yes", ("0", "1")),
        (Whole(5, 1000), "1001", ("1000",)),
        (Whole(5, 1000), "4", ("5",)),
        (Whole(5, 1000), "-6", ("5",)),
        (Whole(5, 1000), "٦", ("5",)),
        (Whole(5, 1000), "²", ("5",)),
        (Choice(("issuers", "pages")), "page", ("pages",)),
        (Choice(("issuers", "pages")), "%", ("issuers", "pages")),
    ],
)
def test_an_unusable_value_is_named_with_the_nearest(
    edition: Edition, values: Values, text: str, nearest: tuple[str, ...]
) -> None:
    refused = fault(edition, values, text)
    assert refused.value == text
    assert tuple(refused.nearest)[: len(nearest)] == nearest
    assert len(refused.nearest) <= 3


def test_of_several_values_every_one_that_cannot_be_used_is_named_and_what_could_be(
    edition: Edition,
) -> None:
    said = fault(edition, Several(PlaceCode()), "KR,Frnace,JP,South Korae").detail
    assert "unknown place 'Frnace'" in said
    assert "unknown place 'South Korae'" in said
    assert said.endswith("; without it: KR,JP")
    many = fault(edition, Several(PlaceCode()), ",".join(f"Atlantis {n}" for n in range(50)))
    assert many.detail.count("unknown place") == 5


def test_where_nothing_is_near_all_that_could_be_meant_is_named(edition: Edition) -> None:
    assert fault(edition, Code("status"), "%").nearest == edition.vocabularies.status.codes
    assert fault(edition, Region(), "%").nearest == tuple(regions(edition))
    # A country is a place, and no region.
    assert "unknown region 'KR'" in fault(edition, Region(), "KR").detail


def test_a_day_of_which_nothing_can_be_known_is_refused_with_today(edition: Edition) -> None:
    today, tomorrow = date.today(), date.today() + timedelta(days=1)
    assert value(edition, DayKnown(), today.isoformat()) == today
    assert fault(edition, DayKnown(), tomorrow.isoformat()).nearest == (today.isoformat(),)
    assert "yyyy-mm-dd" in fault(edition, DayKnown(), "soon").detail


def test_what_is_not_asked_is_the_default_and_what_must_be_is_missing(edition: Edition) -> None:
    limit = Parameter("limit", "Invented.", Whole(1, 10), default=7)
    assert read([limit], [], edition) == {"limit": 7}
    with pytest.raises(BadRequest) as refused:
        read([replace(limit, required=True)], [], edition)
    assert [(each.value, each.detail) for each in refused.value.faults] == [(None, "is missing")]


@pytest.mark.parametrize("text", ["2024", "2024-02-30", "20240229", "yesterday", "", "0000-01-01"])
def test_what_is_no_whole_day_is_refused(edition: Edition, text: str) -> None:
    assert "yyyy-mm-dd" in fault(edition, Day(), text).detail


def test_a_place_that_makes_no_law_has_no_law(edition: Edition) -> None:
    assert "make no law" in fault(edition, PlaceCode(), "INT").detail


def test_what_is_asked_once_cannot_be_asked_twice(edition: Edition) -> None:
    assert "given 2 times" in fault(edition, Day(), "2024-01-01", "2025-01-01").detail


def test_a_list_may_be_given_in_several_pieces(edition: Edition) -> None:
    asked = read(
        [Parameter("x", "Invented.", STATUS)], [("x", "unclear"), ("x", "permitted")], edition
    )
    assert asked["x"] == ("unclear", "permitted")


@pytest.mark.parametrize("text", ["", " , "])
def test_a_filter_that_names_nothing_is_refused_and_does_not_mean_all(
    edition: Edition, text: str
) -> None:
    assert "names nothing" in fault(edition, STATUS, text).detail


def test_too_much_is_refused_and_not_repeated_at_length(edition: Edition) -> None:
    refused = fault(edition, Words(10), "A" * 10_000)
    assert refused.value is not None
    assert len(refused.value) < 100
    assert value(edition, Words(10), "A" * 10) == "A" * 10
    assert value(edition, Several(Words(), most=2), "a,b") == ("a", "b")
    assert "101 values" in fault(edition, Several(Code("status")), ",".join(["x"] * 101)).detail


def test_a_parameter_that_does_not_exist_is_never_ignored(edition: Edition) -> None:
    with pytest.raises(BadRequest) as refused:
        read([Parameter("places", "Invented.", STATUS)], [("place", "KR")], edition)
    (only,) = refused.value.faults
    assert (only.parameter, only.nearest) == ("place", ("places",))
    with pytest.raises(BadRequest) as refused:
        read([Parameter("asof", "Invented.", Day())], [("%", "KR")], edition)
    assert refused.value.faults[0].nearest == ("asof",)


def test_of_very_many_parameters_that_do_not_exist_a_few_are_told(edition: Edition) -> None:
    query = [(f"x{number}", "1") for number in range(10_000)]
    with pytest.raises(BadRequest) as refused:
        read([Parameter("asof", "Invented.", Day())], [*query, ("asof", "soon")], edition)
    told = [each.parameter for each in refused.value.faults]
    assert (told[0], told[-1]) == ("x0", "asof")
    assert len(told) < 100


def test_all_faults_are_told_at_once(edition: Edition) -> None:
    parameters = [
        Parameter("place", "Invented.", PlaceCode(), required=True),
        Parameter("asof", "Invented.", Day()),
    ]
    with pytest.raises(BadRequest) as refused:
        read(parameters, [("asof", "soon"), ("colour", "blue")], edition)
    assert {each.parameter for each in refused.value.faults} == {"place", "asof", "colour"}


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_default_is_a_value_that_could_be_asked_for(resource: Any, edition: Edition) -> None:
    for parameter in resource.parameters:
        if parameter.default not in (None, "", ()):
            text = str(int(parameter.default) if parameter.default is False else parameter.default)
            assert parameter.values.read(text, edition) == parameter.default
