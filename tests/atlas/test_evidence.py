"""data/evidence.yaml: how the facts were gathered, and what limits them."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from atlas.dates import parse_day
from atlas.evidence import read_evidence
from atlas.facts import DATA


def test_the_bundled_file_says_how_far_coders_agreed() -> None:
    evidence = read_evidence()
    status = next(row for row in evidence.agreement if row.of == "Status of positions")
    assert (status.share, status.kappa) == (0.91, 0.88)
    assert parse_day(evidence.gathered_on)
    assert len({limit.title for limit in evidence.limits}) == len(evidence.limits)


@pytest.mark.parametrize(
    ("old", "new"),
    [("kappa: 0.88", "kappa: 8.8"), ("gathered_on:", "gathered:"), ("- title:", "- name:")],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, old: str, new: str) -> None:
    text = (DATA / "evidence.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "evidence.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValidationError):
        read_evidence(tmp_path)
