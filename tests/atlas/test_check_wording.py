"""The answer of a launch check in sentences: nothing is said of a verdict that it does not mean."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from atlas.check import LaunchCheck
from atlas.check_wording import (
    about_conditions,
    acted,
    acts_there,
    how_counted,
    not_about,
    own_status,
    sentence,
    sources,
)
from atlas.judgement import GO_AHEAD, NEEDLED, Ground, Judgement
from atlas.law import CONFIDENCES, Standing
from tests.atlas.factories import ASKED, TODAY, notice, recorded, standing
from tests.atlas.launches import check, of

REAL = recorded()

FIRST = {
    "no_go": "A rule on record bars this.",
    "authorisation_required": "Not before an authority has approved it.",
    "ask_regulator": "No firm official answer is on record.",
    "conditional": "Only if every condition below is met",
    "ordinary_duties": "An official text leaves this to the duties",
}
LOOKS, STUDY = (
    "of this origin alone, and while nobody says that it treats",
    "Leave for a study is no leave",
)
ORIGIN, NOT_NAMED, REPORTED = "made from has to be known", "does not name exosomes", "by reports"
NOTHING = Standing("US", ASKED, "no_data")


def ground(verdict: str, role: str = "use", answer: Standing = NOTHING, **said: Any) -> Ground:
    return Ground(answer, role, verdict, None, (), **said)


def judged(verdict: str, *grounds: Ground, **changes: Any) -> Judgement:
    asked = Judgement("US", "human", "injection", "cosmetic", TODAY, verdict, None, grounds, ())
    return replace(asked, **changes)


def checked(verdict: str, *grounds: Ground, acts: Any = (), conditions: Any = ()) -> LaunchCheck:
    """A check with acts against the same there: their dates, all against injections."""
    precedents = pd.DataFrame(
        {
            "published": pd.Series(list(acts), dtype=object),
            "nearness": "there",
            "same_use": True,
            "relevance": "direct",
            "origin": [("human",)] * len(acts),
            "review": "reviewed",
        }
    ).astype({"same_use": bool})
    return LaunchCheck(
        **vars(judged(verdict, *grounds)), conditions=conditions, penalties=(), not_known=(),
        regulators=precedents, precedents=precedents,
    )  # fmt: skip


@pytest.mark.parametrize("verdict", [each for each in FIRST if each != "ask_regulator"])
def test_weak_evidence_is_told_as_a_warning_or_as_no_yes_and_as_nothing_else(verdict: str) -> None:
    said = sentence(judged("ask_regulator", leaning=verdict, origin="unspecified"))
    assert said.startswith("Not a yes: " if verdict in GO_AHEAD else "Warning: ")
    assert not any(first in said for first in FIRST.values())
    assert "in writing" in said


@pytest.mark.parametrize("origin", ["human", "unspecified"])
@pytest.mark.parametrize("use", ["injection", "research"])
@pytest.mark.parametrize("verdict", FIRST)
def test_a_verdict_is_told_with_what_holds_for_it_only(verdict: str, use: str, origin: str) -> None:
    said = sentence(judged(verdict, use=use, origin=origin))
    study, goes_ahead = use == "research", verdict in GO_AHEAD
    needs_leave = study and verdict == "authorisation_required"
    assert said.startswith(
        "Not before the authority has permitted the study." if needs_leave else FIRST[verdict]
    )
    assert (ORIGIN in said) is (verdict == "ask_regulator" and origin == "unspecified")
    assert (LOOKS in said) is (goes_ahead and not study)
    assert (STUDY in said) is (study and (goes_ahead or needs_leave))
    assert NOT_NAMED not in said
    assert REPORTED not in said


@pytest.mark.parametrize(("verdict", "told"), [("conditional", True), ("no_go", False)])
def test_one_text_of_several_is_enough_for_a_yes_to_rest_on_a_reading_or_a_report(
    verdict: str, told: bool
) -> None:
    named = ground(verdict, answer=standing("conditional"))
    by_category = ground(verdict, answer=standing("conditional", basis="category"))
    reported = ground(verdict, answer=standing("conditional", source_read="secondary"))
    assert NOT_NAMED not in sentence(judged(verdict, named, reported))
    assert REPORTED not in sentence(judged(verdict, named, by_category, ground(verdict)))
    both = sentence(judged(verdict, named, by_category, reported))
    assert (NOT_NAMED in both, REPORTED in both) == (told, told)


@pytest.mark.parametrize("verdict", FIRST)
def test_conditions_are_told_with_how_far_they_carry(verdict: str) -> None:
    some = (("Invented condition", ASKED),)
    use, nearest = ground(verdict), ground(verdict, "nearest")
    of_the_use = about_conditions(checked(verdict, use, conditions=some))
    of_both = about_conditions(checked(verdict, use, nearest, conditions=some))
    none = about_conditions(checked(verdict, use, nearest))
    assert of_the_use.endswith(":")
    assert not none.endswith(":")
    if verdict == "ask_regulator":
        assert of_the_use.startswith("The texts read name these. Nobody official says they are")
        assert of_both == "The nearest rule names these. It does not speak of this use:"
    else:
        assert of_both == of_the_use


def test_a_status_that_is_no_yes_is_called_by_why_it_is_none() -> None:
    assert own_status(ground("ask_regulator")) == "Its status, too weak for a yes"
    another = ground("ask_regulator", allows_another=True)
    assert own_status(another) == "Its status for what it is about"


def test_a_text_without_a_name_is_a_source_and_nothing_on_record_is_none() -> None:
    unnamed = ground("no_go", answer=standing("prohibited", instrument=None))
    ((said, page),) = sources(REAL, judged("no_go", ground("no_go"), unnamed))
    assert "United States: no text is named, from an unknown earlier date." in said
    assert page == "https://example.org/US"
    silent = ground("ask_regulator", answer=standing("unclear", instrument=None))
    ((said, _),) = sources(REAL, judged("ask_regulator", silent))
    assert "United States: no text is named. Confidence" in said


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (["2024", "2026-03-05", None, "2026-01"], "4 acts on record, the latest of 5 March 2026."),
        ([None], "1 act on record. Read it before"),
    ],
)
def test_acts_there_are_counted_with_the_latest(dates: list[str | None], told: str) -> None:
    assert told in acts_there(checked("no_go", acts=dates))


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        ({"same": 2}, ""),
        ({}, ""),
        ({"same": 2, "others": 1, "unnamed": 3}, "Those there: 2 against this use that may mean "
         "this origin (counted beside the verdict); 1 over exosomes in another case (counted "
         "beside the verdict); 3 of the same origin or use in which exosomes are not named."),
        ({"unnamed": 1}, "Those there: 1 of the same origin or use in which exosomes are not "
         "named."),
    ],
)  # fmt: skip
def test_what_the_sums_of_acts_count_is_told_where_they_differ(
    acts: dict[str, int], told: str
) -> None:
    sorts = [sort for sort, number in acts.items() for _ in range(number)]
    check = checked("no_go", acts=[None] * len(sorts))
    check.precedents["same_use"] = [sort == "same" for sort in sorts]
    check.precedents["relevance"] = ["category" if s == "unnamed" else "direct" for s in sorts]
    assert how_counted(check) == told


def test_no_heading_promises_a_case_of_the_same_where_none_is_on_record() -> None:
    like = checked("no_go", acts=[None, None])
    assert acted(like) == "Who was acted against for the same"
    like.precedents["origin"] = [("plant",), ("human",)]
    assert acted(like) == "Who was acted against for the same"
    like.precedents["same_use"] = [True, False]
    assert acted(like) == "Who was acted against in other cases"
    assert acted(checked("no_go")) == "Nobody acted against for the same is on record"


def test_where_no_act_and_nothing_else_is_meant_nothing_is_said() -> None:
    assert acts_there(checked("no_go")) == ""
    assert [not_about(origin) for origin in ("human", "plant", "unspecified")] == ["", "", ""]
    assert not_about("animal").startswith("This is about exosomes from animals. Salmon DNA")


def test_no_sentence_says_that_a_text_allows_the_launch() -> None:
    for status in ("conditional", "permitted"):
        for confidence in CONFIDENCES:
            said = sentence(check(of(status, confidence=confidence)))
            assert "allows" not in said
            assert "approves no product" in said or said.startswith("Not a yes")


def test_the_first_lines_name_the_text_its_place_its_date_and_how_sure_it_is() -> None:
    rule = of("prohibited", effective_from="2024-05", verified_on="2025-06-10")
    assert sources(REAL, check(rule)) == [
        (
            "Rests on: Human-derived, on the skin. France: Invented act of FR, since May 2024. "
            "Confidence: Medium · Read: Issuer's own text · Last checked: 10 June 2025",
            "https://example.org/FR",
        )
    ]
    assert sources(REAL, check()) == []


def test_only_what_decides_is_named_and_a_silent_text_is_no_ground_for_a_yes() -> None:
    strict = check(of("permitted"), of("prohibited", "topical_with_microneedling"), use=NEEDLED)
    assert [said.partition(".")[0] for said, _ in sources(REAL, strict)] == [
        "Rests on: With microneedling"
    ]
    silent = check(of("no_specific_rule", basis="general", confidence="high"))
    (said,) = (said for said, _ in sources(REAL, silent))
    assert said.startswith("Looked at, without an answer: ")
    weak = check(of("prohibited", confidence="low"))
    assert sources(REAL, weak)[0][0].startswith("Rests on: ")


def test_the_day_of_a_text_that_answers_nothing_is_not_that_of_the_answer() -> None:
    silent = check(of("unclear", effective_from="2013-07-11"))
    assert "Invented act of FR, in force since 11 July 2013." in sources(REAL, silent)[0][0]


@pytest.mark.parametrize(
    ("status", "first", "second"),
    [
        ("prohibited", "Rests on: ", "And on: "),
        ("no_specific_rule", "Looked at, without an answer: ", "Looked at too, without an answer"),
    ],
)
def test_what_a_second_text_is_looked_at_for_is_not_said_as_if_it_were_the_only_one(
    status: str, first: str, second: str
) -> None:
    both = check(of(status), of(status, "topical_with_microneedling"), use=NEEDLED)
    said = [text for text, _ in sources(REAL, both)]
    assert [text.startswith(begin) for text, begin in zip(said, (first, second), strict=True)] == [
        True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, True),
        ({"origin": ["unspecified"]}, True),
        ({"origin": []}, True),
        ({"origin": ["plant"]}, False),
        ({"uses": ["topical_cosmetic"]}, False),
        ({"jurisdiction": "DE"}, False),
        ({"relevance": "context"}, False),
    ],
)
def test_acts_there_against_the_use_stand_beside_the_verdict(
    changes: dict[str, Any], counts: bool
) -> None:
    act = notice("act", **({"jurisdiction": "FR"} | changes))
    said = acts_there(check(notices=[act], use="injection"))
    assert ("against such a use" in said) == counts
    if counts:
        assert said.endswith(
            "1 act on record, the latest of 15 January 2026. Read it before you go on."
        )


def test_other_cases_of_exosomes_there_are_told_and_listed_behind_the_same() -> None:
    """Who will needle exosomes must hear of an arrest over injected ones, whatever their origin."""
    acts = [
        notice("needled", origin=[], uses=[NEEDLED], published="2020-01-01", jurisdiction="FR"),
        notice("injected", origin=["unspecified"], uses=["injection"], jurisdiction="FR"),
        notice("cells", relevance="category", origin=[], uses=["injection"], jurisdiction="FR"),
        notice("abroad", origin=["unspecified"], uses=["injection"], jurisdiction="JP"),
    ]

    def asked(*of: Any) -> LaunchCheck:
        return check(notices=of, origin="animal", use=NEEDLED)

    assert list(asked(*acts).precedents["id"]) == ["needled", "injected"]
    other = "in other cases of exosomes{}: 1 act on record, the latest of 15 January 2026."
    alone = acts_there(asked(acts[1]))
    assert alone == f"Authorities there have acted {other.format('')}"
    assert acts_there(asked(*acts)).endswith(f"They have acted {other.format(' too')}")


def test_acts_there_that_nobody_has_reviewed_are_said_to_be_so() -> None:
    acts = [
        notice("read", jurisdiction="FR", published=None),
        notice("found", jurisdiction="FR", published=None, review="machine_read"),
    ]
    answer = check(notices=acts, origin="unspecified", use="injection")
    said = "2 acts on record, 1 of them machine-read, not reviewed. Read them before"
    assert said in acts_there(answer)


def test_that_no_further_condition_is_on_record_does_not_end_the_conditions() -> None:
    answer = check(of("authorisation_required"))
    assert "does not mean that there is none" in about_conditions(answer)
