"""Several people accept at once, and an editor saves meanwhile: nobody's work is lost."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from atlas import acceptance
from atlas.acceptance import Acceptance, EditedMeanwhile, Move, accept
from atlas.edition import Edition
from atlas.facts import read_facts
from atlas.validate import validate
from tests.atlas.store.examples import a_notice
from tests.bundled import copy_of_one_place

LAW, NOTICES = Path("law/KR.yaml"), Path("notices/KR.jsonl")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copy_of_one_place("KR", tmp_path / "data")


def a_ban(number: int) -> Acceptance:
    ban = a_notice(f"kr-invented-{number}", jurisdiction="KR").record()
    page = dict.fromkeys(("url", "read_url"), f"https://x.example/ban-{number}")
    return Acceptance(
        {**ban, **page, "exosome_explicit": True, "review": "machine_read"},
        by="Example Person",
        why="an invented ban",
        on=date(2026, 11, 28),
        move=a_move({"status": "prohibited", "effective_from": f"2026-10-{number:02d}"}),
    )


def a_move(fields: dict[str, Any]) -> Move:
    return Move("KR", "injected_or_iv", fields)


def test_a_new_entry_says_what_the_notice_says_and_what_the_person_gives_goes_before() -> None:
    ban = a_ban(1)
    named = {**ban.notice, "title": "엑소좀 금지", "title_en": "Ban of exosomes"}
    assert replace(ban, notice=named).entry() == {
        "status": "prohibited",
        "basis": "explicit",
        "effective_from": "2026-10-01",
        "instrument": "Ban of exosomes",
        "note": "an invented ban",
        "notices": ["kr-invented-1"],
        "source_read": "primary",
        "read_url": "https://x.example/ban-1",
        "confidence": "medium",
        "verified_on": "2026-11-28",
    }
    given = {
        "status": "unclear", "basis": "general", "confidence": "low", "instrument": "Act",
        "note": None, "conditions": (),
    }  # fmt: skip
    told = replace(ban, move=a_move(given)).entry()
    assert told
    assert [told[name] for name in ("basis", "confidence", "instrument")] == [
        "general", "low", "Act",
    ]  # fmt: skip
    assert (told["note"], "conditions" in told) == ("an invented ban", False)
    assert replace(ban, move=None).entry() is None


@pytest.mark.parametrize(
    ("english", "given", "instrument"),
    [("", None, "엑소좀 금지"), ("", "A ban", "A ban"), ("Ban of exosomes", "A ban", "A ban")],
)
def test_an_entry_that_names_no_instrument_is_called_by_its_notice(
    english: str, given: str | None, instrument: str
) -> None:
    notice = {**a_ban(1).notice, "title": "엑소좀 금지", "title_en": english}
    told = replace(a_ban(1), notice=notice, title_en=given).entry()
    assert told
    assert told["instrument"] == instrument


def test_a_notice_that_does_not_name_exosomes_moves_a_position_by_its_category_only() -> None:
    silent = {**a_ban(1).notice, "exosome_explicit": False}
    told = replace(a_ban(1), notice=silent).entry()
    assert told
    assert told["basis"] == "category"


def test_whoever_accepts_at_the_same_time_loses_nothing(data: Path) -> None:
    edition = Edition.from_facts(read_facts(data))
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda number: accept(data, edition, a_ban(number)), range(1, 5)))
    law = (data / LAW).read_text(encoding="utf-8")
    ids = [json.loads(line)["id"] for line in (data / NOTICES).read_text("utf-8").splitlines()]
    for number in range(1, 5):
        assert law.count(f"- kr-invented-{number}\n") == 1
        assert ids.count(f"kr-invented-{number}") == 1
    assert validate(data) == []


def test_what_an_editor_saved_meanwhile_is_not_written_over(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = Edition.from_facts(read_facts(data))
    saved = (data / LAW).read_text(encoding="utf-8") + "# another's remark\n"

    def saving(draft: Path) -> list[object]:
        (data / LAW).write_text(saved, encoding="utf-8")
        return []

    monkeypatch.setattr(acceptance, "validate", saving)
    with pytest.raises(EditedMeanwhile, match=r"KR\.yaml was edited"):
        accept(data, edition, a_ban(1))
    assert (data / LAW).read_text(encoding="utf-8") == saved
    assert "kr-invented" not in (data / NOTICES).read_text(encoding="utf-8")


def test_an_undated_entry_was_first_read_on_the_day_of_the_decision() -> None:
    undated = replace(a_ban(1), move=a_move({"status": "prohibited"})).entry()
    assert undated
    assert "effective_from" not in undated
    assert undated["first_read"] == undated["verified_on"] == "2026-11-28"


def test_who_comes_second_to_one_notice_writes_nothing(data: Path) -> None:
    edition = Edition.from_facts(read_facts(data))
    accept(data, edition, a_ban(1))
    first = {path: (data / path).read_bytes() for path in (LAW, NOTICES)}
    position = {"status": "conditional", "effective_from": "2026-11", "conditions": ("None",)}
    with pytest.raises(EditedMeanwhile, match="kr-invented-1 was taken into"):
        accept(data, edition, replace(a_ban(1), by="Another Person", move=a_move(position)))
    assert {path: (data / path).read_bytes() for path in (LAW, NOTICES)} == first


def test_a_last_line_that_somebody_left_without_its_end_stays_a_line(data: Path) -> None:
    edition = Edition.from_facts(read_facts(data))
    before = (data / NOTICES).read_text("utf-8")
    (data / NOTICES).write_text(before.removesuffix("\n"), encoding="utf-8")
    accept(data, edition, a_ban(1))
    assert (data / NOTICES).read_text("utf-8").startswith(before)


def test_a_second_try_finds_the_entry_though_it_was_checked_again_meanwhile(data: Path) -> None:
    first = replace(a_ban(1), move=a_move({"status": "conditional", "effective_from": "2026-11"}))
    accept(data, Edition.from_facts(read_facts(data)), first)
    checked = "first_read: '2026-11-28'\n    verified_on: '2026-11-29'"
    text = (data / LAW).read_text("utf-8").partition("- kr-invented-1\n")
    (data / LAW).write_text(
        "".join((*text[:2], text[2].replace("verified_on: '2026-11-28'", checked, 1))), "utf-8"
    )
    before = (data / LAW).read_text("utf-8")
    assert checked in before
    again = replace(first, notice={**first.notice, "review": "reviewed"}, on=date(2026, 11, 30))
    accept(data, Edition.from_facts(read_facts(data)), again)
    assert (data / LAW).read_text("utf-8") == before


def test_a_second_try_on_a_later_day_writes_only_what_is_missing(data: Path) -> None:
    position = {
        "status": "conditional", "effective_from": "2026-11", "conditions": ("Only in hospitals.",),
        "penalty": None,
    }  # fmt: skip
    first = replace(a_ban(1), move=a_move(position))
    # As it stands in data/ after a first try that got no further than the notice.
    again = replace(first, notice={**first.notice, "review": "reviewed"}, on=date(2026, 11, 29))
    before = (data / LAW).read_bytes()
    accept(data, Edition.from_facts(read_facts(data)), first)
    written = {path: (data / path).read_bytes() for path in (LAW, NOTICES)}
    edition = Edition.from_facts(read_facts(data))
    accept(data, edition, again)
    assert {path: (data / path).read_bytes() for path in (LAW, NOTICES)} == written
    (data / LAW).write_bytes(before)
    assert data / LAW in accept(data, edition, again)
    assert b"Accepted by Example Person on 2026-11-29" in (data / LAW).read_bytes()
    assert (data / NOTICES).read_bytes() == written[NOTICES]


def test_what_a_territory_published_stands_in_a_file_of_its_own(data: Path) -> None:
    edition = Edition.from_facts(read_facts(data))
    notice = {**a_ban(1).notice, "id": "pr-invented-1", "jurisdiction": "PR"}
    assert accept(data, edition, replace(a_ban(1), notice=notice, move=None)) == [
        data / "notices" / "PR.jsonl"
    ]
