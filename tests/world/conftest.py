from __future__ import annotations

from pathlib import Path

import pytest

from tests.world.catalogue import NUMBERED
from tests.world.sweep import DayZero, world


@pytest.fixture(scope="session")
def day_zero(tmp_path_factory: pytest.TempPathFactory, bare: Path) -> DayZero:
    """The first day of the whole catalogue, all of which is well: reading it takes seconds."""
    folder = tmp_path_factory.mktemp("day-zero")
    manners = {"switch_on": {NUMBERED}, "retries": 0}
    with world(folder, bare, catalogue=manners) as here:
        return DayZero(here.run_here(), here.database)
