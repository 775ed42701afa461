"""Commands against invented regulators that are real servers on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scrapers.http.fetch import FetchSettings
from tests.scrapers.served_regulators import Regulator, serving


@pytest.fixture
def regulators(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Regulator]]:
    (tmp_path / "sources").mkdir()
    (tmp_path / "atlas.db").write_bytes(bare.read_bytes())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'atlas.db'}")
    monkeypatch.setenv("ATLAS_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("ATLAS_SOURCES", str(tmp_path / "sources"))
    monkeypatch.setenv("COLUMNS", "200")
    with serving(tmp_path / "sources") as at_work:
        hosts = frozenset(regulator.url.split("/")[2] for regulator in at_work)
        settings = FetchSettings(address_exceptions=hosts, backoff_seconds=0.01)
        monkeypatch.setattr(FetchSettings, "from_environment", lambda *_: settings)
        yield at_work
