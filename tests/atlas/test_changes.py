"""Changes: one stream of dated events, and the filters on it."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.changes import (
    CHANGE_COLUMNS,
    CORRECTED,
    POSITION_EVENTS,
    changes,
    may_be_since,
    one_by_one,
    reaching,
    select,
    undated,
)
from atlas.edition import Edition
from atlas.places import UnknownPlace
from atlas.regions import WORLD, regions
from atlas.vocabulary import UnknownTerm
from tests.atlas.factories import ASKED, bloc, edition_of, notice, position, recorded

BLOCS = {"EU": bloc("FR", "DE"), "EEA": bloc("FR", "DE", "NO")}


def told(stream: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Date, event, before and after of each event; None for what is missing."""
    columns = stream[["date", "event", "before", "after"]].astype(object)
    return list(columns.where(columns.notna(), None).itertuples(index=False, name=None))


def ids(stream: pd.DataFrame) -> list[str]:
    return [id_ for ids in stream["notices"] for id_ in ids]


# The events of the law.


def test_the_first_entry_comes_into_force_and_later_ones_replace_it() -> None:
    world = edition_of(
        position("FR", "prohibited", effective_from="2024-03-05"),
        position("FR", "permitted", effective_from="2013"),
        position("FR", "conditional", effective_from="2020-06"),
    )
    assert told(changes(world)) == [
        ("2024-03-05", "position_replaced", "conditional", "prohibited"),
        ("2020-06", "position_replaced", "permitted", "conditional"),
        ("2013", "position_in_force", None, "permitted"),
    ]


def test_an_undated_position_is_no_event_but_what_replaces_it_is() -> None:
    world = edition_of(
        position("FR", "unclear"), position("FR", "prohibited", effective_from="2024")
    )
    assert told(changes(world)) == [("2024", "position_replaced", "unclear", "prohibited")]


@pytest.mark.parametrize("same_day", ["2024", "2024-01", "2024-01-01"])
def test_an_entry_that_never_held_is_no_event(same_day: str) -> None:
    world = edition_of(
        position("FR", "permitted", effective_from=same_day),
        position("FR", "prohibited", effective_from="2024-01-01"),
        position("FR", "conditional", effective_from="2019"),
    )
    assert told(changes(world)) == [
        ("2024-01-01", "position_replaced", "conditional", "prohibited"),
        ("2019", "position_in_force", None, "conditional"),
    ]


def test_positions_of_other_places_and_scenarios_replace_nothing() -> None:
    world = edition_of(
        position("FR", "permitted", effective_from="2019"),
        position("DE", "prohibited", effective_from="2020"),
        position("FR", "prohibited", effective_from="2021", scenario="clinical_trial"),
    )
    assert set(changes(world)["event"]) == {"position_in_force"}


def test_an_event_says_where_on_what_and_how_surely() -> None:
    rule = position(
        "FR", "prohibited", effective_from="2024", instrument=None, read_url=None,
        instrument_url="https://example.org/act", notices=("a", "b"),
    )  # fmt: skip
    event = changes(edition_of(rule)).iloc[0]
    assert (event["jurisdiction"], event["name"]) == ("FR", "France")
    assert event["title"] == event["detail"] == "Invented note of FR."
    assert event["url"] == "https://example.org/act"
    assert event["notices"] == ("a", "b")
    assert (event["confidence"], event["source_read"]) == ("medium", "primary")
    assert pd.isna(event["kind"])
    assert pd.isna(event["relevance"])


# Corrections of the record.


def test_a_correction_says_what_stood_until_then_and_why_it_was_wrong() -> None:
    recoded = [
        {"until": "2026-11-01", "status": "permitted", "reason": "Invented: misread."},
        {"until": "2026-11-20", "status": "unclear", "reason": "Invented: not read."},
    ]
    rule = position("FR", "prohibited", effective_from="2024-03", recoded=recoded)
    stream = changes(edition_of(rule))
    assert told(stream) == [
        ("2026-11-20", "record_corrected", "unclear", "prohibited"),
        ("2026-11-01", "record_corrected", "permitted", "unclear"),
        ("2024-03", "position_in_force", None, "prohibited"),
    ]
    corrected = stream.iloc[1]
    assert corrected["title"] == "Invented: misread."
    assert (corrected["name"], corrected["scenario"]) == ("France", ASKED)
    assert corrected["detail"] == "Invented note of FR."
    assert corrected["url"] == "https://example.org/FR"


def test_an_undated_position_is_told_where_it_was_corrected() -> None:
    wrong = {"until": "2026-11-20", "status": "permitted", "reason": "Invented."}
    world = edition_of(position("FR", "unclear", recoded=[wrong]))
    assert told(changes(world)) == [("2026-11-20", "record_corrected", "permitted", "unclear")]


def test_a_correction_is_no_change_unless_it_is_asked_for() -> None:
    wrong = {"until": "2026-11-20", "status": "permitted", "reason": "Invented."}
    world = edition_of(position("FR", "unclear", recoded=[wrong]))
    stream = changes(world)
    assert select(stream, world).empty
    assert select(stream, world, events=POSITION_EVENTS).empty
    assert len(select(stream, world, events=[CORRECTED], places=["FR"])) == 1
    assert select(stream, world, events=[CORRECTED], since=date(2026, 11, 21)).empty


# The events of notices.


@pytest.mark.parametrize(
    ("own", "above", "holds"),
    [
        ("unclear", "prohibited", "prohibited"),
        ("no_specific_rule", "authorisation_required", "authorisation_required"),
        ("conditional", "prohibited", None),
        ("unclear", "conditional", None),
        ("unclear", None, None),
    ],
)
def test_a_rule_from_above_that_still_answers_is_told_beside_the_change(
    own: str, above: str | None, holds: str | None
) -> None:
    rules = [position("LA", own, effective_from="2025-01-18")]
    if above:
        rules.append(position("ASEAN", above))
    facts = edition_of(*rules, blocs={"ASEAN": bloc("LA", "VN")})
    stream = changes(facts)
    (event,) = one_by_one(stream)
    assert event.after == own
    assert event.rule == ((holds, "ASEAN", "medium") if holds else None)
    said = stream[["still_holds", "rule_of", "rule_confidence"]]
    assert said.notna().all(axis=None) if holds else said.isna().all(axis=None)


def test_a_rule_from_above_that_came_later_did_not_answer_on_the_day() -> None:
    rules = [
        position("LA", "unclear", effective_from="2025-01-18"),
        position("ASEAN", "prohibited", effective_from="2025-02-01"),
    ]
    facts = edition_of(*rules, blocs={"ASEAN": bloc("LA", "VN")})
    assert [event.rule for event in one_by_one(changes(facts))] == [None, None]


def test_a_correction_that_leaves_a_question_open_says_which_rule_answers() -> None:
    wrong = {"until": "2026-11-20", "status": "permitted", "reason": "Invented."}
    rules = [position("LA", "unclear", recoded=[wrong]), position("ASEAN", "prohibited")]
    facts = edition_of(*rules, blocs={"ASEAN": bloc("LA", "VN")})
    (event,) = one_by_one(changes(facts))
    assert (event.event, event.still_holds, event.rule_of) == (CORRECTED, "prohibited", "ASEAN")


def test_events_one_by_one_have_no_missing_values(edition: Edition) -> None:
    stream = changes(edition)
    told = one_by_one(stream)
    assert [event.notices for event in told] == stream["notices"].tolist()
    assert [event.date_first for event in told] == stream["date_first"].dt.date.tolist()
    texts = [value for event in told for value in event if not isinstance(value, tuple | date)]
    assert all(isinstance(text, str) for text in texts)
    assert {event.of_notice for event in told if event.scenario} == {False}
    assert one_by_one(stream.iloc[:0]) == []


def test_a_notice_is_published_on_its_date_and_an_undated_one_is_no_event() -> None:
    world = edition_of(
        notices=[
            notice("dated", published="2025-04", title_en="", url="https://example.org/own"),
            notice("undated", published=None),
            notice("day", published="2025-04-01", title="제목", title_en="A title"),
        ]
    )
    stream = changes(world)
    assert ids(stream) == ["day", "dated"]
    assert list(stream["title"]) == ["A title", "Invented notice dated"]
    assert list(stream["url"]) == ["https://example.org/day", "https://example.org/own"]
    assert list(stream["date"]) == ["2025-04-01", "2025-04"]
    assert set(stream["date_first"]) == {pd.Timestamp("2025-04-01")}
    assert stream[["scenario", "before", "after"]].isna().all(axis=None)
    assert set(stream["kind"]) == {"ban"}


@pytest.mark.parametrize("filled", [True, False])
def test_the_stream_has_the_same_columns_and_dtypes_when_it_is_empty(
    edition: Edition, filled: bool
) -> None:
    stream = changes(edition if filled else edition_of())
    assert list(stream.columns) == list(CHANGE_COLUMNS)
    dtypes = {name: str(dtype) for name, dtype in stream.dtypes.items()}
    assert dtypes.pop("date_first") == "datetime64[s]"
    assert dtypes.pop("notices") == "object"
    assert set(dtypes.values()) == {"str"}
    assert stream.empty is not filled


def test_every_dated_fact_on_record_is_in_the_stream_once(edition: Edition) -> None:
    stream = changes(edition)
    dated = edition.notices["published"].notna().sum()
    positions = [
        each
        for entries in edition.law.histories.values()
        for each in entries
        if each.effective_from
    ]
    published = stream["event"] == "notice_published"
    assert published.sum() == dated
    assert stream["event"].isin(POSITION_EVENTS).sum() == len(positions)
    assert set(stream["event"]) <= set(edition.vocabularies.event.codes)


@given(st.integers())
@settings(max_examples=10)
def test_the_order_does_not_depend_on_the_order_of_reading(seed: int) -> None:
    random = Random(seed)
    world = recorded()
    rows = list(range(len(world.notices)))
    random.shuffle(rows)
    histories = list(world.law.histories.items())
    random.shuffle(histories)
    shuffled = replace(
        world, notices=world.notices.iloc[rows].reset_index(drop=True), law=copy(world.law)
    )
    shuffled.law.histories = dict(histories)
    pd.testing.assert_frame_equal(changes(shuffled), changes(world))


def test_notices_that_are_alike_stand_in_the_order_of_their_ids() -> None:
    twins = [notice(id_, title_en="The same") for id_ in "bca"]
    for order in (twins, twins[::-1]):
        assert ids(changes(edition_of(notices=order))) == ["a", "b", "c"]


# Filters.


def mixed() -> Edition:
    return edition_of(
        position("FR", "prohibited", effective_from="2020"),
        position("EU", "conditional", effective_from="2021-07", scenario="clinical_trial"),
        position("DE", "permitted", effective_from="2019"),
        position("DE", "prohibited", effective_from="2022"),
        notices=[
            notice("fr", jurisdiction="FR", published="2023-05-05"),
            notice("fr-idf", jurisdiction="FR-IDF", published="2023", kind="recall"),
            notice("eu", jurisdiction="EU", published="2024-01-02", uses=["research"]),
            notice("us", jurisdiction="US", published="2024-01-03", uses=[], origin=[]),
            notice("background", jurisdiction="FR", published="2024-01-04", relevance="context"),
        ],
        blocs=BLOCS,
    )


def shown(**filters: Any) -> list[str]:
    """Notice ids and places of the events that pass."""
    world = mixed()
    passing = select(changes(world), world, **filters)
    return sorted(
        each["notices"][0] if each["notices"] else f"{each['jurisdiction']} {each['date']}"
        for each in passing.to_dict("records")
    )


EVERYTHING = ["DE 2019", "DE 2022", "EU 2021-07", "FR 2020", "eu", "fr", "fr-idf", "us"]


def test_without_filters_all_but_context_is_shown() -> None:
    assert shown() == EVERYTHING
    assert shown(context=True) == sorted([*EVERYTHING, "background"])


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        ({"since": date(2023, 1, 1)}, ["eu", "fr", "fr-idf", "us"]),
        ({"since": date(2023, 1, 2)}, ["eu", "fr", "us"]),
        ({"until": date(2020, 1, 1)}, ["DE 2019", "FR 2020"]),
        ({"until": date(2019, 12, 31)}, ["DE 2019"]),
        ({"since": date(2024, 1, 2), "until": date(2024, 1, 2)}, ["eu"]),
        ({"since": date(2025, 1, 1)}, []),
        ({"places": ["FR"]}, ["EU 2021-07", "FR 2020", "eu", "fr", "fr-idf"]),
        ({"places": ["FR-IDF"]}, ["EU 2021-07", "FR 2020", "eu", "fr", "fr-idf"]),
        ({"places": ["NO"]}, []),
        (
            {"places": ["EU"]},
            ["DE 2019", "DE 2022", "EU 2021-07", "FR 2020", "eu", "fr", "fr-idf"],
        ),
        ({"places": ["US", "DE"]}, ["DE 2019", "DE 2022", "EU 2021-07", "eu", "us"]),
        ({"kinds": ["recall"]}, ["fr-idf"]),
        ({"kinds": ["no_such_kind"]}, []),
        ({"events": ["position_replaced"]}, ["DE 2022"]),
        ({"events": ["notice_published"]}, ["eu", "fr", "fr-idf", "us"]),
        ({"scenarios": ["clinical_trial"]}, ["EU 2021-07", "eu", "us"]),
        ({"scenarios": ["human_topical_cosmetic"]}, ["us"]),
        (
            {"scenarios": ["injected_or_iv"]},
            ["DE 2019", "DE 2022", "FR 2020", "fr", "fr-idf", "us"],
        ),
        ({"scenarios": ["clinical_trial", "injected_or_iv"]}, EVERYTHING),
        (
            {"places": ["FR"], "events": ["notice_published"], "since": date(2023, 2, 1)},
            ["eu", "fr"],
        ),
    ],
)
def test_each_filter_lets_through_what_it_names(
    filters: dict[str, Any], passing: list[str]
) -> None:
    assert shown(**filters) == passing


def test_a_scenario_shows_the_notice_a_position_cites_only_if_it_speaks_of_it() -> None:
    world = edition_of(
        position("US", "prohibited", effective_from="2020", notices=("a",)),
        notices=[notice("a", uses=["research"])],
    )
    trial = select(changes(world), world, scenarios=["clinical_trial"])
    assert list(trial["event"]) == ["notice_published"]


def test_filters_on_an_empty_stream_leave_it_empty() -> None:
    world = edition_of()
    passing = select(
        changes(world), world, since=date(2020, 1, 1), until=date.max, places=["FR"],
        kinds=["ban"], events=["notice_published"], scenarios=["clinical_trial"],
    )  # fmt: skip
    assert passing.empty
    assert list(passing.columns) == list(CHANGE_COLUMNS)


def test_unknown_places_and_scenarios_are_refused(edition: Edition) -> None:
    stream = changes(edition)
    with pytest.raises(UnknownPlace):
        select(stream, edition, places=["ZZ"])
    with pytest.raises(UnknownTerm, match="clinical_trial"):
        select(stream, edition, scenarios=["clinical_trail"])


def test_what_is_dated_to_the_month_or_year_of_a_day_may_have_been_since() -> None:
    dates = ("2024", "2024-12", "2025", "2025-02", "2025-03", "2025-03-09", "2025-03-10", "2026")
    world = edition_of(notices=[notice(each, published=each) for each in dates])
    stream = changes(world)
    assert ids(may_be_since(stream, date(2025, 3, 10))) == ["2025-03", "2025"]
    assert ids(may_be_since(stream, date(2025, 3, 31))) == ["2025-03", "2025"]
    assert ids(may_be_since(stream, date(2025, 4, 1))) == ["2025"]
    assert may_be_since(stream, date(2025, 1, 1)).empty


def test_what_carries_no_date_is_counted_beside_all() -> None:
    world = edition_of(
        position("FR", "unclear"),
        position("FR", "prohibited", effective_from="2020"),
        position("EU", "unclear", scenario="clinical_trial"),
        position("US", "unclear"),
        notices=[
            notice("fr", jurisdiction="FR", published=None),
            notice("eu", jurisdiction="EU"),
            notice("us", published=None),
        ],
        blocs=BLOCS,
    )
    everywhere = {"positions": 3, "all positions": 4, "notices": 2, "all notices": 3}
    assert undated(world) == everywhere
    of_france = {"positions": 2, "all positions": 3, "notices": 1, "all notices": 2}
    assert undated(world, ["FR"]) == undated(world, ["EU"]) == of_france


@pytest.mark.parametrize(
    ("places", "reached"),
    [
        (["SE"], {"SE", "EU", "EEA"}),
        (["US-TN"], {"US-TN", "US"}),
        (["INT"], {"INT"}),
        ([], set()),
    ],
)
def test_what_reaches_a_place_lies_above_it_or_within(
    edition: Edition, places: Collection[str], reached: set[str]
) -> None:
    assert reaching(edition, places) == reached
    assert {"US", "US-TN", "US-FL"} <= reaching(edition, ["US"])


def test_with_a_bloc_come_its_members_and_their_parts(edition: Edition) -> None:
    gulf = reaching(edition, ["GCC"])
    assert {"GCC", "AE", "BH", "KW", "OM", "QA", "SA", "AE-DU"} <= gulf
    assert "EU" not in gulf


def test_a_region_is_not_reached_through_a_territory_of_a_country_elsewhere(
    edition: Edition,
) -> None:
    """Réunion lies in Africa, and the Union's law reaches it: that makes no news of Africa."""
    africa, europe, asia = (regions(edition)[name] for name in ("Africa", "Europe", "Asia"))
    assert "EU" in reaching(edition, africa)
    stream = changes(edition)
    of_africa = select(stream, edition, region=africa)["jurisdiction"]
    assert set(of_africa) >= {"EG", "UG"}
    assert "EU" not in set(of_africa)
    assert set(select(stream, edition, region=europe)["jurisdiction"]) >= {"FR", "EU"}
    # Cyprus, a member, lies in Asia by the UN's standard.
    assert "EU" in set(select(stream, edition, region=asia)["jurisdiction"])
    of_all, of_some = undated(edition), undated(edition, region=africa)
    assert 0 < of_some["all positions"] < of_all["all positions"]


def test_of_the_whole_world_is_what_international_bodies_say(edition: Edition) -> None:
    stream = changes(edition)
    everything = select(stream, edition, context=True)
    assert "INT" in set(everything["jurisdiction"])
    world = regions(edition)[WORLD]
    assert len(select(stream, edition, region=world, context=True)) == len(everything)
    assert undated(edition, region=world) == undated(edition)
