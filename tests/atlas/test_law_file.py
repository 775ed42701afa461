"""Writing into data/law: the new entry at its place, every other byte as its editor left it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atlas.facts import DATA
from atlas.law_file import UnwritableLaw, written_into
from atlas.yaml_file import read_yaml

HAND_WRITTEN = """\
# Kept by hand.
jurisdiction: XX   # a place
positions:
  injected_or_iv:
  # About the old rule,
  # in two lines.
  - status: conditional
    basis: explicit
    effective_from: '2020-01-01'   # from the gazette
    note: |
      A note
      in lines.
    source_read: primary
    confidence: high
    verified_on: '2026-11-22'

  # About the rule of 2024.
  - {status: unclear, basis: explicit, effective_from: '2024', note: x, source_read: primary,
     confidence: low, verified_on: '2026-11-22'}
  # The end of injections.

  clinical_trial:
    - status: unclear
      basis: none
      note: x
      source_read: primary
      confidence: low
      verified_on: '2026-11-22'   # last line, without an end"""


def an_entry(**changes: Any) -> dict[str, Any]:
    return {
        "status": "prohibited",
        "basis": "explicit",
        "note": "Yes: it is 禁止",
        "conditions": ("one", "two"),
        "source_read": "primary",
        "confidence": "medium",
        "verified_on": "2026-11-23",
        "penalty": None,
        **changes,
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "XX.yaml"
    file.write_text(HAND_WRITTEN, "utf-8")
    return file


@pytest.mark.parametrize(
    ("scenario", "effective_from", "number"),
    [
        ("injected_or_iv", "2026-11-01", 2),
        ("injected_or_iv", "2022", 1),
        ("injected_or_iv", None, 0),
        ("clinical_trial", "2026", 1),
        ("human_topical_cosmetic", "2026", 0),
    ],
)
def test_an_entry_goes_to_its_place_in_time_and_nothing_else_moves(
    path: Path, scenario: str, effective_from: str | None, number: int
) -> None:
    before = read_yaml(path)["positions"]
    text = written_into(path, "XX", scenario, an_entry(effective_from=effective_from), "By A. N.")
    new = [line for line in text.splitlines() if line not in HAND_WRITTEN.splitlines()]
    assert sum(line.strip() == "# By A. N." for line in new) == 1
    kept = iter(text.splitlines())
    assert all(line in kept for line in HAND_WRITTEN.splitlines())
    path.write_text(text, "utf-8")
    after = read_yaml(path)["positions"]
    entry = after[scenario].pop(number)
    assert entry["note"] == "Yes: it is 禁止"
    assert entry["conditions"] == ["one", "two"]
    assert entry.get("effective_from") == effective_from
    assert "penalty" not in entry
    assert {name: history for name, history in after.items() if history} == before


def test_a_comment_stays_with_the_entry_below_it(path: Path) -> None:
    text = written_into(path, "XX", "injected_or_iv", an_entry(effective_from="2022"), "By A. N.")
    lines = [line.strip() for line in text.splitlines()]
    assert lines[lines.index("# About the rule of 2024.") + 1].startswith("- {status: unclear")
    assert lines.index("# By A. N.") < lines.index("# About the rule of 2024.")


def test_lines_that_end_as_on_windows_stay_so(path: Path) -> None:
    path.write_bytes(HAND_WRITTEN.replace("\n", "\r\n").encode())
    written = written_into(path, "XX", "injected_or_iv", an_entry(), "why")
    before = HAND_WRITTEN.split("\n")
    assert [line for line in before[:-1] if f"{line}\r\n" not in written] == []


def test_a_place_without_a_file_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "NO.yaml"
    path.write_text(written_into(path, "NO", "clinical_trial", an_entry(), "By A. N."), "utf-8")
    document = read_yaml(path)
    assert document["jurisdiction"] == "NO"
    assert document["positions"]["clinical_trial"][0]["status"] == "prohibited"


def test_a_form_that_cannot_be_written_into_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "XX.yaml"
    path.write_text("jurisdiction: XX\npositions: {clinical_trial: []}\n")
    with pytest.raises(UnwritableLaw, match="by hand"):
        written_into(path, "XX", "clinical_trial", an_entry(), "By A. N.")


@pytest.mark.parametrize("code", ["GB", "EU", "KR", "US"])
def test_real_files_keep_every_line(code: str) -> None:
    path = DATA / "law" / f"{code}.yaml"
    before = path.read_text("utf-8").splitlines()
    entry = an_entry(effective_from="2026-11-23")
    for scenario in read_yaml(path)["positions"]:
        kept = iter(written_into(path, code, scenario, entry, "By A. N.").splitlines())
        assert all(line in kept for line in before)
