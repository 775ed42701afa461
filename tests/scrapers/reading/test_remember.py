"""What makes another program of this one: what it remembered is read again then."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.reading.remember import program_digest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    "edited",
    [
        "scrapers/catalogue.py",
        "scrapers/reading/lists.py",
        "scrapers/formats/rss.py",
        "scrapers/normalise/dates.py",
        "scrapers/classify/kind.py",
        "scrapers/sources/de-pei.yaml",
        "data/terms/sv.yaml",
        "data/terms/learned.csv",
        "data/corrections.yaml",
    ],
)
def test_an_edit_of_what_reading_goes_by_makes_another_program(
    edited: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest_now = program_digest.__wrapped__
    before = digest_now()
    as_it_is = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        return as_it_is(path) + (b" " if path == ROOT / edited else b"")

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert digest_now() != before
