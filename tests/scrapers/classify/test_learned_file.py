"""The file of learned words: what is written is read again, and every fault is told by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.validate.findings import Fault
from scrapers.classify.learned_file import FILE, BadLearned, Weight, read_learned, write_learned
from scrapers.classify.soundness import learned_faults

MEND = "run python -m bench.classifier.learn"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    weights = {
        "": (Weight("concern", "dosage", -2.5),),
        "warnin issued": (Weight("kind", "recall", -0.75), Weight("kind", "safety_alert", 1.25)),
    }
    write_learned(tmp_path / FILE, weights)
    assert read_learned(tmp_path / FILE) == weights


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("word,code,weight", 1, "the columns are not words, weights"),
        ("words,weights\na", 2, "'a' is no word with its weights"),
        ("words,weights\na,kind:ban", 2, "'a,kind:ban' is no word with its weights"),
        ("words,weights\na,ban 1.0", 2, "'a,ban 1.0' is no word with its weights"),
        ("words,weights\na,kind:ban much", 2, "'a,kind:ban much' is no word with its weights"),
        ("words,weights\na,kind:ban nan", 2, "'a,kind:ban nan' is no word with its weights"),
        ("words,weights\na,kind:ban 1e9", 2, "'a,kind:ban 1e9' is no word with its weights"),
        ('words,weights\na,kind:ban 1\n"b,kind:ban 1', 3, "unexpected end of data"),
        ("words,weights\na,kind:ban 1\na,kind:law 1", 3, "'a' stands there twice"),
    ],
)
def test_a_file_that_is_no_such_table_is_told_by_its_line(
    tmp_path: Path, text: str, line: int, fault: str
) -> None:
    path = tmp_path / FILE
    path.write_text(text, "utf-8")
    with pytest.raises(BadLearned) as told:
        read_learned(path)
    assert str(told.value) == f"{path}:{line}: {fault} → {MEND}"
    assert list(learned_faults(tmp_path, {})) == [Fault(str(path), line, fault, MEND)]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadLearned, match=FILE):
        read_learned(tmp_path / FILE)
