"""What counts as news: what moved in the law, and what regulators did."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from atlas.alerts.baseline import Baseline
from atlas.alerts.news import news
from atlas.alerts.watch import Watch, WatchSettings
from atlas.places import UnknownPlace
from atlas.vocabulary import UnknownTerm
from tests.atlas.alerts.facts import an_edition, told_between
from tests.atlas.factories import TODAY, notice, position

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
    ]
    edition = an_edition(
        [OPEN_BEFORE, BAN_FROM_MAY, position("JP", "prohibited", effective_from="2026-04-30")],
        [
            notice("n-old", published="2026-04-30"),
            notice("n-new", published="2026-05-01"),
            notice("n-undated", published=None, first_seen="2026-05-03"),
        ],
        rows,
    )
    watch = Watch.of(edition, WatchSettings())
    told = news(edition, Baseline.before(edition, date(2026, 5, 1)), watch, TODAY)
    assert [(each.place, each.what.split(":")[0]) for each in told] == [
        ("South Korea", "Position replaced"),
        ("United States", "Ban, IA"),
        ("United States", "Ban, IA"),
        ("United States", "Listed again, IA"),
    ]
