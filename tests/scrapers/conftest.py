"""Stores with invented regulators, and sites with certificates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from atlas.store import open_store
from tests.scrapers.invented_regulators import Regulators


@pytest.fixture
def regulators(bare: Path, tmp_path: Path) -> Iterator[Regulators]:
    copy = tmp_path / "atlas.db"
    copy.write_bytes(bare.read_bytes())
    with open_store(f"sqlite:///{copy}") as store:
        yield Regulators(store)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """A certificate authority that the bundle of this test trusts, and no other."""
    authority = trustme.CA()
    bundle = tmp_path / "bundle.pem"
    authority.cert_pem.write_to_path(str(bundle))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
    return authority
