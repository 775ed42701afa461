"""What counts as news: what moved in the law, and what regulators did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from atlas.alerts.baseline import Baseline
from atlas.alerts.news import news
from atlas.alerts.watch import Watch, WatchSettings
from atlas.law import Recoding
from atlas.places import UnknownPlace
from atlas.vocabulary import UnknownTerm
from tests.atlas.alerts.facts import an_edition, told_between
from tests.atlas.factories import TODAY, bloc, notice, position

BAN_FROM_MAY = position("KR", "prohibited", effective_from="2026-05-01")
OPEN_BEFORE = position("KR", "no_specific_rule", basis="general")


def test_the_same_facts_are_no_news() -> None:
    edition = an_edition([BAN_FROM_MAY], [notice("n-1")])
    assert told_between(edition, edition) == []


def test_a_position_that_was_replaced_is_told_old_and_new() -> None:
    (told,) = told_between(an_edition([OPEN_BEFORE]), an_edition([OPEN_BEFORE, BAN_FROM_MAY]))
    assert told.what == "Position replaced: Injected, infused or as a medicine"
    assert told.place == "South Korea"
    assert told.dated == "in force from 1 May 2026"
    assert told.changes[0] == (
        "status",
        "No specific rule (not a permission)",
        "Prohibited",
    )
    assert ("in force since", "an unknown earlier date", "1 May 2026") in told.changes
    assert told.source == "https://example.org/KR"
    assert told.evidence.startswith("Confidence: Medium · Read: Issuer's own text")


def test_a_first_position_is_told_as_new_once_also_on_the_day_on_which_it_begins() -> None:
    ban = position("KR", "prohibited", effective_from=TODAY.isoformat(), penalty="A fine.")
    (told,) = told_between(an_edition(), an_edition([ban]))
    assert told.what.startswith("Position on record: ")
    assert told.title == "Invented act of KR"
    assert told.changes == (("status", "nothing on record (not a permission)", "Prohibited"),)
    unnamed = ban.model_copy(update={"instrument": None, "penalty": "Prison."})
    (told,) = told_between(an_edition([ban]), an_edition([unnamed]))
    assert told.title == "Invented note of KR."
    assert ("penalty", "A fine.", "Prison.") in told.changes


def test_the_law_is_told_by_place_and_product() -> None:
    codes = ("KR", "AE", "JP")
    told = told_between(an_edition(), an_edition([position(code, "unclear") for code in codes]))
    assert [each.record[1][0][1] for each in told] == ["AE", "JP", "KR"]


@pytest.mark.parametrize(
    ("watched", "told_of"),
    [
        ({}, ["Qatar", "Saudi Arabia"]),
        ({"places": ["GCC"]}, ["Qatar", "Saudi Arabia"]),
        ({"regions": ["GCC"]}, ["Qatar", "Saudi Arabia"]),
        ({"places": ["Saudi Arabia"], "scenarios": ["clinical_trial"]}, ["Saudi Arabia"]),
        # Who watches a member is not told of every other.
        ({"places": ["AE"]}, []),
    ],
)
def test_who_joins_or_leaves_a_bloc_is_told_though_no_position_moved(
    watched: dict[str, Any], told_of: list[str]
) -> None:
    ban = position("GCC", "prohibited")
    after = an_edition([ban], blocs={"GCC": bloc("AE", "QA", name="Invented council")})
    told = told_between(an_edition([ban]), after, watched)
    assert [each.place for each in told] == told_of
    for each in told:
        assert each.what.startswith("Other rules from above reach it")
        has_joined = each.place == "Qatar"
        moved = ("of no place", "Invented council")
        assert each.changes == (("rules from above", *(moved if has_joined else moved[::-1])),)
        assert (each.source is not None) == has_joined == each.evidence.startswith("Last checked")


def test_what_an_older_version_wrote_down_of_no_bloc_is_no_news_of_any() -> None:
    known = replace(Baseline.of(an_edition(), TODAY), above=None)
    after = an_edition(blocs={})
    assert news(after, known, Watch.of(after, WatchSettings()), TODAY) == []


def test_what_the_atlas_no_longer_has_a_word_for_is_told_by_its_code() -> None:
    of_bloc = position("GCC", "prohibited")
    known = Baseline.of(an_edition([of_bloc]), TODAY)
    (entry,) = known.law["GCC/injected_or_iv"]
    old = replace(known, law={"XBLOC/injected_or_iv": [{**entry, "status": "forbidden"}]})
    after = an_edition()
    (told,) = news(after, old, Watch.of(after, WatchSettings()), TODAY)
    assert (told.place, told.dated) == ("XBLOC", "")
    assert told.changes == (("status", "forbidden", "nothing on record (not a permission)"),)


def test_a_text_that_leaves_a_ban_from_above_in_force_is_marked() -> None:
    ban = position("GCC", "prohibited")
    unclear = position("SA", "unclear", effective_from="2026-05-01")
    (told,) = told_between(an_edition([ban]), an_edition([ban, unclear]))
    assert told.place == "Saudi Arabia"
    assert told.marks == ("Prohibited still, by the rule of Invented council (medium confidence).",)
    stricter = position("SA", "prohibited", effective_from="2026-05-01")
    (told,) = told_between(an_edition([ban]), an_edition([ban, stricter]))
    assert told.marks == ()


def test_a_corrected_entry_is_told_as_a_correction() -> None:
    corrected = BAN_FROM_MAY.model_copy(update={"status": "conditional", "conditions": ("a", "b")})
    (told,) = told_between(an_edition([BAN_FROM_MAY]), an_edition([corrected]))
    assert told.what.startswith("Position corrected")
    assert told.changes == (
        ("status", "Prohibited", "Conditional"),
        ("conditions", "(nothing)", "a; b"),
    )


def test_a_correction_says_why_what_was_told_was_wrong() -> None:
    wrong = Recoding(until="2026-11-20", status="prohibited", reason="Invented: misread.")
    other = Recoding(until="2026-11-10", status="unclear", reason="Invented: not read.")
    corrected = BAN_FROM_MAY.model_copy(update={"status": "conditional", "recoded": (other, wrong)})
    (told,) = told_between(an_edition([BAN_FROM_MAY]), an_edition([corrected]))
    (said,) = told.marks
    assert said.startswith("Until 20 November 2026 the atlas said “Prohibited” here.")
    assert "Invented: misread." in said
    surer = corrected.model_copy(update={"confidence": "high"})
    (told,) = told_between(an_edition([corrected]), an_edition([surer]))
    assert told.marks == ()


def test_an_entry_of_before_that_is_taken_out_of_a_history_is_no_news() -> None:
    assert told_between(an_edition([OPEN_BEFORE, BAN_FROM_MAY]), an_edition([BAN_FROM_MAY])) == []


def test_a_new_look_at_an_unchanged_position_is_no_news() -> None:
    seen_again = BAN_FROM_MAY.model_copy(update={"verified_on": "2026-12-01", "note": "Reworded."})
    assert told_between(an_edition([BAN_FROM_MAY]), an_edition([seen_again])) == []


def test_less_confidence_is_news() -> None:
    doubted = BAN_FROM_MAY.model_copy(update={"confidence": "low"})
    (told,) = told_between(an_edition([BAN_FROM_MAY]), an_edition([doubted]))
    assert ("confidence", "Medium", "Low") in told.changes


def test_what_is_to_come_is_told_when_recorded_and_again_when_it_comes() -> None:
    spring = date(2026, 4, 1)
    before, after = an_edition([OPEN_BEFORE]), an_edition([OPEN_BEFORE, BAN_FROM_MAY])
    (announced,) = told_between(before, after, then=spring, today=spring)
    assert announced.what.startswith("Position to come")
    assert announced.dated == "in force from 1 May 2026"
    assert told_between(after, after, then=spring, today=date(2026, 4, 30)) == []
    (came,) = told_between(after, after, then=spring, today=date(2026, 5, 1))
    assert came.what.startswith("Position replaced")


LEAVE_FROM_MAY = position("KR", "conditional", effective_from="2026-05-01", conditions=("a",))


@pytest.mark.parametrize("today", [date(2026, 4, 2), date(2026, 5, 2)])
def test_what_was_to_come_and_no_longer_is_to_come_is_told(today: date) -> None:
    spring = date(2026, 4, 1)
    (told,) = told_between(
        an_edition([OPEN_BEFORE, LEAVE_FROM_MAY]),
        an_edition([OPEN_BEFORE]),
        then=spring,
        today=today,
    )
    assert told.what.startswith("Position no longer to come: ")
    assert told.changes[0] == ("status", "Conditional", "No specific rule (not a permission)")
    assert ("in force since", "1 May 2026", "an unknown earlier date") in told.changes
    (alone,) = told_between(an_edition([LEAVE_FROM_MAY]), an_edition(), then=spring, today=today)
    assert alone.changes == (("status", "Conditional", "nothing on record (not a permission)"),)


def test_what_was_to_come_is_told_to_have_gone_beside_other_moves_of_its_history() -> None:
    spring, summer = date(2026, 4, 1), date(2026, 7, 1)
    surer = OPEN_BEFORE.model_copy(update={"confidence": "high"})
    ban_of_june = BAN_FROM_MAY.model_copy(update={"effective_from": "2026-06-01"})
    corrected, gone = told_between(
        an_edition([OPEN_BEFORE, LEAVE_FROM_MAY]), an_edition([surer]), then=spring, today=spring
    )
    assert corrected.what.startswith("Position corrected")
    assert gone.what.startswith("Position no longer to come")
    replaced, gone = told_between(
        an_edition([OPEN_BEFORE, LEAVE_FROM_MAY, ban_of_june]),
        an_edition([OPEN_BEFORE, LEAVE_FROM_MAY]),
        then=spring,
        today=summer,
    )
    assert replaced.what.startswith("Position replaced")
    assert gone.what.startswith("Position no longer to come")
    assert gone.changes[0] == ("status", "Prohibited", "Conditional")


@pytest.mark.parametrize("since", ["2026-03-01", "2026-06-01"])
def test_what_comes_on_another_day_than_was_told_is_told_once(since: str) -> None:
    spring = date(2026, 4, 1)
    moved = LEAVE_FROM_MAY.model_copy(update={"effective_from": since})
    (told,) = told_between(
        an_edition([LEAVE_FROM_MAY]), an_edition([moved]), then=spring, today=spring
    )
    assert told.changes[0] == ("status", "nothing on record (not a permission)", "Conditional")


def test_a_position_that_went_is_never_told_as_a_permission() -> None:
    (told,) = told_between(an_edition([BAN_FROM_MAY]), an_edition())
    assert told.what.startswith("Position withdrawn")
    assert told.changes == (("status", "Prohibited", "nothing on record (not a permission)"),)


def test_a_notice_that_is_new_to_the_atlas_is_told_however_old_it_is() -> None:
    old = notice("n-2", published="2019", kind="warning_letter", review="machine_read")
    (told,) = told_between(an_edition([], [notice("n-1")]), an_edition([], [notice("n-1"), old]))
    assert told.what == "Warning letter, IA"
    assert told.dated == "2019"
    assert told.marks == ("Machine-read, not reviewed",)
    assert told.record == ("notices", (("notice", "n-2"),))


def test_what_a_source_amended_is_told_field_by_field() -> None:
    rows = [
        ("n-1", "2026-11-20", "notice_amended", "kind", "ban", "recall"),
        ("n-1", "2026-11-20", "notice_amended", "title", "Old", "New"),
        ("n-1", "2026-11-21", "notice_delisted", None, None, None),
    ]
    known = notice("n-1")
    amended, delisted = told_between(
        an_edition([], [known], rows[:0]), an_edition([], [known], rows)
    )
    assert amended.what == "Notice amended, IA"
    assert amended.changes == (("kind", "Ban", "Recall"), ("title", "Old", "New"))
    assert delisted.what == "No longer listed, IA"
    assert told_between(an_edition([], [known], rows), an_edition([], [known], rows)) == []
    elsewhere = {"places": ["KR"]}
    assert told_between(an_edition([], [known]), an_edition([], [known], rows), elsewhere) == []


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "https://example.org/\u202ex", f"https://example.org/{'a' * 10_000}"],
)
def test_an_address_that_no_link_should_have_is_left_out(address: str) -> None:
    new = notice("n-2", url=address, read_url="https://example.org/read")
    (told,) = told_between(an_edition(), an_edition([], [new]))
    assert told.source == "https://example.org/read"
    nowhere = notice("n-2", url=address, read_url=address)
    (told,) = told_between(an_edition(), an_edition([], [nowhere]))
    assert told.source is None


@pytest.mark.parametrize(
    ("watch", "seen"),
    [
        ({}, {"SA", "AE", "KR"}),
        ({"places": ["GCC"]}, {"SA", "AE"}),
        ({"places": ["Saudi Arabia"]}, {"SA"}),
        ({"places": ["GCC", "KR"], "kinds": ["recall"]}, set()),
        ({"scenarios": ["clinical_trial"]}, set()),
        ({"scenarios": ["injected_or_iv"], "places": ["KR"]}, {"KR"}),
    ],
)
def test_a_watch_on_a_bloc_sees_its_members(watch: dict[str, Any], seen: set[str]) -> None:
    notices = [notice(f"n-{code}", jurisdiction=code) for code in ("SA", "AE", "KR")]
    told = told_between(an_edition(), an_edition([], notices), watch)
    assert {dict(each.record[1])["notice"].removeprefix("n-") for each in told} == seen


@pytest.mark.parametrize(
    ("watch", "seen"),
    [
        ({}, {"KR/injected_or_iv", "KR/clinical_trial", "JP/injected_or_iv"}),
        ({"places": ["KR"]}, {"KR/injected_or_iv", "KR/clinical_trial"}),
        ({"scenarios": ["clinical_trial"]}, {"KR/clinical_trial"}),
        ({"places": ["JP"], "scenarios": ["clinical_trial"]}, set()),
        ({"places": ["JP", "KR"], "scenarios": ["injected_or_iv"]},
         {"KR/injected_or_iv", "JP/injected_or_iv"}),
    ],
)  # fmt: skip
def test_a_watch_sees_the_law_of_its_places_and_products_only(
    watch: dict[str, Any], seen: set[str]
) -> None:
    positions = [
        position("KR", "prohibited"),
        position("KR", "prohibited", scenario="clinical_trial"),
        position("JP", "prohibited"),
    ]
    told = told_between(an_edition(), an_edition(positions), watch)
    assert {"/".join(dict(each.record[1]).values()) for each in told} == seen


def test_a_watch_on_several_products_sees_new_notices_of_any_of_them() -> None:
    known = [notice("known", uses=["topical_cosmetic"])]
    new = [
        notice("iv"),
        notice("trial", uses=["research"]),
        notice("needled", uses=["microneedling"]),
    ]
    told = told_between(
        an_edition([], known),
        an_edition([], [*known, *new]),
        {"scenarios": ["injected_or_iv", "clinical_trial"]},
    )
    assert {dict(each.record[1])["notice"] for each in told} == {"iv", "trial"}


def test_a_member_is_told_of_its_blocs_law_whatever_kinds_are_watched() -> None:
    (told,) = told_between(
        an_edition(),
        an_edition([position("GCC", "prohibited")]),
        {"places": ["SA"], "kinds": ["recall"]},
    )
    assert told.place == "Invented council"


@pytest.mark.parametrize(("least", "seen"), [("direct", 1), ("category", 2), ("context", 3)])
def test_only_what_is_near_enough_is_told(least: str, seen: int) -> None:
    notices = [notice(f"n-{near}", relevance=near) for near in ("direct", "category", "context")]
    assert len(told_between(an_edition(), an_edition([], notices), {"relevance": least})) == seen


@pytest.mark.parametrize(
    ("watch", "fault"),
    [
        ({"places": ["Atlantis"]}, UnknownPlace),
        ({"scenarios": ["injected"]}, UnknownTerm),
        ({"kinds": ["letter"]}, UnknownTerm),
        ({"relevance": "near"}, UnknownTerm),
    ],
)
def test_a_word_that_the_atlas_does_not_have_is_refused(
    watch: dict[str, Any], fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        told_between(an_edition(), an_edition(), watch)


def test_since_a_day_tells_what_is_dated_from_then_on() -> None:
    rows = [
        ("n-old", "2026-04-30", "notice_delisted", None, None, None),
        ("n-old", "2026-05-02", "notice_relisted", None, None, None),
        ("n-old", "2026-05-03", "notice_delisted", None, None, None),
    ]
    edition = an_edition(
        [
            OPEN_BEFORE,
            BAN_FROM_MAY,
            position("JP", "prohibited", effective_from="2026-04-30"),
            position("JP", "conditional", effective_from="2027"),
        ],
        [
            notice("n-old", published="2026-04-30"),
            notice("n-new", published="2026-05-01"),
            notice("n-undated", published=None, first_seen="2026-05-03"),
        ],
        rows,
    )
    watch = Watch.of(edition, WatchSettings())
    since = Baseline.before(edition, date(2026, 5, 1))
    told = news(edition, since, watch, TODAY)
    assert since.day == "2026-04-30"
    assert [(each.place, each.what.split(":")[0]) for each in told] == [
        ("Japan", "Position to come"),
        ("South Korea", "Position replaced"),
        ("United States", "Ban, IA"),
        ("United States", "Ban, IA"),
        ("United States", "Listed again, IA"),
        ("United States", "No longer listed, IA"),
    ]
    assert [
        each.what.split(":")[0]
        for each in news(edition, Baseline.before(edition, TODAY), watch, TODAY)
    ] == ["Position to come"]
