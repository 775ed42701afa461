from __future__ import annotations

from pathlib import Path

import pytest

from atlas.store import open_store


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store filled from data/, to be copied: filling takes seconds."""
    path = tmp_path_factory.mktemp("filled") / "atlas.db"
    with open_store(f"sqlite:///{path}") as store:
        store.ensure_filled()
    return path
