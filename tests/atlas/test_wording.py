"""What is said of a fact: its dates as far as they are known, how sure it is, what is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from atlas import wording
from atlas.authorities import Succession
from atlas.edition import Edition
from atlas.law import NOT_KNOWN, STATUSES
from tests.atlas.factories import VERIFIED, position

BEFORE, CHECKED = date(2026, 11, 21), date.fromisoformat(VERIFIED)


@pytest.mark.parametrize(
    ("told", "said"),
    [("2024-03-05", "5 March 2024"), ("2024", "2024"), (None, "none"), (float("nan"), "none")],
)
def test_a_date_is_spoken_and_what_is_none_is_said_to_be_none(told: object, said: str) -> None:
    assert wording.spoken(told, "none") == said


@pytest.mark.parametrize(
    ("name", "short", "said"),
    [
        ("Invented Agency", "IA", "Invented Agency (IA)"),
        ("Invented Agency (IA)", "IA", "Invented Agency (IA)"),
        ("Invented Agency, seat in Oslo", "Invented Agency", "Invented Agency, seat in Oslo"),
        ("Parliament of Utopia", "Parliament", "Parliament of Utopia"),
        ("Board of MCA", "MC", "Board of MCA (MC)"),
        ("Agency (of a ministry)", "A.(M)", "Agency (of a ministry) (A.(M))"),
    ],
)
def test_an_issuer_has_its_short_name_beside_it_once(name: str, short: str, said: str) -> None:
    assert wording.issuer(name, short) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 acts"), (1, "1 act"), (2, "2 acts"), (2000, "2,000 acts")]
)
def test_things_are_counted(number: int, said: str) -> None:
    assert wording.counted(number, "act") == said


@pytest.mark.parametrize(("number", "said"), [(51.0, "51"), (54.16, "54.2"), (0.04, "0")])
def test_risk_is_written_alike_everywhere(number: float, said: str) -> None:
    assert wording.points(number) == said


def test_a_rule_without_a_date_has_held_for_long_only_since_it_was_checked() -> None:
    dated, undated = (
        position("FR", "prohibited", effective_from="2024-05"),
        position("FR", "unclear"),
    )
    for day in (None, date(2024, 5, 31), BEFORE, CHECKED):
        assert wording.since(dated, day) == "since May 2024"
    assert wording.since(dated, date(2024, 5, 30)) == "since May 2024, perhaps after 30 May 2024"
    assert (
        wording.since(undated) == wording.since(undated, CHECKED) == "from an unknown earlier date"
    )
    assert wording.since(undated, BEFORE) == (
        "from an unknown date: as last checked on 22 November 2026, so it may have begun after "
        "21 November 2026; its note may mention what came later"
    )


@pytest.mark.parametrize(
    ("since", "as_of", "said"),
    [
        (None, VERIFIED, "unknown earlier date"),
        (None, BEFORE.isoformat(), "unknown date, perhaps after this day"),
        (float("nan"), BEFORE.isoformat(), "unknown date, perhaps after this day"),
        ("2024-05", "2024-05-30", "May 2024, perhaps after this day"),
        ("2024-05", "2024-05-31", "May 2024"),
        ("2024", "2024-12-30", "2024, perhaps after this day"),
        ("2024", "2024-12-31", "2024"),
        # Whoever checked it on that day found it in force.
        ("2026", BEFORE.isoformat(), "2026, perhaps after this day"),
        ("2026", VERIFIED, "2026"),
        ("2024-05-20", "2024-05-20", "20 May 2024"),
    ],
)
def test_a_first_day_that_is_not_known_may_be_after_the_day_asked_about(
    since: object, as_of: str, said: str
) -> None:
    dated = since if isinstance(since, str) else None
    rule = position("FR", "prohibited", effective_from=dated)
    assert wording.first_day(since, rule.sure_from.isoformat(), as_of) == said
    assert rule.may_have_begun_after(date.fromisoformat(as_of)) == ("perhaps" in said)


def test_a_rule_that_was_checked_again_tells_when_it_was_first_read_before_that_day_alone() -> None:
    again = position("FR", "prohibited", first_read=VERIFIED, verified_on="2026-12-05")
    assert wording.since(again, CHECKED) == "from an unknown earlier date"
    assert wording.since(again, BEFORE) == (
        "from an unknown date: as first read on 22 November 2026, last checked on 5 December 2026, "
        "so it may have begun after 21 November 2026; its note may mention what came later"
    )
    once = again.model_copy(update={"verified_on": VERIFIED})
    assert "from an unknown date: as last checked on" in wording.since(once, BEFORE)


def test_where_no_text_is_named_none_is_said_to_be_in_force() -> None:
    nothing = position("FR", "unclear", instrument=None)
    assert wording.since(nothing) == wording.since(nothing, BEFORE) == ""
    dated = position("FR", "unclear", instrument=None, effective_from="2024-05")
    assert wording.since(dated) == "since May 2024"
    ban = position("FR", "prohibited", instrument=None)
    assert wording.since(ban) == "from an unknown earlier date"


@pytest.mark.parametrize("status", STATUSES)
def test_conditions_of_an_open_question_are_not_called_conditions(status: str) -> None:
    called = wording.conditions_are(status)
    if status in NOT_KNOWN:
        assert called.endswith("nobody official says that it is enough")
    else:
        assert called == "Conditions"


def test_who_was_replaced_is_told_with_the_day_and_how_sure_that_is(edition: Edition) -> None:
    told: dict[str, Any] = {
        "jurisdiction": "KR",
        "former": {"name": "Invented Administration", "short": "IA"},
        "now": {"name": "Invented Ministry", "short": "IM"},
        "since": "2013-03",
        "source_read": "secondary",
        "read_url": "https://example.org/",
        "confidence": "low",
        "verified_on": VERIFIED,
    }
    sure = wording.confidence_line(edition, "low", "secondary", VERIFIED)
    until = "Until March 2013 Invented Administration (IA)."
    assert wording.formerly(edition, Succession(**told)) == f"{until} {sure}"
    noted = Succession(**told, note="Devices went elsewhere.")
    assert wording.formerly(edition, noted) == f"{until} Devices went elsewhere. {sure}"


def test_every_claim_says_how_sure_it_is_how_it_was_read_and_when(edition: Edition) -> None:
    assert wording.confidence_line(edition, "high", "primary", "2026-11") == (
        "Confidence: High · Read: Issuer's own text · Last checked: November 2026"
    )
    assert wording.confidence_line(edition, None, "primary", VERIFIED).startswith(
        "Confidence: none ·"
    )


@pytest.mark.parametrize(
    ("review", "delisted", "said"),
    [
        ("reviewed", None, []),
        ("reviewed", float("nan"), []),
        ("machine_read", None, [wording.MACHINE_READ]),
        ("machine_read", "2026-03", [wording.MACHINE_READ, "No longer listed since March 2026"]),
    ],
)
def test_a_notice_is_marked_by_what_a_reader_must_know(
    review: str, delisted: object, said: list[str]
) -> None:
    assert wording.mark_words(review, delisted) == said


def test_a_rule_that_does_not_answer_is_told_in_words_with_why(edition: Edition) -> None:
    rule = position("EU", "conditional", confidence="low")
    assert wording.rule_above(edition, rule) == (
        "European Union: Conditional (Low confidence). That is not the answer here: what is nearer "
        "leaves the question open. Invented note of EU."
    )
    assert wording.own_text(edition, position("FR", "unclear")) == (
        "Unclear. It leaves the question open, so the rule from above answers here. Invented note "
        "of FR."
    )


def test_of_a_text_read_in_part_it_is_not_said_that_it_does_not_name_exosomes() -> None:
    assert wording.names_exosomes(True) == "yes"
    assert wording.names_exosomes(False) == "not in the part of the text that was read"


NONE = {"positions": 0, "all positions": 0, "notices": 0, "all notices": 0}


@pytest.mark.parametrize("of_places", [True, False])
def test_that_nothing_changed_is_never_said_to_be_proved(of_places: bool) -> None:
    nothing = wording.about_the_undated(NONE, of_places=of_places)
    assert nothing.startswith("Nothing is on record")
    assert ("for these places" in nothing) is of_places
    for some in ({"all positions": 2000, "positions": 7}, {"all notices": 2000, "notices": 7}):
        said = wording.about_the_undated({**NONE, **some}, of_places=of_places)
        assert "7 of 2,000" in said
        assert "0 of 0" in said
        assert ("of these places" in said) is of_places
        assert said.endswith("does not prove that nothing changed.")


def test_what_is_left_out_is_counted_in_the_singular_and_in_the_plural() -> None:
    assert "1 notice that carries no date." in wording.about_notices_left_out(1)
    assert "2,000 notices that carry no date." in wording.about_notices_left_out(2000)
    one, more = (wording.about_the_imprecise(number, BEFORE) for number in (1, 2000))
    assert "1 change of which" in one
    assert "so it may date from 21 November 2026 or later" in one
    assert "2,000 changes of which" in more
    assert "so they may date from" in more


def test_an_authority_that_carries_no_date_was_seen_on_none() -> None:
    assert wording.last_seen("2026-03") == "last act on record here: March 2026"
    assert wording.last_seen(None) == "no act of it on record here carries a date"
