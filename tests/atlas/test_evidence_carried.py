"""Every row of evidence stands in data/ as it was gathered: none lost, altered or improved.

What was read since carries the day on which it was read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from atlas.facts import DATA, Facts, read_facts
from atlas.law import Position
from atlas.notices import Notice

EVIDENCE = Path(__file__).resolve().parents[3] / "shared" / "evidence"
# A page without a public address; data/law/EU.yaml names it in a comment beside the links.
NOT_A_LINK = "urn:stored-github-file:69878465084"

GATHERED = "2026-11-22"
READ_AGAIN = {("FR", "injected_or_iv")}

beside_the_evidence = pytest.mark.skipif(
    not EVIDENCE.exists(), reason=f"the evidence is kept outside the repository, in {EVIDENCE}"
)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts()


def rows(name: str) -> list[dict[str, Any]]:
    text = (EVIDENCE / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def as_gathered(record: Position | Notice, ours: Iterable[str]) -> dict[str, Any]:
    """The record without the fields that only the project has."""
    return record.model_dump(mode="json", exclude=set(ours))


@beside_the_evidence
def test_every_position_is_carried_field_by_field(facts: Facts) -> None:
    carried = {
        (position.jurisdiction, position.scenario): as_gathered(position, ["verified_on"])
        for position in facts.positions
    }
    gathered = {(row["jurisdiction"], row["scenario"]): row for row in rows("positions.jsonl")}
    assert gathered["EU", "injected_or_iv"]["other_urls"].pop(1) == NOT_A_LINK
    differing = {where for where in gathered if carried[where] != gathered[where]}
    assert (set(carried), differing) == (set(gathered), READ_AGAIN)


@beside_the_evidence
def test_every_notice_is_carried_field_by_field(facts: Facts) -> None:
    ours = ("review", "verified_on", "source_id", "first_seen", "sha256")
    carried = {
        notice.id: as_gathered(notice, ours)
        for notice in facts.notices
        if notice.verified_on == GATHERED
    }
    assert carried == {row["id"]: row for row in rows("notices.jsonl")}


@beside_the_evidence
def test_every_bloc_is_carried_field_by_field(facts: Facts) -> None:
    carried = [
        {"bloc": code, "members": list(bloc.members)} | instrument.model_dump(mode="json")
        for code, bloc in facts.blocs.items()
        for instrument in bloc.instruments
    ]
    gathered = [{"confidence": None, "other_urls": [], **row} for row in rows("blocs.jsonl")]

    def in_order(row: dict[str, Any]) -> tuple[str, str]:
        return row["bloc"], row["instrument"]

    assert sorted(carried, key=in_order) == sorted(gathered, key=in_order)


def test_the_page_that_cannot_be_a_link_is_named_beside_the_links() -> None:
    lines = (DATA / "law" / "EU.yaml").read_text(encoding="utf-8").splitlines()
    (named,) = (number for number, line in enumerate(lines) if NOT_A_LINK in line)
    assert lines[named].lstrip().startswith("#")
    assert lines[named - 1].strip() == "other_urls:"


def test_nothing_is_lost(facts: Facts) -> None:
    assert len(facts.positions) == 430
    assert len({position.jurisdiction for position in facts.positions}) == 112
    assert len(facts.notices) == 480
    assert len({notice.jurisdiction for notice in facts.notices}) == 120
    assert len(facts.blocs) == 12
    assert sum(len(bloc.instruments) for bloc in facts.blocs.values()) == 13


def test_no_status_is_better_than_the_evidence(facts: Facts) -> None:
    assert Counter(position.status for position in facts.positions) == {
        "prohibited": 24,
        "authorisation_required": 92,
        "conditional": 10,
        "permitted": 6,
        "no_specific_rule": 110,
        "unclear": 188,
    }
    reasons = Counter(position.unclear_reason for position in facts.positions)
    assert reasons == {None: 242, "silent": 118, "unread": 62, "conflict": 8}
    assert Counter(position.basis for position in facts.positions) == {
        "explicit": 41,
        "category": 94,
        "general": 212,
        "none": 83,
    }


def test_no_notice_is_nearer_to_exosomes_than_the_evidence(facts: Facts) -> None:
    relevance = Counter(notice.relevance for notice in facts.notices)
    assert relevance == {"direct": 111, "category": 123, "context": 246}
    assert sum(notice.exosome_explicit for notice in facts.notices) == 109
    assert Counter(notice.kind for notice in facts.notices) == {
        "legislation": 111,
        "guidance": 86,
        "safety_alert": 64,
        "press_release": 39,
        "consultation": 37,
        "warning_letter": 27,
        "licence_action": 20,
        "advertising_action": 16,
        "seizure": 13,
        "ban": 12,
        "classification": 11,
        "trial_authorisation": 11,
        "prosecution": 10,
        "untitled_letter": 10,
        "court_ruling": 9,
        "recall": 2,
        "approval": 1,
        "import_alert": 1,
    }


def test_what_was_read_second_hand_stays_so(facts: Facts) -> None:
    assert Counter(position.source_read for position in facts.positions)["secondary"] == 329
    assert Counter(notice.source_read for notice in facts.notices)["secondary"] == 347
    confidence = Counter(position.confidence for position in facts.positions)
    assert confidence == {"low": 305, "medium": 104, "high": 21}


def test_dates_keep_their_precision_and_the_undated_stay_undated(facts: Facts) -> None:
    precision = Counter(len(notice.published or "") for notice in facts.notices)
    assert precision == {0: 80, len("2024"): 32, len("2024-05"): 60, len("2024-05-17"): 308}


def test_what_was_read_since_the_evidence_was_gathered_says_so(facts: Facts) -> None:
    assert {bloc.verified_on for bloc in facts.blocs.values()} == {GATHERED}
    since = {(p.jurisdiction, p.scenario) for p in facts.positions if p.verified_on != GATHERED}
    assert since == READ_AGAIN
    days = Counter(notice.verified_on for notice in facts.notices)
    assert days == {GATHERED: 456, "2026-11-29": 24}


def test_where_the_coders_differed_the_row_says_so(facts: Facts) -> None:
    positions = Counter(field for row in facts.positions for field in row.coders_differ)
    assert positions == {"status": 35}
    notices = Counter(field for row in facts.notices for field in row.coders_differ)
    assert notices == {
        "relevance": 43,
        "kind": 14,
        "issuer_type": 8,
        "effect": 3,
        "concerns": 2,
        "uses": 1,
    }
