"""Every row of evidence stands in data/ as it was gathered: none lost, altered or improved.

What was read again since carries the day on which it was read, and no other row differs. Counts are
the fewest that there may be: what is added makes none smaller, and a row that is altered is one
fewer of what it was; then write what they are now, so that a reviewer sees that evidence moved.
What was checked later than READ_SINCE is not counted, lest it stand in for what went.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from atlas.facts import DATA, Facts
from atlas.law import Position
from atlas.notices import Notice
from tests.bundled import recorded_facts

EVIDENCE = Path(__file__).resolve().parents[3] / "shared" / "evidence"
# A page without a public address; data/law/EU.yaml names it in a comment beside the links.
NOT_A_LINK = "urn:stored-github-file:69878465084"

# Gathered as the name of a text where there is none; left out, or it would be said to be in force.
NO_TEXT = (
    "None found",
    "No rule found",
    "No exosome-specific rule found",
    "No exosome-specific rule read",
)

GATHERED = "2026-11-22"
READ_SINCE = "2026-12-01"
# One act that was gathered twice, and the notice that tells it.
TOLD_BY = {
    "az-moh-20250813-unregistered-injectables": "az-aem-20250813-unregistered-aesthetic-injectables"
}

beside_the_evidence = pytest.mark.skipif(
    not EVIDENCE.exists(), reason=f"the evidence is kept outside the repository, in {EVIDENCE}"
)


@pytest.fixture(scope="module")
def facts() -> Facts:
    """What had been checked by READ_SINCE."""
    whole = recorded_facts()
    return replace(
        whole,
        positions=tuple(one for one in whole.positions if one.verified_on <= READ_SINCE),
        notices=tuple(one for one in whole.notices if one.verified_on <= READ_SINCE),
    )


def rows(name: str) -> list[dict[str, Any]]:
    text = (EVIDENCE / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def none_fewer(found: Iterable[object], counted: dict[Any, int]) -> None:
    """Of each value there are at least as many as were counted."""
    missing = Counter(counted) - Counter(found)
    assert not missing


def as_gathered(record: Position | Notice, ours: Iterable[str]) -> dict[str, Any]:
    """The record without the fields that only the project has."""
    return record.model_dump(mode="json", exclude=set(ours))


@beside_the_evidence
def test_every_position_is_carried_field_by_field_unless_read_again(facts: Facts) -> None:
    gathered = {(row["jurisdiction"], row["scenario"]): row for row in rows("positions.jsonl")}
    assert gathered["EU", "injected_or_iv"]["other_urls"].pop(1) == NOT_A_LINK
    assert gathered.keys() <= {(one.jurisdiction, one.scenario) for one in facts.positions}
    for position in facts.positions:
        if position.verified_on == GATHERED:
            row = gathered[position.jurisdiction, position.scenario]
            if row["instrument"] in NO_TEXT:
                row["instrument"] = None
            # Notices that were found since may bear on it too.
            assert set(row["notices"]) <= set(position.notices)
            ours = ["first_read", "verified_on", "notices", "recoded", "except_in"]
            assert as_gathered(position, ours) == {k: row[k] for k in row if k != "notices"}


@beside_the_evidence
def test_a_status_that_was_gathered_and_stands_no_more_is_owned_up_to(facts: Facts) -> None:
    gathered = {
        (row["jurisdiction"], row["scenario"]): row["status"] for row in rows("positions.jsonl")
    }
    # Of a history the entry in force, the last, is what the row has become.
    for of, last in {(one.jurisdiction, one.scenario): one for one in facts.positions}.items():
        said = [last.status, *(wrong.status for wrong in last.recoded)]
        assert gathered.get(of, last.status) in said, of


@beside_the_evidence
def test_every_notice_is_carried_field_by_field_unless_read_again(facts: Facts) -> None:
    gathered = {row["id"]: row for row in rows("notices.jsonl")}
    carried_ids = {notice.id for notice in facts.notices}
    assert {TOLD_BY.get(id_, id_) for id_ in gathered} <= carried_ids
    assert not TOLD_BY.keys() & carried_ids
    ours = ("review", "verified_on", "source_id", "first_seen", "sha256")
    carried = {
        notice.id: as_gathered(notice, ours)
        for notice in facts.notices
        if notice.verified_on == GATHERED
    }
    assert carried == {id_: gathered[id_] for id_ in carried}


@beside_the_evidence
def test_every_bloc_is_carried_field_by_field_unless_read_again(facts: Facts) -> None:
    unread = {code: bloc for code, bloc in facts.blocs.items() if bloc.verified_on == GATHERED}
    carried = [
        {"bloc": code, "members": list(bloc.members)} | instrument.model_dump(mode="json")
        for code, bloc in unread.items()
        for instrument in bloc.instruments
    ]
    gathered = [
        {"confidence": None, "other_urls": [], **row}
        for row in rows("blocs.jsonl")
        if row["bloc"] in unread
    ]

    def in_order(row: dict[str, Any]) -> tuple[str, str]:
        return row["bloc"], row["instrument"]

    assert sorted(carried, key=in_order) == sorted(gathered, key=in_order)


def test_the_page_that_cannot_be_a_link_is_named_beside_the_links() -> None:
    lines = (DATA / "law" / "EU.yaml").read_text(encoding="utf-8").splitlines()
    (named,) = (number for number, line in enumerate(lines) if NOT_A_LINK in line)
    assert lines[named].lstrip().startswith("#")
    assert lines[named - 1].strip() == "other_urls:"


def test_nothing_is_lost(facts: Facts) -> None:
    assert len(facts.positions) >= 701
    assert len({position.jurisdiction for position in facts.positions}) >= 209
    assert len(facts.notices) >= 1015
    assert len({notice.jurisdiction for notice in facts.notices}) >= 240
    assert len(facts.blocs) >= 12
    assert sum(len(bloc.instruments) for bloc in facts.blocs.values()) >= 13


def test_no_status_is_better_than_what_was_coded(facts: Facts) -> None:
    none_fewer(
        (position.status for position in facts.positions),
        {
            "prohibited": 46,
            "authorisation_required": 268,
            "conditional": 25,
            "no_specific_rule": 65,
            "unclear": 297,
        },
    )
    none_fewer(
        (position.unclear_reason for position in facts.positions),
        {None: 404, "silent": 119, "unread": 156, "conflict": 22},
    )
    none_fewer(
        (position.basis for position in facts.positions),
        {"explicit": 41, "category": 119, "general": 514, "none": 27},
    )


def test_no_notice_is_nearer_to_exosomes_than_it_was_coded(facts: Facts) -> None:
    none_fewer(
        (notice.relevance for notice in facts.notices),
        {"direct": 149, "category": 287, "context": 577},
    )
    none_fewer((notice.exosome_explicit for notice in facts.notices), {True: 147, False: 866})
    kinds = {
        "legislation": 333,
        "guidance": 184,
        "safety_alert": 84,
        "press_release": 82,
        "consultation": 65,
        "warning_letter": 49,
        "untitled_letter": 25,
        "licence_action": 27,
        "ban": 24,
        "seizure": 28,
        "trial_authorisation": 20,
        "advertising_action": 20,
        "court_ruling": 30,
        "prosecution": 17,
        "classification": 15,
        "recall": 5,
        "injunction": 3,
        "approval": 1,
        "import_alert": 1,
    }
    none_fewer((notice.kind for notice in facts.notices), kinds)


def test_what_was_read_second_hand_stays_so(facts: Facts) -> None:
    none_fewer((position.source_read for position in facts.positions), {"secondary": 241})
    none_fewer((notice.source_read for notice in facts.notices), {"secondary": 521})
    none_fewer(
        (position.confidence for position in facts.positions),
        {"low": 410, "medium": 282, "high": 9},
    )


def test_dates_keep_their_precision_and_the_undated_stay_undated(facts: Facts) -> None:
    none_fewer(
        (len(notice.published or "") for notice in facts.notices),
        {0: 138, len("2024"): 80, len("2024-05"): 105, len("2024-05-17"): 690},
    )


def test_what_was_read_since_the_evidence_was_gathered_says_so(facts: Facts) -> None:
    none_fewer((bloc.verified_on for bloc in facts.blocs.values()), {GATHERED: 11})
    none_fewer(
        (position.verified_on for position in facts.positions),
        {GATHERED: 39, "2026-11-29": 108, "2026-11-30": 398, READ_SINCE: 156},
    )
    none_fewer(
        (notice.verified_on for notice in facts.notices),
        {GATHERED: 3, "2026-11-29": 200, "2026-11-30": 765, READ_SINCE: 47},
    )


def test_where_the_coders_differed_the_row_says_so(facts: Facts) -> None:
    none_fewer(
        (field for row in facts.positions for field in row.coders_differ),
        {"status": 48, "basis": 36, "unclear_reason": 3, "approved_product": 3},
    )
    none_fewer(
        (field for row in facts.notices for field in row.coders_differ),
        {"effect": 93, "relevance": 87, "kind": 36, "issuer_type": 19, "concerns": 6, "uses": 1},
    )
