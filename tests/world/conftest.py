from __future__ import annotations

from pathlib import Path

import pytest

from tests.world.catalogue import NUMBERED
from tests.world.sweep import world


@pytest.fixture(scope="session")
def day_zero(tmp_path_factory: pytest.TempPathFactory, bare: Path) -> Path:
    """The store after the first day of the whole catalogue, to be copied: reading takes seconds."""
    folder = tmp_path_factory.mktemp("day-zero")
    manners = {"switch_on": {NUMBERED}, "retries": 0}
    with world(folder, bare, catalogue=manners) as here:
        here.run_here()
        return here.database
