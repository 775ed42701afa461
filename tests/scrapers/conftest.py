"""Stores with invented regulators."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas.store import open_store
from tests.scrapers.invented_regulators import Regulators


@pytest.fixture
def regulators(filled: Path, tmp_path: Path) -> Iterator[Regulators]:
    copy = tmp_path / "atlas.db"
    copy.write_bytes(filled.read_bytes())
    with open_store(f"sqlite:///{copy}") as store:
        yield Regulators(store)
