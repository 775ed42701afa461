"""The law: whose position answers, on which day, with what confidence."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.edition import Edition
from atlas.law import (
    BINDING,
    CONFIDENCES,
    NOT_KNOWN,
    OPEN,
    STANDING_COLUMNS,
    STATUSES,
    Law,
    Position,
    Standing,
    is_weak,
)
from atlas.places import UnknownPlace
from tests.atlas.factories import (
    ASKED,
    CODED,
    INVENTED_BLOCS,
    INVENTED_PLACES,
    TODAY,
    VERIFIED,
    bloc,
    law,
    laws,
    position,
    recorded,
)

EUROPE = {"EU": bloc("FR", "DE"), "EEA": bloc("FR", "DE", "NO")}
DAY = timedelta(days=1)
DATED = [
    each for entries in recorded().law.histories.values() for each in entries if each.effective_from
]


def ask(law_: Law, place: str, as_of: date = TODAY) -> Standing:
    return law_.standing(place, ASKED, as_of)


# Who answers.


def test_the_own_position_answers_before_the_blocs() -> None:
    answer = ask(law(position("FR", "permitted"), position("EU", "prohibited"), blocs=EUROPE), "FR")
    assert (answer.status, answer.inherited_from, answer.beside) == ("permitted", None, None)


def test_the_country_answers_for_its_subdivision_before_the_blocs() -> None:
    rules = law(position("FR", "conditional"), position("EU", "prohibited"), blocs=EUROPE)
    answer = ask(rules, "FR-IDF")
    assert (answer.status, answer.inherited_from) == ("conditional", "FR")


def test_a_bloc_answers_for_a_member_and_for_its_subdivisions() -> None:
    rules = law(position("EU", "prohibited"), blocs=EUROPE)
    for place in ("FR", "FR-IDF"):
        answer = ask(rules, place)
        assert (answer.status, answer.inherited_from) == ("prohibited", "EU")
    assert ask(rules, "NO").status == "no_data"


def test_of_two_blocs_the_more_specific_answers() -> None:
    both = law(position("EEA", "prohibited"), position("EU", "conditional"), blocs=EUROPE)
    assert (ask(both, "FR").status, ask(both, "FR").inherited_from) == ("conditional", "EU")
    assert (ask(both, "NO").status, ask(both, "NO").inherited_from) == ("prohibited", "EEA")


def test_the_wider_bloc_answers_where_the_more_specific_is_silent() -> None:
    assert ask(law(position("EEA", "prohibited"), blocs=EUROPE), "FR").inherited_from == "EEA"


def test_with_no_row_anywhere_the_answer_is_no_data() -> None:
    answer = ask(law(blocs=EUROPE), "FR")
    assert answer == Standing("FR", ASKED, "no_data")


def test_a_place_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownPlace):
        ask(law(), "ZZ")
    with pytest.raises(UnknownPlace):
        law(position("ZZ", "prohibited"))


# An own row that does not displace a binding rule.


@pytest.mark.parametrize("own", sorted(OPEN))
@pytest.mark.parametrize("above", sorted(BINDING))
def test_a_binding_rule_stands_above_an_own_row_that_settles_nothing(own: str, above: str) -> None:
    own_row = position("FR", own)
    answer = ask(law(own_row, position("EU", above), blocs=EUROPE), "FR")
    assert (answer.status, answer.inherited_from) == (above, "EU")
    assert (answer.beside, answer.above) == (own_row, None)


@pytest.mark.parametrize("own", sorted(OPEN))
@pytest.mark.parametrize("above", ["conditional", "permitted"])
def test_a_rule_that_does_not_bind_is_only_shown_beside_it(own: str, above: str) -> None:
    rule = position("EU", above)
    answer = ask(law(position("FR", own), rule, blocs=EUROPE), "FR")
    assert (answer.status, answer.inherited_from) == (own, None)
    assert (answer.beside, answer.above) == (None, rule)


@pytest.mark.parametrize("own", ["conditional", "permitted", "prohibited"])
def test_an_own_rule_that_settles_it_displaces_a_prohibition_above(own: str) -> None:
    answer = ask(law(position("FR", own), position("EU", "prohibited"), blocs=EUROPE), "FR")
    assert (answer.status, answer.inherited_from, answer.beside) == (own, None, None)


def test_open_rows_do_not_hide_the_binding_rule_behind_them() -> None:
    rules = law(
        position("FR", "unclear"),
        position("EU", "no_specific_rule"),
        position("EEA", "prohibited"),
        blocs=EUROPE,
    )
    assert ask(rules, "FR").inherited_from == "EEA"
    assert ask(rules, "FR-IDF").beside == position("FR", "unclear")


def test_an_own_unclear_row_never_brings_back_a_rule_that_its_country_displaced() -> None:
    rules = [position("FR", "conditional"), position("EU", "prohibited")]
    neighbour = ask(law(*rules, blocs=EUROPE), "FR-IDF")
    answer = ask(law(*rules, position("FR-IDF", "unclear"), blocs=EUROPE), "FR-IDF")
    assert neighbour.status == "conditional"
    assert (answer.status, answer.above) == ("unclear", rules[0])


@given(
    laws(),
    st.sampled_from(INVENTED_PLACES),
    st.sampled_from(CODED),
    st.dates(date(2018, 1, 1), TODAY),
)
def test_an_open_row_gives_way_exactly_to_what_would_bind_without_it(
    drawn: Law, place: str, status: str, as_of: date
) -> None:
    # Of most that are drawn the place has no row that has begun.
    known = [each for entries in drawn.histories.values() for each in entries]
    rules = Law(drawn.places, [*known, position(place, status)])
    answer = ask(rules, place, as_of)
    own = [each for each in rules.history(place, ASKED) if each.starts <= as_of]
    without = ask(Law(drawn.places, [each for each in known if each not in own]), place, as_of)
    gives_way = own[-1].status in OPEN and without.status in BINDING
    assert answer.status == (without.status if gives_way else own[-1].status)
    assert answer.beside == (own[-1] if gives_way else None)


def test_what_binds_from_above_is_each_prohibition_and_duty_there_and_nothing_else() -> None:
    blocs = {"EU": bloc("FR", reach="low"), "EEA": bloc("FR", "NO")}
    rules = law(
        position("FR-IDF", "prohibited"),
        position("FR", "authorisation_required"),
        position("FR", "prohibited", scenario="clinical_trial"),
        position("EU", "prohibited"),
        position("EEA", "conditional"),
        blocs=blocs,
    )
    binding = rules.binding_above("FR-IDF", ASKED, TODAY)
    assert [(each.place, each.inherited_from, each.confidence) for each in binding] == [
        ("FR-IDF", "FR", "medium"), ("FR-IDF", "EU", "low"),
    ]  # fmt: skip
    assert rules.binding_above("NO", ASKED, TODAY) == []


@pytest.mark.parametrize(
    ("own", "of_part", "of_country", "sure", "by"),
    [
        ("prohibited", "low", "high", "high", "FR"),
        ("authorisation_required", "medium", "high", "high", "FR"),
        ("prohibited", "medium", "medium", "medium", None),
        ("prohibited", "high", "low", "high", None),
        # What allows something is as sure as its own text.
        ("conditional", "low", "high", "low", None),
        ("permitted", "low", "high", "low", None),
    ],
)
def test_a_part_is_as_sure_of_what_its_country_bars_too(
    own: str, of_part: str, of_country: str, sure: str, by: str | None
) -> None:
    rules = law(
        position("FR-IDF", own, confidence=of_part), position("FR", own, confidence=of_country)
    )
    answer = ask(rules, "FR-IDF")
    assert answer.position is rules.history("FR-IDF", ASKED)[0]
    assert (answer.confidence, answer.sure_by, answer.inherited_from) == (sure, by, None)
    assert answer.text_confidence == of_part


def test_a_rule_that_may_have_begun_later_makes_a_part_no_surer_of_one_that_held() -> None:
    dated = position("FR-IDF", "prohibited", confidence="low", effective_from="2015-09-01")
    country = position("FR", "prohibited", confidence="high")
    rules, before = law(dated, country), date(2020, 1, 1)
    assert country.may_have_begun_after(before)
    assert (ask(rules, "FR-IDF", before).confidence, ask(rules, "FR-IDF").confidence) == (
        "low", "high",
    )  # fmt: skip
    # Of the part's own rule the same doubt is told.
    undated = law(dated.model_copy(update={"effective_from": None}), country)
    assert ask(undated, "FR-IDF", before).sure_by == "FR"


def test_another_status_of_the_country_makes_a_part_no_surer_of_its_own() -> None:
    rules = law(
        position("FR-IDF", "authorisation_required", confidence="low"),
        position("FR", "prohibited", confidence="high"),
    )
    assert (ask(rules, "FR-IDF").confidence, ask(rules, "FR-IDF").sure_by) == ("low", None)


def test_a_bloc_makes_a_part_as_sure_as_it_reaches_the_country_and_no_member_surer() -> None:
    rules = law(
        position("FR-IDF", "prohibited", confidence="low"),
        position("NO", "prohibited", confidence="low"),
        position("EEA", "prohibited", confidence="high"),
        blocs={"EEA": bloc("FR", "NO", reach="medium")},
    )
    part, member = ask(rules, "FR-IDF"), ask(rules, "NO")
    assert (part.confidence, part.sure_by) == ("medium", "EEA")
    assert (member.confidence, member.sure_by) == ("low", None)
    assert rules.higher_rule(part, TODAY) is rules.history("EEA", ASKED)[0]


def test_a_part_that_its_country_answers_for_has_the_blocs_rule_above_it_too() -> None:
    rules = law(position("FR", "conditional"), position("EU", "conditional"), blocs=EUROPE)
    of_bloc = rules.history("EU", ASKED)[0]
    for place in ("FR", "FR-IDF"):
        assert rules.higher_rule(ask(rules, place), TODAY) is of_bloc
    alone = law(position("EU", "conditional"), blocs=EUROPE)
    for place in ("FR", "FR-IDF", "EU"):
        assert alone.higher_rule(ask(alone, place), TODAY) is None


NOT_THERE = {"except_in": ("FR-IDF",)}


def test_a_rule_that_does_not_reach_a_part_answers_in_the_others_alone() -> None:
    rule = position("FR", "prohibited", **NOT_THERE)
    rules = law(rule, blocs=EUROPE)
    part = ask(rules, "FR-IDF")
    assert (part.status, part.position, part.out_of_reach) == ("no_data", None, rule)
    assert rules.binding_above("FR-IDF", ASKED, TODAY) == []
    for reached in ("FR", "FR-BRE"):
        assert ask(rules, reached).position is rule


@pytest.mark.parametrize("of_country", CODED)
def test_what_does_not_reach_a_part_is_no_rule_beside_its_own(of_country: str) -> None:
    own = position("FR-IDF", "prohibited", confidence="low")
    rules = law(own, position("FR", of_country, confidence="high", **NOT_THERE))
    assert ask(rules, "FR-IDF") == ask(law(own), "FR-IDF")
    assert rules.higher_rule(ask(rules, "FR-IDF"), TODAY) is None


@pytest.mark.parametrize("of_bloc", CODED)
def test_where_its_country_does_not_reach_a_part_its_blocs_allow_nothing(of_bloc: str) -> None:
    rules = law(position("FR", "conditional", **NOT_THERE), position("EU", of_bloc), blocs=EUROPE)
    assert ask(rules, "FR-IDF").status == (of_bloc if of_bloc in BINDING else "no_data")


def test_what_is_to_come_in_a_country_is_not_to_come_where_it_will_not_reach() -> None:
    rules = law(
        position("FR", "conditional"),
        position("FR", "prohibited", effective_from="2027-01-01", **NOT_THERE),
    )
    to_come = {code: rules.to_come(ask(rules, code), TODAY) for code in ("FR-IDF", "FR-BRE")}
    assert [len(entries) for entries in to_come.values()] == [0, 1]


# Days.


@pytest.mark.parametrize(
    ("effective_from", "first_day"),
    [("2024-02-29", date(2024, 2, 29)), ("2024-02", date(2024, 2, 1)), ("2024", date(2024, 1, 1))],
)
def test_a_position_holds_from_the_first_day_its_date_can_mean(
    effective_from: str, first_day: date
) -> None:
    rules = law(position("FR", "prohibited", effective_from=effective_from))
    assert ask(rules, "FR", first_day).status == "prohibited"
    assert ask(rules, "FR", first_day - DAY).status == "no_data"


def test_what_is_to_come_is_told_from_the_day_on_which_it_was_first_read() -> None:
    coming = position(
        "FR",
        "prohibited",
        effective_from="2027-01-01",
        first_read=VERIFIED,
        verified_on="2026-12-10",
    )
    rules = law(coming)
    assert rules.to_come(ask(rules, "FR"), TODAY) == [coming]
    assert rules.to_come(ask(rules, "FR"), TODAY - DAY) == []


AROUND_NOW = st.dates(date(2025, 12, 1), date(2027, 3, 1))


@st.composite
def rules_read_once(draw: st.DrawFn) -> list[Position]:
    """A rule of a part, of its country and of the country's bloc, each undated, rough or dated."""
    return [
        position(
            place,
            draw(st.sampled_from(CODED)),
            confidence=draw(st.sampled_from(CONFIDENCES)),
            effective_from=draw(st.sampled_from((None, "2026", "2026-11", "2026-11-22", "2027"))),
            verified_on=draw(AROUND_NOW).isoformat(),
        )
        for place in ("FR-IDF", "FR", "EU")
    ]


def answers_on(rules: Iterable[Position], day: date) -> list[Standing]:
    held = law(*rules, blocs=EUROPE)
    return [ask(held, place, day) for place in ("FR-IDF", "FR", "EU")]


def in_doubt(answer: Standing, day: date) -> bool:
    return answer.position is not None and answer.position.may_have_begun_after(day)


def none_less_sure(before: list[Standing], after: list[Standing], day: date) -> None:
    assert [each.status for each in after] == [each.status for each in before]
    for was, now in zip(before, after, strict=True):
        assert in_doubt(was, day) or not in_doubt(now, day)


def checked_again(rule: Position, on: date) -> Position:
    """As CONTRIBUTING.md has it: what was read in force stays the first reading."""
    first: str | None = rule.first_read or rule.verified_on
    held = rule.effective
    if held and held.precision != "day" and rule.on_record_from < held.first:
        first = None
    later = max(on.isoformat(), rule.verified_on)
    return rule.model_copy(update={"first_read": first, "verified_on": later})


@given(rules_read_once(), AROUND_NOW, AROUND_NOW, AROUND_NOW)
def test_looking_again_makes_no_answer_for_an_earlier_day_less_sure(
    rules: list[Position], day: date, once: date, twice: date
) -> None:
    again = [checked_again(rule, once) for rule in rules]
    and_again = [checked_again(rule, twice) for rule in again]
    none_less_sure(answers_on(rules, day), answers_on(again, day), day)
    none_less_sure(answers_on(again, day), answers_on(and_again, day), day)


@given(rules_read_once(), AROUND_NOW, AROUND_NOW)
def test_what_was_read_first_says_nothing_of_the_days_before(
    rules: list[Position], first: date, day: date
) -> None:
    told = [
        rule.model_copy(update={"first_read": min(first.isoformat(), rule.verified_on)})
        for rule in rules
        if first >= rule.starts
    ]
    early = [*told, *(rule for rule in rules if first < rule.starts)]
    before, after = answers_on(rules, day), answers_on(early, day)
    none_less_sure(before, after, day)
    if day < min((rule.on_record_from for rule in told), default=first):
        for was, now in zip(before, after, strict=True):
            assert (now.confidence, now.sure_by) == (was.confidence, was.sure_by)
            assert in_doubt(now, day) == in_doubt(was, day)


def test_an_undated_position_holds_until_the_first_dated_one() -> None:
    rules = law(position("FR", "prohibited", effective_from="2022"), position("FR", "permitted"))
    assert ask(rules, "FR", date(2021, 12, 31)).status == "permitted"
    assert ask(rules, "FR", date(2022, 1, 1)).status == "prohibited"
    assert [each.status for each in rules.history("FR", ASKED)] == ["permitted", "prohibited"]


def test_before_its_own_position_begins_a_member_has_its_blocs() -> None:
    rules = law(
        position("FR", "permitted", effective_from="2023-05-02"),
        position("EU", "prohibited", effective_from="2013"),
        blocs=EUROPE,
    )
    assert ask(rules, "FR", date(2012, 12, 31)).status == "no_data"
    assert ask(rules, "FR", date(2023, 5, 1)).inherited_from == "EU"
    assert ask(rules, "FR", date(2023, 5, 2)).status == "permitted"


@pytest.mark.parametrize("dates", [("2024", "2024-01-01"), ("2024-01-01", "2024"), (None, None)])
@pytest.mark.parametrize(
    ("stricter", "looser"),
    [
        ("prohibited", "authorisation_required"),
        ("prohibited", "permitted"),
        ("authorisation_required", "unclear"),
        ("unclear", "conditional"),
        ("no_specific_rule", "permitted"),
        ("conditional", "permitted"),
    ],
)
def test_of_entries_of_one_day_the_one_that_promises_less_answers(
    dates: tuple[str, str], stricter: str, looser: str
) -> None:
    entries = [
        position("FR", stricter, effective_from=dates[0]),
        position("FR", looser, effective_from=dates[1]),
    ]
    for order in (entries, entries[::-1]):
        assert ask(law(*order), "FR").status == stricter


@pytest.mark.parametrize(
    "dated", DATED, ids=[f"{each.jurisdiction}-{each.scenario}" for each in DATED]
)
def test_each_dated_position_on_record_holds_from_its_day_and_not_before(
    edition: Edition, dated: Position
) -> None:
    def in_force(as_of: date) -> set[Position | None]:
        answer = edition.law.standing(dated.jurisdiction, dated.scenario, as_of)
        return {answer.position, answer.beside}

    assert dated in in_force(dated.starts)
    assert dated not in in_force(dated.starts - DAY)


# Confidence.


@pytest.mark.parametrize(
    ("stated", "reach", "inherited"),
    [("high", "low", "low"), ("high", None, "high"), ("low", "high", "low"),
     ("medium", "medium", "medium"), ("high", "medium", "medium")],
)  # fmt: skip
def test_what_is_inherited_is_no_surer_than_its_origin_or_the_blocs_reach(
    stated: str, reach: str | None, inherited: str
) -> None:
    rules = law(
        position("EU", "prohibited", confidence=stated), blocs={"EU": bloc("FR", reach=reach)}
    )
    assert ask(rules, "FR").confidence == inherited
    assert ask(rules, "EU").confidence == stated


def test_a_bloc_reaches_its_members_as_surely_as_the_surest_of_its_instruments() -> None:
    treaty = bloc("FR", reach="low").instruments[0]
    for others in (["medium", "high"], ["high", "medium"], ["high", None]):
        instruments = (treaty, *(treaty.model_copy(update={"confidence": one}) for one in others))
        several = bloc("FR").model_copy(update={"instruments": instruments})
        rules = law(position("EU", "prohibited", confidence="high"), blocs={"EU": several})
        assert ask(rules, "FR").confidence == "high"


@given(laws(), st.sampled_from(INVENTED_PLACES), st.dates(date(2018, 1, 1), TODAY))
def test_no_answer_is_surer_than_what_it_rests_on(rules: Law, place: str, as_of: date) -> None:
    answer = ask(rules, place, as_of)
    if answer.position is None:
        assert (answer.status, answer.confidence, answer.inherited_from) == ("no_data", None, None)
        return
    assert answer.confidence in CONFIDENCES
    limits = [answer.position.confidence]
    if answer.inherited_from in INVENTED_BLOCS:
        limits += [
            each.confidence
            for each in rules.places.blocs[answer.inherited_from].instruments
            if each.confidence
        ]
    assert CONFIDENCES.index(answer.confidence) <= min(map(CONFIDENCES.index, limits))


@given(laws(), st.sampled_from(INVENTED_PLACES), st.dates(date(2018, 1, 1), TODAY))
def test_every_answer_is_a_position_in_force_of_a_place_that_reaches_this_one(
    rules: Law, place: str, as_of: date
) -> None:
    answer = ask(rules, place, as_of)
    for each in filter(None, (answer.position, answer.beside, answer.above)):
        assert each.starts <= as_of
        assert each.jurisdiction in (place, *rules.places.above(place))
    if answer.position:
        assert answer.status == answer.position.status
        origin = answer.position.jurisdiction
        assert answer.inherited_from == (None if origin == place else origin)
    assert answer.beside is None or (answer.beside.status in OPEN and answer.status in BINDING)
    assert answer.above is None or (answer.status in OPEN and answer.above.status not in OPEN)


@given(st.lists(st.sampled_from(CODED), min_size=1, max_size=4))
def test_the_order_in_which_positions_are_read_does_not_matter(statuses: list[str]) -> None:
    entries = [
        position(place, status, effective_from=when)
        for status, place, when in zip(
            statuses, ("FR", "FR", "EU", "EEA"), (None, "2020", "2020", None), strict=False
        )
    ]
    assert ask(law(*entries, blocs=EUROPE), "FR") == ask(law(*entries[::-1], blocs=EUROPE), "FR")


# What a position names.


def test_the_pages_of_a_position_are_those_that_it_names_once_each_the_one_read_first() -> None:
    page, text, more = (f"https://example.org/{name}" for name in ("page", "text", "more"))
    named = position("FR", "unclear", read_url=page, instrument_url=text, other_urls=(more, page))
    assert named.pages == (page, text, more)
    assert position("FR", "unclear", read_url=None).pages == ()


def test_places_with_a_position_of_their_own_are_listed_by_their_codes() -> None:
    places = ("IT", "FR-IDF", "EU", "DE", "FR")
    rules = law(*(position(place, "unclear") for place in places), blocs=EUROPE)
    assert rules.jurisdictions == ("DE", "EU", "FR", "FR-IDF", "IT")


# The table.


def test_what_is_not_known_is_kept_apart_and_never_permitted() -> None:
    rules = law(
        position("FR", "unclear"), position("DE", "no_specific_rule"), position("IT", "permitted")
    )
    answers = {place: ask(rules, place).status for place in ("FR", "DE", "IT", "ES")}
    assert answers == {
        "FR": "unclear", "DE": "no_specific_rule", "IT": "permitted", "ES": "no_data",
    }  # fmt: skip
    assert set(NOT_KNOWN).isdisjoint({"permitted", "conditional"})


def test_every_place_answers_for_every_scenario(edition: Edition) -> None:
    scenarios = edition.vocabularies.scenario.codes
    table = edition.law.table(edition.codes, scenarios, TODAY)
    assert list(table.columns) == list(STANDING_COLUMNS)
    assert len(table) == len(edition.codes) * 6
    assert set(edition.places.countries) <= set(table["jurisdiction"])
    assert set(table["status"]) <= set(STATUSES)
    assert not table.duplicated(["jurisdiction", "scenario"]).any()
    unknown = table["status"] == "no_data"
    assert table.loc[unknown, ["confidence", "inherited_from", "read_url"]].isna().all(axis=None)
    assert table.loc[~unknown, ["confidence", "basis", "source_read"]].notna().all(axis=None)


def test_the_table_of_nothing_has_its_columns() -> None:
    assert list(law().table([], [ASKED], TODAY).columns) == list(STANDING_COLUMNS)


def test_the_row_of_a_binding_rule_shows_the_note_of_the_row_beside_it() -> None:
    rules = law(position("FR", "unclear"), position("EU", "prohibited"), blocs=EUROPE)
    row = rules.row(ask(rules, "FR"))
    assert row["note"] == "Invented note of EU."
    assert row["own_note"] == "Invented note of FR."
    assert (row["jurisdiction"], row["name"], row["inherited_from"]) == ("FR", "France", "EU")
    assert set(row) == set(STANDING_COLUMNS)


def test_the_row_of_no_data_has_nothing_and_lists_without_entries() -> None:
    row = law().row(ask(law(), "FR"))
    told = {name: value for name, value in row.items() if value is not None}
    assert told == {
        "jurisdiction": "FR", "name": "France", "scenario": ASKED, "status": "no_data",
        "conditions": (), "notices": (), "other_urls": (), "coders_differ": (), "except_in": (),
    }  # fmt: skip


# Answers on record.


@pytest.mark.parametrize(
    ("place", "scenario", "status", "origin", "confidence"),
    [
        ("KH", "human_topical_cosmetic", "prohibited", "ASEAN", "medium"),
        ("SA", "human_topical_cosmetic", "prohibited", None, "low"),
        ("ES", "topical_with_microneedling", "unclear", None, "medium"),
        ("IE", "topical_with_microneedling", "unclear", None, "low"),
        ("PT", "injected_or_iv", "authorisation_required", None, "medium"),
        ("LU", "injected_or_iv", "authorisation_required", "EU", "medium"),
        ("FR", "human_topical_cosmetic", "prohibited", "EU", "high"),
        ("GB-NIR", "human_topical_cosmetic", "prohibited", None, "medium"),
        ("US-TN", "injected_or_iv", "authorisation_required", None, "high"),
        ("CN-HI", "injected_or_iv", "authorisation_required", None, "medium"),
        ("US-KS", "injected_or_iv", "authorisation_required", "US", "high"),
        ("PR", "injected_or_iv", "authorisation_required", "US", "high"),
        ("RE", "human_topical_cosmetic", "prohibited", "EU", "high"),
        ("RE", "injected_or_iv", "authorisation_required", "EU", "medium"),
        ("NC", "human_topical_cosmetic", "no_data", None, None),
        ("CH", "human_topical_cosmetic", "prohibited", None, "high"),
        ("AQ", "injected_or_iv", "no_data", None, None),
        ("INT", "injected_or_iv", "no_data", None, None),
    ],
)
def test_known_answers(
    edition: Edition,
    place: str,
    scenario: str,
    status: str,
    origin: str | None,
    confidence: str | None,
) -> None:
    answer = edition.law.standing(place, scenario, TODAY)
    assert (answer.status, answer.inherited_from) == (status, origin)
    assert answer.confidence == confidence


def test_a_dated_rule_of_a_part_is_no_surer_before_its_countrys_undated_one_was_read(
    edition: Edition,
) -> None:
    (country,) = edition.law.history("CN", "injected_or_iv")
    day = country.sure_from - DAY
    assert (country.effective_from, day) == (None, TODAY - DAY)
    assert edition.law.standing("CN-HI", "injected_or_iv", day).confidence == "low"


@pytest.mark.parametrize("scenario", recorded().vocabularies.scenario.codes)
def test_between_two_beginnings_the_answers_of_all_places_stay(scenario: str) -> None:
    edition = recorded()
    for year in range(2005, 2027):
        day = date(year, 12, 31)
        began = edition.law.last_moved(scenario, day)
        assert began <= day
        assert edition.law.standings(edition.codes, [scenario], began) == edition.law.standings(
            edition.codes, [scenario], day
        )


def test_the_last_move_is_the_day_itself_and_not_one_to_come() -> None:
    rules = law(
        position("FR", "prohibited", effective_from="2020-03-01"), position("FR", "permitted")
    )
    day = date(2020, 3, 1)
    assert rules.last_moved(ASKED, day) == rules.last_moved(ASKED, TODAY - DAY) == day
    assert rules.last_moved(ASKED, TODAY) == date.fromisoformat(VERIFIED)
    assert rules.last_moved(ASKED, day - DAY) == date.min
    assert rules.last_moved("clinical_trial", TODAY) == date.min


@pytest.mark.parametrize("status", STATUSES)
def test_what_says_something_on_low_confidence_is_weak_and_not_knowing_never_is(
    status: str,
) -> None:
    assert is_weak(status, "low") is (status not in NOT_KNOWN)
    assert not is_weak(status, "medium")
    assert not is_weak(status, None)
