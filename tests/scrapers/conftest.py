"""Stores with invented regulators, and sites with certificates."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from atlas.store import Store, open_store
from tests.scrapers.invented_regulators import Regulators


@pytest.fixture
def store(bare: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{shutil.copy(bare, tmp_path / 'atlas.db')}") as opened:
        yield opened


@pytest.fixture
def regulators(store: Store) -> Regulators:
    return Regulators(store)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """A certificate authority that the bundle of this test trusts, and no other."""
    authority = trustme.CA()
    bundle = tmp_path / "bundle.pem"
    authority.cert_pem.write_to_path(str(bundle))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
    return authority
